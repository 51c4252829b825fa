import type { Target } from '../run/target.ts';
import type { IncidentState } from './state.ts';

/**
 * What changing steps were last pointed at, as the record has it: by someone on this host, else by anyone. Two responders on two
 * machines are each compared with their own.
 */
export function lastTarget({ events, target }: IncidentState, host: string | undefined): Target | undefined {
  const own = events.findLast((event) => event.type === 'target-seen' && event.target['host'] === host);
  return own?.type === 'target-seen' ? own.target : target?.target;
}
