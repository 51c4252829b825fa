import { highest, notKnown, reads } from './harm.ts';
import type { Assessment } from './harm.ts';
import { isToken, named, substitutionsIn } from './parts.ts';
import type { Part } from './parts.ts';
import type { Printed } from './printed.ts';
import { brief } from './programs/rows.ts';
import type { Input } from './programs/call.ts';
import { writes } from './programs/writes.ts';
import { asInput, nothing, valuesAt } from './shell.ts';
import type { Found, Place } from './shell.ts';
import { readWord, readWords } from './words.ts';
import type { Word } from './word.ts';
import type { Values } from './words.ts';

const maxDepth = 160;
const harmless: Found = { harm: reads };
const silent: Found = { harm: reads, printed: { text: '', whole: true } };

export const tooDeep: Found = {
  harm: notKnown('is nested too deeply to be read: what it does is not known'),
};

/** What a statement, or any part of one, does. */
export function walk(part: Part, place: Place): Found {
  if (place.depth > maxDepth) return tooDeep;
  const below = { ...place, depth: place.depth + 1 };
  switch (part.type) {
    case 'command':
      return walkCommand(part, below);
    case 'redirected_statement':
      return walkRedirected(part, below);
    case 'pipeline':
      return walkPipeline(part, below);
    case 'list':
      return walkList(part, below);
    case 'variable_assignment':
      return assign([part], below);
    case 'variable_assignments':
    case 'declaration_command':
      return assign(part.children, below);
    case 'function_definition':
      return define(part, below);
    case 'while_statement':
    case 'for_statement':
    case 'c_style_for_statement':
      return walkLoop(part, below);
    case 'program':
    case 'compound_statement':
    case 'subshell':
    case 'do_group':
    case 'if_statement':
    case 'elif_clause':
    case 'else_clause':
    case 'case_statement':
    case 'case_item':
    case 'negated_command':
    case 'command_substitution':
    case 'process_substitution':
    case 'ERROR':
      return together(part.children, below);
    default:
      return walkSubstitutions(part, below);
  }
}

/** Parts of a statement that print nothing of their own. */
const mute: ReadonlySet<string> = new Set(['word', 'number', 'comment', 'variable_name', 'raw_string']);

/** Statements one after the other, as one; what runs in the background keeps nobody waiting. */
function together(parts: readonly Part[], place: Place): Found {
  const harms: Assessment[] = [];
  const printed: Printed[] = [];
  let whole = true;
  for (const [index, part] of parts.entries()) {
    if (isToken(part.type) || mute.has(part.type)) continue;
    const found = walk(part, place);
    const isBackground = parts[index + 1]?.type === '&';
    harms.push(isBackground ? { ...found.harm, interactive: false, longRunning: false } : found.harm);
    if (found.printed) printed.push(found.printed);
    else whole = false;
  }
  const text = printed.map((each) => each.text).join('');
  return { harm: highest(harms), printed: { text, whole: whole && printed.every((each) => each.whole) } };
}

/** `a && b || c` leans to the left, as deep as it is long. */
function walkList(part: Part, place: Place): Found {
  const parts: Part[] = [];
  let next: Part | undefined = part;
  while (next?.type === 'list') {
    const [first, ...others]: readonly Part[] = next.children;
    parts.push(...others.toReversed());
    next = first;
  }
  if (next) parts.push(next);
  return together(parts.toReversed(), place);
}

function walkPipeline(part: Part, place: Place): Found {
  const harms: Assessment[] = [];
  let { input } = place;
  let last: Found = harmless;
  for (const stage of named(part)) {
    last = walk(stage, { ...place, input });
    harms.push(last.harm);
    input = asInput(last.printed, () => `what ${brief(place.source.slice(stage.start, stage.end))} prints`);
  }
  return { ...last, harm: highest(harms) };
}

