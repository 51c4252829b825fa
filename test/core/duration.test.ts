import assert from 'node:assert/strict';
import { durationSeconds } from '../../src/core/duration.ts';

const cases: readonly [text: string, seconds: number | undefined, why: string][] = [
  ['5 min', 300, 'the usual form'],
  ['30m', 1800, 'no blank, one letter'],
  ['1 hour', 3600, 'a word'],
  ['4 h', 14400, 'one letter'],
  ['2 days', 172800, 'days'],
  ['1 week', 604800, 'weeks'],
  ['90 seconds', 90, 'seconds'],
  ['1h30m', 5400, 'amounts in a row'],
  ['1 hour and 30 minutes', 5400, 'amounts joined by a word'],
  ['1.5 hours', 5400, 'a fraction'],
  ['< 15 min', 900, 'a bound is the amount'],
  ['within 1 hour', 3600, 'words around it'],
  ['15–30 min', 900, 'the lower bound of a range'],
  ['1 to 2 hours', 3600, 'a range in words'],
  ['First 2 minutes', 120, 'a time limit'],
  ['immediately', 0, 'no time at all'],
  ['Immediate', 0, 'the same as an adjective'],
  ['best effort', undefined, 'no time'],
  ['next business day', undefined, 'no amount'],
  ['5 members', undefined, 'a letter of a unit may begin any word'],
  ['3 monkeys', undefined, 'and so may a unit of several letters'],
  ['', undefined, 'nothing'],
];

describe('a duration', () => {
  for (const [text, seconds, why] of cases) {
    it(`"${text}" is ${seconds ?? 'none'} (${why})`, () => {
      assert.equal(durationSeconds(text), seconds);
    });
  }
});
