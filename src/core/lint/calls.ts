import type { Command, Guide, Phase, Playbook, Step } from '../guide/guide.ts';
import { callsIn } from '../shell/danger.ts';
import { maskGaps } from '../shell/placeholders.ts';
import { programNamed } from '../shell/programs.ts';
import { optionStyle, readArguments } from '../shell/programs/call.ts';
import type { Grammar } from '../shell/syntax.ts';

/** A call of a program with its options told from its operands, as the program itself would. */
export interface Call {
  /** Without its folder: `psql`. */
  program: string;
  /** Its arguments as they are called, in order. */
  words: readonly string[];
  operands: readonly string[];
  /** By name with its dashes; each value as given, empty where an option has none. */
  options: ReadonlyMap<string, readonly string[]>;
}

/** A command, where it stands, and what it calls. */
export interface CommandInGuide {
  playbook: Playbook;
  phase: Phase;
  step: Step;
  command: Command;
  /** The programs it calls, through what calls them in its turn. Read when first asked for. */
  calls: () => readonly Call[];
}

const plainStyle = optionStyle('');

/** Every command of a guide that can be run, in its order. */
export function commandsOf(guide: Guide, grammar: Grammar): CommandInGuide[] {
  return guide.playbooks.flatMap((playbook) =>
    playbook.phases.flatMap((phase) =>
      phase.blocks.flatMap((block) =>
        block.runnable
          ? block.steps.flatMap((step) =>
              step.commands.map((command) => {
                let calls: readonly Call[] | undefined;
                return {
                  playbook,
                  phase,
                  step,
                  command,
                  calls: () => (calls ??= readCalls(command.text, grammar)),
                };
              }),
            )
          : [],
      ),
    ),
  );
}

function readCalls(text: string, grammar: Grammar): Call[] {
  return callsIn(maskGaps(text), grammar).map(([name = '', ...words]) => {
    const style = programNamed(name, grammar.programs)?.style ?? plainStyle;
    const { operands, options } = readArguments(
      words.map((word) => ({ text: word, known: true })),
      style,
    );
    return {
      program: name.slice(name.lastIndexOf('/') + 1),
      words,
      operands: operands.map((operand) => operand.text),
      options,
    };
  });
}

/** The value of the first of some options that is given; undefined when none is. */
export function optionOf({ options }: Call, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = options.get(name)?.[0];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether one of some options is given. */
export function hasOption({ options }: Call, ...names: readonly string[]): boolean {
  return names.some((name) => options.has(name));
}
