import type { IncidentState, StoredOutput } from '../core/incident/state.ts';
import { readableLines } from '../core/postmortem/excerpt.ts';
import type { OpenIncident } from './open.ts';

/** So many outputs are looked through, and none that is longer: a list that a person picks from is short. */
const MOST = 20;
const MOST_BYTES = 256 * 1024;

/** What steps and hand-typed commands of this incident printed, as a person reads it, the newest first. What is not here is left out. */
export async function printedIn({ live: { state, journal } }: Pick<OpenIncident, 'live'>): Promise<string[]> {
  const texts: string[] = [];
  for (const parts of lastOutputs(state)) {
    const bytes = await Promise.all(parts.map(({ sha256 }) => journal.blob(sha256)));
    const decoder = new TextDecoder();
    if (bytes.every((part) => part !== undefined)) {
      const text = bytes.map((part) => decoder.decode(part, { stream: true })).join('');
      texts.push(readableLines(text).join('\n'));
    }
  }
  return texts;
}

function lastOutputs({ events, runs }: IncidentState): (readonly StoredOutput[])[] {
  return events
    .flatMap((event): (readonly StoredOutput[])[] => {
      if (event.type === 'adhoc-run') return event.output ? [[event.output]] : [];
      return event.type === 'run-ended' ? [runs.get(event.run)?.output ?? []] : [];
    })
    .filter((parts) => {
      const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
      return bytes > 0 && bytes <= MOST_BYTES;
    })
    .slice(-MOST)
    .reverse();
}
