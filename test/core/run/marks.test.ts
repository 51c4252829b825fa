import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markValues, runEnd } from '../../../src/core/run/marks.ts';
import type { Mark, Marks } from '../../../src/core/run/marks.ts';
import type { RunEnd } from '../../../src/core/run/outcome.ts';

const mark = (atMs: number, ...values: number[]): Mark => ({ atMs, values });

/** Marks of commands that ended a second apart, the first beginning at 0. */
function marks(records: readonly (readonly number[] | undefined)[], rest: Partial<Marks> = {}): Marks {
  const commands = new Map<number, Mark>();
  records.forEach((values, index) => {
    if (values) commands.set(index + 1, mark((index + 1) * 1000, ...values));
  });
  return { started: mark(0, 77), commands, atTerminal: false, ...rest };
}

/** `0 | 1(2,1) SIGKILL +2 => failed 1`: each command, how many were not reached, the step. */
function told(end: RunEnd): string {
  const commands = end.commands.map(({ outcome, exitCode, signal, pipeStatus, reason }) => {
    const code = signal ?? (outcome === 'succeeded' || outcome === 'failed' ? String(exitCode) : outcome);
    return code + (pipeStatus ? `(${pipeStatus.join()})` : '') + (reason ? ` "${reason}"` : '');
  });
  const { outcome } = end;
  const detail = [
    'signal' in outcome ? outcome.signal : undefined,
    'exitCode' in outcome ? outcome.exitCode : undefined,
    'reason' in outcome ? `"${outcome.reason}"` : undefined,
  ].filter((part) => part !== undefined);
  const left = end.notRun === undefined ? '' : ` +${end.notRun}`;
  return `${commands.join(' | ')}${left} => ${[outcome.outcome, ...detail].join(' ')}`;
}

const texts = ['one', 'two', 'three'];
const cases: readonly [why: string, marks: Marks, told: string][] = [
  ['all recorded', marks([[0], [0], [0]], { end: mark(3000, 0) }), '0 | 0 | 0 => succeeded 0'],
  [
    'the first failure decides, and the step goes on',
    marks([[2], [0], [7]], { end: mark(3000, 7) }),
    '2 | 0 | 7 => failed 2',
  ],
  [
    'every part of a pipe is shown, its last decides',
    marks([[0, 1, 0], [0], [0]]),
    '0(1,0) | 0 | 0 => succeeded 0',
  ],
  ['a signal has its name', marks([[137], [0], [0]]), 'SIGKILL | 0 | 0 => signalled SIGKILL 137'],
  ['160 and more is no signal', marks([[200], [0], [0]]), '200 | 0 | 0 => failed 200'],
  [
    'by policy nothing after a failure is reached',
    marks([[1]], { cut: 1, end: mark(1000, 1) }),
    '1 +2 => failed 1',
  ],
  ['exit ends the step in its command', marks([[0]], { exit: mark(1500, 3) }), '0 | 3 +1 => failed 3'],
  ['exit 0 is no failure', marks([[0]], { exit: mark(1500, 0) }), '0 | 0 +1 => succeeded 0'],
  [
    'an end without a record is a syntax error or return',
    marks([[0]], { end: mark(1000, 2) }),
    '0 | 2 "it ended the step (a syntax error or return)" +1 => failed 2 "it ended the step (a syntax error or return)"',
  ],
  [
    'a swallowed record is unknown, and hides no failure',
    marks([undefined, [4], [0]]),
    'unknown "its outcome was not recorded" | 4 | 0 => failed 4',
  ],
  [
    'a shell that nobody saw end is unknown',
    marks([[0]], { gone: {} }),
    '0 | unknown "the shell ended while it ran" +1 => unknown "the shell ended while it ran"',
  ],
  ['exec gives the code of its program', marks([[0]], { gone: { exitCode: 9 } }), '0 | 9 +1 => failed 9'],
  [
    'a shell that was killed is signalled',
    marks([], { gone: { signal: 'SIGKILL' } }),
    'SIGKILL +2 => signalled SIGKILL',
  ],
  [
    'who saw the shell end knows better than its own last word',
    marks([], { exit: mark(500, 0), gone: { exitCode: 130 } }),
    'SIGINT +2 => signalled SIGINT 130',
  ],
  [
    'a stop in a command stops the step',
    marks([[0], [143]], { stop: { atMs: 1500, reason: 'timeout' }, cut: 2, end: mark(2000, 130) }),
    '0 | stopped "timeout" +1 => stopped "timeout"',
  ],
  [
    'a program that ends well on Ctrl-C was stopped all the same',
    marks([[0], [0], [0]], { stop: { atMs: 2500, reason: 'time' } }),
    '0 | 0 | 0 => stopped "time"',
  ],
  [
    'a stop that came after the end changes nothing',
    marks([[0], [1], [0]], { stop: { atMs: 4000 }, end: mark(3000, 0) }),
    '0 | 1 | 0 => failed 1',
  ],
  [
    'a stop that killed the shell',
    marks([[0]], { stop: { atMs: 1500 }, gone: { signal: 'SIGKILL' } }),
    '0 | stopped +1 => stopped',
  ],
  [
    'a stop before the beginning',
    { commands: new Map(), atTerminal: false, stop: { atMs: 1 } },
    ' +3 => stopped',
  ],
  [
    'at a terminal 130 is the person’s Ctrl-C',
    marks([[0], [130]], { atTerminal: true, cut: 2, end: mark(2000, 130) }),
    '0 | stopped +1 => stopped',
  ],
  [
    'without a terminal 130 is a signal like any other',
    marks([[130], [0], [0]]),
    'SIGINT | 0 | 0 => signalled SIGINT 130',
  ],
  [
    'Ctrl-Z leaves it among the jobs',
    marks([[148]], { atTerminal: true, cut: 1, end: mark(1000, 148) }),
    'unknown "suspended: it waits among the jobs of the shell" +2 => unknown "suspended: it waits among the jobs of the shell"',
  ],
  [
    'nothing began',
    { commands: new Map(), atTerminal: false, gone: {} },
    ' +3 => unknown "nothing of it began: the shell never read the step"',
  ],
];

