import type { Fact } from '../core/incident/event.ts';
import { lastTarget } from '../core/incident/last-target.ts';
import { targetChanges } from '../core/run/target.ts';
import type { Target, TargetChange } from '../core/run/target.ts';
import type { Ask, Question } from '../ports.ts';
import type { LiveIncident } from './live.ts';

/** How a step's target is looked at again when its turn has come. */
export interface TargetGuard {
  ask: Ask;
  readTarget: () => Promise<Target>;
  /** Of a step that changes state: what it was pointed at when a person was asked about it. */
  seen?: Target;
}

export type Guarded = { kind: 'clear'; facts: readonly Fact[] } | { kind: 'declined'; question: Question };

/** The question before a step that is pointed at something else than the steps before it. */
export function targetQuestion(title: string, changes: readonly TargetChange[]): Question {
  return { kind: 'target-changed', title, changes };
}

/**
 * Looks at the target of a step that changes state, right before it runs: it may have waited for its turn. What neither the
 * person nor the record has seen is asked about; `facts` are to be recorded before the run.
 */
export async function guardTarget(
  { state }: LiveIncident,
  title: string,
  { ask, readTarget, seen }: TargetGuard,
): Promise<Guarded> {
  if (!seen) return { kind: 'clear', facts: [] };
  const now = await readTarget();
  const last = lastTarget(state, now['host']);
  const isLast = last !== undefined && targetChanges(last, now).length === 0;
  if (!isLast && targetChanges(seen, now).length > 0) {
    const question = targetQuestion(title, targetChanges(last ?? seen, now));
    if ((await ask(question)).kind === 'no') return { kind: 'declined', question };
  }
  return { kind: 'clear', facts: isLast ? [] : [{ type: 'target-seen', target: now }] };
}

/**
 * Records what a step itself has changed of the target (`git revert`, `kubectl config use-context`), once the record holds one:
 * the next step is not asked about the guide's own doing. What changes between steps is somebody else's, and is.
 */
export async function recordTargetAfter(live: LiveIncident, { readTarget }: TargetGuard): Promise<void> {
  if (!live.state.target) return;
  const now = await readTarget();
  const last = lastTarget(live.state, now['host']);
  if (last && last['host'] === now['host'] && targetChanges(last, now).length > 0)
    await live.record({ type: 'target-seen', target: now });
}
