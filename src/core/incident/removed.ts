import type { EventOf } from './event.ts';
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
