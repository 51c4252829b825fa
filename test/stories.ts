import type { IncidentEvent } from '../src/core/incident/event.ts';
import type { RecordedGuide } from '../src/core/postmortem/source.ts';
import type { Step } from '../src/core/guide/guide.ts';
import type { Journal, JournalContents } from '../src/ports.ts';
import { eventsOf, opened, ran, sha256Of } from './events.ts';
import type { TimedFact } from './events.ts';

/** An incident with all that was printed in it, as the export reads it. */
export interface Story {
  contents: JournalContents;
  journal: Pick<Journal, 'incident' | 'blob' | 'attachment'>;
  guide: RecordedGuide;
}

const compose = 'docker-compose -f docker-compose.production.yml';

const printed = {
  ps: 'NAME      COMMAND                  STATUS\napi       "node dist/server.js"    Exit 137\n',
  psAfter:
    'NAME      COMMAND                  STATUS\napi       "node dist/server.js"    Up 2 minutes (healthy)\n',
  stats:
    '\u001b[1mCONTAINER   CPU %   MEM USAGE / LIMIT   MEM %\u001b[0m\napi         97.2%   511.8MiB / 512MiB   99.96%\n',
  log: '3f2c1ab (HEAD -> main) Cache shipment prices\n91d0e77 Bump express\n',
  testDb: "npm error Missing script: 'test:db'\n",
  restart: 'Restarting api ... done\n',
  health502: 'HTTP/1.1 502 Bad Gateway\r\ncurl: (22) The requested URL returned error: 502\r\n',
  health200: '{"status":"ok","database":"connected"}\n',
  update: 'api\n',
};

const health = {
  step: 'recovery-steps/verify-recovery',
  title: 'Verify recovery',
  phase: 'recover',
  kind: 'verify',
  danger: 'safe',
  commands: ['curl -i http://localhost:3001/api/health'],
} as const;
const status = {
  step: 'immediate-action/1',
  title: 'Verify service status',
  phase: 'immediate',
  kind: 'numbered',
  danger: 'safe',
  commands: [`${compose} ps api`],
} as const;

/** Seconds after the opening, and what was recorded then. */
const apiDown: readonly TimedFact[] = [
  [0, opened({ detectedAt: '2026-11-24T02:12:30.000Z', contact: contactOf() })],
  ...ran(48, {
    ...status,
    run: 'r1',
    output: printed.ps,
    durationSeconds: 0.6,
    ended: { outcome: 'failed', exitCode: 1 },
  }),
  ...ran(70, {
    run: 'r2',
    step: 'immediate-action/4',
    title: 'Check recent code changes',
    phase: 'immediate',
    kind: 'numbered',
    danger: 'safe',
    commands: ['git log --oneline -5'],
    output: printed.log,
  }),
  ...ran(125, {
    run: 'r3',
    step: 'root-cause-analysis/memory-leak',
    title: 'Memory leak?',
    phase: 'diagnose',
    kind: 'question',
    danger: 'safe',
    commands: ['docker stats api --no-stream'],
    output: printed.stats,
    durationSeconds: 2.1,
  }),
  ...ran(140, {
    run: 'r4',
    step: 'root-cause-analysis/database-connection',
    title: 'Database connection?',
    phase: 'diagnose',
    kind: 'question',
    danger: 'changes',
    commands: ['docker-compose exec api npm run test:db'],
    output: printed.testDb,
    ended: { outcome: 'failed', exitCode: 1 },
  }),
  ...ran(150, {
    run: 'r5',
    step: 'root-cause-analysis/environment-variables',
    title: 'Environment variables?',
    phase: 'diagnose',
    kind: 'question',
    danger: 'safe',
    commands: ['docker-compose exec api env | grep DATABASE_URL | wc -l'],
    output: '0\n',
    ended: {
      commands: [
        {
          text: 'docker-compose exec api env | grep DATABASE_URL | wc -l',
          outcome: 'succeeded',
          exitCode: 0,
          pipeStatus: [127, 1, 0],
        },
      ],
    },
  }),
  [160, { type: 'evidence-pinned', run: 'r3' }],
  [172, { type: 'escalated', to: 'Backend Lead', why: 'the memory limit is theirs to change' }],
  [263, { type: 'note', text: 'memory limit, not the deploy' }],
  [270, { type: 'status-changed', status: 'identified' }],
  [
    304,
    { type: 'target-seen', target: { host: 'web-1', branch: 'main', commit: '3f2c1ab', compose: 'shop' } },
  ],
  [305, { type: 'option-chosen', step: 'recovery-steps/option-1', title: 'Restart service', option: 1 }],
  ...ran(305, {
    run: 'r6',
    step: 'recovery-steps/option-1',
    title: 'Restart service',
    phase: 'recover',
    kind: 'option',
    danger: 'changes',
    commands: [`${compose} restart api`],
    output: printed.restart,
    durationSeconds: 11.2,
  }),
  ...ran(333, {
    ...health,
    run: 'r7',
    output: printed.health502,
    ended: { outcome: 'failed', exitCode: 22 },
    verification: 'failed',
  }),
  [
    340,
    {
      type: 'update-copied',
      text: 'API Service Completely Down: Critical · identified · 5 min\nDone: 7 steps run, 3 failed\nNext update: 02:34 UTC',
    },
  ],
  [
    594,
    {
      type: 'adhoc-run',
      command: 'docker update --memory 2g api',
      danger: 'changes',
      exitCode: 0,
      durationMs: 800,
      output: stored(printed.update),
    },
  ],
  ...ran(902, { ...health, run: 'r8', output: printed.health200, verification: 'passed' }),
  ...ran(930, { ...status, run: 'r9', output: printed.psAfter, durationSeconds: 0.5 }),
  [
    935,
    {
      type: 'attached',
      kind: 'picture',
      title: 'Memory of api in Grafana',
      file: 'attachments/memory.png',
      sha256: sha256Of('picture'),
    },
  ],
  [
    960,
    {
      type: 'step-skipped',
      step: 'post-recovery/monitor-for-10-minutes',
      title: 'Monitor for 10 minutes',
      why: 'watched in Grafana instead',
    },
  ],
  [1053, { type: 'status-changed', status: 'resolved' }],
  [1300, { type: 'closed' }],
];

