import { happenedAt } from './amendments.ts';
import type { IncidentState, Milestone, RunState } from './state.ts';

/** When each milestone was reached (ISO, UTC); absent when it was not. */
export type Milestones = Partial<Record<Milestone, string>>;

/**
 * The milestones: those that a person set, and for the others what follows from the events.
 * detected: `detectedAt`, else nothing · acknowledged: the first run · identified, resolved: that status ·
 * mitigated: the status `monitoring`, else the end of the last changing run before the first passed verification.
 */
export function milestonesOf(state: IncidentState): Milestones {
  const found: Milestones = {};
  const put = (milestone: Milestone, at: string | undefined): void => {
    const set = state.milestonesSet.get(milestone);
    const when = set ? happenedAt(set) : at;
    if (when !== undefined) found[milestone] = when;
  };
  put('detected', state.opened?.detectedAt);
  put('acknowledged', firstRunAt(state));
  put('identified', lastStatusAt(state, 'identified'));
  put('mitigated', lastStatusAt(state, 'monitoring') ?? mitigatingRunEnd(state));
  put('resolved', state.status === 'resolved' ? state.resolvedAt : undefined);
  return found;
}

function firstRunAt(state: IncidentState): string | undefined {
  for (const run of state.runs.values()) return run.at;
  return undefined;
}

function lastStatusAt(state: IncidentState, status: string): string | undefined {
  const change = state.statusChanges.findLast((one) => one.status === status);
  return change && happenedAt(change);
}

function mitigatingRunEnd(state: IncidentState): string | undefined {
  let lastChange: string | undefined;
  for (const event of state.events) {
    if (event.type === 'run-ended' && state.runs.get(event.run)?.danger !== 'safe')
      lastChange = happenedAt(event);
    if (event.type === 'adhoc-run' && event.danger !== 'safe') lastChange = happenedAt(event);
    if (event.type === 'verification' && event.result === 'passed' && lastChange !== undefined)
      return lastChange;
  }
  return undefined;
}

/** The response clock: from detection (else opening) to acknowledged, against the matrix. Times in whole seconds. */
export type ResponseClock =
  | { kind: 'none' }
  | { kind: 'running'; targetSeconds: number; elapsedSeconds: number; leftSeconds: number }
  | { kind: 'missed'; targetSeconds: number; elapsedSeconds: number; acknowledged: boolean }
  | { kind: 'met'; targetSeconds: number; elapsedSeconds: number };

/** The response clock at a moment. Goes by the journal alone, so every window shows the same number. */
export function responseClock(state: IncidentState, now: Date): ResponseClock {
  const { responseSeconds: targetSeconds, opened } = state;
  if (targetSeconds === undefined || !opened) return { kind: 'none' };
  const milestones = milestonesOf(state);
  const from = milestones.detected ?? happenedAt(opened);
  const until = milestones.acknowledged;
  const elapsedSeconds = secondsBetween(from, until ?? now.toISOString());
  const missed = elapsedSeconds > targetSeconds;
  if (missed) return { kind: 'missed', targetSeconds, elapsedSeconds, acknowledged: until !== undefined };
  if (until !== undefined) return { kind: 'met', targetSeconds, elapsedSeconds };
  return { kind: 'running', targetSeconds, elapsedSeconds, leftSeconds: targetSeconds - elapsedSeconds };
}

/** How long the incident has lasted, in whole seconds: to its resolution or close, else to now. */
export function ageSeconds(state: IncidentState, now: Date): number {
  if (!state.opened) return 0;
  return secondsBetween(happenedAt(state.opened), state.resolvedAt ?? state.closedAt ?? now.toISOString());
}

/** How long a run without an end has been going on, in whole seconds. */
export function runningSeconds(run: RunState, now: Date): number {
  return secondsBetween(run.at, now.toISOString());
}

/** Whole seconds from one ISO time to another; never negative, 0 when one of them is no time. */
export function secondsBetween(from: string, to: string): number {
  const ms = Date.parse(to) - Date.parse(from);
  return Number.isFinite(ms) && ms > 0 ? Math.floor(ms / 1000) : 0;
}
