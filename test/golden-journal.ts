import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Fact } from '../src/core/incident/event.ts';
import { createBlobs } from '../src/node/journal-blobs.ts';
import { modesLike } from '../src/node/journal-modes.ts';
import { makeIncidentFolder } from '../src/node/journal-place.ts';
import { writerNames } from '../src/node/writer-id.ts';
import { opened, sha256Of } from './events.ts';
import { recordOf } from './records.ts';
import type { Told } from './records.ts';
import { scratchFolder } from './node/scratch.ts';

const openedAt = new Date('2026-11-24T02:14:07.000Z');
const guideText = '# Incident Guide\n\n## API Service Completely Down\n\n```bash\ndocker ps\n```\n';
const changedGuide = guideText.replace('docker ps', 'docker ps --all');
const printed = 'api  Exit 137\n';
const firstPart = 'a line of a long output, é and \u{1F600}\n'.repeat(2000);
const lastPart = 'the end of it\n';
const typedByHand = 'up 12 days\n';
const removed = 'a name that should not have been kept\n';
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Writes the golden journal of the present format into a new folder: every type of event, two writers of which one went on
 * in a second file, an output, one in parts, one removed, a changed guide, and a picture. It is made once for a format and
 * never again: what it reads as today, it reads as forever.
 */
export async function writeGoldenJournal(target: string): Promise<void> {
  const { folder, remove } = scratchFolder();
  try {
    const incident = { playbook: 'api-service-completely-down', openedAt, guideText };
    const id = await makeIncidentFolder(path.join(folder, '.incidents'), incident, 'k3x9aa');
    const made = path.join(folder, '.incidents', id);
    const store = createBlobs({
      folder: path.join(made, 'blobs'),
      writer: 'writer-one',
      names: writerNames(),
      modes: await modesLike(folder),
    });
    for (const text of [changedGuide, printed, firstPart, lastPart, typedByHand])
      await store.store(Buffer.from(text));
    const attachment = `attachments/${sha256Of(picture).slice(0, 12)}-graph.png`;
    await fs.writeFile(path.join(made, attachment), picture);
    for (const [name, bytes] of filesOf(toldFacts(attachment), id))
      await fs.writeFile(path.join(made, 'events', name), bytes);
    await fs.cp(made, target, { recursive: true, errorOnExist: true, force: false });
  } finally {
    remove();
  }
}

/** The second writer's last sync failed: it says its last line again in a new file. */
function filesOf(told: readonly Told[], incident: string): Map<string, Uint8Array> {
  const files = recordOf(told, incident);
  const lines =
    files
      .get('writer-two.jsonl')
      ?.toString()
      .split(/(?<=\n)/) ?? [];
  return new Map([...files, ['writer-two.2.jsonl', Buffer.from(lines.slice(-1).join(''))]]);
}

/** Each fact ten seconds after the one before, by the first writer where none is named. */
function toldFacts(attachment: string): Told[] {
  return factsOf(attachment).map(([fact, writer = 'writer-one'], index) => ({
    fact,
    writer,
    ms: openedAt.getTime() + index * 10_000,
  }));
}

const stored = (text: string): { bytes: number; sha256: string } => ({
  bytes: Buffer.byteLength(text),
  sha256: sha256Of(text),
});
const status = { run: 'r1', step: 'immediate-action/1', title: 'Verify service status' };
const restart = { run: 'r2', step: 'recovery-steps/option-1', title: 'Restart service' };
const health = { run: 'r3', step: 'recovery-steps/verify', title: 'Verify recovery' };