function stored(text: string): { bytes: number; sha256: string } {
  return { bytes: new TextEncoder().encode(text).length, sha256: sha256Of(text) };
}

function contactOf(): { issue: string; primary: string; secondary: string; notes: string } {
  return { issue: 'API Down', primary: 'Backend Lead', secondary: 'DevOps', notes: 'Page immediately' };
}

/** A night on which the API was down: an option that did not help, a command typed by hand that did. */
export function apiDownStory(): Story {
  return storyOf(eventsOf(apiDown), Object.values(printed).concat('0\n'));
}

/** A record with these events, intact, and a home of these outputs. */
export function storyOf(events: readonly IncidentEvent[], outputs: readonly string[] = []): Story {
  const blobs = new Map(outputs.map((text) => [sha256Of(text), new TextEncoder().encode(text)]));
  return {
    contents: { events, findings: [], head: sha256Of(events.at(-1)?.hash ?? ''), newer: false },
    journal: {
      incident: events[0]?.incident ?? 'none',
      blob: (sha256) => Promise.resolve(blobs.get(sha256)),
      attachment: ({ sha256 }) => Promise.resolve(blobs.get(sha256)),
    },
    guide: apiGuide(),
  };
}

const guideText = `## API Service Completely Down

**Recovery Steps:**
\`\`\`bash
# Option 1: Restart service
${compose} restart api

# Option 3: Rollback if recent deployment
git revert HEAD

# Verify recovery
curl -i http://localhost:3001/api/health
\`\`\`
`;

/** The part of a guide that this incident used, as a reader would have understood it. */
function apiGuide(): RecordedGuide {
  const step = (id: string, title: string, line: number, over: Partial<Step> = {}): Step => ({
    id,
    kind: 'plain',
    title,
    sha256: '',
    commands: [],
    manual: [],
    notes: [],
    placeholders: [],
    danger: { level: 'safe' },
    interactive: false,
    longRunning: false,
    line,
    endLine: line + 1,
    ...over,
  });
  const option = (number: number): Partial<Step> => ({
    kind: 'option',
    option: { number, group: 'recovery-steps' },
  });
  const steps = [
    step('option-1', 'Restart service', 5, option(1)),
    step('option-3', 'Rollback if recent deployment', 8, option(3)),
    step('verify-recovery', 'Verify recovery', 11, { kind: 'verify' }),
  ];
  const block = {
    info: 'bash',
    language: 'bash',
    runnable: true,
    sha256: '',
    text: '',
    line: 4,
    endLine: 13,
  };
  const start = guideText.indexOf('curl -i');
  return {
    text: guideText,
    problems: [
      {
        line: 12,
        endLine: 12,
        column: 1,
        rule: 'verification-blind-to-http',
        severity: 'warning',
        message: 'The verification exits 0 on an HTTP error; `curl -f` would not.',
        fix: { title: 'Use curl -f', edits: [{ start, end: start + 'curl -i'.length, text: 'curl -fi' }] },
      },
    ],
    guide: {
      file: 'runbooks/incident-guide.md',
      sha256: sha256Of('guide'),
      title: 'Incident guide',
      severities: [],
      contacts: [],
      fences: [],
      playbooks: [
        {
          id: 'api-service-completely-down',
          title: 'API Service Completely Down',
          kind: 'incident',
          line: 1,
          endLine: 13,
          phases: [
            {
              id: 'recovery-steps',
              title: 'Recovery Steps',
              kind: 'recover',
              line: 3,
              blocks: [{ ...block, steps }],
            },
          ],
        },
      ],
    },
  };
}
