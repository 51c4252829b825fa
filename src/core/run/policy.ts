import type { Block, Phase, PhaseKind, Placeholder, Step } from '../guide/guide.ts';
import { stepsOf } from '../guide/walk.ts';
import type { Danger } from '../shell/danger.ts';
import { escapeHidden, findHidden } from '../shell/hidden.ts';
import { productionName, targetChanges } from './target.ts';
import type { Target, TargetChange } from './target.ts';

/** From which level on a person is asked: the setting `incidentRunbook.confirm`. */
export type ConfirmFrom = 'destructive' | 'changes';

/** What must be settled with a person before a step runs. */
export type Check =
  | { kind: 'target'; changes: readonly TargetChange[] }
  | { kind: 'fill'; placeholder: Placeholder }
  | { kind: 'hidden'; escaped: string }
  | { kind: 'danger'; danger: Danger }
  | { kind: 'production'; name: string };

/** What a step that changes state is pointed at, and what the steps before it were. */
export interface StepTarget {
  now: Target;
  before: Target | undefined;
}

/** What to ask before a step, in the order in which it is asked. Empty: it runs on the first click. */
export function checksBefore(step: Step, confirmFrom: ConfirmFrom, target?: StepTarget): Check[] {
  const changes = target?.before ? targetChanges(target.before, target.now) : [];
  const checks: Check[] = changes.length > 0 ? [{ kind: 'target', changes }] : [];
  checks.push(...step.placeholders.map((placeholder): Check => ({ kind: 'fill', placeholder })));
  const texts = step.commands.map((command) => command.text);
  const text = texts.join('\n');
  if (findHidden(text).length > 0) checks.push({ kind: 'hidden', escaped: escapeHidden(text) });
  if (isAskedAbout(step.danger, confirmFrom)) checks.push({ kind: 'danger', danger: step.danger });
  const name = target && step.danger.level === 'destructive' ? productionName(target.now, texts) : undefined;
  if (name !== undefined) checks.push({ kind: 'production', name });
  return checks;
}

/** Whether a person confirms this much danger first. */
function isAskedAbout({ level }: Danger, confirmFrom: ConfirmFrom): boolean {
  return level === 'destructive' || (level === 'changes' && confirmFrom === 'changes');
}

/** A failed `git revert` must not be followed by `down`: in recovery the first failed command ends the step, and the step its phase. */
export function onFailure(phase: PhaseKind): 'go-on' | 'stop' {
  return phase === 'recover' ? 'stop' : 'go-on';
}

/** A step of a plan, or why it is left out. */
export interface PlannedStep {
  phase: Phase;
  block: Block;
  step: Step;
  /** Why it is not run, in words. */
  skip?: string;
}

/** Why a step is not run when its whole phase is: it would wait for a person, or not end. Undefined: it runs. */
export function skippedInPhase(block: Block, step: Step): string | undefined {
  if (!block.runnable) return 'its block is not shell';
  if (step.commands.length === 0) return 'manual: a person does it';
  if (step.interactive) return 'interactive: it waits for a person';
  if (step.longRunning) return 'long-running: it does not end by itself';
  return undefined;
}

/** What *Run all* of a phase comes to. Options are never among it: a person chooses one. */
export function planPhase(phase: Phase): PlannedStep[] {
  return stepsOf(phase)
    .filter(({ step }) => step.kind !== 'option')
    .map(({ block, step }) => {
      const skip = skippedInPhase(block, step);
      return { phase, block, step, ...(skip !== undefined && { skip }) };
    });
}

/** How many steps read, change, destroy, or are not known: what a person is told before *Run all*. */
export interface Preview {
  safe: number;
  changes: number;
  destructive: number;
  unknown: number;
  skipped: number;
}

/** Counts a plan by danger. */
export function previewOf(plan: readonly PlannedStep[]): Preview {
  const preview: Preview = { safe: 0, changes: 0, destructive: 0, unknown: 0, skipped: 0 };
  for (const { step, skip } of plan) {
    if (skip !== undefined) preview.skipped++;
    else if (step.danger.unknown) preview.unknown++;
    else preview[step.danger.level]++;
  }
  return preview;
}

/** Counts what an option comes to, command by command. */
export function previewOfCommands({ commands }: Pick<Step, 'commands'>): Preview {
  const preview: Preview = { safe: 0, changes: 0, destructive: 0, unknown: 0, skipped: 0 };
  for (const { danger } of commands) {
    if (danger.unknown) preview.unknown++;
    else preview[danger.level]++;
  }
  return preview;
}

/** "9 read, 1 changes, 1 not known". */
export function previewWords({ safe, changes, destructive, unknown }: Preview): string {
  const parts = [
    safe > 0 && `${safe} read`,
    changes > 0 && `${changes} changes`,
    destructive > 0 && `${destructive} destructive`,
    unknown > 0 && `${unknown} not known`,
  ];
  return parts.filter((part) => part !== false).join(', ') || 'nothing to run';
}
