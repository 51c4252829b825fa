import type { IncidentEvent } from '../core/incident/event.ts';
import type { Journal, Journals } from '../ports.ts';

/** Who is told of what this process writes, once it is on disk and not before. */
export interface Told {
  event(event: IncidentEvent): void;
  output(run: string, chunk: Uint8Array): void;
}

/** The same journals, telling what they write. */
export function toldJournals(journals: Journals, told: Told): Journals {
  return {
    ...journals,
    create: async (incident) => toldJournal(await journals.create(incident), told),
    open: async (id) => toldJournal(await journals.open(id), told),
  };
}

function toldJournal(journal: Journal, told: Told): Journal {
  return {
    ...journal,
    async append(fact) {
      const event = await journal.append(fact);
      told.event(event);
      return event;
    },
    async keep(run, chunk) {
      await journal.keep(run, chunk);
      told.output(run, chunk);
    },
  };
}