function factsOf(attachment: string): readonly (readonly [fact: Fact, writer?: string])[] {
  const bo = { name: 'bo', host: 'laptop', via: 'cli' } as const;
  return [
    [opened({ guideSha256: sha256Of(guideText), detectedAt: '2026-11-24T02:12:30.000Z' })],
    [{ type: 'milestone', milestone: 'acknowledged', reason: 'paged' }],
    [
      {
        type: 'run-started',
        ...status,
        phase: 'immediate',
        kind: 'numbered',
        danger: 'safe',
        commands: ['docker ps'],
        stepSha256: sha256Of('docker ps'),
      },
    ],
    [{ type: 'output', run: 'r1', ...stored(printed) }],
    [
      {
        type: 'run-ended',
        ...status,
        outcome: 'failed',
        exitCode: 1,
        durationMs: 412.5,
        commands: [
          { text: 'docker ps', outcome: 'failed', exitCode: 1, pipeStatus: [1, 0], durationMs: 410 },
        ],
        output: stored(printed),
      },
    ],
    [{ type: 'note', text: 'memory limit', by: 'cy' }, 'writer-two'],
    [{ type: 'note', text: 'alarm rang', occurredAt: '2026-11-24T02:12:40.000Z', actor: bo }, 'writer-two'],
    [{ type: 'severity-changed', severity: 'High', reason: 'half of the users', responseSeconds: 900 }],
    [{ type: 'role-assigned', role: 'lead', name: 'ana' }],
    [{ type: 'escalated', to: 'DevOps lead', why: 'no answer for five minutes' }],
    [{ type: 'placeholder-set', name: 'pod', value: 'api-1' }],
    [{ type: 'target-seen', target: { docker: 'unix:///var/run/docker.sock', branch: 'main' } }],
    [{ type: 'guide-changed', guideSha256: sha256Of(changedGuide) }],
    [{ type: 'option-chosen', step: restart.step, title: restart.title, option: 1 }],
    [{ type: 'run-started', ...restart, phase: 'recover', kind: 'option', danger: 'changes' }],
    [{ type: 'output', run: 'r2', part: 1, ...stored(firstPart) }],
    [{ type: 'output', run: 'r2', part: 2, ...stored(lastPart) }],
    [
      {
        type: 'run-ended',
        ...restart,
        outcome: 'stopped',
        reason: 'timeout',
        durationMs: 60_000,
        notRun: 1,
        commands: [{ text: 'docker restart api', outcome: 'stopped' }],
        output: stored(firstPart + lastPart),
      },
    ],
    [{ type: 'run-started', ...health, phase: 'recover', kind: 'verify', danger: 'safe' }, 'writer-two'],
    [{ type: 'output', run: 'r3', ...stored(removed) }, 'writer-two'],
    [
      {
        type: 'run-ended',
        ...health,
        outcome: 'succeeded',
        exitCode: 0,
        durationMs: 90,
        commands: [],
        output: stored(removed),
      },
      'writer-two',
    ],
    [{ type: 'verification', ...health, result: 'passed' }, 'writer-two'],
    [{ type: 'adhoc-run', command: 'uptime', danger: 'safe', exitCode: 0, output: stored(typedByHand) }],
    [{ type: 'step-done', step: 'recovery-steps/2', title: 'Tell support', note: 'told by phone' }],
    [{ type: 'step-skipped', step: 'recovery-steps/3', title: 'Scale up', why: 'not needed' }],
    [{ type: 'evidence-pinned', run: 'r2', lines: '1-3' }],
    [{ type: 'attached', kind: 'picture', title: 'graph', file: attachment, sha256: sha256Of(picture) }],
    [{ type: 'attached', kind: 'link', title: 'dashboard', link: 'https://grafana.example/d/api' }],
    [{ type: 'update-copied', text: 'API down: High · monitoring' }],
    [{ type: 'handoff', to: 'bo', text: 'watch the memory' }],
    [{ type: 'amended', event: 'e6', text: 'memory limit of 512 MiB', why: 'was said in short' }],
    [{ type: 'amended', event: 'e2', happenedAt: '2026-11-24T02:14:12.000Z', why: 'by the pager' }],
    [{ type: 'shown-in-story', event: 'e12' }],
    [{ type: 'left-out', event: 'e10' }],
    [{ type: 'tombstone', sha256: sha256Of(removed), why: 'a name of a customer' }],
    [{ type: 'torn-set-aside', file: 'events/writer-gone.jsonl', bytes: 17, actor: { ...bo, via: 'auto' } }],
    [{ type: 'status-changed', status: 'monitoring' }, 'writer-two'],
    [{ type: 'status-changed', status: 'resolved', reason: 'health is back' }, 'writer-two'],
    [{ type: 'closed', reason: 'over' }],
    [{ type: 'reopened', reason: 'it came back' }],
    [{ type: 'closed', reason: 'over' }, 'writer-two'],
  ];
}
