import { pickUp, unended } from '../actions/come-back.ts';
import type { OpenIncident } from '../actions/open.ts';
import type { Disposable, Shell } from '../ports.ts';
import type { Workplace } from './workplace.ts';

/**
 * Records the ends of runs whose process is gone and that have ended meanwhile on this host: whoever next writes to an incident
 * does that first. A run that still goes on is left to whoever comes later.
 */
export async function pickUpEnded(
  incident: OpenIncident,
  { clock, place, terminal }: Workplace,
): Promise<void> {
  const runs = unended(incident.live.state, (await place()).host);
  if (runs.length === 0) return;
  const { leftovers, openSpool } = await import('../node/spool.ts');
  const there = await leftovers(await openSpool(terminal.env));
  const goingOn = new Set(there.filter(({ state }) => state !== 'ended').map(({ run }) => run));
  for (const run of runs) if (!goingOn.has(run.run)) await pickUp(incident, run, clock);
}

/** For verbs that run nothing: it reads what other processes left. */
export const readingShell: Shell & Disposable = {
  prepare: () => Promise.resolve({}),
  start: () => Promise.resolve({ kind: 'refused', reason: 'nothing is run here' }),
  pickUp: async (run) => (await import('../node/execution.ts')).pickUpRun(run),
  onTyped: () => ({ dispose: () => undefined }),
  dispose: () => undefined,
};
