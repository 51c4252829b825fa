import type { Clock, Disposable } from '../src/ports.ts';

/** A clock that a test turns by hand. */
export interface HandClock extends Clock {
  /** Forwards, or backwards as a clock that is set does; seconds that pass are told. */
  turn(ms: number): void;
  /** One second passes for those who wait for seconds, and no time. */
  second(): void;
}

/** Ids are `<name>1`, `<name>2` …, padded so that the last six are unique too. */
export function handClock(name = 'id', start = '2026-11-24T02:14:07.000Z'): HandClock {
  const listeners = new Set<() => void>();
  let nowMs = Date.parse(start);
  let goneMs = 0;
  let ids = 0;
  const second = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => goneMs,
    newId: () => `${name}${String(++ids).padStart(6, '0')}`,
    timezone: () => 'Europe/Berlin',
    everySecond(listener): Disposable {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    turn(ms) {
      nowMs += ms;
      if (ms < 0) return;
      goneMs += ms;
      for (let seconds = Math.floor(ms / 1000); seconds > 0; seconds--) second();
    },
    second,
  };
}
