import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Word } from '../word.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Arguments, Call, Language, Look, OptionStyle } from './call.ts';
import { matcher } from './matcher.ts';
import type { Matcher } from './matcher.ts';

/**
 * What a program does, as text. A row is one line: `effect: pattern, pattern -> reason`.
 *
 * Effects
 * - `reads`, `changes`, `destroys`: the level; `unknown` is `changes` that is said to be not known.
 * - `runs`: it runs something else, named behind the arrow (`command after 2`, `command after --`, `shell in -c`,
 *   `sql in stdin`, `shell after 1`, `docker after 1`: the rest as arguments of that program; `from 1` where options may stand among them).
 * - `also`: only adds `asks`, `prompts` or `stays`, or, with a level, counts beside the row that decides.
 * - Added behind: `asks` (reads an answer from its input), `prompts` (needs the person even when fed by a pipe), `stays` (does not end by itself).
 *
 * Patterns: words in the order of the operands; a pattern without words fits every call.
 * - `a|b` one of these, `get*` a beginning, `*` any; `$` no operand more; `--` is there, `!--` is not.
 * - `-x`, `-x|--long`: the option is there, in any place; `!-x` it is not; `--n=0`: it has that value (`~` is a blank). `list|-l` is either.
 * - `%text`: one of the later operands is like that, in any place.
 *
 * Rows are read from the top: `runs` and `also` rows that fit all count, and the first other row that fits decides.
 * Reasons may name what was given: `{1}` an operand, `{2+}` it and those behind it, `{-n}` an option; `{2+:everything}` says what stands there when there is none.
 */
export interface ProgramText {
  rows: readonly string[];
  /** As `optionStyle` reads it. */
  valued: string;
  /** `-word` is one option. */
  singleDash: boolean;
}

/** What rows can't tell of a call; counts beside them. */
export type Special = (call: Call, look: Look) => Assessment;

/** A key may name several programs that are alike. */
export type Specials = Readonly<Record<string, Special>>;

export interface Row {
  /** As written, for people and tests. */
  text: string;
  decides: boolean;
  effect: Assessment;
  reason: string;
  asks: boolean;
  patterns: readonly Pattern[];
  feed?: Feed;
}

export interface Pattern {
  operands: readonly Matcher[];
  any: readonly Matcher[];
  options: readonly { names: readonly string[]; value?: Matcher; absent: boolean }[];
  atEnd: boolean;
  dashes?: 'given' | 'absent';
}

type Place =
  | { in: 'option'; names: readonly string[] }
  | { in: 'stdin' }
  | { in: 'operands'; after: number; stops: boolean }
  | { in: 'dashes' };

/** What is run, and where its text stands. */
interface Feed {
  /** A language, `command`, or the name of the program that the words are arguments of. */
  what: string;
  place: Place;
}

export interface Program {
  name: string;
  rows: readonly Row[];
  style: OptionStyle;
  special?: Special;
}

/** Programs by name. */
export type Programs = ReadonlyMap<string, Program>;

const languages: Readonly<Record<Language, string>> = {
  shell: 'shell',
  sql: 'SQL',
  psql: 'SQL',
  sqlite: 'SQL',
  redis: 'Redis commands',
  mongo: 'a MongoDB script',
  code: 'code',
  haproxy: 'commands for HAProxy',
  zookeeper: 'commands for ZooKeeper',
};

const isLanguage = (what: string): what is Language => Object.hasOwn(languages, what);

/** A program from its text, without its name. */
export function readProgram({ rows, valued, singleDash }: ProgramText): Omit<Program, 'name'> {
  const read = rows.map(readRow);
  return { rows: read, style: readStyle(read, valued, singleDash) };
}

function readStyle(rows: readonly Row[], valued: string, singleDash: boolean): OptionStyle {
  const commands = rows.flatMap(({ feed, patterns }) => {
    const place = feed?.place;
    return place?.in === 'operands' && place.stops
      ? patterns.map((pattern) => ({ pattern, after: place.after }))
      : [];
  });
  if (commands.length === 0) return optionStyle(valued, { singleDash });
  return optionStyle(valued, {
    singleDash,
    commandAfter: (given, hasDashes) => {
      for (const { pattern, after } of commands)
        if (operandsFit(pattern.operands, given) && !(pattern.dashes === 'absent' && hasDashes)) return after;
      return undefined;
    },
  });
}

