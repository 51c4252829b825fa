import assert from 'node:assert/strict';
import { lastedSecondsOf, pastIncident, searchHistory } from '../../../src/core/incident/history.ts';
import type { PastIncident } from '../../../src/core/incident/history.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';

const past = (id: string, ...facts: readonly TimedFact[]): PastIncident =>
  pastIncident(stateOf(id, eventsOf([[0, opened()], ...facts], { incident: id })), 'intact');

const memory = past(
  'i-limits',
  ...ran(10, { run: 'r1', step: 'a/1', title: 'Look', commands: ['docker stats --no-stream'] }),
  [20, { type: 'note', text: 'Memory limit of the API' }],
  [30, { type: 'option-chosen', step: 'a/2', title: 'Restart service', option: 1 }],
  [40, { type: 'status-changed', status: 'resolved', reason: 'health is back' }],
);
const deploy = past('i-deploy', [10, { type: 'adhoc-run', command: 'git revert HEAD', danger: 'changes' }]);
const corrected = past(
  'i-corrected',
  [10, { type: 'note', text: 'host b' }],
  [20, { type: 'amended', event: 'e2', text: 'host a', why: 'mixed up' }],
);
const all = [memory, deploy, corrected];

describe('A past incident', () => {
  it('says what it was, how long it lasted and what was used', () => {
    const { title, status, severity, option } = memory;
    assert.deepEqual(
      [title, status, severity, option],
      ['API Service Completely Down', 'resolved', 'Critical', 'Option 1: Restart service'],
    );
    assert.equal(lastedSecondsOf(memory, new Date('2030-01-01')), 40);
    assert.equal(lastedSecondsOf(deploy, new Date('2026-11-24T02:15:07.000Z')), 60);
  });

  it('keeps no more words than are searched at once', () => {
    const facts = Array.from({ length: 100 }, (_, index): TimedFact => [
      index,
      { type: 'note', text: `${index} ${'x'.repeat(1000)}` },
    ]);
    assert.ok(past('i-long', ...facts).words.join('').length <= 50_000);
  });
});

describe('Searching the history', () => {
  const searches: readonly [query: string, found: readonly string[], why: string][] = [
    ['', ['i-limits', 'i-deploy', 'i-corrected'], 'nothing asked: all, in their order'],
    ['api completely', ['i-limits', 'i-deploy', 'i-corrected'], 'words of the title'],
    ['MEMORY limit', ['i-limits'], 'words of a note, in any case'],
    ['docker stats', ['i-limits'], 'a command of a step'],
    ['revert', ['i-deploy'], 'a command typed by hand'],
    ['back', ['i-limits'], 'a reason'],
    ['restart', ['i-limits'], 'the option'],
    ['memory revert', [], 'every word must be there'],
    ['host a', ['i-corrected'], 'the corrected words'],
    ['i-deploy', ['i-deploy'], 'the id'],
    ['  ', ['i-limits', 'i-deploy', 'i-corrected'], 'blanks are nothing'],
  ];
  for (const [query, found, why] of searches) {
    it(`"${query}" finds ${found.length}: ${why}`, () => {
      assert.deepEqual(
        searchHistory(all, query).map((match) => match.past.incident),
        found,
      );
    });
  }

  it('shows the words that were found, but for those of the title', () => {
    assert.deepEqual(
      searchHistory(all, 'api memory stats').map(({ words }) => words),
      ['Memory limit of the API · docker stats --no-stream'],
    );
    assert.equal(searchHistory(all, 'down')[0]?.words, undefined);
  });

  it('puts titles first', () => {
    const titled = { ...deploy, incident: 'i-titled', title: 'Memory leak' };
    assert.deepEqual(
      searchHistory([memory, titled], 'memory').map((match) => match.past.incident),
      ['i-titled', 'i-limits'],
    );
  });
});
