import type { IncidentState } from './state.ts';

/** Whether the last verification after the last run that changed something passed: what `resolved` asks for. */
export function isVerified(state: IncidentState): boolean {
  let verified = false;
  for (const event of state.events) {
    if (event.type === 'run-ended') {
      const run = state.runs.get(event.run);
      if (run?.danger !== 'safe') verified = false;
    }
    if (event.type === 'adhoc-run' && event.danger !== 'safe') verified = false;
    if (event.type === 'verification') verified = event.result === 'passed';
  }
  return verified;
}
