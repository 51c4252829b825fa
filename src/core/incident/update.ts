import { ageSeconds } from './clocks.ts';
import type { IncidentState } from './state.ts';

/** How long the next update may keep the others waiting, by convention of the status: minutes. */
const nextUpdateMinutes = { investigating: 15, identified: 15, monitoring: 30, resolved: undefined } as const;

/**
 * A short text for the chat, in the order that a reader needs it (conditions, actions, needs), as emergency services report:
 * what is going on, what was done, what comes next and when the next update is due. UTC, since readers sit in many zones.
 */
export function formatUpdate(state: IncidentState, now: Date): string {
  const minutes = Math.floor(ageSeconds(state, now) / 60);
  const lines = [
    `${state.title}: ${[state.severity, state.closedAt === undefined ? state.status : 'closed', `${minutes} min`].filter(Boolean).join(' · ')}`,
    `Done: ${doneWords(state)}`,
  ];
  const { contact } = state.opened ?? {};
  const lead = state.escalations.at(-1)?.to;
  if (lead !== undefined) lines.push(`Called: ${lead}`);
  else if (contact?.primary !== undefined && state.status === 'investigating')
    lines.push(`Call if needed: ${contact.primary}`);
  const wait = nextUpdateMinutes[state.status];
  if (wait !== undefined && state.closedAt === undefined) {
    lines.push(`Next update: ${new Date(now.getTime() + wait * 60_000).toISOString().slice(11, 16)} UTC`);
  }
  return lines.join('\n');
}

function doneWords(state: IncidentState): string {
  const runs = [...state.runs.values()].filter((run) => run.end);
  const failed = runs.filter((run) => run.end?.outcome.outcome === 'failed').length;
  const option = state.options.at(-1);
  const verification = state.verifications.at(-1);
  const parts = [
    `${runs.length} steps run${failed > 0 ? `, ${failed} failed` : ''}`,
    option && `option ${option.option} (${option.title})`,
    verification && `verification ${verification.result}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
