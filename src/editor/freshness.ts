import { freshnessOf } from '../core/incident/freshness.ts';
import type { FreshnessOfSteps } from '../core/incident/freshness.ts';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import type { Disposable } from '../ports.ts';
import type { IncidentWindow } from './window.ts';

/** How many past incidents are read, of each place: the newest tell how a step is now. */
const readAtMost = 100;

export interface KnownFreshness extends Disposable {
  now(): FreshnessOfSteps;
  /** Reads the past once; `told` is called when it is known. A record that can't be read is left out, and `report`ed. */
  readPast(): Promise<void>;
}

/** How every step went, in the records of the past and in what is open here. */
export function knownFreshness(
  { incidents, allJournals, report }: IncidentWindow,
  told: () => void,
): KnownFreshness {
  const past = new Map<string, IncidentState>();
  let known: FreshnessOfSteps | undefined;
  const listening = incidents.onChange(() => {
    known = undefined;
  });
  return {
    now() {
      const open = new Map(incidents.all.map(({ live }) => [live.id, live.state]));
      return (known ??= freshnessOf([...new Map([...past, ...open]).values()]));
    },
    async readPast() {
      for (const journals of allJournals()) {
        for (const { id } of (await journals.list()).slice(0, readAtMost)) {
          if (incidents.find(id)) continue;
          const journal = await journals.open(id);
          try {
            past.set(id, stateOf(id, (await journal.read()).events));
          } catch (error) {
            report(error);
          } finally {
            await journal.close();
          }
        }
      }
      known = undefined;
      told();
    },
    dispose() {
      listening.dispose();
    },
  };
}
