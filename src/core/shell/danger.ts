import { highest, notKnown, reads } from './harm.ts';
import type { Assessment } from './harm.ts';
import type { Input, Language, Look } from './programs/call.ts';
import { languageReaders } from './programs/languages.ts';
import { brief, judge } from './programs/rows.ts';
import { writes } from './programs/writes.ts';
import { programNamed } from './programs.ts';
import type { Grammar, SyntaxNode } from './syntax.ts';
import { printedByCall } from './printed.ts';
import type { Printed } from './printed.ts';
import { readWord, readWords, substitutionsIn, textOf } from './words.ts';
import type { Source, Values, Word } from './words.ts';

export type { Assessment, Danger, DangerLevel } from './harm.ts';

/**
 * How much harm a top-level statement can do, read from its words alone: nothing is run or looked up.
 * Never throws; time is linear in the text, and what is nested deeper than people write is called not known.
 */
export function assessCommand(node: SyntaxNode, grammar: Grammar): Assessment {
  return assessStatements([node], grammar)[0] ?? reads;
}

/**
 * The same for statements that run one after the other in one shell: a later one knows the variables,
 * aliases and functions of those before it. The nodes may come from several trees.
 */
export function assessStatements(nodes: readonly SyntaxNode[], grammar: Grammar): Assessment[] {
  const scope: Scope = { values: new Map(), aliases: new Map(), functions: new Map() };
  return nodes.map((node) => {
    const { text } = node;
    const shell: Shell = { grammar, scope, budget: { characters: 20_000 + 8 * text.length }, nesting: 0 };
    return assessRoot(node, { text, offset: node.startIndex }, shell).harm;
  });
}

/** The highest of all statements of a text. A function counts when it is called, not when it is defined. */
export function assessText(text: string, grammar: Grammar): Assessment {
  const scope: Scope = { values: new Map(), aliases: new Map(), functions: new Map() };
  return parsed(text, terminal, {
    grammar,
    scope,
    budget: { characters: 20_000 + 9 * text.length },
    nesting: 0,
  }).harm;
}

/** What earlier statements left behind in the shell. */
interface Scope {
  values: Map<string, string>;
  aliases: Map<string, string>;
  /** Bodies as text: they are read again where they are called. */
  functions: Map<string, string>;
}

/** What stays the same below one statement. */
interface Shell {
  grammar: Grammar;
  scope: Scope;
  /** What may still be parsed again, for all nested texts together: quotes in quotes must not multiply. */
  budget: { characters: number };
  /** How many texts we are inside of. */
  nesting: number;
}

/** A place in one tree. */
interface Place {
  source: Source;
  shell: Shell;
  input: Input;
  /** How many nodes we are inside of. */
  depth: number;
}

interface Found {
  harm: Assessment;
  /** What it prints, where the text tells. */
  printed?: Printed;
}

const maxNesting = 12;
const maxDepth = 160;
const terminal: Input = { from: 'terminal' };
const nothing: Input = { from: 'text', text: '', whole: true };
const harmless: Found = { harm: reads };
const silent: Found = { harm: reads, printed: { text: '', whole: true } };
const tooDeep: Found = { harm: notKnown('is nested too deeply to be read: what it does is not known') };

function assessRoot(node: SyntaxNode, source: Source, shell: Shell, input: Input = terminal): Found {
  const found = walk(node, { source, shell, input, depth: 0 });
  return node.hasError
    ? { ...found, harm: highest([found.harm, notKnown('could not be read as shell in full')]) }
    : found;
}

/** A text that becomes shell input: of `sh -c`, `ssh host`, `eval`, a here-document. */
function parsed(text: string, input: Input, shell: Shell): Found {
  shell.budget.characters -= text.length + 20;
  if (shell.nesting >= maxNesting || shell.budget.characters < 0) return tooDeep;
  const tree = shell.grammar.parse(text);
  try {
    return assessRoot(tree.rootNode, { text, offset: 0 }, { ...shell, nesting: shell.nesting + 1 }, input);
  } finally {
    tree.delete();
  }
}

const containers: ReadonlySet<string> = new Set([
  'program',
  'compound_statement',
  'subshell',
  'do_group',
  'if_statement',
  'elif_clause',
  'else_clause',
  'for_statement',
  'c_style_for_statement',
  'case_statement',
  'case_item',
  'while_statement',
  'command_substitution',
  'process_substitution',
  'ERROR',
]);

