import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventTypes, SCHEMA } from '../../src/core/incident/event.ts';
import { showIncident } from '../../src/core/incident/show.ts';
import { stateOf } from '../../src/core/incident/state.ts';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { Journal, Verification } from '../../src/ports.ts';
import { ana } from '../events.ts';
import { writeGoldenJournal } from '../golden-journal.ts';
import { handClock } from '../hand-clock.ts';

/** Each format that was ever released; a new one is added in front, and its journal is then made with `UPDATE_GOLDENS=1`. */
const formats = ['v1'] as const;
const goldens = path.join(import.meta.dirname, '../data/journals');

describe('The golden journals', () => {
  before(async () => {
    const newest = path.join(goldens, formats[0]);
    if (process.env['UPDATE_GOLDENS'] !== '1' || existsSync(newest)) return; // one that is there is never made anew
    await writeGoldenJournal(newest);
    writeFileSync(`${newest}.show.json`, `${JSON.stringify(await shown(formats[0]), undefined, 2)}\n`);
  });

  it('have one of the format that is written today', () => {
    assert.equal(formats[0], `v${SCHEMA}`);
  });

  it('have every type of event that is written today', async () => {
    const types = new Set<string>();
    for (const format of formats) for (const { type } of (await verified(format)).events) types.add(type);
    assert.deepEqual([...types].sort(), [...eventTypes].sort());
  });

  for (const format of formats) {
    it(`${format} opens, and is intact`, async () => {
      const { intact, findings, newer, outputsNotHere } = await verified(format);
      assert.deepEqual([intact, findings, newer, outputsNotHere], [true, [], false, 0]);
    });

    it(`${format} is shown as on the day on which it was written, but for what is shown since then`, async () => {
      const then: unknown = JSON.parse(readFileSync(path.join(goldens, `${format}.show.json`), 'utf8'));
      assert.deepEqual(onlyWhat(then, await shown(format)), then);
    });

    it(`${format} gives each output that it names, but the removed one`, async () => {
      const { journal, state } = await opened(format);
      const read = await Promise.all(
        [...state.runs.values()].flatMap(({ output }) =>
          output.map(async ({ sha256, bytes }) => [(await journal.blob(sha256))?.length ?? 'gone', bytes]),
        ),
      );
      assert.deepEqual(read, [
        [14, 14],
        [74_000, 74_000],
        [14, 14],
        ['gone', 38],
      ]);
    });
  }
});

function open(format: string): Promise<Journal> {
  const journals = folderJournals({ folder: goldens, clock: handClock(), actor: ana });
  return journals.openFolder(path.join(goldens, format));
}

async function opened(format: string): Promise<{ journal: Journal; state: ReturnType<typeof stateOf> }> {
  const journal = await open(format);
  return { journal, state: stateOf(journal.incident, (await journal.read()).events) };
}

async function verified(format: string): Promise<Verification> {
  return (await open(format)).verify();
}

async function shown(format: string): Promise<unknown> {
  const journal = await open(format);
  const { events, head, findings } = await journal.read();
  return showIncident(stateOf(journal.incident, events), { folder: format, head, findings });
}

/** Of `actual` what `expected` has too: fields may be added, and nothing else may change. */
function onlyWhat(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.map((one: unknown, index) => onlyWhat(expected[index], one));
  if (!isObject(expected) || !isObject(actual)) return actual;
  return Object.fromEntries(
    Object.entries(actual).flatMap(([key, value]) =>
      key in expected ? [[key, onlyWhat(expected[key], value)]] : [],
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
