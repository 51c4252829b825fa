import type { Playbook, Step } from '../guide/guide.ts';
import { ageSeconds, responseClock, runningSeconds } from '../incident/clocks.ts';
import type { IncidentState } from '../incident/state.ts';
import { stepsOf } from '../guide/walk.ts';
import { clockTime } from './words.ts';

/** What the status bar shows of the current incident. */
export interface StatusLine {
  text: string;
  /** For a screen reader: no signs. */
  spoken: string;
  urgent: 'yes' | 'no';
}

/** "● Critical 3:12 · 1:48 left · Watch the queue: 4:10 left · next: 3. View error logs". */
export function statusLine(state: IncidentState, playbook: Playbook | undefined, now: Date): StatusLine {
  const clock = responseClock(state, now);
  const left =
    clock.kind === 'running'
      ? `${clockTime(clock.leftSeconds)} left`
      : clock.kind === 'missed'
        ? 'response time missed'
        : undefined;
  const next = playbook && nextStep(playbook, state);
  const nextWords =
    next && `next: ${next.step.ordinal === undefined ? '' : `${next.step.ordinal}. `}${next.step.title}`;
  const name = state.rehearsal ? state.title : (state.severity ?? state.title);
  const timed = playbook && timedRun(playbook, state, now);
  const parts = [`${name} ${clockTime(ageSeconds(state, now))}`, left, timed, nextWords].filter(
    (part) => part !== undefined,
  );
  return {
    text: `● ${parts.join(' · ')}`,
    spoken: `Incident ${state.title}: ${parts.join(', ')}`,
    urgent: clock.kind === 'missed' && !clock.acknowledged ? 'yes' : 'no',
  };
}

/** "Watch the queue: 4:10 left": of a step that goes on until the time is over that the guide gives it. */
function timedRun(playbook: Playbook, state: IncidentState, now: Date): string | undefined {
  for (const phase of playbook.phases) {
    for (const { step } of stepsOf(phase)) {
      const run = state.runsOfStep.get(`${phase.id}/${step.id}`)?.at(-1);
      if (!run || run.end || !step.longRunning || step.durationSeconds === undefined) continue;
      const leftSeconds = Math.max(0, step.durationSeconds - runningSeconds(run, now));
      return `${step.title}: ${clockTime(leftSeconds)} left`;
    }
  }
  return undefined;
}

/** The first step, in the guide's order, that nobody ran, did or skipped and that is no option. */
export function nextStep(
  playbook: Playbook,
  state: IncidentState,
): { phase: string; step: Step } | undefined {
  const skipped = new Set(state.skipped.map(({ step }) => step));
  for (const phase of playbook.phases) {
    for (const { step } of stepsOf(phase)) {
      const address = `${phase.id}/${step.id}`;
      const behind = state.runsOfStep.has(address) || state.done.has(address) || skipped.has(address);
      if (!behind && step.kind !== 'option') return { phase: phase.id, step };
    }
  }
  return undefined;
}
