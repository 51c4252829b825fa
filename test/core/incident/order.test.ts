import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareEvents, createKnowledge, earliestHlc, nextHlc } from '../../../src/core/incident/order.ts';
import { readRecord } from '../../../src/core/incident/verify.ts';
import { linesOfAll, recordOf } from '../../records.ts';
import type { Told } from '../../records.ts';

describe('the time of a line', () => {
  const cases: readonly [nowMs: number, largest: string, next: string, why: string][] = [
    [1000, earliestHlc, '000000000001000-0000', 'the own clock, when nothing was seen'],
    [1000, '000000000000999-0007', '000000000001000-0000', 'the own clock, when it is later'],
    [1000, '000000000001000-0007', '000000000001000-0008', 'the next counter, in the same millisecond'],
    [
      1000,
      '000000000005000-0002',
      '000000000005000-0003',
      'behind what was seen, when the own clock is behind',
    ],
    [1000, '000000000005000-9999', '000000000005001-0000', 'a full counter borrows a millisecond'],
    [1000.9, earliestHlc, '000000000001000-0000', 'whole milliseconds'],
    [-5, earliestHlc, '000000000000000-0001', 'a clock before 1970 is 1970'],
    [Number.NaN, earliestHlc, '000000000000000-0001', 'a clock that tells nothing is 1970'],
    [1e18, earliestHlc, '999999999999999-0000', 'a clock past the end of time is the end of time'],
    [1000, '999999999999999-9999', '999999999999999-9999', 'at the end of time it stands still'],
    [1000, 'nonsense', '000000000001000-0000', 'what is no time was never'],
  ];
  for (const [nowMs, largest, next, why] of cases)
    it(`after ${largest}, at ${nowMs}: ${why}`, () => {
      assert.equal(nextHlc(nowMs, largest), next);
    });

  it('is later than all that was seen, for any clock', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 2 ** 42 }), fc.integer({ min: 0, max: 9999 }));
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 42), max: 2 ** 42 }), time, (nowMs, [ms, counter]) => {
        const seen = `${String(ms).padStart(15, '0')}-${String(counter).padStart(4, '0')}`;
        const next = nextHlc(nowMs, seen);
        assert.match(next, /^\d{15}-\d{4}$/);
        assert.ok(next > seen);
      }),
    );
  });
});

