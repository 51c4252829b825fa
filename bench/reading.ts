import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import MarkdownIt from 'markdown-it';
import type { Guide } from '../src/core/guide/guide.ts';
import { createReader, readGuide } from '../src/core/guide/read.ts';
import type { Grammar } from '../src/core/shell/syntax.ts';
import { lensesOf } from '../src/core/view/lenses.ts';
import { grammar } from '../test/grammar.ts';
import { guideOfFences } from '../test/guides.ts';

/** What the reader's figures of the docs are made from: ratios of the least times in one run, so that the machine falls out. */
export interface ReadingFigures {
  /** Reading the guide by the bare cost of its two parsers over the same text. */
  readonly byParsers: number;
  /** Ten times as many fences by the fewer: 10 is in proportion. */
  readonly tenfold: readonly { readonly fewer: number; readonly more: number; readonly ratio: number }[];
  readonly keystroke: KeystrokeFigures;
}

/** From one changed letter in the middle of a long guide to its lenses, as the editor goes. */
export interface KeystrokeFigures {
  readonly fences: number;
  readonly megabytes: number;
  readonly ms: number;
  /** By what markdown-it alone takes for the same text. */
  readonly byMarkdown: number;
  /** Texts given to the grammar when the letter is one of a command. */
  readonly parsed: number;
}

const markdown = new MarkdownIt();

/** Measures the reader on one guide, and on guides of which no two blocks are alike. */
export function measureReading(guideFile: URL): ReadingFigures {
  const guide = readFileSync(guideFile, 'utf8');
  const bare = (): void => {
    for (const { type, content } of markdown.parse(guide, {}))
      if (type === 'fence') grammar.parse(content).delete();
  };
  const [byGuide = NaN, byBare = NaN] = leastMs([reading(guide), bare], 400, elapsedMs);
  return {
    byParsers: byGuide / byBare,
    tenfold: [tenfold(200, 8), tenfold(2000, 3)],
    keystroke: measureKeystroke(2000),
  };
}

const reading = (text: string) => (): void => void readGuide(text, 'guide.md', grammar);

/** The fewer fences are read ten times in a row: what is thrown away is collected in both. */
function tenfold(fewer: number, rounds: number): ReadingFigures['tenfold'][number] {
  const more = 10 * fewer;
  const works = [many(10, reading(guideOfFences(fewer))), reading(guideOfFences(more))];
  const [tenFewer = NaN, oneMore = NaN] = leastMs(works, rounds, processorMs);
  return { fewer, more, ratio: (10 * oneMore) / tenFewer };
}

function measureKeystroke(fences: number): KeystrokeFigures {
  const text = guideOfFences(fences);
  const middle = text.indexOf('kubectl', text.length / 2);
  let parsed = 0;
  const counting: Grammar = {
    ...grammar,
    parse(source) {
      parsed++;
      return grammar.parse(source);
    },
  };
  const read = createReader(counting);
  read(text, 'guide.md');
  parsed = 0;
  let strokes = 0;
  const keystroke = (): void => {
    const edited = `${text.slice(0, middle)}${'x'.repeat(++strokes)}${text.slice(middle)}`;
    lensesIn(read(edited, 'guide.md').guide);
  };
  const works = [keystroke, (): void => void markdown.parse(text, {})];
  const [ms = NaN, markdownMs = NaN] = leastMs(works, 40, elapsedMs);
  return {
    fences,
    megabytes: text.length / 1_000_000,
    ms,
    byMarkdown: ms / markdownMs,
    parsed: parsed / strokes,
  };
}

function lensesIn(guide: Guide): void {
  lensesOf(guide, { path: guide.file, incidentOf: () => undefined, now: new Date(0), trust: 'trusted' });
}

const many = (times: number, work: () => void) => (): void => {
  for (let time = 0; time < times; time++) work();
};

/** What a person waits; the least of many is free of what else the machine does. */
const elapsedMs = (): number => performance.now();

/** Where a work is too long for that: the time of this process alone, its collector of garbage included. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Each work's least time; they take turns, so that what else the machine does meets them alike. */
function leastMs(works: readonly (() => void)[], rounds: number, clockMs: () => number): number[] {
  const least = works.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    for (const [index, work] of works.entries()) {
      const started = clockMs();
      work();
      least[index] = Math.min(least[index] ?? Infinity, clockMs() - started);
    }
  return least;
}