describe('what came of a run, from what it left', () => {
  for (const [why, given, expected] of cases) {
    it(why, () => {
      assert.equal(told(runEnd(texts, given)), expected);
    });
  }

  it('takes its times from the marks alone', () => {
    const end = runEnd(texts, marks([[0], undefined, [0]], { end: mark(3100, 0) }));
    assert.deepEqual(
      end.commands.map(({ durationMs }) => durationMs),
      [1000, undefined, undefined],
    );
    assert.equal(end.durationMs, 3100);
  });

  it('never throws and counts each command once, whatever is there', () => {
    const value = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 4 });
    const anyMark = fc.record({ values: value, atMs: fc.nat(9000) });
    const optional = { requiredKeys: [] };
    const anyMarks = fc.record(
      {
        started: anyMark,
        exit: anyMark,
        end: anyMark,
        cut: fc.nat(5),
        stop: fc.record({ atMs: fc.nat(9000), reason: fc.constantFrom('time', 'timeout') }),
        gone: fc.record({ exitCode: fc.nat(255), signal: fc.constant('SIGHUP') }, optional),
      },
      optional,
    );
    const recorded = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), anyMark), {
      selector: ([n]) => n,
    });
    fc.assert(
      fc.property(anyMarks, recorded, fc.boolean(), fc.nat(5), (rest, list, atTerminal, count) => {
        const given = { ...rest, commands: new Map(list.filter(([n]) => n <= count)), atTerminal } as Marks;
        const all = Array.from({ length: count }, (_, index) => `c${index}`);
        const end = runEnd(all, given);
        assert.equal(end.commands.length + (end.notRun ?? 0), count);
        assert.ok(end.outcome.outcome !== 'unknown' || end.outcome.reason !== '');
        assert.ok(end.durationMs >= 0);
      }),
    );
  });
});

describe('the numbers in a mark', () => {
  const contents: readonly [text: string, values: number[] | undefined, why: string][] = [
    ['0 1 0\n', [0, 1, 0], 'a status and the parts of its pipe'],
    ['12', undefined, 'not written to its end'],
    ['', undefined, 'not written at all'],
    ['exit\n', undefined, 'no number'],
    ['\n', undefined, 'nothing in it'],
  ];
  for (const [text, values, why] of contents) {
    it(`${JSON.stringify(text)}: ${why}`, () => {
      assert.deepEqual(markValues(text), values);
    });
  }
});
