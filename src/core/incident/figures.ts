import { happenedAt } from './amendments.ts';
import { milestonesOf, responseClock, secondsBetween } from './clocks.ts';
import type { IncidentState, Milestone } from './state.ts';

/** One key figure: how long it took, against what, and what exactly was measured. */
export interface Figure {
  id: 'detected' | 'acknowledged' | 'first-output' | 'mitigated' | 'resolved';
  name: string;
  /** Absent when the record does not have it. */
  seconds?: number;
  targetSeconds?: number;
  result?: 'met' | 'missed';
  /** From what to what. */
  definition: string;
}

/** The key figures, in the order in which they are reached. Seconds are whole, and never a guess. */
export function figuresOf(state: IncidentState): Figure[] {
  const milestones = milestonesOf(state);
  const opened = state.opened && happenedAt(state.opened);
  const from = milestones.detected ?? opened;
  const start = milestones.detected === undefined ? 'opened (no detection time was recorded)' : 'detected';
  const since = (at: string | undefined): { seconds?: number } =>
    at === undefined || from === undefined ? {} : { seconds: secondsBetween(from, at) };
  const set = (milestone: Milestone, rule: string): string =>
    `${start} to ${state.milestonesSet.has(milestone) ? `${milestone}, as a person set it` : rule}`;
  return [
    {
      id: 'detected',
      name: 'Detected',
      definition: 'start of the impact to its detection; when it started is for people to say',
    },
    {
      id: 'acknowledged',
      name: 'Acknowledged',
      ...since(milestones.acknowledged),
      ...responseTarget(state),
      definition: set('acknowledged', 'the first run'),
    },
    {
      id: 'first-output',
      name: 'First useful output',
      ...since(firstOutputAt(state)),
      definition: `${start} to the first output that was kept`,
    },
    {
      id: 'mitigated',
      name: 'Mitigated',
      ...since(milestones.mitigated),
      definition: set('mitigated', mitigatedRule(state)),
    },
    {
      id: 'resolved',
      name: 'Resolved',
      ...since(milestones.resolved),
      definition: set('resolved', 'the status resolved'),
    },
  ];
}

function responseTarget(state: IncidentState): Pick<Figure, 'targetSeconds' | 'result'> {
  const last = state.events.at(-1);
  const clock = responseClock(state, new Date(Date.parse(last?.at ?? '') || 0));
  if (clock.kind === 'none') return {};
  const { targetSeconds } = clock;
  return clock.kind === 'running' ? { targetSeconds } : { targetSeconds, result: clock.kind };
}

function mitigatedRule(state: IncidentState): string {
  return state.statusChanges.some((change) => change.status === 'monitoring')
    ? 'the status monitoring'
    : 'the end of the last changing run before the passed verification';
}

function firstOutputAt(state: IncidentState): string | undefined {
  for (const event of state.events) {
    if (event.type === 'output' && event.bytes > 0) return happenedAt(event);
    if (event.type === 'adhoc-run' && event.output && event.output.bytes > 0) return happenedAt(event);
  }
  return undefined;
}
