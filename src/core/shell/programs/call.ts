import type { Assessment } from '../harm.ts';
import type { Word } from '../words.ts';

/** What a program reads when it reads its standard input. `whole` is false where only a part of the text is known. */
export type Input =
  { from: 'terminal' } | { from: 'text'; text: string; whole: boolean } | { from: 'unknown'; source: string };

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
  /** Options whose value is the next word, or their own end (`-n5`, `--name=x`). */
  valued: ReadonlySet<string>;
  /** Options whose value, if any, is joined to them (`-p` of mysql). */
  joined: ReadonlySet<string>;
  /** `-word` is one option, not five (terraform, find, java). */
  singleDash: boolean;
  /** How many operands there are before a command of its own begins; undefined where none does. */
  commandAfter(operands: readonly Word[]): number | undefined;
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
  let index = 0;
  for (; index < args.length; index++) {
    const word = args[index];
    if (!word) break;
    const limit = style.commandAfter(operands);
    const { text } = word;
    if (text === '--')
      return {
        operands: [...operands, ...args.slice(index + 1)],
        options,
        rest: args.slice(index + 1),
        dashes: true,
      };
    if (!text.startsWith('-') || text === '-') {
      if (limit !== undefined && operands.length >= limit) break;
      operands.push(word);
    } else if (text.startsWith('--') || style.singleDash) {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      if (equals >= 0) add(name, text.slice(equals + 1));
      else add(name, style.valued.has(name) ? (args[++index]?.text ?? '') : '');
    } else index = readCluster(args, index, style, add);
  }
  return { operands, options, rest: args.slice(index), dashes: false };
}

/** `-fdx`, `-n5`, `-n 5`, `-psecret`: returns the index of the last word that was used. */
function readCluster(
  args: readonly Word[],
  index: number,
  style: OptionStyle,
  add: (name: string, value: string) => void,
): number {
  const text = args[index]?.text ?? '';
  if (style.valued.has(text)) {
    add(text, args[index + 1]?.text ?? '');
    return index + 1;
  }
  const letters = text.slice(1, 65);
  for (let at = 0; at < letters.length; at++) {
    const name = `-${letters.charAt(at)}`;
    const value = text.slice(at + 2);
    if (style.valued.has(name)) {
      add(name, value || (args[index + 1]?.text ?? ''));
      return value ? index : index + 1;
    }
    if (style.joined.has(name)) {
      add(name, value);
      return index;
    }
    add(name, '');
  }
  if (text.length > 2) add(text, '');
  return index;
}
