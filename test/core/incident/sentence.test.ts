import assert from 'node:assert/strict';
import { plain, runSentence } from '../../../src/core/incident/sentence.ts';
import type { RunState } from '../../../src/core/incident/state.ts';
import type { RunScreen } from '../../../src/core/run/pictures.ts';

function watched(screen: RunScreen): RunState {
  return {
    run: 'r1',
    event: 'e1',
    step: 'monitoring/1',
    title: 'Watch the service',
    at: '2026-11-24T02:14:07.000Z',
    actor: { name: 'ana', host: 'web-1', via: 'editor' },
    commands: [],
    stepSha256: '',
    output: [],
    end: {
      event: 'e2',
      at: '2026-11-24T02:24:07.000Z',
      outcome: { outcome: 'stopped', reason: 'time' },
      durationMs: 600_000,
      commands: [],
      notRun: 0,
      screen,
    },
  };
}

const size = { columns: 80, rows: 24 };
const begin = 'Watch the service: ended at its time (10 min 00 s)';

describe('the sentence of a run that was watched', () => {
  const cases: readonly [screen: RunScreen, sentence: string][] = [
    [
      {
        ...size,
        changes: 2,
        log: [
          { afterMs: 5000, lines: ['api Up'] },
          { afterMs: 65_000, lines: ['api   Exit 137'] },
        ],
      },
      `${begin}, its picture changed 2 times, last after 1 min 05 s: api Exit 137`,
    ],
    [
      { ...size, changes: 120, log: [{ afterMs: 5000, lines: ['load 1', 'load 2'] }] },
      `${begin}, its picture changed 120 times, at 5.0 s: load 1 / load 2`,
    ],
    [{ ...size, changes: 0, log: [] }, `${begin}, its picture did not change`],
    [size, begin],
  ];
  for (const [screen, sentence] of cases)
    it(sentence, () => {
      assert.equal(plain(runSentence(watched(screen))), sentence);
    });
});
