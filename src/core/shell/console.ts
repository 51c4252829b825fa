import { readQuoting } from './quoting.ts';
import type { HereDocument } from './quoting.ts';

/** A block that shows a session: what was typed, apart from what came out. */
export interface Console {
  /** The commands alone, without their prompts, one after the other. */
  text: string;
  /** For each line of `text` its line in the block, from 0. */
  lines: number[];
  /** The shell that such a prompt belongs to. */
  shell: 'posix' | 'powershell' | 'cmd';
}

/** A prompt at the start of a line: what stands before the sign decides, with the sign, which lines are commands. */
interface Prompt {
  sign: string;
  named: boolean;
  length: number;
}

const named =
  /^\s*(?:\([\w.-]+\)\s*)?(?:\[[\w.-]+@[^\]\n]*\]|[\w.-]+@[\w.-]+(?:[: ][^\s$#%>]*)?|(?:ba|z|k)?sh-\d[\d.]*|[\w.-]+(?=\$ )|\/[\w/.-]*)\s?([$#%])(?: |$)/;
const bare = /^\s*(?:\([\w.-]+\)\s*)?([$%❯])(?: |$)/;
const root = /^\s*(#)(?: |$)/;
const powershell = /^\s*PS(?: [^>\n]*)?(>)(?: |$)/;
const cmd = /^\s*[A-Za-z]:\\[^>\n]*(>)/;

function promptOf(line: string): Prompt | undefined {
  const withName = named.exec(line);
  if (withName) return { sign: withName[1] ?? '$', named: true, length: withName[0].length };
  const alone = bare.exec(line);
  if (alone) return { sign: alone[1] ?? '$', named: false, length: alone[0].length };
  const windows = powershell.exec(line);
  if (windows) return { sign: 'PS', named: true, length: windows[0].length };
  const dos = cmd.exec(line);
  return dos ? { sign: 'C:', named: true, length: dos[0].length } : undefined;
}

/** What a block's tag says about prompts: a console may have root's bare `# `, which is a comment elsewhere. */
export type ConsoleTag = 'console' | 'shell' | 'none';

/**
 * Reads a block as a console when its first filled line has a prompt; undefined when it has none.
 * Comments above the first prompt are kept: they say what it is for.
 */
export function readConsole(text: string, tag: ConsoleTag): Console | undefined {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && (tag === 'console' || !isComment(line)));
  const start = firstPrompt(lines, first, tag);
  if (!start) return undefined;
  return collect(lines, start.at, start.prompt);
}

function isComment(line: string): boolean {
  return /^\s*#/.test(line);
}

function firstPrompt(
  lines: readonly string[],
  first: number,
  tag: ConsoleTag,
): { at: number; prompt: Prompt } | undefined {
  const line = lines[first];
  if (line === undefined) return undefined;
  const prompt = promptOf(line);
  if (prompt) return { at: first, prompt };
  const sign = root.exec(line);
  if (!sign || tag !== 'console') return undefined;
  // "# " is root's sign only when no other is there.
  const other = lines.findIndex((each) => promptOf(each) !== undefined);
  const elsewhere = other < 0 ? undefined : promptOf(lines[other] ?? '');
  if (elsewhere) return { at: other, prompt: elsewhere };
  return { at: first, prompt: { sign: '#', named: false, length: sign[0].length } };
}

/** A block while it is read as a session. */
interface Session {
  lines: readonly string[];
  prompt: Prompt;
  /** End words of here-documents that were looked for in vain: nobody looks twice. */
  unended: Set<string>;
}

function collect(lines: readonly string[], first: number, prompt: Prompt): Console {
  const session: Session = { lines, prompt, unended: new Set() };
  const commands: string[] = [];
  const numbers: number[] = [];
  const keep = (line: string, at: number): void => {
    commands.push(line);
    numbers.push(at);
  };
  const isCommented = lines.slice(0, first).some((line) => line.trim() !== '');
  let comments: number[] = [];
  for (let at = isCommented ? 0 : first; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const length = lengthOf(prompt, line);
    if (length === undefined) {
      // A comment speaks of the command below it, with only comments between.
      if (isCommented && isComment(line)) comments.push(at);
      else comments = [];
      continue;
    }
    for (const comment of comments) keep((lines[comment] ?? '').trim(), comment);
    comments = [];
    const command = wholeCommand(session, at, length);
    for (const [offset, part] of command.entries()) keep(part, at + offset);
    at += command.length - 1;
  }
  return { text: commands.join('\n') + '\n', lines: numbers, shell: shellOf(prompt) };
}

function shellOf({ sign }: Prompt): Console['shell'] {
  if (sign === 'PS') return 'powershell';
  return sign === 'C:' ? 'cmd' : 'posix';
}

function isSame(prompt: Prompt, line: string): boolean {
  return lengthOf(prompt, line) !== undefined;
}

/** How long the prompt of a line is, when it is the one that the block began with. */
function lengthOf({ sign, named: isNamed }: Prompt, line: string): number | undefined {
  if (sign === '#' && !isNamed) return root.exec(line)?.[0].length;
  const prompt = promptOf(line);
  return prompt?.sign === sign && prompt.named === isNamed ? prompt.length : undefined;
}

/** How far an unfinished command is followed: a quote in lines, everything in questions whether it is complete. */
const reach = { quote: 60, questions: 100 };

/** The lines of the command at `at`, prompts taken off. A shell asks for more only when a command is not complete. */
function wholeCommand(session: Session, at: number, promptLength: number): string[] {
  const { lines } = session;
  const command = [(lines[at] ?? '').slice(promptLength)];
  for (let questions = 0; questions < reach.questions;) {
    const next = lines[at + command.length];
    if (next === undefined) break;
    if (command.at(-1)?.endsWith('\\')) {
      command.push(typed(next));
      continue;
    }
    const more = moreLines(session, at + command.length, command.join('\n'));
    if (more.length === 0) break;
    command.push(...more);
    questions++;
  }
  return command;
}

/** The next lines of a command that is not complete; none when it is. */
function moreLines(session: Session, next: number, text: string): string[] {
  const { lines, prompt } = session;
  const line = lines[next] ?? '';
  if (/["'`$<]/.test(text)) {
    const { open, hereDocuments } = readQuoting(`${text}\n`);
    const pending = hereDocuments.filter(({ closed }) => !closed);
    if (pending.length > 0) return hereDocumentLines(session, next, pending);
    if (open) return secondary.test(line) ? secondaryLines(lines, next) : closingQuote(session, next, text);
  }
  if (/(?:\||&&)\s*$/.test(text) && !isSame(prompt, line)) return [typed(line)];
  return secondary.test(line) && isCompound(text) ? secondaryLines(lines, next) : [];
}

function secondaryLines(lines: readonly string[], next: number): string[] {
  let end = next;
  while (end < lines.length && secondary.test(lines[end] ?? '')) end++;
  return lines.slice(next, end).map(typed);
}

const secondary = /^\s{0,3}>(?: |$)/;

/** A line without the second prompt that may stand before it. */
function typed(line: string): string {
  return line.replace(secondary, '');
}

/** A loop, a branch or a function is asked on for until its end word. */
function isCompound(text: string): boolean {
  return /^\s*(?:for|while|until|if|case|select|function)\b|[{(]\s*$|\(\)\s*$/m.test(text);
}

function hereDocumentLines(
  { lines, unended }: Session,
  next: number,
  documents: readonly HereDocument[],
): string[] {
  let at = next;
  for (const { word, tabs } of documents) {
    if (unended.has(word)) return [];
    const isEnd = (line: string): boolean => (tabs ? typed(line).replace(/^\t+/, '') : typed(line)) === word;
    while (at < lines.length && !isEnd(lines[at] ?? '')) at++;
    if (at === lines.length) {
      unended.add(word);
      return [];
    }
    at++;
  }
  return lines.slice(next, at).map(typed);
}

/** A quote that is closed before the next prompt holds lines of the command; one that never closes holds nothing. */
function closingQuote({ lines, prompt }: Session, next: number, text: string): string[] {
  let all = text;
  for (let end = next; end < Math.min(lines.length, next + reach.quote); end++) {
    const line = lines[end] ?? '';
    if (isSame(prompt, line)) break;
    all += `\n${line}`;
    if (!readQuoting(all).open) return lines.slice(next, end + 1);
  }
  return [];
}
