import { highest, notKnown, reads } from './harm.ts';
import type { Assessment } from './harm.ts';
import { readParts } from './parts.ts';
import { readPlainPipeline } from './plain.ts';
import { printedByCall } from './printed.ts';
import type { Input, Language, Look } from './programs/call.ts';
import { languageReaders } from './programs/languages.ts';
import { brief, judge } from './programs/rows.ts';
import { programNamed } from './programs.ts';
import { asInput, emptyScope, nothing, terminal } from './shell.ts';
import type { Found, Scope, Shell } from './shell.ts';
import type { Grammar, SyntaxNode } from './syntax.ts';
import type { TeamJudge } from './team.ts';
import { tooDeep, walk } from './walk.ts';
import type { Word } from './word.ts';

export type { Assessment, Danger, DangerLevel } from './harm.ts';

/**
 * How much harm a top-level statement can do, read from its words alone: nothing is run or looked up.
 * Never throws; time is linear in the text, and what is nested deeper than people write is called not known.
 */
export function assessCommand(statement: StatementNode, grammar: Grammar): Assessment {
  return assessStatements([statement], grammar)[0] ?? reads;
}

/** A statement's text and its tree, which is only looked at where the text is more than plain words. */
export interface StatementNode {
  readonly text: string;
  readonly node: SyntaxNode;
}

/**
 * The same for statements that run one after the other in one shell: a later one knows the variables,
 * aliases and functions of those before it. The nodes may come from several trees.
 */
export function assessStatements(statements: readonly StatementNode[], grammar: Grammar): Assessment[] {
  const scope = emptyScope();
  return statements.map(({ text, node }) => {
    const shell = shellWith({ grammar, budget: budgetFor(text), nesting: 0 }, scope);
    const stages = readPlainPipeline(text);
    return stages ? runPipeline(stages, shell) : assessRoot(node, text, shell, terminal).harm;
  });
}

/** The highest of all statements of a text. A function counts when it is called, not when it is defined. */
export function assessText(text: string, grammar: Grammar, team?: TeamJudge): Assessment {
  const limits = { grammar, budget: budgetFor(text), nesting: 0, ...(team && { team }) };
  return shellWith(limits, emptyScope()).read(text, terminal).harm;
}

/** The same of a pipeline whose words are known: of a shell that the grammar can't read. */
export function assessPipeline(stages: readonly (readonly Word[])[], grammar: Grammar): Assessment {
  return runPipeline(stages, shellWith({ grammar, budget: budgetFor(''), nesting: 0 }, emptyScope()));
}

/** A program with its arguments, as it is called: quotes taken off, what only the run will tell as it is written. */
export type ProgramCall = readonly string[];

/**
 * Every program that a text calls, outer ones first, through what calls it in its turn:
 * `sudo docker exec db psql -c …` calls sudo, docker and psql. What stands in an echo's text calls nothing.
 */
export function callsIn(text: string, grammar: Grammar): ProgramCall[] {
  const calls: ProgramCall[] = [];
  const onCall = (words: readonly Word[]): void => {
    calls.push(words.map((word) => word.text));
  };
  shellWith({ grammar, budget: budgetFor(text), nesting: 0, onCall }, emptyScope()).read(text, terminal);
  return calls;
}

function runPipeline(stages: readonly (readonly Word[])[], shell: Shell): Assessment {
  const harms: Assessment[] = [];
  let input = terminal;
  for (const [index, words] of stages.entries()) {
    const { harm, printed } = shell.run(words, input);
    harms.push(harm);
    if (index < stages.length - 1) {
      input = asInput(printed, () => `what ${brief(words.map(({ text }) => text).join(' '))} prints`);
    }
  }
  return highest(harms);
}

/** What bounds the work on one statement. */
interface Limits {
  grammar: Grammar;
  /** What may still be parsed again, for all nested texts together: quotes in quotes must not multiply. */
  budget: { characters: number };
  /** How many texts and programs we are inside of. */
  nesting: number;
  /** Is told each program that is called. */
  onCall?: (words: readonly Word[]) => void;
  /** Has the last word on a call of a program. */
  team?: TeamJudge;
}

const maxNesting = 24;

const budgetFor = (text: string): Limits['budget'] => ({ characters: 20_000 + 8 * text.length });

function shellWith(limits: Limits, scope: Scope): Shell {
  const inner = { ...limits, nesting: limits.nesting + 1 };
  return {
    scope,
    run: (words, input) => run(words, input, inner, scope),
    read: (text, input) => read(text, input, inner, scope),
  };
}

