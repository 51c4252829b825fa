import { promises as fs } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { pastIncident, pastIncidentSchema } from '../core/incident/history.ts';
import type { PastIncident } from '../core/incident/history.ts';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentSummary, Journals } from '../ports.ts';
import { JournalProblem, orAbsent } from './journal-problem.ts';
import { writeWhole } from './write-whole.ts';

/** Another number when a version keeps other things: the old index is then made anew. */
const indexVersion = 1;

const entrySchema = v.object({ stamp: v.string(), past: pastIncidentSchema });
const indexSchema = v.object({
  version: v.literal(indexVersion),
  incidents: v.record(v.string(), entrySchema),
});
type Index = v.InferOutput<typeof indexSchema>['incidents'];

/** An incident of the past, or why its record can't be read. */
export type HistoryEntry =
  { kind: 'past'; past: PastIncident } | { kind: 'unreadable'; incident: string; reason: string };

/**
 * All incidents of a place, the one opened last first. What is known of each stands in an index, so that only records that
 * changed since are read. The index is a cache: it may be deleted at any time, and one that can't be read is made anew.
 */
export async function readHistory(journals: Journals, indexFile: string): Promise<HistoryEntry[]> {
  const before = await readIndex(indexFile);
  const after: Index = {};
  const entries: HistoryEntry[] = [];
  for (const summary of await journals.list()) {
    const { id } = summary;
    const stamp = await stampOf(summary);
    const known = before[id];
    const read =
      known?.stamp === stamp
        ? ({ kind: 'past', past: known.past } as const)
        : await readOne(journals, summary);
    entries.push(read);
    if (read.kind === 'past') after[id] = { stamp, past: read.past };
  }
  const isNew = Object.keys(before).length !== Object.keys(after).length;
  if (isNew || Object.entries(after).some(([id, { stamp }]) => before[id]?.stamp !== stamp))
    await writeIndex(indexFile, after);
  return entries;
}

async function readOne(journals: Journals, { id }: IncidentSummary): Promise<HistoryEntry> {
  try {
    const journal = await journals.open(id);
    try {
      const { events, findings } = await journal.read();
      const record = findings.some(({ kind }) => kind !== 'torn') ? 'damaged' : 'intact';
      return { kind: 'past', past: pastIncident(stateOf(id, events), record) };
    } finally {
      await journal.close();
    }
  } catch (error) {
    if (error instanceof JournalProblem) return { kind: 'unreadable', incident: id, reason: error.message };
    throw error;
  }
}

/** Changes whenever a line was added or a file touched, which changes the record's head; reading that would read it all. */
async function stampOf({ folder }: IncidentSummary): Promise<string> {
  const events = path.join(folder, 'events');
  const names = ((await orAbsent(fs.readdir(events))) ?? []).sort();
  const stats = await Promise.all(names.map((name) => orAbsent(fs.stat(path.join(events, name)))));
  return names.map((name, index) => `${name}:${stats[index]?.size}:${stats[index]?.mtimeMs}`).join();
}

async function readIndex(file: string): Promise<Index> {
  const text = await fs.readFile(file, 'utf8').catch(() => ''); // not there, or not to be read: it is made anew
  const parsed = v.safeParse(indexSchema, parse(text));
  return parsed.success ? parsed.output.incidents : {};
}

async function writeIndex(file: string, incidents: Index): Promise<void> {
  const text = JSON.stringify({ version: indexVersion, incidents });
  await fs
    .mkdir(path.dirname(file), { recursive: true })
    .then(() => writeWhole(file, text))
    .catch(slowerNextTime);
}

/** An index that can't be kept is made again the next time. */
function slowerNextTime(): void {
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an index that was damaged is as good as none
  }
}
