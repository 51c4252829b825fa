import type { Assessment } from './harm.ts';
import type { Part } from './parts.ts';
import type { Printed } from './printed.ts';
import type { Input } from './programs/call.ts';
import type { Word } from './word.ts';
import type { Values } from './words.ts';

/** What earlier statements left behind in a shell. */
export interface Scope {
  values: Map<string, string>;
  aliases: Map<string, string>;
  /** Bodies as text: they are read again where they are called. */
  functions: Map<string, string>;
}

export const emptyScope = (): Scope => ({ values: new Map(), aliases: new Map(), functions: new Map() });

/** What a part of a text does, and what it prints where the text tells. */
export interface Found {
  harm: Assessment;
  printed?: Printed;
}

/** The shell around a statement: what it remembers, and how what it runs is judged. */
export interface Shell {
  scope: Scope;
  /** A program or function with its arguments. */
  run(words: readonly Word[], input: Input): Found;
  /** A text that becomes shell input. */
  read(text: string, input: Input): Found;
}

/** Where a walk stands. */
export interface Place {
  /** The text that parts' offsets count in. */
  source: string;
  shell: Shell;
  input: Input;
  /** How many parts we are inside of. */
  depth: number;
}

export const terminal: Input = { from: 'terminal' };
export const nothing: Input = { from: 'text', text: '', whole: true };

/** What a program reads that stands behind another in a pipeline. */
export function asInput(printed: Printed | undefined, source: () => string): Input {
  const isKnown = printed !== undefined && (printed.whole || printed.text !== '');
  return isKnown ? { from: 'text', ...printed } : { from: 'unknown', source };
}

/** Reads words with what the shell knows, and gathers what their substitutions do. */
export function valuesAt(
  { source, shell }: Place,
  assess: (substitution: Part) => Found,
): { values: Values; harms: Assessment[] } {
  const harms: Assessment[] = [];
  const values: Values = {
    source,
    valueOf: (name) => shell.scope.values.get(name),
    printedBy(substitution) {
      const { harm, printed } = assess(substitution);
      harms.push(harm);
      return printed?.whole && substitution.type === 'command_substitution'
        ? printed.text.trimEnd()
        : undefined;
    },
  };
  return { values, harms };
}
