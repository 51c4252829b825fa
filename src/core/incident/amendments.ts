import type { EventType, IncidentEvent } from './event.ts';

/** What stands in the place of an event's words or time, after all that was said about it. */
export interface Amendment {
  text?: string;
  /** ISO 8601, UTC. */
  happenedAt?: string;
  /** As it was said last. */
  why: string;
  /** As its line stands in the record. */
  original: IncidentEvent;
}

/** The field of each type that holds words which a person may correct. */
const words: Partial<Record<EventType, string>> = {
  'step-done': 'note',
  'step-skipped': 'why',
  note: 'text',
  attached: 'title',
  'severity-changed': 'reason',
  'status-changed': 'reason',
  milestone: 'reason',
  escalated: 'why',
  'update-copied': 'text',
  handoff: 'text',
  closed: 'reason',
  reopened: 'reason',
};

/** Events about other events and about the record itself: not facts of the incident, so there is nothing to correct. */
const aboutTheRecord: ReadonlySet<EventType> = new Set<EventType>([
  'shown-in-story',
  'left-out',
  'amended',
  'tombstone',
  'torn-set-aside',
]);

/** What of an event may be corrected. */
export function amendable(event: IncidentEvent): { time: boolean; words: boolean } {
  return { time: !aboutTheRecord.has(event.type), words: words[event.type] !== undefined };
}

/** The words of an event that may be corrected; empty where it has none. */
export function wordsOf(event: IncidentEvent): string {
  const field = words[event.type];
  const value: unknown = field === undefined ? undefined : Reflect.get(event, field);
  return typeof value === 'string' ? value : '';
}

/** When something happened: as a person filled it in or corrected it, else when it was recorded. ISO 8601, UTC. */
export function happenedAt(event: IncidentEvent): string {
  return event.occurredAt ?? event.at;
}

/** All that was corrected, by the event's id. Of two corrections of one thing the later counts, in the record's order. */
export function amendmentsIn(events: readonly IncidentEvent[]): Map<string, Amendment> {
  const said = events.filter((event) => event.type === 'amended');
  if (said.length === 0) return new Map();
  const originals = new Map(events.map((event) => [event.id, event]));
  const amendments = new Map<string, Amendment>();
  for (const { event: id, text, happenedAt: time, why } of said) {
    const original = originals.get(id);
    if (!original || !amendable(original).time) continue;
    amendments.set(id, {
      ...amendments.get(id),
      ...(text !== undefined && amendable(original).words && { text }),
      ...(time !== undefined && !Number.isNaN(Date.parse(time)) && { happenedAt: time }),
      why,
      original,
    });
  }
  return amendments;
}

/** An event as it reads after its amendment. */
export function asAmended(event: IncidentEvent, amendments: ReadonlyMap<string, Amendment>): IncidentEvent {
  const amendment = amendments.get(event.id);
  if (!amendment) return event;
  const field = words[event.type];
  return {
    ...event,
    ...(amendment.happenedAt !== undefined && { occurredAt: amendment.happenedAt }),
    ...(amendment.text !== undefined && field !== undefined && { [field]: amendment.text }),
  };
}
