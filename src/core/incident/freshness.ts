import type { IncidentState, RunState } from './state.ts';

/** How a step went before, from the journals: never an opinion. */
export interface Freshness {
  /** ISO, UTC. Undefined: it never worked. */
  lastWorkedAt?: string;
  /** How often it worked, of how many runs whose end says so. */
  worked: number;
  of: number;
  /** The median of the runs that worked, in ms. */
  usuallyMs?: number;
}

/** By the hash of a step's text: a step that was changed since is another one. */
export type FreshnessOfSteps = ReadonlyMap<string, Freshness>;

/** How every step went in these incidents, in any order. Rehearsals don't count. What a person stopped, and what nobody saw end, says nothing. */
export function freshnessOf(
  incidents: readonly Pick<IncidentState, 'runs' | 'rehearsal'>[],
): FreshnessOfSteps {
  const runs = new Map<string, RunState[]>();
  const real = incidents.filter(({ rehearsal }) => !rehearsal);
  for (const run of real.flatMap((incident) => [...incident.runs.values()])) {
    if (run.stepSha256 === '' || howItWent(run) === undefined) continue;
    const known = runs.get(run.stepSha256);
    if (known) known.push(run);
    else runs.set(run.stepSha256, [run]);
  }
  return new Map([...runs].map(([step, ofStep]) => [step, freshnessOfRuns(ofStep)]));
}

function freshnessOfRuns(runs: readonly RunState[]): Freshness {
  const worked = runs.filter((run) => howItWent(run) === 'worked');
  const lastWorkedAt = worked
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const tookMs = worked.map(({ end }) => end?.durationMs ?? 0).sort((a, b) => a - b);
  const usuallyMs = tookMs[Math.floor(tookMs.length / 2)];
  return {
    worked: worked.length,
    of: runs.length,
    ...(lastWorkedAt !== undefined && { lastWorkedAt }),
    ...(usuallyMs !== undefined && { usuallyMs }),
  };
}

function howItWent({ end }: RunState): 'worked' | 'failed' | undefined {
  if (!end) return undefined;
  const { outcome } = end;
  switch (outcome.outcome) {
    case 'succeeded':
      return 'worked';
    case 'failed':
    case 'signalled':
      return 'failed';
    case 'stopped':
      return outcome.reason === 'time' ? 'worked' : outcome.reason === 'timeout' ? 'failed' : undefined;
    case 'unknown':
      return undefined;
  }
}
