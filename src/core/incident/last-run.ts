import type { IncidentState, RunEnding, RunState } from './state.ts';

/** A run whose end is known. */
export type EndedRun = RunState & { end: RunEnding };

/**
 * The last run of a step's very text in these incidents, in any order, that says how the step goes: no rehearsal, nothing that a
 * person stopped, nothing whose end is not known.
 */
export function lastRunOf(
  incidents: readonly Pick<IncidentState, 'runs' | 'rehearsal'>[],
  stepSha256: string,
): EndedRun | undefined {
  return incidents
    .filter(({ rehearsal }) => !rehearsal)
    .flatMap(({ runs }) => [...runs.values()])
    .filter((run): run is EndedRun => run.stepSha256 === stepSha256 && tells(run))
    .reduce<EndedRun | undefined>((last, run) => (last && last.at >= run.at ? last : run), undefined);
}

function tells({ end }: RunState): boolean {
  if (!end || end.outcome.outcome === 'unknown') return false;
  return end.outcome.outcome !== 'stopped' || end.outcome.reason !== undefined;
}
