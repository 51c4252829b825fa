import type { Phase, Playbook } from '../guide/guide.ts';
import { suggestion } from './nearest.ts';
import { stepsOf } from '../guide/walk.ts';
import { planPhase, skippedInPhase } from './policy.ts';
import type { PlannedStep } from './policy.ts';

/** What a person named to be run of a playbook. Empty lists: nothing was named. */
export interface Selection {
  phases: readonly string[];
  /** Addresses, `phase/step`. */
  steps: readonly string[];
  option?: string;
}

/** What will run, in the guide's order; or why the selection can't be: `unknown` words, or something is `missing`. */
export type Plan =
  | { kind: 'plan'; steps: PlannedStep[] }
  | { kind: 'unknown'; message: string }
  | { kind: 'refused'; message: string };

/** Phases that run when nothing is named: they look, they don't mend. */
const byDefault: readonly string[] = ['immediate', 'diagnose', 'other'];

/**
 * What a selection comes to, by the rules of the command line: nothing named runs the phases that look;
 * a phase with options needs one chosen; an option brings the verifications of its phase; a step named twice runs once.
 */
export function planRun(playbook: Playbook, selection: Selection): Plan {
  const unknown = unknownWord(playbook, selection);
  if (unknown !== undefined) return { kind: 'unknown', message: unknown };
  const chosen = chooseOption(playbook, selection);
  if (chosen.kind !== 'chosen') return chosen;
  const unchosen = playbook.phases.find(
    (phase) => selection.phases.includes(phase.id) && hasOptions(phase) && phase !== chosen.phase,
  );
  if (unchosen) {
    return { kind: 'refused', message: `"${unchosen.title}" has options: say which with --option N.` };
  }
  const steps = playbook.phases.flatMap((phase) => planOf(phase, selection, chosen.phase));
  const refused = steps.find(
    ({ phase, block, step }) => !block.runnable && isNamed(selection, phase, step.id),
  );
  if (refused)
    return { kind: 'refused', message: `"${refused.step.title}" can't be run: its block is not shell.` };
  return { kind: 'plan', steps };
}

function unknownWord(playbook: Playbook, { phases, steps }: Selection): string | undefined {
  const ids = playbook.phases.map((phase) => phase.id);
  const phase = phases.find((id) => !ids.includes(id));
  if (phase !== undefined)
    return `There is no phase "${phase}" in "${playbook.title}"${suggestion(phase, ids)}`;
  const addresses = playbook.phases.flatMap((one) => stepsOf(one).map(({ step }) => addressIn(one, step.id)));
  const step = steps.find((address) => !addresses.includes(address));
  if (step === undefined) return undefined;
  return `There is no step "${step}" in "${playbook.title}"${suggestion(step, addresses)}`;
}

type Choice = { kind: 'chosen'; phase: Phase | undefined } | Exclude<Plan, { kind: 'plan' }>;

/** The phase whose option is meant, if one is. */
function chooseOption(playbook: Playbook, { phases, option }: Selection): Choice {
  if (option === undefined) return { kind: 'chosen', phase: undefined };
  const groups = playbook.phases.filter(hasOptions);
  const named = phases.length > 0 ? groups.filter((phase) => phases.includes(phase.id)) : groups;
  const [phase, another] = named;
  if (!phase) return { kind: 'unknown', message: `"${playbook.title}" has no options there.` };
  if (another) {
    const ids = named.map((one) => one.id).join(', ');
    return { kind: 'unknown', message: `Several phases have options (${ids}): say which with --phase.` };
  }
  if (!stepsOf(phase).some(({ step }) => isOption(step, option))) {
    const there = stepsOf(phase).flatMap(({ step }) => (step.option ? [String(step.option.number)] : []));
    return {
      kind: 'unknown',
      message: `"${phase.title}" has no option ${option}: it has ${there.join(', ')}.`,
    };
  }
  return { kind: 'chosen', phase };
}

function planOf(phase: Phase, selection: Selection, optionPhase: Phase | undefined): PlannedStep[] {
  const nothingNamed =
    selection.phases.length + selection.steps.length === 0 && selection.option === undefined;
  const whole = selection.phases.includes(phase.id) || (nothingNamed && byDefault.includes(phase.kind));
  const inPhase = new Map(whole ? planPhase(phase).map((planned) => [planned.step, planned]) : []);
  return stepsOf(phase).flatMap(({ block, step }) => {
    const isChosen =
      phase === optionPhase && selection.option !== undefined && isOption(step, selection.option);
    if (isChosen || isNamed(selection, phase, step.id)) {
      const manual = step.commands.length === 0 ? 'manual: a person does it' : undefined;
      return [{ phase, block, step, ...(manual !== undefined && { skip: manual }) }];
    }
    const planned = inPhase.get(step);
    if (planned) return [planned];
    if (phase !== optionPhase || step.kind !== 'verify') return [];
    const skip = skippedInPhase(block, step);
    return [{ phase, block, step, ...(skip !== undefined && { skip }) }];
  });
}

function isOption(step: PlannedStep['step'], option: string): boolean {
  return step.option !== undefined && String(step.option.number).toLowerCase() === option.toLowerCase();
}

function isNamed(selection: Selection, phase: Phase, step: string): boolean {
  return selection.steps.includes(addressIn(phase, step));
}

function addressIn(phase: Phase, step: string): string {
  return `${phase.id}/${step}`;
}

function hasOptions(phase: Phase): boolean {
  return stepsOf(phase).some(({ step }) => step.kind === 'option');
}