function walk(node: SyntaxNode, place: Place): Found {
  const { type } = node;
  if (place.depth > maxDepth) return tooDeep;
  const below = { ...place, depth: place.depth + 1 };
  switch (type) {
    case 'command':
      return walkCommand(node, below);
    case 'redirected_statement':
      return walkRedirected(node, below);
    case 'pipeline':
      return walkPipeline(node, below);
    case 'list':
      return walkList(node, below);
    case 'negated_command':
      return together(node.namedChildren, below);
    case 'variable_assignment':
    case 'variable_assignments':
    case 'declaration_command':
      return walkAssignments(node, below);
    case 'function_definition':
      return walkFunction(node, place);
    case 'while_statement':
    case 'for_statement':
    case 'c_style_for_statement':
      return walkLoop(node, below);
    case 'word':
    case 'number':
    case 'comment':
    case 'raw_string':
    case 'variable_name':
      return harmless;
    default:
      return containers.has(type) ? together(node.children, below) : walkSubstitutions(node, below);
  }
}

/** Statements one after the other, as one; what runs in the background keeps nobody waiting. */
function together(nodes: readonly SyntaxNode[], place: Place): Found {
  const harms: Assessment[] = [];
  const printed: Printed[] = [];
  let whole = true;
  for (const [index, node] of nodes.entries()) {
    if (!node.isNamed) continue;
    const found = walk(node, place);
    harms.push(
      nodes[index + 1]?.type === '&' ? { ...found.harm, interactive: false, longRunning: false } : found.harm,
    );
    if (found.printed) printed.push(found.printed);
    else if (!/^(?:word|number|comment|variable_name)$/.test(node.type)) whole = false;
  }
  return { harm: highest(harms), printed: joinPrinted(printed, whole) };
}

function joinPrinted(printed: readonly Printed[], whole: boolean): Printed {
  return {
    text: printed.map(({ text }) => text).join(''),
    whole: whole && printed.every((each) => each.whole),
  };
}

/** `a && b || c` leans to the left, as deep as it is long. */
function walkList(node: SyntaxNode, place: Place): Found {
  const parts: SyntaxNode[] = [];
  let next: SyntaxNode | undefined = node;
  while (next?.type === 'list') {
    const [first, ...others]: readonly SyntaxNode[] = next.children;
    parts.push(...others.toReversed());
    next = first;
  }
  if (next) parts.push(next);
  return together(parts.toReversed(), place);
}

function walkPipeline(node: SyntaxNode, place: Place): Found {
  const harms: Assessment[] = [];
  let { input } = place;
  let last: Found = harmless;
  for (const stage of node.namedChildren) {
    last = walk(stage, { ...place, input });
    harms.push(last.harm);
    input = asInput(last.printed, `what ${brief(textOf(stage, place.source))} prints`);
  }
  return { ...last, harm: highest(harms) };
}

function asInput(printed: Printed | undefined, source: string): Input {
  return printed && (printed.whole || printed.text !== '')
    ? { from: 'text', ...printed }
    : { from: 'unknown', source };
}

