import assert from 'node:assert/strict';
import { readTypedTime } from '../../../src/core/incident/typed-time.ts';

const winter = '2026-11-24T02:14:07.000Z';
const afterSpring = '2026-03-29T10:00:00.000Z';
const afterAutumn = '2026-10-25T10:00:00.000Z';

describe('a typed time', () => {
  const read: readonly [typed: string, now: string, timezone: string, at: string, why: string][] = [
    ['02:14', winter, 'UTC', '2026-11-24T02:14:00.000Z', 'the last such time is today'],
    ['02:15', winter, 'UTC', '2026-11-23T02:15:00.000Z', 'not yet today, so yesterday'],
    ['3:10', winter, 'Europe/Berlin', '2026-11-24T02:10:00.000Z', "on the incident's clock"],
    ['21:10', winter, 'America/New_York', '2026-11-24T02:10:00.000Z', "the incident's day is another"],
    ['01:02:03.5', winter, 'UTC', '2026-11-24T01:02:03.500Z', 'seconds and their parts'],
    ['02:00Z', winter, 'Europe/Berlin', '2026-11-24T02:00:00.000Z', 'an own offset wins over the zone'],
    ['2026-11-24T02:14', winter, 'Europe/Berlin', '2026-11-24T01:14:00.000Z', 'a day and a time in the zone'],
    ['2026-11-24 01:14', winter, 'UTC', '2026-11-24T01:14:00.000Z', 'with a space, as people type it'],
    ['2026-11-24T02:14:07+01:00', winter, 'UTC', '2026-11-24T01:14:07.000Z', 'with an offset'],
    ['2026-11-23T20:14:07-0500', winter, 'UTC', '2026-11-24T01:14:07.000Z', 'an offset without a colon'],
    [
      '2026-11-24',
      winter,
      'Europe/Berlin',
      '2026-11-23T23:00:00.000Z',
      "a day begins at the zone's midnight",
    ],
    ['02:14:30', winter, 'Mars/Base', '2026-11-23T02:14:30.000Z', 'a zone that nobody knows is UTC'],
    ['2026-11-24T02:14:50', winter, 'UTC', '2026-11-24T02:14:50.000Z', 'clocks differ: nearly now is now'],
    [
      '2026-03-29T02:30',
      afterSpring,
      'Europe/Berlin',
      '2026-03-29T01:30:00.000Z',
      'an hour that is skipped is the one after',
    ],
    [
      '02:30',
      afterSpring,
      'Europe/Berlin',
      '2026-03-28T01:30:00.000Z',
      'today has no such time, so yesterday',
    ],
    [
      '2026-10-25T02:30',
      afterAutumn,
      'Europe/Berlin',
      '2026-10-25T00:30:00.000Z',
      'of an hour that comes twice the first',
    ],
    [
      '02:30',
      afterAutumn,
      'Europe/Berlin',
      '2026-10-25T01:30:00.000Z',
      'the last such time is the second of them',
    ],
  ];
  for (const [typed, now, timezone, at, why] of read) {
    it(`${typed} in ${timezone} at ${now} is ${at} (${why})`, () => {
      assert.deepEqual(readTypedTime(typed, { now: new Date(now), timezone }), { kind: 'time', at });
    });
  }

  const refused: readonly [typed: string, message: RegExp, why: string][] = [
    ['', /is no time/, 'nothing was typed'],
    ['yesterday', /is no time/, 'words'],
    ['24:00', /is no time/, 'no such hour'],
    ['12:60', /is no time/, 'no such minute'],
    ['2026-02-30', /is no time/, 'no such day'],
    ['2026-13-01T10:00', /is no time/, 'no such month'],
    ['2026-11-24+01:00', /is no time/, 'an offset of a day alone says nothing'],
    ['+01:00', /is no time/, 'only an offset'],
    ['2026-11-24T02:16', /in the future/, 'it has not happened'],
  ];
  for (const [typed, message, why] of refused) {
    it(`"${typed}" is refused (${why})`, () => {
      const result = readTypedTime(typed, { now: new Date(winter), timezone: 'UTC' });
      assert.ok(result.kind === 'unknown');
      assert.match(result.message, message);
    });
  }
});