/** Facts of several writers whose clocks are wrong by days, jump, and stand still. */
const skewed: fc.Arbitrary<Told[]> = fc
  .array(
    fc.record({
      writer: fc.constantFrom('writer-a', 'writer-b', 'writer-c'),
      jumpMs: fc.integer({ min: -1e8, max: 1e8 }),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((turns) => {
    const clocks = new Map([
      ['writer-a', 1.8e12],
      ['writer-b', 1.7e12],
      ['writer-c', 1.9e12],
    ]);
    return turns.map(({ writer, jumpMs }, index) => {
      const ms = (clocks.get(writer) ?? 0) + jumpMs;
      clocks.set(writer, ms);
      return { writer, fact: { type: 'note', text: `note ${index}` }, ms };
    });
  });

describe('the order of events', () => {
  it('is that in which they were seen, under any clocks', () => {
    fc.assert(
      fc.property(skewed, (told) => {
        const { events, findings } = readRecord(linesOfAll(recordOf(told)));
        assert.deepEqual(findings, []);
        assert.deepEqual(
          events.map((event) => (event.type === 'note' ? event.text : '')),
          told.map((_, index) => `note ${index}`),
        );
      }),
    );
  });

  it('is the same whatever order the files are read in', () => {
    fc.assert(
      fc.property(skewed, fc.infiniteStream(fc.nat()), (told, dice) => {
        const files = [...recordOf(told)];
        const shuffled = [...files].sort(() => (dice.next().value % 2 === 0 ? 1 : -1));
        assert.deepEqual(readRecord(linesOfAll(new Map(shuffled))), readRecord(linesOfAll(new Map(files))));
      }),
    );
  });

  it('is by time, then by writer, then by number, and never by locale', () => {
    const event = (hlc: string, writer: string, seq: number): Parameters<typeof compareEvents>[0] => ({
      hlc,
      writer,
      seq,
    });
    const sorted = [
      event('1', 'b-writer', 9),
      event('2', '-writer', 2),
      event('2', 'a-writer', 2),
      event('2', 'a-writer', 10),
      event('2', 'b-writer', 1),
    ];
    assert.deepEqual([...sorted].reverse().sort(compareEvents), sorted);
  });
});

describe('what a line names', () => {
  const line = (
    writer: string,
    seq: number,
    seen: Record<string, number> = {},
  ): Parameters<ReturnType<typeof createKnowledge>['add']>[0] => ({
    writer,
    seq,
    hlc: `${String(seq).padStart(15, '0')}-0000`,
    hash: `${writer}${seq}`,
    seen: Object.fromEntries(
      Object.entries(seen).map(([other, at]) => [other, { seq: at, hash: `${other}${at}` }]),
    ),
  });
  const cases: readonly [lines: Parameters<typeof line>[], named: string[], why: string][] = [
    [[], [], 'nothing, when there is nothing'],
    [[['a', 1]], ['a1'], 'the head of another'],
    [
      [
        ['a', 1],
        ['a', 2],
      ],
      ['a2'],
      'the head, not what is before it',
    ],
    [[['me', 1]], [], 'never itself'],
    [
      [
        ['a', 1],
        ['me', 1, { a: 1 }],
      ],
      [],
      'not what an own earlier line named',
    ],
    [
      [
        ['a', 1],
        ['me', 1, { a: 1 }],
        ['a', 2],
      ],
      ['a2'],
      'what came since',
    ],
    [
      [
        ['a', 1],
        ['b', 1, { a: 1 }],
      ],
      ['b1'],
      'not what a head named here had seen',
    ],
    [
      [
        ['a', 1],
        ['b', 1, { a: 1 }],
        ['a', 2],
      ],
      ['a2', 'b1'],
      'a head that went on since it was seen',
    ],
    [
      [
        ['a', 1],
        ['b', 1, { a: 1 }],
        ['c', 1, { b: 1 }],
      ],
      ['c1'],
      'not what was seen by one that was seen',
    ],
    [
      [
        ['a', 1],
        ['b', 1, { a: 1 }],
        ['b', 2],
        ['me', 1, { b: 2 }],
      ],
      [],
      'not what an own line names through another',
    ],
    [
      [
        ['a', 1],
        ['b', 1],
        ['b', 2, { a: 1 }],
        ['me', 1, { b: 1 }],
      ],
      ['b2'],
      'only what the line that was named had seen by then',
    ],
  ];
  for (const [lines, named, why] of cases)
    it(`${named.join(' and ') || 'nothing'}: ${why}`, () => {
      const knowledge = createKnowledge();
      for (const one of lines) knowledge.add(line(...one));
      assert.deepEqual(
        Object.values(knowledge.seenBy('me')).map(({ hash }) => hash),
        named,
      );
    });

  it('leaves no line unnamed: each one is reached from the heads of a last line that sees all', () => {
    fc.assert(
      fc.property(skewed, (told) => {
        const last: Told = { writer: 'writer-z', fact: { type: 'note', text: 'last' }, ms: 0 };
        const { events } = readRecord(linesOfAll(recordOf([...told, last])));
        const byHash = new Map(events.map((event) => [event.hash, event]));
        const reached = new Set<string>();
        const visit = (hash: string): void => {
          if (hash === '' || reached.has(hash)) return;
          reached.add(hash);
          const event = byHash.get(hash);
          assert.ok(event);
          visit(event.prev);
          for (const head of Object.values(event.seen)) visit(head.hash);
        };
        visit(events.at(-1)?.hash ?? '');
        assert.equal(reached.size, events.length);
      }),
    );
  });
});
