import assert from 'node:assert/strict';
import { summaryWords } from '../../../src/core/run/summary.ts';
import type { Summary } from '../../../src/core/run/summary.ts';

const cases: readonly [summary: Summary, words: string][] = [
  [{ run: 0, failed: 0, skipped: [] }, '0 run'],
  [{ run: 12, failed: 1, skipped: [] }, '12 run, 1 failed'],
  [
    { run: 2, failed: 0, skipped: ['interactive: it waits', 'interactive: it asks'] },
    '2 run, 2 skipped: interactive',
  ],
  [
    { run: 2, failed: 1, skipped: ['manual: by a person', 'declined'] },
    '2 run, 1 failed, 2 skipped: manual, declined',
  ],
];

describe('what a plan came to', () => {
  for (const [summary, words] of cases)
    it(`reads as "${words}"`, () => {
      assert.equal(summaryWords(summary), words);
    });
});
