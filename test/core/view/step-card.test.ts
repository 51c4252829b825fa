import assert from 'node:assert/strict';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { RunState } from '../../../src/core/incident/state.ts';
import type { Step } from '../../../src/core/guide/guide.ts';
import { stepsOf } from '../../../src/core/guide/walk.ts';
import type { StepStanding } from '../../../src/core/view/incident-view.ts';
import { stepCard } from '../../../src/core/view/step-card.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { RunParts } from '../../events.ts';
import { guideOf } from '../../guides.ts';

const guide = guideOf(`# Guide

## Critical incidents

### API down

**Severity:** Critical

**Triage:**

\`\`\`bash
# 1. Look
date

# 2. Watch
kubectl logs -f <pod>
\`\`\`

**Recovery:**

\`\`\`bash
# Option 1: Restart
systemctl restart api

# Option 2: Wipe
redis-cli FLUSHALL

# Verify recovery
curl http://localhost:3001/health
\`\`\`

## Tools

### Health

\`\`\`bash
frobnicate --now
\`\`\`
`);

const steps = guide.playbooks.flatMap(({ phases }) => phases.flatMap((phase) => stepsOf(phase)));

function stepNamed(title: string): Step {
  const found = steps.find(({ step }) => step.title === title);
  assert.ok(found, `there is a step "${title}"`);
  return found.step;
}

function runOf(parts: Partial<RunParts> = {}): RunState {
  const facts = ran(60, { run: 'a', step: 'triage/1', title: 'Look', commands: ['date'], ...parts });
  const run = stateOf('i', eventsOf([[0, opened()], ...facts])).runs.get('a');
  assert.ok(run);
  return run;
}

describe('the card of a step that ran before', () => {
  const [look] = guide.playbooks[0]?.phases.flatMap((phase) => stepsOf(phase)) ?? [];
  it('tells how often it worked, when last, and how long it takes', () => {
    assert.ok(look);
    const freshness = { worked: 3, of: 4, usuallyMs: 4000, lastWorkedAt: '2026-11-20T01:02:03.000Z' };
    assert.equal(
      stepCard(look.step, { kind: 'open' }, freshness).at(-1),
      'By the records it worked 3 of 4 times, last on 2026-11-20; it usually takes 4.0 s.',
    );
  });

  it('says that it was never proven', () => {
    assert.ok(look);
    assert.equal(
      stepCard(look.step, { kind: 'open' }, { worked: 0, of: 1 }).at(-1),
      'By the records it worked 0 of 1 time.',
    );
  });
});

describe('the card of a step', () => {
  const told: readonly [title: string, card: readonly string[]][] = [
    ['Look', ['Step 1: Look', 'Reads only.']],
    ['Watch', ['Step 2: Watch', 'Reads only.', 'It does not end by itself.', 'To be filled: <pod>.']],
    ['Restart', ['Option 1: Restart', 'Changes: restarts api: requests fail for some seconds.']],
  ];
  for (const [title, card] of told)
    it(`tells of "${title}" what it is and what it may do`, () => {
      assert.deepEqual(stepCard(stepNamed(title), { kind: 'open' }), card);
    });

  it('gives the reason why a step destroys', () => {
    assert.match(stepCard(stepNamed('Wipe'), { kind: 'open' })[1] ?? '', /^Destructive: ./);
  });

  const run = runOf();
  const failedPipe = runOf({
    ended: { commands: [{ text: 'a | b', outcome: 'succeeded', exitCode: 0, pipeStatus: [3, 0] }] },
  });
  const standings: readonly [standing: StepStanding, words: string | undefined][] = [
    [{ kind: 'open' }, undefined],
    [{ kind: 'waiting' }, 'Waits for its turn.'],
    [{ kind: 'running', run }, 'Is running.'],
    [{ kind: 'elsewhere', run }, 'Was started on web-1; no end is recorded.'],
    [{ kind: 'done' }, 'Was done by hand.'],
    [{ kind: 'ended', run }, 'Last run by ana at 02:15:07 UTC: succeeded after 0.4 s.'],
    [
      { kind: 'ended', run: failedPipe },
      'Last run by ana at 02:15:07 UTC: succeeded after 0.4 s. In "a | b" the parts ended with 3, 0.',
    ],
  ];
  for (const [standing, words] of standings)
    it(`says of one that stands "${standing.kind}": ${words ?? 'nothing'}`, () => {
      assert.equal(stepCard(stepNamed('Look'), standing)[2], words);
    });
});
