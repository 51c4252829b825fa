import type { Freshness } from '../incident/freshness.ts';
import type { RunState } from '../incident/state.ts';
import { outcomeWords, shortDuration } from './words.ts';

/** After this long without a byte a person is told. Nothing is ended by itself. */
const quietMs = 60_000;
/** What runs this long is left alone meanwhile. */
const longMs = 30_000;

/** "worked 3 of 4 times"; undefined when the journals say nothing of it. */
export function workedWords(freshness: Freshness | undefined): string | undefined {
  return (
    freshness && `worked ${freshness.worked} of ${freshness.of} ${freshness.of === 1 ? 'time' : 'times'}`
  );
}

/**
 * "nothing for 60 s, usually 4 s": of a run that prints nothing although it should have ended by now, as far as is known.
 * Undefined while that is no news. Times in ms.
 */
export function silenceWords(silentMs: number, ranMs: number, freshness?: Freshness): string | undefined {
  const { usuallyMs } = freshness ?? {};
  if (silentMs < quietMs || ranMs <= (usuallyMs ?? 0)) return undefined;
  const usually = usuallyMs === undefined ? '' : `, usually ${shortDuration(usuallyMs)}`;
  const silent = silentMs < 2 * quietMs ? `${Math.floor(silentMs / 1000)} s` : shortDuration(silentMs);
  return `nothing for ${silent}${usually}`;
}

/**
 * What a person who looked away is told of a run's end: of one that was long, of a verification, of what ended at its time.
 * Undefined for all others.
 */
export function endNotice({ title, end, verification, kind, phase }: RunState): string | undefined {
  if (!end) return undefined;
  const { outcome, durationMs } = end;
  const verifies = verification !== undefined || kind === 'verify' || phase === 'verify';
  const byTime = outcome.outcome === 'stopped' && outcome.reason !== undefined;
  if (durationMs < longMs && !verifies && !byTime) return undefined;
  return `${title}: ${outcomeWords(outcome)} after ${shortDuration(durationMs)}`;
}
