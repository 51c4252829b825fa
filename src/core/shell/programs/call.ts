import type { Assessment } from '../harm.ts';
import type { Word } from '../word.ts';

/**
 * What a program reads when it reads its standard input. `whole` is false where only a part of the text is known; `source` names, for a
 * reason, what nobody can know.
 */
export type Input =
  | { from: 'terminal' }
  | { from: 'text'; text: string; whole: boolean }
  | { from: 'unknown'; source: () => string };

/** One call of a program: its arguments, without its name. */
export interface Call {
  name: string;
  args: readonly Word[];
  input: Input;
}

/** Languages a program can be handed a text in. */
export type Language =
  'shell' | 'sql' | 'redis' | 'mongo' | 'code' | 'psql' | 'sqlite' | 'haproxy' | 'zookeeper';

/** Looks at what a program runs in its turn. */
export interface Look {
  /** A program with its arguments, as `sudo` and `xargs` run one. */
  command(words: readonly Word[], input: Input): Assessment;
  /** A text in a language, as `sh -c`, `psql -c` and `mongosh --eval` take one. A shell text's commands read `input`, nothing when it is absent. */
  text(language: Language, text: string, input?: Input): Assessment;
}

/** A call with its options told from its operands, as the program itself would. */
export interface Arguments {
  operands: readonly Word[];
  /** By name with its dashes; each value as given, empty where an option has none. */
  options: ReadonlyMap<string, readonly string[]>;
  /** The words that are the program's own no more: after the operand where a command begins, or after `--`. */
  rest: readonly Word[];
  /** Whether `--` was given. */
  dashes: boolean;
}

/** How a program's options are written. */
export interface OptionStyle {
  /** Whether an option takes the next word, or its own end (`-n5`, `--name=x`), as its value. */
  takesValue(option: string, operands: readonly Word[]): boolean;
  /** Whether an option's value, if any, is joined to it (`-p` of mysql). */
  joins(option: string): boolean;
  /** `-word` is one option, not five (terraform, find, java). */
  singleDash: boolean;
  /**
   * How many operands there are before words begin that are the program's own no more; undefined where none do.
   * With 0, options may stand before the first of them; else everything behind the last operand belongs to them.
   */
  commandAfter(operands: readonly Word[], hasDashes: boolean): number | undefined;
}

interface OptionExtras {
  singleDash?: boolean;
  commandAfter?: OptionStyle['commandAfter'];
}

/**
 * Reads which options take a value from a text: `-n --name` take one, `-p?` only one joined to it. A scope before a colon narrows:
 * `build|stop:-t` only behind these operands, `!logs:-f` behind all others, `^:-c` only before the first operand.
 */
export function optionStyle(
  valued: string,
  { singleDash = false, commandAfter = () => undefined }: OptionExtras = {},
): OptionStyle {
  const joined = new Set<string>();
  const scopes = new Map<string, readonly string[]>();
  for (const entry of valued.split(/\s+/)) {
    const [option = '', scope] = entry.split(':').toReversed();
    if (option.endsWith('?')) joined.add(option.slice(0, -1));
    else if (option !== '') scopes.set(option, scope === undefined ? [] : scope.split('|'));
  }
  return {
    takesValue(option, operands) {
      const scope = scopes.get(option);
      return scope !== undefined && inScope(scope, operands);
    },
    joins: (option) => joined.has(option),
    singleDash,
    commandAfter,
  };
}

function inScope(scope: readonly string[], operands: readonly Word[]): boolean {
  if (scope.length === 0) return true;
  const negated = scope[0]?.startsWith('!') ?? false;
  const names = scope.map((name) => name.replace(/^!/, ''));
  const inside =
    (names.includes('^') && operands.length === 0) || operands.some(({ text }) => names.includes(text));
  return inside !== negated;
}

/** Tells options from operands. Linear in the number and length of the words. */
export function readArguments(args: readonly Word[], style: OptionStyle): Arguments {
  const operands: Word[] = [];
  const options = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const values = options.get(name);
    if (values) values.push(value);
    else options.set(name, [value]);
  };
  const hasDashes = args.some(({ text }) => text === '--');
  let limit = style.commandAfter(operands, hasDashes);
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index];
    if (!word) break;
    const { text } = word;
    if (text === '--')
      return {
        operands: [...operands, ...args.slice(index + 1)],
        options,
        rest: args.slice(index + 1),
        dashes: true,
      };
    if (limit !== undefined && limit > 0 && operands.length >= limit) break;
    if (!text.startsWith('-') || text === '-') {
      if (limit === 0) break;
      operands.push(word);
      limit = style.commandAfter(operands, hasDashes);
    } else if (text.startsWith('--') || style.singleDash) {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      if (equals >= 0) add(name, text.slice(equals + 1));
      else add(name, style.takesValue(name, operands) ? (args[++index]?.text ?? '') : '');
    } else
      index = readCluster(
        args,
        index,
        (option) => style.takesValue(option, operands),
        (option) => style.joins(option),
        add,
      );
  }
  return { operands, options, rest: args.slice(index), dashes: false };
}

/** `-fdx`, `-n5`, `-n 5`, `-psecret`: returns the index of the last word that was used. */
function readCluster(
  args: readonly Word[],
  index: number,
  takesValue: (option: string) => boolean,
  joins: (option: string) => boolean,
  add: (name: string, value: string) => void,
): number {
  const text = args[index]?.text ?? '';
  const next = args[index + 1]?.text ?? '';
  if (takesValue(text)) {
    add(text, next);
    return index + 1;
  }
  for (let at = 1; at < Math.min(text.length, maxCluster); at++) {
    const name = `-${text.charAt(at)}`;
    const value = text.slice(at + 1);
    if (takesValue(name)) {
      add(name, value || next);
      return value ? index : index + 1;
    }
    if (joins(name)) {
      add(name, value);
      return index;
    }
    add(name, '');
  }
  if (text.length > 2) add(text, '');
  return index;
}

/** Nobody writes more letters behind one dash. */
const maxCluster = 65;
