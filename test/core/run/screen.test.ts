import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import headless from '@xterm/headless';
import fc from 'fast-check';
import { createScreen } from '../../../src/core/run/screen.ts';
import type { Screen, ScreenSize } from '../../../src/core/run/screen.ts';

const folder = path.join(import.meta.dirname, '../../data/screens');
const size: ScreenSize = { columns: 60, rows: 12 };

/** What the program printed up to its last `until`, which may be the moment before it gave the terminal back. */
function printed(name: string, until?: string): string {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return until === undefined ? text : text.slice(0, text.lastIndexOf(until));
}

function screenOf(text: string, of: ScreenSize = size): Screen {
  const screen = createScreen(of);
  screen.write(text);
  return screen;
}

/** The same by a whole terminal. */
async function oracle(text: string, { columns, rows }: ScreenSize): Promise<string[]> {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
  await new Promise<void>((resolve) => {
    terminal.write(text, resolve);
  });
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, row) =>
    (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  terminal.dispose();
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

describe('the last screen of a program that redraws', () => {
  it('watch: the last picture, although the terminal was given back', () => {
    assert.deepEqual(screenOf(printed('watch.txt')).picture(), [
      'Every 1.0s: sh /tmp/rec/fra...  vm: Tue Nov 24 12:31:26 2026',
      '',
      'NAME    STATUS',
      'api     Exit 137',
      'redis   Up 9 days',
    ]);
  });

  it('less: the page that was left', () => {
    const lines = screenOf(printed('less.txt')).picture();
    assert.deepEqual([lines.at(0), lines.at(-1)], ['11', '21']);
  });

  it('a progress bar: one line, as it came to be', () => {
    const screen = screenOf(printed('progress.txt'));
    assert.deepEqual(screen.text(), ['done']);
    assert.equal(screen.redraws(), true);
  });

  const cases: readonly [text: string, lines: readonly string[], redraws: boolean, why: string][] = [
    ['a\r\nb\r\n', ['a', 'b'], false, 'lines one after another are no redraw'],
    ['\x1b[31mred\x1b[0m \x1b[1mbold\x1b[K\r\n', ['red bold'], false, 'colours are no redraw'],
    ['one\r\ntwo\x1b[1A\rONE', ['ONE', 'two'], true, 'drawn over'],
    ['a\x1b[2J\x1b[Hb', ['b'], true, 'wiped and drawn anew'],
    ['\x1b]0;title\x07text', ['text'], false, 'a title stands on no screen'],
    ['\x1b[1;3Hx', ['  x'], false, 'what was never written is a space'],
    ['日本\x1b[1;5H!', ['日本!'], false, 'wide characters take two cells'],
    ['日本\rab', ['ab本'], true, 'two letters over a wide one'],
    ['日本\ra', ['a 本'], true, 'half of a wide character is none'],
    ['e\u0301\r\n', ['e\u0301'], false, 'an accent belongs to its letter'],
    ['\x1b[?1049hmine\x1b[?1049l', ['mine'], true, 'the picture of what was just left'],
    ['\x1b[?1049hmine\x1b[?1049lnext', ['next'], true, 'until something else is printed'],
    ['abc\x1b', ['abc'], false, 'a sequence that never ends'],
    ['', [], false, 'nothing'],
  ];
  for (const [text, lines, redraws, why] of cases)
    it(`${JSON.stringify(text)} (${why})`, () => {
      const screen = screenOf(text);
      assert.deepEqual(screen.picture(), lines);
      assert.equal(screen.redraws(), redraws);
    });

  it('keeps what scrolled off an ordinary screen, and not of a program’s own', () => {
    const lines = Array.from({ length: 30 }, (_, line) => String(line));
    assert.deepEqual(screenOf(lines.join('\r\n')).text(), lines);
    assert.equal(screenOf(`\x1b[?1049h${lines.join('\r\n')}`).text().length, size.rows);
  });
});

describe('a screen beside a whole terminal', () => {
  it('shows what programs draw as it does', async () => {
    for (const text of [
      printed('watch.txt', '\x1b[?1049l'),
      printed('less.txt', '\x1b[?1049l'),
      printed('progress.txt'),
    ])
      assert.deepEqual(screenOf(text).picture(), await oracle(text, size));
  });

  const number = fc.integer({ min: 1, max: 9 });
  const piece = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 6 }),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '\r\n',
        '\r',
        '\n',
        '\x1bM',
        '\x1b7',
        '\x1b8',
        '\x1b[H',
        '\x1b[2J',
        '\x1b[J',
        '\x1b[1J',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\x1b[?1049h', '\x1b[2;4r', '\x1b[r', '\t', '\x1b[32m'),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(number, fc.constantFrom('A', 'B', 'C', 'D', 'G', 'd', 'X', 'P', 'L', 'M', 'S', 'T', '@'))
        .map(([n, name]) => `\x1b[${n}${name}`),
    },
    { weight: 1, arbitrary: fc.tuple(number, number).map(([row, column]) => `\x1b[${row};${column}H`) },
  );

  // But for a program's own page after it was left, which a terminal does not show any more.
  it('shows what anybody draws as it does', async () => {
    const small = { columns: 20, rows: 6 };
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(screenOf(text, small).picture(), await oracle(text, small));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same in whatever pieces the text comes', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat({ max: 200 }), (pieces, at) => {
        const text = pieces.join('');
        const screen = screenOf(text.slice(0, at));
        screen.write(text.slice(at));
        assert.deepEqual(screen.text(), screenOf(text).text());
      }),
    );
  });
});
