import assert from 'node:assert/strict';
import { figuresOf } from '../../../src/core/incident/figures.ts';
import type { Figure } from '../../../src/core/incident/figures.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';

const look = { run: 'a', step: 'a/1', title: 'Look', commands: ['ls'], danger: 'safe' } as const;
const fix = {
  run: 'b',
  step: 'b/option-1',
  title: 'Fix',
  commands: ['fix'],
  danger: 'changes',
  kind: 'option',
} as const;
const verify = { run: 'c', step: 'b/v', title: 'Verify', commands: ['v'], danger: 'safe' } as const;
const detectedAt = '2026-11-24T02:13:07.000Z';

function figure(id: Figure['id'], ...facts: readonly TimedFact[]): Figure {
  const found = figuresOf(stateOf('i', eventsOf(facts))).find((one) => one.id === id);
  assert.ok(found, `${id} is a figure`);
  return found;
}

describe('the key figures', () => {
  it('measure from the opening when nobody recorded the detection, and say so', () => {
    const { seconds, definition } = figure('acknowledged', [0, opened()], ...ran(48, look));
    assert.equal(seconds, 48);
    assert.equal(definition, 'opened (no detection time was recorded) to the first run');
  });

  it('measure from the detection when it is known', () => {
    const { seconds, definition } = figure('acknowledged', [0, opened({ detectedAt })], ...ran(48, look));
    assert.equal(seconds, 108);
    assert.equal(definition, 'detected to the first run');
  });

  const targets: readonly [what: string, second: number, result: Figure['result']][] = [
    ['to the second is met', 300, 'met'],
    ['a second later is missed', 301, 'missed'],
  ];
  for (const [what, second, result] of targets) {
    it(`a target reached ${what}`, () => {
      assert.equal(figure('acknowledged', [0, opened()], ...ran(second, look)).result, result);
    });
  }

  it('a target that ran out without an answer is missed, one that runs is neither', () => {
    assert.equal(figure('acknowledged', [0, opened()], [400, { type: 'note', text: 'n' }]).result, 'missed');
    assert.equal(figure('acknowledged', [0, opened()], [20, { type: 'note', text: 'n' }]).result, undefined);
  });

  it('the first useful output is the first that holds anything', () => {
    const { seconds } = figure(
      'first-output',
      [0, opened()],
      [5, { type: 'output', run: 'a', bytes: 0, sha256: '' }],
      ...ran(20, { ...look, output: 'x', durationSeconds: 3 }),
    );
    assert.equal(seconds, 23);
  });

  it('mitigated is the end of the last changing run before the passed verification', () => {
    const { seconds } = figure(
      'mitigated',
      [0, opened()],
      ...ran(60, { ...fix, durationSeconds: 12 }),
      ...ran(90, { ...verify, verification: 'passed' }),
      ...ran(120, { ...fix, run: 'd' }),
    );
    assert.equal(seconds, 72);
  });

  it('what a person set stands over what follows from the events, and is told as that', () => {
    const { seconds, definition } = figure(
      'mitigated',
      [0, opened()],
      [30, { type: 'milestone', milestone: 'mitigated' }],
      ...ran(60, fix),
      ...ran(90, { ...verify, verification: 'passed' }),
    );
    assert.equal(seconds, 30);
    assert.match(definition, /as a person set it$/);
  });

  it('what the record does not have has no figure', () => {
    for (const id of ['detected', 'acknowledged', 'first-output', 'mitigated', 'resolved'] as const) {
      assert.equal(figure(id, [0, opened()]).seconds, undefined);
    }
    assert.equal(figuresOf(stateOf('i', [])).length, 5);
  });
});
