import { cellsOf } from './screen-cells.ts';
import { nextSequence } from './screen-sequences.ts';
import { emptyPage, erase, linesOf, rowOf, spread, textOf } from './screen-page.ts';
import type { Page, ScreenSize } from './screen-page.ts';
import type { Sequence } from './screen-sequences.ts';

export type { ScreenSize };

/** What a terminal has without being told. */
export const usualSize: ScreenSize = { columns: 80, rows: 24 };

/** What a terminal of this size would show: for reading what `watch`, `less` and progress bars print. Colours are left out. */
export interface Screen {
  /** More of what was printed, in any pieces. */
  write(text: string): void;
  /** Whether anything was drawn over: without that the text reads well as it is. */
  redraws(): boolean;
  /** What is on it: the picture of a program that has just left its own screen, too. Without blank lines at the end. */
  picture(): string[];
  /** What scrolled off its top, then what is on it. */
  text(): string[];
  /** Where the next character goes: `row` is a line of `text`, `column` counts cells. */
  cursor(): { row: number; column: number };
}

interface Terminal extends ScreenSize {
  page: Page;
  /** The ordinary page, while a program has a page of its own. */
  ordinary: Page | undefined;
  /** What a program's own page showed when it was left, until something is printed again. */
  left: string[] | undefined;
  scrolledOff: string[];
  last: string;
  redraws: boolean;
}

/** More lines than a person reads; a program that redraws prints few. */
const mostScrolledOff = 10_000;

/** A screen as it is before anything was printed. */
export function createScreen(size: ScreenSize): Screen {
  const at: Terminal = {
    ...size,
    page: emptyPage(size),
    ordinary: undefined,
    left: undefined,
    scrolledOff: [],
    last: '',
    redraws: false,
  };
  let held = '';
  return {
    write(text) {
      held = writeText(at, held + text);
    },
    redraws: () => at.redraws,
    picture: () => at.left ?? linesOf(at.page),
    text: () => at.left ?? [...at.scrolledOff, ...linesOf(at.page)],
    cursor: () => ({ row: at.scrolledOff.length + at.page.y, column: at.page.x }),
  };
}

/** Draws the text; gives back the beginning of a sequence whose end is not here yet. */
function writeText(at: Terminal, text: string): string {
  for (let offset = 0; offset < text.length;) {
    const next = nextSequence(text, offset);
    if (next.kind === 'cut') return text.slice(offset);
    if (next.kind === 'text') for (const cell of cellsOf(next.text)) print(at, cell.text, cell.width);
    else follow(at, next);
    offset = next.end;
  }
  return '';
}

function print(at: Terminal, text: string, width: 0 | 1 | 2): void {
  const { page, columns } = at;
  if (width === 0) return join(page, text);
  if (page.full || page.x + width > columns) {
    page.x = 0;
    lineFeed(at);
  }
  const row = rowOf(page);
  if ((row[page.x] ?? ' ') !== ' ') at.redraws = true;
  spread(row, page.x);
  // Half of a wide character is none.
  if (row[page.x] === '') row[page.x - 1] = ' ';
  if (row[page.x + width] === '') row[page.x + width] = ' ';
  if (text !== ' ') at.left = undefined;
  row[page.x] = text;
  if (width === 2) row[page.x + 1] = '';
  at.last = text;
  page.x += width;
  page.full = page.x >= columns;
  if (page.full) page.x = columns - 1;
}

/** An accent belongs to the character before it. */
function join(page: Page, text: string): void {
  const row = rowOf(page);
  const x = page.full ? page.x : page.x - 1;
  const cell = row[x] === '' ? x - 1 : x;
  if (row[cell] !== undefined) row[cell] += text;
}

function lineFeed(at: Terminal): void {
  const { page } = at;
  page.full = false;
  if (page.y === page.bottom) scroll(at, page.top, 1);
  else page.y = Math.min(page.y + 1, at.rows - 1);
}

/** Moves the lines from `from` to the region's end: up by a positive number, down by a negative one. */
function scroll(at: Terminal, from: number, by: number): void {
  const { page } = at;
  const height = page.bottom - from + 1;
  const count = Math.min(Math.abs(by), height);
  const blank = Array.from({ length: count }, (): string[] => []);
  if (by > 0) {
    const gone = page.rows.splice(from, count);
    page.rows.splice(from + height - count, 0, ...blank);
    if (from === 0 && !at.ordinary) keepScrolledOff(at, gone);
  } else {
    page.rows.splice(from + height - count, count);
    page.rows.splice(from, 0, ...blank);
  }
}

function keepScrolledOff(at: Terminal, gone: string[][]): void {
  for (const row of gone) at.scrolledOff.push(textOf(row));
  if (at.scrolledOff.length > mostScrolledOff)
    at.scrolledOff.splice(0, at.scrolledOff.length - mostScrolledOff);
}

// ---------------------------------------------------------------- what is not text

type Command = Exclude<Sequence, { kind: 'text' | 'cut' }>;

function follow(at: Terminal, command: Command): void {
  switch (command.kind) {
    case 'control':
      return control(at, command.name);
    case 'escape':
      return escape(at, command.name);
    case 'csi':
      return csi(at, command);
    case 'ignored':
      return;
  }
}

function control(at: Terminal, name: string): void {
  const { page } = at;
  switch (name) {
    case '\r':
      return move(at, 0, page.y);
    case '\n':
    case '\v':
    case '\f':
      return lineFeed(at);
    case '\b':
      return move(at, page.x - 1, page.y);
    case '\t':
      return page.full ? undefined : move(at, (Math.floor(page.x / 8) + 1) * 8, page.y);
    default:
      return;
  }
}

