import { ageSeconds, responseClock } from '../incident/clocks.ts';
import type { IncidentState } from '../incident/state.ts';
import { shortDuration } from './words.ts';

/** "Critical · 3 min · 2 min left". Seconds tick in the status bar only. */
export function incidentWords(state: IncidentState, now: Date): string {
  if (state.rehearsal) return state.closedAt === undefined ? 'rehearsal' : 'rehearsal · ended';
  if (state.kind === 'tool') return state.closedAt === undefined ? 'tool' : 'tool · ended';
  const clock = responseClock(state, now);
  const parts = [
    state.severity,
    state.closedAt === undefined ? state.status : 'closed',
    shortDuration(ageSeconds(state, now) * 1000),
    clock.kind === 'running' ? `${shortDuration(clock.leftSeconds * 1000)} left` : undefined,
    clock.kind === 'missed' ? 'response time missed' : undefined,
    clock.kind === 'met' ? `acknowledged after ${shortDuration(clock.elapsedSeconds * 1000)}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
