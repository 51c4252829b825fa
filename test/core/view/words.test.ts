import assert from 'node:assert/strict';
import {
  clockTime,
  hiddenFailures,
  outcomeSign,
  outcomeWords,
  shortDuration,
} from '../../../src/core/view/words.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';

describe('durations in words', () => {
  const cases: readonly [ms: number, words: string][] = [
    [0, '0.0 s'],
    [400, '0.4 s'],
    [9_990, '10.0 s'],
    [12_400, '12 s'],
    [59_999, '59 s'],
    [180_000, '3 min'],
    [3_900_000, '1 h 05 min'],
    [-5, '0.0 s'],
  ];
  for (const [ms, words] of cases) {
    it(`${ms} ms is "${words}"`, () => {
      assert.equal(shortDuration(ms), words);
    });
  }

  it('a running clock shows seconds', () => {
    assert.deepEqual([5, 192, 3793].map(clockTime), ['0:05', '3:12', '1:03:13']);
  });
});

describe('outcomes in words', () => {
  const cases: readonly [outcome: Outcome, sign: string, words: string][] = [
    [{ outcome: 'succeeded' }, '✓ 0', 'succeeded'],
    [{ outcome: 'failed', exitCode: 3 }, '✗ 3', 'exit 3'],
    [{ outcome: 'failed', exitCode: 2, reason: 'syntax error' }, '✗ 2', 'exit 2: syntax error'],
    [{ outcome: 'failed' }, '✗ failed', 'failed'],
    [{ outcome: 'signalled', signal: 'SIGKILL' }, '✗ SIGKILL', 'ended by SIGKILL'],
    [{ outcome: 'stopped' }, '■ stopped', 'stopped'],
    [{ outcome: 'stopped', reason: 'time' }, '■ time is up', 'ended at its time'],
    [{ outcome: 'stopped', reason: 'timeout' }, '■ timed out', 'timed out'],
    [{ outcome: 'unknown', reason: 'the shell ended' }, '? unknown', 'unknown: the shell ended'],
  ];
  for (const [outcome, sign, words] of cases) {
    it(`${sign}: ${words}`, () => {
      assert.deepEqual([outcomeSign(outcome), outcomeWords(outcome)], [sign, words]);
    });
  }
});

describe('what a pipe hides', () => {
  const pipe = (pipeStatus: number[]) =>
    hiddenFailures([{ text: 'a | b', outcome: 'succeeded', exitCode: 0, pipeStatus }]).length;
  it('a part that failed is told although the last one succeeded', () => {
    assert.equal(pipe([1, 0]), 1);
  });
  it('a part cut off by head is no failure', () => {
    assert.equal(pipe([141, 0]), 0);
  });
  it('all zero hides nothing', () => {
    assert.equal(pipe([0, 0]), 0);
  });
});
