import type { IncidentEvent } from '../core/incident/event.ts';
import type { Disposable } from '../ports.ts';

export type EventListener = (events: readonly IncidentEvent[]) => void;

/** Who is told of the others' events. */
export interface Audience {
  /** Those that nobody was told of yet come first, soon. */
  add(listener: EventListener): Disposable;
  /** Kept for the first who listens, when nobody does. */
  tell(events: readonly IncidentEvent[]): void;
  /** What was kept is known by other means. */
  allTold(): void;
}

/** `listen` is called when the first one listens; what it makes is disposed with the last. */
export function createAudience(listen: () => Disposable): Audience {
  const listeners = new Set<EventListener>();
  let untold: IncidentEvent[] = [];
  let listening: Disposable | undefined;
  return {
    add(listener) {
      listeners.add(listener);
      const early = untold;
      untold = [];
      if (early.length > 0)
        queueMicrotask(() => {
          if (listeners.has(listener)) listener(early);
        });
      listening ??= listen();
      return {
        dispose() {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          listening?.dispose();
          listening = undefined;
        },
      };
    },
    tell(events) {
      if (events.length === 0) return;
      if (listeners.size === 0) untold.push(...events);
      for (const listener of [...listeners]) listener(events);
    },
    allTold() {
      untold = [];
    },
  };
}
