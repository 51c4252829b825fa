import type { Disposable } from '../ports.ts';

const asking = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a person at a terminal, or a supervisor, can ask for by signals. */
export interface Stopping {
  /** The first: end in order. */
  readonly stop: () => void;
  /** Every further one: end at once. */
  readonly stopNow: () => void;
}

/** Listens for the signals that ask this process to end; whoever calls this disposes it. */
export function onStopSignals({ stop, stopNow }: Stopping): Disposable {
  let asked = false;
  const listener = (): void => {
    if (asked) stopNow();
    else stop();
    asked = true;
  };
  for (const signal of asking) process.on(signal, listener);
  return {
    dispose() {
      for (const signal of asking) process.off(signal, listener);
    },
  };
}
