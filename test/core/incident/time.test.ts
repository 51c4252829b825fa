import assert from 'node:assert/strict';
import {
  clockWords,
  dayWords,
  lasted,
  lastedSeconds,
  placeOf,
  zoneClock,
} from '../../../src/core/incident/time.ts';

const at = '2026-11-24T23:59:58.999Z';

describe('times of a record', () => {
  it('are UTC, with the date when it is another day than that of the opening', () => {
    assert.equal(clockWords(at, '2026-11-24T02:00:00Z'), '23:59:58');
    assert.equal(clockWords('2026-11-25T00:00:03Z', at), '2026-11-25 00:00:03');
    assert.equal(clockWords('2026-11-24T03:00:00+05:00', at), '2026-11-23 22:00:00');
    assert.equal(dayWords(at), '24 November 2026');
  });

  it('are said to be unknown when they are no times', () => {
    assert.equal(clockWords('soon', at), 'at an unknown time');
    assert.equal(dayWords(''), 'at an unknown time');
    assert.equal(zoneClock('Europe/Berlin')('soon'), undefined);
  });

  const zones: readonly [zone: string, clock: string, place: string | undefined][] = [
    ['Europe/Berlin', '00:59', 'Berlin'],
    ['America/Argentina/Buenos_Aires', '20:59', 'Buenos Aires'],
    ['Asia/Kathmandu', '05:44', 'Kathmandu'],
    ['UTC', '23:59', undefined],
    ['Etc/GMT', '23:59', undefined],
    ['Nowhere/Else', '23:59', undefined],
    ['', '23:59', undefined],
  ];
  for (const [zone, clock, place] of zones) {
    it(`in ${zone === '' ? 'no zone' : zone} it is ${clock}`, () => {
      assert.equal(zoneClock(zone)(at), clock);
      assert.equal(placeOf(zone), place);
    });
  }

  const durations: readonly [ms: number, words: string][] = [
    [0, '0.0 s'],
    [640, '0.6 s'],
    [9_999, '10.0 s'],
    [11_200, '11 s'],
    [59_600, '1 min 00 s'],
    [902_000, '15 min 02 s'],
    [3_599_700, '1 h 00 min'],
    [7_500_000, '2 h 05 min'],
    [90_000_000, '1 d 1 h'],
    [-1, 'an unknown time'],
    [Number.NaN, 'an unknown time'],
  ];
  for (const [ms, words] of durations) {
    it(`${ms} ms lasted ${words}`, () => {
      assert.equal(lasted(ms), words);
    });
  }

  it('round figures are said as people say them', () => {
    assert.deepEqual([300, 48, 5, 3600, 902].map(lastedSeconds), [
      '5 min',
      '48 s',
      '5 s',
      '1 h',
      '15 min 02 s',
    ]);
  });
});