const endless =
  /^(?:while\s+(?:true|:|sleep\s[^;\n]*|\[\s+1\s+\]|\(\(\s*1\s*\)\))|until\s+false)\s*[;\n]|^for\s*\(\(\s*;\s*;/;

/** `while true` does not end by itself; `select` waits for a person. */
function walkLoop(node: SyntaxNode, place: Place): Found {
  const { harm, printed } = together(node.children, place);
  const head = textOf(node, place.source).slice(0, 200);
  const asks = head.startsWith('select') && place.input.from === 'terminal';
  return {
    harm: {
      ...harm,
      interactive: harm.interactive || asks,
      longRunning: harm.longRunning || endless.test(head),
    },
    ...(printed && { printed }),
  };
}

function walkSubstitutions(node: SyntaxNode, place: Place): Found {
  const found = substitutionsIn(node).map(
    (substitution) => walk(substitution, { ...place, input: nothing }).harm,
  );
  return found.length > 0 ? { harm: highest(found) } : harmless;
}

function walkFunction(node: SyntaxNode, { source, shell }: Place): Found {
  const [name] = node.namedChildren;
  const body = node.namedChildren.at(-1);
  if (name && body && body !== name) shell.scope.functions.set(textOf(name, source), textOf(body, source));
  return silent;
}

function walkAssignments(node: SyntaxNode, place: Place): Found {
  const harms: Assessment[] = [];
  const assignments = node.type === 'variable_assignment' ? [node] : node.namedChildren;
  for (const assignment of assignments) {
    if (assignment.type !== 'variable_assignment') continue;
    const { values, harms: inside } = valuesAt(place);
    const [name, value] = assignment.namedChildren;
    if (!name) continue;
    const word = value ? readWord(value, place.source, values) : { text: '', known: true };
    const simple =
      word.known && textOf(assignment, place.source).charAt(name.endIndex - name.startIndex) === '=';
    if (simple) place.shell.scope.values.set(textOf(name, place.source), word.text);
    else place.shell.scope.values.delete(textOf(name, place.source));
    harms.push(...inside);
  }
  return { harm: highest(harms), printed: { text: '', whole: true } };
}

/** Reads words with what the shell knows, and gathers what their substitutions do. */
function valuesAt(place: Place): { values: Values; harms: Assessment[] } {
  const harms: Assessment[] = [];
  const values: Values = {
    valueOf: (name) => place.shell.scope.values.get(name),
    printedBy(substitution) {
      const found = walk(substitution, { ...place, input: nothing, depth: place.depth + 1 });
      harms.push(found.harm);
      return found.printed?.whole && substitution.type === 'command_substitution'
        ? found.printed.text.trimEnd()
        : undefined;
    },
  };
  return { values, harms };
}

function walkCommand(node: SyntaxNode, place: Place): Found {
  const { values, harms } = valuesAt(place);
  const words: Word[] = [];
  let { input } = place;
  for (const child of node.children) {
    const { type } = child;
    if (type === 'variable_assignment') harms.push(walkSubstitutions(child, place).harm);
    else if (type === 'herestring_redirect') input = hereString(child, place, values);
    else if (type === 'command_name')
      words.push(...child.children.flatMap((part) => readWords(part, place.source, values)));
    else if (type === 'file_redirect') harms.push(writeHarm(child, place, undefined));
    else if (type !== 'comment' && child.isNamed) words.push(...readWords(child, place.source, values));
  }
  const found = call(words, input, place.shell);
  return { ...found, harm: highest([found.harm, ...harms]) };
}

function hereString(node: SyntaxNode, place: Place, values: Values): Input {
  const [value] = node.namedChildren;
  if (!value) return nothing;
  const { text, known } = readWord(value, place.source, values);
  return known ? { from: 'text', text, whole: true } : { from: 'text', text, whole: false };
}

function walkRedirected(node: SyntaxNode, place: Place): Found {
  const [body, ...redirects] = splitRedirects(node);
  const document = redirects.find(({ type }) => type === 'heredoc_redirect');
  if (document) return walkHereDocument(node, document, place);
  const { values, harms } = valuesAt(place);
  let { input } = place;
  for (const redirect of redirects) input = redirectedInput(redirect, place, values) ?? input;
  const found = body ? walk(body, { ...place, input }) : silent;
  const written = redirects.map((redirect) => writeHarm(redirect, place, found.printed));
  const elsewhere = redirects.some(
    (redirect) =>
      /^(?:1?>|&>)/.test(textOf(redirect, place.source)) && !/>&\d/.test(textOf(redirect, place.source)),
  );
  return {
    harm: highest([found.harm, ...harms, ...written]),
    ...(elsewhere ? { printed: { text: '', whole: true } } : found.printed && { printed: found.printed }),
  };
}

function splitRedirects(node: SyntaxNode): [SyntaxNode | undefined, ...SyntaxNode[]] {
  const { namedChildren } = node;
  const [first, ...others] = namedChildren;
  return first && !first.type.endsWith('_redirect') ? [first, ...others] : [undefined, ...namedChildren];
}

/** The input that `<` and `<<<` give, if this redirection does. */
function redirectedInput(node: SyntaxNode, place: Place, values: Values): Input | undefined {
  if (node.type === 'herestring_redirect') return hereString(node, place, values);
  const target = node.namedChildren.at(-1);
  if (!target || !textOf(node, place.source).startsWith('<')) return undefined;
  if (target.type === 'process_substitution')
    return asInput(walk(target, place).printed, brief(textOf(target, place.source)));
  const { text } = readWord(target, place.source, values);
  return text === '/dev/null' ? nothing : { from: 'unknown', source: `the file ${brief(text)}` };
}

/** What `>`, `>>` and `&>` do to their file. */
function writeHarm(node: SyntaxNode, place: Place, printed: Printed | undefined): Assessment {
  const operator = /^\d*(&?>>?[|&]?)/.exec(textOf(node, place.source))?.[1];
  const target = node.namedChildren.at(-1);
  if (operator === undefined || !target) return target ? walkSubstitutions(target, place).harm : reads;
  if (target.type === 'process_substitution') return walk(target, place).harm;
  const { values, harms } = valuesAt(place);
  const { text } = readWord(target, place.source, values);
  if (operator === '>&' && /^(?:\d+|-)$/.test(text)) return reads;
  const empties = printed?.whole === true && printed.text === '' && !/^2/.test(textOf(node, place.source));
  return highest([
    writes(text, operator.includes('>>') ? 'append' : empties ? 'empty' : 'overwrite'),
    ...harms,
  ]);
}

/**
 * A here-document's text is the input of what stands before it. The rest of its first line (`| cat`, `> file`, `&& next`)
 * hangs below it in the tree and is read wrongly at times, so the line is put together again without the document.
 */
function walkHereDocument(node: SyntaxNode, document: SyntaxNode, place: Place): Found {
  const { source, shell } = place;
  const start = document.namedChildren.find(({ type }) => type === 'heredoc_start');
  const body = document.namedChildren.find(({ type }) => type === 'heredoc_body');
  if (!start) return harmless;
  const delimiter = textOf(start, source);
  const text = body ? textOf(body, source) : '';
  const inside = /^['"\\]/.test(delimiter) ? [] : [...expandedIn(text, body, place)];
  const from = start.endIndex - source.offset;
  const lineEnd = source.text.indexOf('\n', from);
  const behind = source.text.slice(from, lineEnd < 0 ? undefined : lineEnd).replace(/<<-?\s*\S+/g, '');
  const before = source.text.slice(node.startIndex - source.offset, document.startIndex - source.offset);
  const input: Input = { from: 'text', text, whole: true };
  const found = parsed(before + behind, input, shell);
  return { ...found, harm: highest([found.harm, ...inside]) };
}

/** Substitutions in an unquoted here-document run before its reader sees the text; the grammar does not see backticks there. */
function expandedIn(text: string, body: SyntaxNode | undefined, place: Place): Assessment[] {
  const inside = body ? [walkSubstitutions(body, place).harm] : [];
  for (const [, command = ''] of text.matchAll(/(?<!\\)`([^`\\]+)`/g))
    inside.push(parsed(command, nothing, place.shell).harm);
  return inside;
}

function call(words: readonly Word[], input: Input, shell: Shell): Found {
  const [first, ...args] = words;
  if (!first) return silent;
  const harm = assessCall(first, args, input, shell);
  const printed = printedByCall(first.text, args, input);
  return printed ? { harm, printed } : { harm };
}

function assessCall(first: Word, args: readonly Word[], input: Input, shell: Shell): Assessment {
  if (!first.known && /[$`*?]/.test(first.text))
    return notKnown(`runs ${brief(first.text)}: which program that is, is not known`);
  if (shell.nesting >= maxNesting) return tooDeep.harm;
  const { scope } = shell;
  const alias = scope.aliases.get(first.text);
  if (alias !== undefined)
    return parsed([alias, ...args.map(quote)].join(' '), input, {
      ...shell,
      scope: withoutAlias(scope, first.text),
    }).harm;
  const body = scope.functions.get(first.text);
  if (body !== undefined) return parsed(body, input, { ...shell, scope: withArguments(scope, args) }).harm;
  if (first.text === 'alias') return define(args, scope);
  const name = first.text.slice(first.text.lastIndexOf('/') + 1);
  const program = programNamed(first.text);
  if (!program) return notKnown(`runs ${brief(first.text)}: what it does is not known`);
  return judge(program, { name, args, input }, lookFor({ ...shell, nesting: shell.nesting + 1 }));
}

const quote = ({ text, known }: Word): string => (known ? `'${text.replaceAll("'", "'\\''")}'` : text);

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

function define(args: readonly Word[], { aliases }: Scope): Assessment {
  for (const { text } of args) {
    const equals = text.indexOf('=');
    if (equals > 0) aliases.set(text.slice(0, equals), text.slice(equals + 1));
  }
  return reads;
}

function lookFor(shell: Shell): Look {
  const inShell = (text: string, input = nothing): Assessment => parsed(text, input, shell).harm;
  return {
    command: (words, input) => call(words, input, shell).harm,
    text: (language: Language, text, input) =>
      language === 'shell' ? inShell(text, input) : languageReaders[language](text, inShell),
  };
}