const endless =
  /^(?:while\s+(?:true|:|sleep\s[^;\n]*|\[\s+1\s+\]|\(\(\s*1\s*\)\))|until\s+false)\s*[;\n]|^for\s*\(\(\s*;\s*;/;

/** `while true` does not end by itself; `select` waits for a person. */
function walkLoop(part: Part, place: Place): Found {
  const { harm, printed } = together(part.children, place);
  const head = place.source.slice(part.start, Math.min(part.end, part.start + 200));
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

function walkSubstitutions(part: Part, place: Place): Found {
  if (part.children.length === 0) return harmless;
  const found = substitutionsIn(part).map((each) => walk(each, place).harm);
  return found.length > 0 ? { harm: highest(found) } : harmless;
}

const wordsAt = (place: Place): ReturnType<typeof valuesAt> =>
  valuesAt(place, (substitution) => walk(substitution, place));

function define(part: Part, { source, shell }: Place): Found {
  const [name, ...others] = named(part);
  const body = others.at(-1);
  if (name && body) {
    shell.scope.functions.set(source.slice(name.start, name.end), source.slice(body.start, body.end));
  }
  return silent;
}

function assign(parts: readonly Part[], place: Place): Found {
  const { values, harms } = wordsAt(place);
  const variables = place.shell.scope.values;
  for (const part of parts) {
    const [name, operator, value] = part.children;
    if (part.type !== 'variable_assignment' || !name) continue;
    const key = place.source.slice(name.start, name.end);
    const word = value ? readWord(value, values) : { text: '', known: true };
    if (word.known && operator?.type === '=') variables.set(key, word.text);
    else variables.delete(key);
  }
  return { harm: highest(harms), printed: { text: '', whole: true } };
}

function walkCommand(part: Part, place: Place): Found {
  const { values, harms } = wordsAt(place);
  const words: Word[] = [];
  let { input } = place;
  for (const child of part.children) {
    const { type } = child;
    if (type === 'variable_assignment') harms.push(walkSubstitutions(child, place).harm);
    else if (type === 'herestring_redirect') input = hereString(child, values);
    else if (type === 'command_name')
      for (const name of child.children) words.push(...readWords(name, values));
    else if (type === 'file_redirect') harms.push(writtenBy(child, place, undefined));
    else if (type === 'subshell') harms.push(walk(child, place).harm);
    else if (type !== 'comment' && !isToken(type))
      for (const word of readWords(child, values)) words.push(word);
  }
  const { harm, printed } = place.shell.run(words, input);
  return { harm: harms.length > 0 ? highest([harm, ...harms]) : harm, ...(printed && { printed }) };
}

function hereString(part: Part, values: Values): Input {
  const [value] = named(part);
  if (!value) return nothing;
  const { text, known } = readWord(value, values);
  return { from: 'text', text, whole: known };
}

function walkRedirected(part: Part, place: Place): Found {
  const parts = named(part);
  const redirects = parts.filter(({ type }) => type.endsWith('_redirect'));
  const body = parts.find(({ type }) => !type.endsWith('_redirect'));
  const document = redirects.find(({ type }) => type === 'heredoc_redirect');
  if (document) return walkHereDocument(part, body, document, place);
  const { values, harms } = wordsAt(place);
  let { input } = place;
  for (const redirect of redirects) input = readBy(redirect, place, values) ?? input;
  const found = body ? walk(body, { ...place, input }) : silent;
  const last = lastStage(body);
  if (last && input !== place.input) harms.push(walk(last, { ...place, input }).harm);
  const written = redirects.map((redirect) => writtenBy(redirect, place, found.printed));
  const leavesTerminal = redirects.some(({ start, end }) =>
    /^(?:1?>(?!&\d)|&>)/.test(place.source.slice(start, end)),
  );
  const printed = leavesTerminal ? silent.printed : found.printed;
  return { harm: highest([found.harm, ...harms, ...written]), ...(printed && { printed }) };
}

/** A redirection behind a pipeline belongs to its last command, though the tree hangs it on the whole. */
function lastStage(body: Part | undefined): Part | undefined {
  return body?.type === 'pipeline' ? named(body).at(-1) : undefined;
}

/** The input that `<` and `<<<` give, if this redirection does. */
function readBy(part: Part, place: Place, values: Values): Input | undefined {
  if (part.type === 'herestring_redirect') return hereString(part, values);
  const target = named(part).at(-1);
  if (!target || place.source.charAt(part.start) !== '<') return undefined;
  const source = (): string => brief(place.source.slice(target.start, target.end));
  if (target.type === 'process_substitution') return asInput(walk(target, place).printed, source);
  return readWord(target, values).text === '/dev/null'
    ? nothing
    : { from: 'unknown', source: () => `the file ${source()}` };
}

/** What `>`, `>>` and `&>` do to their file. */
function writtenBy(part: Part, place: Place, printed: Printed | undefined): Assessment {
  const text = place.source.slice(part.start, Math.min(part.end, part.start + 40));
  const [, descriptor = '', operator] = /^(\d*)(&?>>?[|&]?)/.exec(text) ?? [];
  const target = named(part).at(-1);
  if (!target || part.type !== 'file_redirect') return reads;
  if (operator === undefined)
    return target.type === 'process_substitution' ? reads : walkSubstitutions(target, place).harm;
  if (target.type === 'process_substitution') return walk(target, place).harm;
  const { values, harms } = wordsAt(place);
  const word = readWord(target, values);
  if (operator === '>&' && /^(?:\d+|-)$/.test(word.text)) return reads;
  const empties = printed?.whole === true && printed.text === '' && descriptor !== '2';
  const manner = operator.includes('>>') ? 'append' : empties ? 'empty' : 'overwrite';
  return highest([writes(word.text, manner), ...harms]);
}

/**
 * A here-document's text is the input of what stands before it. The rest of its first line (`| cat`, `> file`, `&& next`)
 * hangs below it in the tree and is read wrongly at times, so the line is put together again without the document.
 */
function walkHereDocument(part: Part, body: Part | undefined, document: Part, place: Place): Found {
  const { source, shell } = place;
  const start = document.children.find(({ type }) => type === 'heredoc_start');
  const content = document.children.find(({ type }) => type === 'heredoc_body');
  if (!start) return harmless;
  const text = content ? source.slice(content.start, content.end) : '';
  const isQuoted = /^['"\\]/.test(source.slice(start.start, start.end));
  const lineEnd = source.indexOf('\n', start.end);
  const behind = source.slice(start.end, lineEnd < 0 ? undefined : lineEnd).replace(/<<-?\s*\S+/g, '');
  const input: Input = { from: 'text', text, whole: true };
  const found = shell.read(source.slice(part.start, document.start) + behind, input);
  const last = lastStage(body);
  const fed = last ? [shell.read(source.slice(last.start, last.end), input).harm] : [];
  const expanded = isQuoted || !content ? [] : expandedIn(text, content, place);
  return { ...found, harm: highest([found.harm, ...fed, ...expanded]) };
}

/** Substitutions in an unquoted here-document run before its reader sees the text; the grammar does not see backticks there. */
function expandedIn(text: string, body: Part, place: Place): Assessment[] {
  const commands = [...text.matchAll(/(?<!\\)`([^`\\]+)`/g)].map(([, command = '']) => command);
  return [
    walkSubstitutions(body, place).harm,
    ...commands.map((command) => place.shell.read(command, nothing).harm),
  ];
}
