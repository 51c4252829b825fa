import assert from 'node:assert/strict';
import { stateOf } from '../../../src/core/incident/state.ts';
import { statusLine } from '../../../src/core/view/status.ts';
import { eventsOf } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { playbookOf } from '../../guides.ts';

const playbook = playbookOf(`# Guide

## API down

**Monitoring:**
\`\`\`bash
# Monitor for 5 minutes
watch docker stats

# Watch the log
tail -f /var/log/api.log
\`\`\`
`);

const [timed, untimed] = playbook.phases.flatMap(({ id, blocks }) =>
  blocks.flatMap(({ steps }) => steps.map((step) => ({ address: `${id}/${step.id}`, step }))),
);

function started(at: number, which: typeof timed): TimedFact {
  assert.ok(which);
  const { step, address } = which;
  const fact = { run: 'r1', step: address, title: step.title, phase: 'monitor', kind: step.kind } as const;
  return [at, { type: 'run-started', ...fact, danger: 'safe', commands: ['true'], stepSha256: step.sha256 }];
}

const opened: TimedFact = [0, { type: 'opened', playbook: playbook.id, title: 'API down', guide: 'guide.md', guideSha256: '', target: { host: 'web-1', user: 'ana', folder: '/' }, timezone: 'UTC' }]; // prettier-ignore

function textAt(seconds: number, ...facts: readonly TimedFact[]): string {
  const events = eventsOf([opened, ...facts]);
  const now = new Date(Date.parse(events[0]?.at ?? '') + seconds * 1000);
  return statusLine(stateOf('incident-1', events), playbook, now).text;
}

describe('the status bar', () => {
  it('counts down the time that the guide gives a step', () => {
    assert.match(
      textAt(70, started(10, timed)),
      /^● API down 1:10 · Monitor for 5 minutes: 4:00 left · next: /,
    );
    assert.match(textAt(400, started(10, timed)), /: 0:00 left/);
  });

  it('counts nothing down of a step that goes on until somebody stops it', () => {
    assert.doesNotMatch(textAt(70, started(10, untimed)), /left/);
  });
});
