import assert from 'node:assert/strict';
import type { RunState } from '../../../src/core/incident/state.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';
import { endNotice, silenceWords } from '../../../src/core/view/notices.ts';

describe('the silence of a run', () => {
  const usually = (usuallyMs: number): Parameters<typeof silenceWords>[2] => ({
    worked: 3,
    of: 3,
    usuallyMs,
  });
  const cases: readonly [
    silentMs: number,
    ranMs: number,
    freshness: Parameters<typeof silenceWords>[2],
    words: string | undefined,
    why: string,
  ][] = [
    [59_000, 59_000, usually(4000), undefined, 'not long enough'],
    [60_000, 61_000, usually(4200), 'nothing for 60 s, usually 4.2 s', 'it should have ended'],
    [60_000, 61_000, undefined, 'nothing for 60 s', 'nobody knows how long it takes'],
    [60_000, 61_000, usually(300_000), undefined, 'it usually takes longer'],
    [300_000, 400_000, usually(300_000), 'nothing for 5 min, usually 5 min', 'longer than usually'],
  ];
  for (const [silentMs, ranMs, freshness, words, why] of cases)
    it(`${words ?? 'is not told'} (${why})`, () => {
      assert.equal(silenceWords(silentMs, ranMs, freshness), words);
    });
});

describe('the end of a run, for who looked away', () => {
  const run = (outcome: Outcome, durationMs: number, kind: RunState['kind'] = 'numbered'): RunState => ({
    run: 'r1',
    event: 'e1',
    step: 'triage/1',
    title: 'Look',
    at: '2026-11-24T02:14:07.000Z',
    actor: { name: 'ana', host: 'web-1', via: 'editor' },
    commands: [],
    stepSha256: '',
    output: [],
    kind,
    end: { event: 'e2', at: '2026-11-24T02:14:08.000Z', outcome, durationMs, commands: [], notRun: 0 },
  });
  const cases: readonly [run: RunState, words: string | undefined, why: string][] = [
    [run({ outcome: 'succeeded' }, 400), undefined, 'a quick one was seen'],
    [run({ outcome: 'failed', exitCode: 1 }, 45_000), 'Look: exit 1 after 45 s', 'a long one'],
    [run({ outcome: 'succeeded' }, 400, 'verify'), 'Look: succeeded after 0.4 s', 'a verification'],
    [run({ outcome: 'stopped', reason: 'time' }, 5000), 'Look: ended at its time after 5.0 s', 'a countdown'],
    [run({ outcome: 'stopped' }, 5000), undefined, 'whoever stopped it knows'],
  ];
  for (const [ended, words, why] of cases)
    it(`${words ?? 'is not told'} (${why})`, () => {
      assert.equal(endNotice(ended), words);
    });
});
