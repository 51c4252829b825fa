import assert from 'node:assert/strict';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { IncidentView } from '../../../src/core/view/incident-view.ts';
import { lensesOf } from '../../../src/core/view/lenses.ts';
import type { LensContext } from '../../../src/core/view/lenses.ts';
import { eventsOf } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { guideOf } from '../../guides.ts';

const guide = guideOf(`# Guide

| Severity | Response Time |
|---|---|
| Critical | 5 min |

## Critical incidents

### API down

**Detection:** No answer from http://localhost:3001/health

**Triage:**
\`\`\`bash
# 1. Look
date

# 2. Check the dashboard
# Visit: https://grafana.example/d/1
\`\`\`

**Recovery:**
\`\`\`bash
# Option 1: Restart
systemctl restart api

# Option 2: Wipe
redis-cli FLUSHALL
# Edit .env.production:
# POOL=10
\`\`\`

## Tools

### Health

\`\`\`bash
uptime
\`\`\`
`);

const opened: TimedFact = [
  0,
  {
    type: 'opened',
    playbook: 'api-down',
    title: 'API down',
    severity: 'Critical',
    responseSeconds: 300,
    guide: 'guide.md',
    guideSha256: '',
    target: { host: 'h', user: 'u', folder: '/f' },
    timezone: 'UTC',
  },
];

function started(run: string, step: string, seconds = 1): TimedFact {
  const [phase = '', id = ''] = step.split('/');
  const found = guide.playbooks[0]?.phases
    .find((one) => one.id === phase)
    ?.blocks.flatMap((one) => one.steps)
    .find((one) => one.id === id);
  return [
    seconds,
    {
      type: 'run-started',
      run,
      step,
      title: found?.title ?? '',
      danger: 'safe',
      commands: [],
      stepSha256: found?.sha256 ?? '',
    },
  ];
}

const failed = (run: string, step: string, durationMs = 2300): TimedFact => [
  5,
  { type: 'run-ended', run, step, title: '', outcome: 'failed', exitCode: 1, durationMs, commands: [] },
];

function viewAfter(facts: readonly TimedFact[], more: Partial<IncidentView> = {}): IncidentView {
  return { state: stateOf('i', eventsOf([opened, ...facts])), running: new Set(), waiting: [], ...more };
}

function titles(
  view: IncidentView | undefined,
  more: Partial<LensContext> = {},
  of: Guide = guide,
): Record<number, string[]> {
  const lenses = lensesOf(of, {
    path: '/guide.md',
    incidentOf: () => view,
    now: new Date('2026-11-24T02:17:10Z'),
    trust: 'trusted',
    ...more,
  });
  const lines: Record<number, string[]> = {};
  for (const { line, title } of lenses) (lines[line] ??= []).push(title);
  return lines;
}

describe('the lenses of a guide', () => {
  it('stand over playbooks, phases, steps and tools before anything ran', () => {
    assert.deepEqual(titles(undefined), {
      9: ['▷ Start incident', 'Check detection'],
      13: ['▷ Run all · 1 read'],
      15: ['▷ Run'],
      18: ['Open link', 'Mark done'],
      22: ['Choose an option…'],
      24: ['▷ Use option 1 · changes'],
      27: ['⚠ Use option 2 … · deletes every key of every redis database'],
      29: ['Open .env.production', 'Mark done'],
      35: ['▷ Run all · 1 read'],
      38: ['▷ Run'],
    });
  });

  it('say in the tooltip of Run all how it goes on, what is left out, and what changes were pointed at', () => {
    const seen: TimedFact = [9, { type: 'target-seen', target: { host: 'web-1', branch: 'main' } }];
    const lenses = lensesOf(guide, {
      path: '/guide.md',
      incidentOf: () => viewAfter([seen]),
      now: new Date('2026-11-24T02:17:10Z'),
      trust: 'trusted',
    });
    assert.equal(
      lenses.find(({ action }) => action === 'runAll')?.tooltip,
      'Goes on after a failure. 1 left out: by hand, interactive or long-running. Target: web-1 · main.',
    );
  });

  it('say of an option how often it worked before, where there is room', () => {
    const shown = titles(undefined, { freshnessOf: () => ({ worked: 3, of: 4 }) });
    assert.deepEqual(shown[24], ['▷ Use option 1 · changes · worked 3 of 4 times']);
    assert.deepEqual(shown[15], ['▷ Run'], 'of a step its tooltip says it');
  });

  it('say live, how severe and how long is left, in whole minutes', () => {
    assert.deepEqual(titles(viewAfter([]))[9], ['● Live 3 min · Critical · 1 min left', 'Check detection']);
  });

  it('say that the response time was missed', () => {
    const late = new Date('2026-11-24T03:00:00Z');
    assert.deepEqual(titles(viewAfter([]), { now: late })[9], [
      '● Live 45 min · Critical · response time missed',
      'Check detection',
    ]);
  });

  it('offer to stop what runs in this window', () => {
    const under = { running: new Set(['r1']) };
    const view = viewAfter([started('r1', 'triage/1')], under);
    const stopping = viewAfter([started('r1', 'triage/1')], { ...under, stopping: new Set(['r1']) });
    assert.deepEqual(titles(view)[15], ['■ Stop', 'Output']);
    assert.deepEqual(titles(stopping)[15], ['■ Stopping · End it', 'Output']);
  });

  it('say where a run without an end was started, and never guess', () => {
    assert.deepEqual(titles(viewAfter([started('r1', 'triage/1')]))[15], [
      '◌ On web-1, no end recorded',
      'Again',
    ]);
  });

  it('show the last result with its output, again and pin', () => {
    const view = viewAfter([started('r1', 'triage/1'), failed('r1', 'triage/1')]);
    assert.deepEqual(titles(view)[15], ['✗ 1 · 2.3 s', 'Output', 'Again', 'Pin']);
  });

  it('say when the step was changed since it ran', () => {
    const view = viewAfter([started('r1', 'triage/1'), failed('r1', 'triage/1')]);
    const changed = guideOf(
      '# Guide\n\n## Critical incidents\n\n### API down\n\n**Triage:**\n```bash\n# 1. Look\ndate -u\n```\n',
    );
    assert.match(titles(view, {}, changed)[9]?.[0] ?? '', /changed since it ran/);
  });

  it('let a waiting step be cancelled', () => {
    assert.deepEqual(titles(viewAfter([], { waiting: ['triage/1'] }))[15], ['◌ Waiting · Cancel']);
  });

  it('show what was done by hand', () => {
    const view = viewAfter([[9, { type: 'step-done', step: 'triage/2', title: '' }]]);
    assert.deepEqual(titles(view)[18], ['Open link', '✓ done']);
  });

  it('run nothing in a folder that is not trusted: the click manages trust', () => {
    const lenses = lensesOf(guide, {
      path: '',
      incidentOf: () => undefined,
      now: new Date(0),
      trust: 'restricted',
    });
    const running = lenses.filter(({ action }) => action === 'runStep' || action === 'runAll');
    assert.deepEqual(running, []);
    assert.ok(lenses.some(({ action }) => action === 'manageTrust'));
  });

  it('are at most four a line, of at most 60 characters', () => {
    const views = [undefined, viewAfter([started('r1', 'triage/1'), failed('r1', 'triage/1')])];
    for (const view of views) {
      for (const line of Object.values(titles(view))) {
        assert.ok(line.length <= 4, line.join(' | '));
        assert.ok(
          line.every((title) => title.length <= 60),
          line.join(' | '),
        );
      }
    }
  });
});