function readRow(text: string): Row {
  const colon = text.indexOf(':');
  const head = text.slice(0, colon).split(' ');
  const [patterns = '', behind = ''] = text
    .slice(colon + 1)
    .split('->', 2)
    .map((part) => part.trim());
  const runs = head.includes('runs');
  return {
    text,
    decides: !runs && !head.includes('also'),
    effect: { ...levelOf(head), longRunning: head.includes('stays'), interactive: head.includes('prompts') },
    reason: runs ? '' : behind,
    asks: head.includes('asks'),
    patterns: patterns.split(/,\s+/).flatMap(readPatterns),
    ...(runs && { feed: readFeed(behind) }),
  };
}

function levelOf(head: readonly string[]): Assessment {
  if (head.includes('destroys')) return destroys('');
  if (head.includes('changes')) return changes('');
  return head.includes('unknown') ? notKnown('') : reads;
}

function readFeed(text: string): Feed {
  const [what = '', relation, ...names] = text.split(' ');
  const [first = ''] = names;
  if (relation === 'in')
    return { what, place: first === 'stdin' ? { in: 'stdin' } : { in: 'option', names } };
  if (first === '--') return { what, place: { in: 'dashes' } };
  return { what, place: { in: 'operands', after: Number(first), stops: relation === 'after' } };
}

/** A word that mixes operands and options (`list|-l`) makes two patterns of one. */
function readPatterns(text: string): Pattern[] {
  let variants: string[][] = [[]];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const parts = word.startsWith('!') || word.includes('=') ? [word] : splitByKind(word);
    variants = parts.flatMap((part) => variants.map((variant) => [...variant, part]));
  }
  return variants.map(readPattern);
}

function splitByKind(word: string): string[] {
  const alternatives = word.split('|');
  const options = alternatives.filter((each) => /^-./.test(each) && each !== '--');
  const operands = alternatives.filter((each) => !options.includes(each));
  return [operands, options].filter((each) => each.length > 0).map((each) => each.join('|'));
}

function readPattern(words: readonly string[]): Pattern {
  const isOption = (word: string): boolean => /^!?-./.test(word) && !/^!?--$/.test(word);
  const dashes = words.includes('--') ? 'given' : words.includes('!--') ? 'absent' : undefined;
  return {
    operands: words.filter((word) => !isOption(word) && !/^(?:%.*|\$|!?--)$/.test(word)).map(matcher),
    any: words.filter((word) => word.startsWith('%')).map((word) => matcher(word.slice(1))),
    options: words.filter(isOption).map(readOption),
    atEnd: words.includes('$'),
    ...(dashes && { dashes }),
  };
}

function readOption(word: string): Pattern['options'][number] {
  const absent = word.startsWith('!');
  const [names = '', ...values] = word.slice(absent ? 1 : 0).split('=');
  const value = values.join('=').replaceAll('~', ' ');
  return { names: names.split('|'), absent, ...(values.length > 0 && { value: matcher(value) }) };
}

function operandsFit(matchers: readonly Matcher[], operands: readonly Word[]): boolean {
  if (operands.length < matchers.length) return false;
  for (let at = 0; at < matchers.length; at++) {
    const operand = operands[at];
    if (!operand || !matchers[at]?.(operand.text)) return false;
  }
  return true;
}

/** Apart from the operands, which most patterns fail by. */
function restFits({ operands, any, options, atEnd, dashes }: Pattern, given: Arguments): boolean {
  return (
    (!atEnd || isAll(given, operands.length)) &&
    (dashes === undefined || given.dashes === (dashes === 'given')) &&
    options.every(({ names, value, absent }) => {
      const found = names.some((name) => {
        const values = valuesOf(name, given);
        return values?.some((each) => (value === undefined ? each !== 'false' : value(each))) ?? false;
      });
      return found !== absent;
    }) &&
    any.every((fits) => given.operands.slice(operands.length).some(({ text }) => fits(text)))
  );
}

function valuesOf(name: string, { options }: Arguments): readonly string[] | undefined {
  if (!name.includes('*')) return options.get(name);
  const fits = matcher(name);
  return [...options].find(([option]) => fits(option))?.[1];
}

/** Whether there is nothing behind the first operands; what is known only at run time may be several words. */
function isAll({ operands, rest }: Arguments, count: number): boolean {
  return operands.length === count && rest.length === 0 && operands.every(({ known }) => known);
}

/** The rows that count for a call: those that add, and the one that decides. */
export function rowsFor(program: Program, given: Arguments): Row[] {
  const found: Row[] = [];
  for (const row of program.rows) {
    if (!rowFits(row, given)) continue;
    found.push(row);
    if (row.decides) break;
  }
  return found;
}

