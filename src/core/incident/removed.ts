import type { EventOf, IncidentEvent } from './event.ts';
import type { IncidentState } from './state.ts';

/** What a tombstone stands for, in words: the run's title, the command typed by hand, what was attached. */
export function removedWords(state: IncidentState, sha256: string): string {
  const run = [...state.runs.values()].find(({ output }) => output.some((part) => part.sha256 === sha256));
  if (run) return `the output of ${run.title}`;
  const typed = state.adhoc.find(({ output }) => output?.sha256 === sha256);
  if (typed) return `the output of ${typed.command}`;
  const attached = state.attached.find((event) => event.sha256 === sha256);
  return attached ? attached.title : 'an output';
}

/** Why a part of an output is gone for good; undefined while all of it may be here. */
export function removalOf(
  state: IncidentState,
  parts: readonly { sha256: string }[],
): EventOf<'tombstone'> | undefined {
  return parts.map(({ sha256 }) => state.tombstones.get(sha256)).find((one) => one !== undefined);
}

/** Bytes beside the events, by their hash; an attached file also by its path in the record. */
export interface KeptBytes {
  sha256: string;
  file?: string;
}

/** What tombstones say is gone, and nobody kept again since: the same output may have been printed once more. */
export function saidGone(events: readonly IncidentEvent[]): readonly KeptBytes[] {
  const files = new Map<string, string>();
  const gone = new Set<string>();
  for (const event of events) {
    if (event.type === 'tombstone') gone.add(event.sha256);
    else gone.delete(hashKept(event) ?? '');
    if (event.type === 'attached' && event.file !== undefined) files.set(hashKept(event) ?? '', event.file);
  }
  return [...gone].map((sha256) => {
    const file = files.get(sha256);
    return { sha256, ...(file !== undefined && { file }) };
  });
}

function hashKept(event: IncidentEvent): string | undefined {
  if (event.type === 'adhoc-run') return event.output?.sha256;
  return event.type === 'output' || event.type === 'attached' ? event.sha256 : undefined;
}
