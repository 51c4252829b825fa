import type { IncidentState } from '../core/incident/state.ts';
import { saidGone } from '../core/incident/removed.ts';
import type { KeptBytes } from '../core/incident/removed.ts';
import type { Journals } from '../ports.ts';
import { LiveIncident } from './live.ts';

/** What came of taking something out of a record. */
export type RemoveResult =
  | {
      kind: 'removed';
      /** How many bytes are gone. */
      bytes: number;
    }
  | { kind: 'refused'; reason: string };

/** An output's part, or an attached file. */
interface Kept extends KeptBytes {
  bytes: number;
}

/**
 * Takes out of the record what a run printed, a command typed by hand printed, or what was attached; `id` is the run's or
 * the event's. That it was there, how large it was and its hash stay, with why it went. First the tombstone is on disk, then
 * the bytes go: when that fails, the same call takes up where it ended.
 */
export async function removeKept(
  live: LiveIncident,
  { id, why }: { id: string; why: string },
): Promise<RemoveResult> {
  if (live.readOnly)
    return { kind: 'refused', reason: 'This record was written by a newer version: it is only read here.' };
  if (why.trim() === '') return { kind: 'refused', reason: 'A removal needs a reason.' };
  const run = live.state.runs.get(id);
  if (run && !run.end)
    return { kind: 'refused', reason: 'This run has not ended: its output is still coming.' };
  const kept = keptOf(live.state, id);
  if (!kept) return { kind: 'refused', reason: 'There is no such run, and nothing attached by that name.' };
  if (kept.length === 0)
    return { kind: 'refused', reason: 'It printed nothing: there is nothing to remove.' };
  return { kind: 'removed', bytes: await remove(live, kept, why) };
}

/**
 * Deletes what a tombstone says is gone and is still there: the machine may have stopped between the two. What can't be
 * deleted now stays as it is, and is tried again when the record is opened the next time.
 */
export async function finishRemovals({ journal, state, readOnly }: LiveIncident): Promise<void> {
  const left = readOnly ? [] : saidGone(state.events);
  await Promise.allSettled(left.map((kept) => journal.remove(kept)));
}

/** What came of removing the outputs of old incidents. */
export interface Swept {
  incidents: number;
  bytes: number;
}

/**
 * Takes the outputs out of every incident that was closed before a moment (ISO 8601, UTC). Attached files, notes and all
 * facts stay. Only for a person who asked for it, now or by a setting.
 */
export async function removeOldOutputs(
  journals: Journals,
  { closedBefore, why }: { closedBefore: string; why: string },
): Promise<Swept> {
  const swept: Swept = { incidents: 0, bytes: 0 };
  for (const { id } of await journals.list()) {
    const journal = await journals.open(id);
    // What is written here is our own sentence alone: no secret can be in it.
    const live = await LiveIncident.open({ journal, redactText: (text) => text });
    try {
      const { state, readOnly } = live;
      if (readOnly || state.closedAt === undefined || state.closedAt >= closedBefore) continue;
      const bytes = await remove(
        live,
        outputsOf(state).filter(({ sha256 }) => !state.tombstones.has(sha256)),
        why,
      );
      if (bytes > 0) swept.incidents++;
      swept.bytes += bytes;
    } finally {
      live.dispose();
      await journal.close();
    }
  }
  return swept;
}

async function remove(live: LiveIncident, kept: readonly Kept[], why: string): Promise<number> {
  for (const { sha256 } of kept)
    if (!live.state.tombstones.has(sha256)) await live.record({ type: 'tombstone', sha256, why });
  for (const one of kept) await live.journal.remove(one);
  return kept.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Undefined when nothing goes by this id. */
function keptOf(state: IncidentState, id: string): Kept[] | undefined {
  const run = state.runs.get(id);
  if (run) return run.output.filter(isSomething);
  const typed = state.adhoc.find((event) => event.id === id);
  if (typed) return [typed.output].filter((output) => output !== undefined).filter(isSomething);
  const attached = state.attached.find((event) => event.id === id);
  if (attached?.file === undefined || attached.sha256 === undefined) return undefined;
  return [{ sha256: attached.sha256, file: attached.file, bytes: 0 }];
}

function outputsOf(state: IncidentState): Kept[] {
  const runs = [...state.runs.values()].flatMap(({ output }) => output);
  return [...runs, ...state.adhoc.flatMap(({ output }) => output ?? [])].filter(isSomething);
}

/** Nothing is what many runs printed: its one blob belongs to them all, and tells nothing. */
function isSomething({ bytes }: Kept): boolean {
  return bytes > 0;
}
