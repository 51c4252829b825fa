import assert from 'node:assert/strict';
import { createPictureLog, drawnLines, mayRedraw } from '../../../src/core/run/pictures.ts';
import type { RunScreen } from '../../../src/core/run/pictures.ts';

const size = { columns: 60, rows: 5 };

function logOf(...drawn: readonly (readonly [atMs: number, text: string])[]): RunScreen | undefined {
  const log = createPictureLog(size);
  for (const [atMs, text] of drawn) log.write(text, atMs);
  return log.end();
}

/** As `watch -n 5` draws: a page of its own, wiped each time. */
const frame = (at: number, ...lines: readonly string[]): [number, string] => [
  at,
  [
    '\x1b[H\x1b[2J',
    `Every 5.0s: ps   web-1: Tue Nov 24 02:30:${at / 1000} 2026\r\n`,
    lines.join('\r\n'),
  ].join(''),
];

describe('when a picture changed', () => {
  it('is kept with the lines that are new; the clock of watch is no news', () => {
    const up = frame(5000, 'api   Up', 'redis Up');
    const down = frame(20_000, 'api   Exit 137', 'redis Up');
    assert.deepEqual(logOf([0, '\x1b[?1049h'], up, frame(10_000, 'api   Up', 'redis Up'), down), {
      ...size,
      changes: 1,
      log: [{ afterMs: 20_000, lines: ['api   Exit 137'] }],
    });
  });

  it('is not asked while it is being drawn', () => {
    const screen = logOf(frame(5000, 'a'), [10_000, '\x1b[H\x1b[J'], [10_040, 'b'], [10_080, 'c']);
    assert.deepEqual(screen?.log, [{ afterMs: 10_080, lines: ['bc'] }]);
  });

  it('says so when lines are gone', () => {
    assert.deepEqual(logOf(frame(5000, 'a', 'b'), frame(10_000, 'a'))?.log, [
      { afterMs: 10_000, lines: ['(lines are gone)'] },
    ]);
  });

  it('does not take the key that stopped it for news', () => {
    assert.equal(logOf([0, '\x1b[?1049h'], frame(5000, 'a'), [9000, '^C'])?.changes, 0);
  });

  it('keeps the first fifty, and counts all', () => {
    const screen = logOf(...Array.from({ length: 120 }, (_, n) => frame(n * 5000, `load ${n}`)));
    assert.equal(screen?.changes, 119);
    assert.equal(screen.log?.length, 50);
  });

  it('is nothing of an output that is only printed', () => {
    assert.equal(logOf([0, 'a\r\n'], [5000, 'b\r\n']), undefined);
  });
});

describe('an output to be read', () => {
  const cases: readonly [text: string, drawn: readonly string[] | undefined, why: string][] = [
    ['10%\r90%\r\ndone\r\n', ['90%', 'done'], 'a progress bar as it stood last'],
    ['a\r\nb\r\n', undefined, 'lines are read as they are'],
    ['\x1b[32mok\x1b[0m\x1b[K\r\n', undefined, 'so are colours'],
    ['\x1b[?2004hprompt', undefined, 'so is what moves nothing'],
  ];
  for (const [text, drawn, why] of cases)
    it(`${JSON.stringify(text)} (${why})`, () => {
      assert.deepEqual(drawnLines(text), drawn);
    });

  it('a carriage return at the end of a line is no move', () => {
    assert.equal(mayRedraw('a\r\n\r\r\n'), false);
    assert.equal(mayRedraw('10%\r20%'), true);
  });
});
