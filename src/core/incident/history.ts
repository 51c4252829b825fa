import * as v from 'valibot';
import { happenedAt, wordsOf } from './amendments.ts';
import { secondsBetween } from './clocks.ts';
import { optionLabel } from './sentence.ts';
import { statusOf } from './show.ts';
import type { IncidentState } from './state.ts';

const optional = v.exactOptional;

/** What is kept of an incident to list and search it without reading its record. */
export const pastIncidentSchema = v.object({
  incident: v.string(),
  playbook: v.string(),
  title: v.string(),
  kind: v.picklist(['incident', 'tool']),
  status: v.string(),
  severity: optional(v.string()),
  openedAt: optional(v.string()),
  /** When it was resolved, else closed. */
  endedAt: optional(v.string()),
  /** The option that was used last. */
  option: optional(v.string()),
  isDamaged: v.boolean(),
  /** All that people and shells were told in it: notes, reasons, commands, steps; each once. */
  words: v.array(v.string()),
});
export type PastIncident = v.InferOutput<typeof pastIncidentSchema>;

/** So much of an incident's words is kept to be searched, in characters: a night writes less. */
const mostWords = 50_000;

/** An incident as the history lists it. */
export function pastIncident(state: IncidentState, record: 'intact' | 'damaged'): PastIncident {
  const { opened, severity } = state;
  const endedAt = state.resolvedAt ?? state.closedAt;
  const option = state.rehearsal ? undefined : state.options.at(-1);
  return {
    incident: state.incident,
    playbook: state.playbook,
    title: state.title,
    kind: state.kind,
    status: statusOf(state),
    ...(severity !== undefined && { severity }),
    ...(opened && { openedAt: happenedAt(opened) }),
    ...(endedAt !== undefined && { endedAt }),
    ...(option && { option: optionLabel(option) }),
    isDamaged: record === 'damaged',
    words: wordsIn(state),
  };
}

function wordsIn(state: IncidentState): string[] {
  const told = state.events.flatMap((event): readonly string[] => {
    if (event.type === 'run-started') return [event.title, ...(event.commands ?? [])];
    if (event.type === 'adhoc-run') return [event.command];
    return [wordsOf(event)];
  });
  let left = mostWords;
  return [...new Set(told)].filter((text) => text !== '' && (left -= text.length) >= 0);
}

/** How long it lasted, in whole seconds; of one that goes on, until now. */
export function lastedSecondsOf({ openedAt, endedAt }: PastIncident, now: Date): number {
  return openedAt === undefined ? 0 : secondsBetween(openedAt, endedAt ?? now.toISOString());
}

/** An incident that has what was looked for, and the words of it that have it; none when its title alone says it. */
export interface Match {
  past: PastIncident;
  words?: string;
}

/**
 * The incidents that have every word of the query, in their titles, ids, notes, reasons or commands; case doesn't matter. In
 * the order given, those with all of them in the title first. An empty query has all.
 */
export function searchHistory(history: readonly PastIncident[], query: string): Match[] {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean);
  const byTitle: Match[] = [];
  const byWords: Match[] = [];
  for (const past of history) {
    const head = [past.title, past.incident, past.severity, past.status, past.option].join(' ').toLowerCase();
    const rest = asked.filter((word) => !head.includes(word));
    if (rest.length === 0) {
      byTitle.push({ past });
      continue;
    }
    const found = rest.map((word) => past.words.find((text) => text.toLowerCase().includes(word)));
    if (found.every((text) => text !== undefined))
      byWords.push({ past, words: [...new Set(found)].join(' · ') });
  }
  return [...byTitle, ...byWords];
}