function rowFits({ patterns }: Row, given: Arguments): boolean {
  for (const pattern of patterns)
    if (operandsFit(pattern.operands, given.operands) && restFits(pattern, given)) return true;
  return false;
}

/** What one call of a known program does. Most run nothing else: `lookIn` is called for those that do. */
export function judge(program: Program, call: Call, lookIn: () => Look): Assessment {
  const given = readArguments(call.args, program.style);
  if (asksForHelp(program, call, given)) return reads;
  const rows = rowsFor(program, given);
  const found = rows.map((row) =>
    row.feed
      ? highest([effectOf(row, call, given), ...fed(row.feed, call, given, lookIn())])
      : effectOf(row, call, given),
  );
  if (program.special) found.push(program.special(call, lookIn()));
  if (found.length > 0) return highest(found);
  return notKnown(
    `runs ${[call.name, ...given.operands.slice(0, 2).map(({ text }) => brief(text))].join(' ')}: what it does is not known`,
  );
}

/** Only where the options are the program's own: `find -name --help -delete` deletes. */
function asksForHelp({ special }: Program, { args }: Call, { options, operands }: Arguments): boolean {
  if (special && args.length > 1) return false;
  return options.has('--help') || (options.has('--version') && operands.length === 0);
}

function effectOf({ effect, reason, asks }: Row, call: Call, given: Arguments): Assessment {
  const isAsked = asks && call.input.from === 'terminal';
  const { danger } = effect;
  if (danger.level === 'safe') return isAsked ? { ...effect, interactive: true } : effect;
  return {
    danger: { ...danger, reason: fill(reason, call, given) },
    interactive: effect.interactive || isAsked,
    longRunning: effect.longRunning,
  };
}

/** What a call hands to another program or an interpreter of a language. */
function fed({ what, place }: Feed, call: Call, given: Arguments, look: Look): Assessment[] {
  const words = wordsAt(place, given);
  if (!isLanguage(what)) {
    if (words.length === 0 && what === 'command') return [];
    return [look.command(what === 'command' ? words : [{ text: what, known: true }, ...words], call.input)];
  }
  if (place.in === 'option') return words.map(({ text }) => look.text(what, text, call.input));
  if (place.in !== 'stdin') {
    const begins = words.findIndex(({ text }) => !/^-./.test(text));
    const text = words.slice(begins < 0 ? words.length : begins).map((word) => word.text);
    return text.length > 0 ? [look.text(what, text.join(' '), call.input)] : [];
  }
  const { input } = call;
  if (input.from === 'terminal') return [{ ...changes(`opens a prompt of ${call.name}`), interactive: true }];
  if (input.from === 'unknown')
    return [notKnown(`runs ${languages[what]} from ${input.source()}: what it does is not known`)];
  const known = look.text(what, input.text);
  return input.whole ? [known] : [known, notKnown(`runs ${languages[what]} that is only known in part`)];
}

function wordsAt(place: Place, { operands, options, rest, dashes }: Arguments): readonly Word[] {
  switch (place.in) {
    case 'option':
      return place.names.flatMap((name) => (options.get(name) ?? []).map((text) => ({ text, known: true })));
    case 'operands':
      return [...operands.slice(place.after), ...(dashes ? [] : rest)];
    case 'dashes':
      return dashes ? rest : [];
    case 'stdin':
      return [];
  }
}

const maxNameLength = 60;

/** A name as it is put into a reason: one line, cut where nobody reads on. */
export function brief(text: string): string {
  const line = text
    .slice(0, 4 * maxNameLength)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > maxNameLength ? `${line.slice(0, maxNameLength - 1)}…` : line;
}

const maxNames = 3;

/** Names as a person would list them. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).map(brief);
  if (names.length > maxNames) shown.push(`${names.length - maxNames} more`);
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
}

function fill(reason: string, call: Call, { operands, options }: Arguments): string {
  if (!reason.includes('{')) return reason;
  return reason.replace(
    /\{(?:(\d)(\+?)|(-[\w-]+)|(name))(?::([^}]*))?\}/g,
    (_, digit?: string, plus?: string, option?: string, name?: string, otherwise = 'it') => {
      if (name !== undefined) return call.name;
      if (option !== undefined) return list(options.get(option) ?? []) || String(otherwise);
      const at = Number(digit) - 1;
      const names = operands.slice(at, plus ? undefined : at + 1).map(({ text }) => text);
      return list(names) || String(otherwise);
    },
  );
}