function assessRoot(node: SyntaxNode, source: string, shell: Shell, input: Input): Found {
  const found = walk(readParts(node), { source, shell, input, depth: 0 });
  if (!node.hasError) return found;
  return { ...found, harm: highest([found.harm, notKnown('could not be read as shell in full')]) };
}

/** A text that becomes shell input: of `sh -c`, `ssh host`, `eval`, a here-document. */
function read(text: string, input: Input, limits: Limits, scope: Scope): Found {
  limits.budget.characters -= text.length + 20;
  if (limits.nesting > maxNesting || limits.budget.characters < 0) return tooDeep;
  const tree = limits.grammar.parse(text);
  try {
    const { rootNode } = tree;
    return assessRoot(rootNode, text.slice(rootNode.startIndex), shellWith(limits, scope), input); // blanks before it are no part of it
  } finally {
    tree.delete();
  }
}

function run(words: readonly Word[], input: Input, limits: Limits, scope: Scope): Found {
  const [first, ...args] = words;
  if (!first) return { harm: reads, printed: { text: '', whole: true } };
  limits.onCall?.(words);
  const own = runFirst(first, args, input, limits, scope);
  const isProgram = !scope.functions.has(first.text) && !scope.aliases.has(first.text);
  const harm =
    limits.team && isProgram
      ? limits.team(
          words.map(({ text }) => text),
          own,
        )
      : own;
  const printed = printedByCall(first.text, args, input);
  return printed ? { harm, printed } : { harm };
}

function runFirst(
  first: Word,
  args: readonly Word[],
  input: Input,
  limits: Limits,
  scope: Scope,
): Assessment {
  const name = first.text;
  if (!first.known && /[$`*?]/.test(name))
    return notKnown(`runs ${brief(name)}: which program that is, is not known`);
  if (limits.nesting > maxNesting) return tooDeep.harm;
  const alias = scope.aliases.get(name);
  if (alias !== undefined) {
    return read([alias, ...args.map(quote)].join(' '), input, limits, withoutAlias(scope, name)).harm;
  }
  const body = scope.functions.get(name);
  if (body !== undefined) return read(body, input, limits, withArguments(scope, args)).harm;
  if (name === 'alias') return defineAliases(args, scope);
  if (name === '{' || name === '}') return run(args, input, limits, scope).harm; // behind `time` the grammar takes a brace for a name
  const program = programNamed(name, limits.grammar.programs);
  if (!program) return notKnown(`runs ${brief(name)}: what it does is not known`);
  const base = name.slice(name.lastIndexOf('/') + 1);
  return judge(program, { name: base, args, input }, () => lookFor(shellWith(limits, scope)));
}

const quote = ({ text, known }: Word): string => (known ? `'${text.replaceAll("'", "'\\''")}'` : text);

/** An alias is not looked up again in its own text: `alias ls='ls -l'`. */
function withoutAlias(scope: Scope, name: string): Scope {
  const aliases = new Map(scope.aliases);
  aliases.delete(name);
  return { ...scope, aliases };
}

function withArguments(scope: Scope, args: readonly Word[]): Scope {
  const values = new Map(scope.values);
  values.set('@', args.map(({ text }) => text).join(' '));
  for (let at = 1; at <= 9; at++) values.delete(String(at));
  for (const [index, { text, known }] of args.entries()) if (known) values.set(String(index + 1), text);
  return { ...scope, values };
}

function defineAliases(args: readonly Word[], { aliases }: Scope): Assessment {
  for (const { text } of args) {
    const equals = text.indexOf('=');
    if (equals > 0) aliases.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return reads;
}

function lookFor(shell: Shell): Look {
  const inShell = (text: string, input = nothing): Assessment => shell.read(text, input).harm;
  return {
    command: (words, input) => shell.run(words, input).harm,
    text: (language, text, input) =>
      language === 'shell' ? inShell(text, input) : inLanguage(language, text, inShell),
  };
}

/** Nobody writes more by hand; what is beyond is not read. */
const maxForeign = 50_000;

function inLanguage(
  language: Exclude<Language, 'shell'>,
  text: string,
  shell: (text: string) => Assessment,
): Assessment {
  const found = languageReaders[language](text.slice(0, maxForeign), shell);
  return text.length > maxForeign ? highest([found, notKnown('is too long to be read in full')]) : found;
}
