/**
 * `npm run bench`: the figures that are promised, as they are today; also written to `bench/results.json`.
 * `npm run bench -- reading` measures one table and leaves the others' results as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { measureEditor } from './editor.ts';
import { measureJournal } from './journal.ts';
import type { Extent } from './journal.ts';
import { measureReading } from './reading.ts';
import { measureRun } from './run.ts';
import { measureRedaction } from './redaction.ts';
import { measureStart } from './start.ts';

interface Row {
  what: string;
  promised: string;
  today: string;
  holds: boolean;
}

const round = (value: number, digits = 1): string => value.toFixed(digits);

function readingRows(): Row[] {
  const { byParsers, tenfold, keystroke } = measureReading(
    new URL('../runbooks/incident-guide.md', import.meta.url),
  );
  return [
    {
      what: 'Read a guide, by the bare cost of its two parsers',
      promised: '≤ 2 ×',
      today: `${round(byParsers, 2)} ×`,
      holds: byParsers <= 2,
    },
    ...tenfold.map(({ fewer, more, ratio }) => ({
      what: `Read ${more} fences, by ${fewer}`,
      promised: '≤ 10.5 ×',
      today: `${round(ratio, 2)} ×`,
      holds: ratio <= 10.5,
    })),
    {
      what: `Lenses after a keystroke, ${keystroke.fences} fences, ${round(keystroke.megabytes)} MB`,
      promised: '≤ 150 ms',
      today: `${round(keystroke.ms, 0)} ms, ${round(keystroke.byMarkdown)} × markdown-it alone`,
      holds: keystroke.ms <= 150,
    },
    {
      what: `Blocks read again after a keystroke in one of ${keystroke.fences}`,
      promised: '1',
      today: round(keystroke.parsed, 0),
      holds: keystroke.parsed === 1,
    },
  ];
}

function redactionRows(): Row[] {
  const { secrets, kinds, found, falseMarks, ordinaryLines, megabytesPerSecond } = measureRedaction();
  const falsePerTenThousand = (falseMarks / ordinaryLines) * 10_000;
  return [
    {
      what: `Secrets found, of ${secrets} of ${kinds} kinds`,
      promised: '≥ 98 %',
      today: `${round((found / secrets) * 100, 2)} %`,
      holds: found / secrets >= 0.98,
    },
    {
      what: 'False marks in 10,000 lines of ordinary logs',
      promised: '≤ 1',
      today: round(falsePerTenThousand),
      holds: falsePerTenThousand <= 1,
    },
    {
      what: 'Redaction, of the processor’s time',
      promised: '≥ 20 MB/s',
      today: `${round(megabytesPerSecond)} MB/s`,
      holds: megabytesPerSecond >= 20,
    },
  ];
}

async function journalRows(extent: Extent): Promise<Row[]> {
  const { append, open, history, kills, writers, truncations, flips, output } = await measureJournal(extent);
  return [
    {
      what: 'Journal: append, synced, p99',
      promised: '≤ 50 ms',
      today: `${round(append.p99Ms)} ms`,
      holds: append.p99Ms <= 50,
    },
    {
      what: `Journal: open ${open.events} events, median`,
      promised: '≤ 300 ms',
      today: `${round(open.medianMs, 0)} ms`,
      holds: open.medianMs <= 300,
    },
    {
      what: `History: ${history.incidents} incidents, with the index, by reading all`,
      promised: '≤ 0.5 ×',
      today: `${round(history.withMs / history.withoutMs, 2)} × (${round(history.withMs, 0)} ms, a search ${round(history.searchMs)} ms)`,
      holds: history.withMs <= history.withoutMs * 0.5,
    },
    {
      what: `Journal: lost or unreadable of ${kills.acknowledged} facts, ${kills.kills} writers killed`,
      promised: '0',
      today: String(kills.lost + kills.unreadable),
      holds: kills.lost + kills.unreadable === 0,
    },
    {
      what: `Journal: ${writers.writers} writers, ${writers.events} events: lost, orders`,
      promised: '0, 1',
      today: `${writers.lost}, ${writers.orders}`,
      holds: writers.lost === 0 && writers.orders === 1,
    },
    {
      what: `Journal: cut at ${truncations.points} places, ${flips.bytes} bytes flipped: not noticed`,
      promised: '0',
      today: String(truncations.wrong + flips.unnoticed),
      holds: truncations.wrong + flips.unnoticed === 0,
    },
    {
      what: `Output: memory that ${round(output.megabytes, 0)} MB take while they are kept`,
      promised: 'flat',
      today: `${round(output.memoryMegabytes)} MB`,
      holds: output.memoryMegabytes < output.megabytes,
    },
  ];
}

async function runRows(): Promise<Row[]> {
  const { step, output } = await measureRun();
  const beside = (ms: number, plainMs: number): string =>
    `${round(ms, 0)} ms (a plain shell ${round(plainMs)} ms)`;
  return [
    {
      what: 'A step without a terminal, click to result, above a plain shell, median',
      promised: '≤ 150 ms',
      today: beside(step.medianMs, step.plainMs),
      holds: step.medianMs - step.plainMs <= 150,
    },
    {
      what: `Output of ${output.megabytes} MB, whole, beside a plain shell`,
      promised: 'all of it',
      today: beside(output.ms, output.plainMs),
      holds: output.bytes === output.megabytes * 1024 * 1024,
    },
  ];
}

function startRows(): Row[] {
  const { extensionMs } = measureStart();
  return [
    {
      what: 'The extension’s file compiled and evaluated, median',
      promised: '< 60 ms',
      today: `${round(extensionMs)} ms`,
      holds: extensionMs < 60,
    },
  ];
}

async function editorRows(): Promise<Row[]> {
  const { clicks, clickToRunning, shellsOwn, endToTree } = await measureEditor(15);
  return [
    {
      what: `A click to its command running, above the terminal’s own, median of ${clicks}`,
      promised: '≤ 150 ms',
      today: `${round(clickToRunning - shellsOwn, 0)} ms (the terminal’s own ${round(shellsOwn, 0)} ms)`,
      holds: clickToRunning - shellsOwn <= 150,
    },
    {
      what: `The end of a command to its result in the tree, median of ${clicks}`,
      promised: '≤ 200 ms',
      today: `${round(endToTree, 0)} ms`,
      holds: endToTree <= 200,
    },
  ];
}

const named = process.argv.slice(2);
const tables: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  reading: readingRows,
  run: runRows,
  start: startRows,
  editor: editorRows,
  redaction: redactionRows,
  // Alone it is measured with all the kills and writers that are promised, which takes minutes.
  journal: () => journalRows(named.includes('journal') ? 'whole' : 'sample'),
};
const asked = named.length > 0 ? named : Object.keys(tables);
const file = new URL('results.json', import.meta.url);
const results = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Row[]>;
for (const name of asked) {
  const rows = await tables[name]?.();
  if (!rows) throw new Error(`There is no table "${name}": ${Object.keys(tables).join(', ')}.`);
  console.table(
    Object.fromEntries(rows.map(({ what, promised, today, holds }) => [what, { promised, today, holds }])),
  );
  results[name] = rows;
}
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