function escape(at: Terminal, name: string): void {
  const { page } = at;
  switch (name) {
    case '7':
      page.saved = { x: page.x, y: page.y };
      return;
    case '8':
      return move(at, page.saved.x, page.saved.y);
    case 'D':
      return lineFeed(at);
    case 'E':
      page.x = 0;
      return lineFeed(at);
    case 'M':
      page.full = false;
      if (page.y === page.top) return scroll(at, page.top, -1);
      return move(at, page.x, page.y - 1);
    case 'c':
      at.page = emptyPage(at);
      return;
    default:
      return;
  }
}

function move(at: Terminal, x: number, y: number): void {
  const { page } = at;
  page.x = Math.max(0, Math.min(x, at.columns - 1));
  page.y = Math.max(0, Math.min(y, at.rows - 1));
  page.full = false;
}

function csi(at: Terminal, { mark, numbers, name }: Extract<Command, { kind: 'csi' }>): void {
  const { page } = at;
  if (mark === '?') return mode(at, numbers, name);
  if (mark !== '') return;
  const [first = 0, second = 0] = numbers;
  const count = Math.max(1, first);
  switch (name) {
    case 'A':
      return move(at, page.x, Math.max(page.y - count, page.y >= page.top ? page.top : 0));
    case 'B':
    case 'e':
      return move(at, page.x, Math.min(page.y + count, page.y <= page.bottom ? page.bottom : at.rows));
    case 'C':
    case 'a':
      return move(at, page.x + count, page.y);
    case 'D':
      return move(at, page.x - count, page.y);
    case 'E':
      return move(at, 0, Math.min(page.y + count, page.y <= page.bottom ? page.bottom : at.rows));
    case 'F':
      return move(at, 0, Math.max(page.y - count, page.y >= page.top ? page.top : 0));
    case 'G':
    case '`':
      return move(at, count - 1, page.y);
    case 'd':
      return move(at, page.x, count - 1);
    case 'H':
    case 'f':
      return move(at, Math.max(1, second) - 1, count - 1);
    case 'r':
      return setRegion(at, count - 1, (second === 0 ? at.rows : Math.min(second, at.rows)) - 1);
    case 's':
      page.saved = { x: page.x, y: page.y };
      return;
    case 'u':
      return move(at, page.saved.x, page.saved.y);
    case 'b':
      for (let times = Math.min(count, at.columns * at.rows); times > 0 && at.last !== ''; times--)
        print(at, at.last, cellsOf(at.last)[0]?.width ?? 1);
      return;
    default:
      return edit(at, name, { first, count });
  }
}

function setRegion(at: Terminal, top: number, bottom: number): void {
  if (top >= bottom) return;
  at.page.top = top;
  at.page.bottom = bottom;
  move(at, 0, 0);
}

/** Sequences that take away and put in. */
function edit(at: Terminal, name: string, { first, count }: { first: number; count: number }): void {
  const { page, columns } = at;
  const row = rowOf(page);
  // What works on the cell under the cursor takes it back into a line that is full.
  if (/[XP@LM]/.test(name)) page.full = false;
  const inRegion = page.y >= page.top && page.y <= page.bottom;
  switch (name) {
    case 'J':
      return eraseScreen(at, first);
    case 'K':
      if (row.length > behind(page)) at.redraws = true;
      return erase(row, first === 0 ? behind(page) : 0, first === 1 ? page.x + 1 : columns);
    case 'X':
      return erase(row, page.x, Math.min(page.x + count, columns));
    case 'P':
      return void row.splice(page.x, count);
    case '@':
      spread(row, page.x);
      row.splice(page.x, 0, ...Array.from({ length: Math.min(count, columns) }, () => ' '));
      row.length = Math.min(row.length, columns);
      return;
    case 'L':
    case 'M':
      if (!inRegion) return;
      scroll(at, page.y, name === 'L' ? -count : count);
      page.x = 0;
      return;
    case 'S':
      return scroll(at, page.top, count);
    case 'T':
      return scroll(at, page.top, -count);
    default:
      return;
  }
}

/** Where the next character goes in this line: behind it, when the line is full. */
function behind({ x, full }: Page): number {
  return full ? x + 1 : x;
}

function eraseScreen(at: Terminal, what: number): void {
  const { page } = at;
  const isDrawnOver = page.rows.some((row) => row.length > 0);
  if (isDrawnOver && what !== 3) at.redraws = true;
  if (what === 3) at.scrolledOff = [];
  if (what === 0 || what === 1)
    erase(rowOf(page), what === 0 ? behind(page) : 0, what === 0 ? at.columns : page.x + 1);
  page.rows.forEach((row, y) => {
    if (what === 2 || (what === 0 && y > page.y) || (what === 1 && y < page.y)) row.length = 0;
  });
}

/** Private modes: of all of them only a program's own page (47, 1047, 1049) changes what is read. */
function mode(at: Terminal, numbers: readonly number[], name: string): void {
  if (!numbers.some((number) => number === 47 || number === 1047 || number === 1049)) return;
  if (name === 'h' && !at.ordinary) {
    at.redraws = true;
    at.ordinary = at.page;
    const { x, y, full } = at.page;
    at.page = { ...emptyPage(at), x, y, full };
    at.left = undefined;
  } else if (name === 'l' && at.ordinary) {
    at.left = linesOf(at.page);
    at.page = at.ordinary;
    at.ordinary = undefined;
  }
}
