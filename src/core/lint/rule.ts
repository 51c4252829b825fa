import type {
  Command,
  Fix,
  Guide,
  LineRange,
  Phase,
  Playbook,
  ProblemSeverity,
  Step,
} from '../guide/guide.ts';

/** What a rule finds. Where `column` is absent it is the line's beginning. */
export interface Finding extends LineRange {
  message: string;
  column?: number;
  fix?: Fix;
  /** Where it differs from the rule's own. */
  severity?: ProblemSeverity;
}

export interface LintContext {
  /** The guide's text. */
  text: string;
  /** ISO date: some rules ask whether a date has passed. */
  today: string;
}

/** A rule: data and one function. Its page in docs/lint.md is made from it. */
export interface Rule {
  id: string;
  severity: ProblemSeverity;
  /** One or two sentences: what is wrong with it, and what to do. */
  doc: string;
  check(guide: Guide, context: LintContext): Iterable<Finding>;
}

/** A command and where it stands. */
export interface CommandInGuide {
  playbook: Playbook;
  phase: Phase;
  step: Step;
  command: Command;
}

/** Every command of a guide, in its order. */
export function commandsOf(guide: Guide): CommandInGuide[] {
  return guide.playbooks.flatMap((playbook) =>
    playbook.phases.flatMap((phase) =>
      phase.blocks.flatMap((block) =>
        block.runnable
          ? block.steps.flatMap((step) =>
              step.commands.map((command) => ({ playbook, phase, step, command })),
            )
          : [],
      ),
    ),
  );
}

/** The lines of a command. */
export function linesOf({ line, endLine }: LineRange): LineRange {
  return { line, endLine };
}
