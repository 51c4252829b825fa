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

function collect(lines: readonly string[], first: number, prompt: Prompt): Console {
  const commands: string[] = [];
  const numbers: number[] = [];
  const keep = (line: string, at: number): void => {
    commands.push(line);
    numbers.push(at);
  };
  const commented = lines.slice(0, first).some((line) => line.trim() !== '');
  for (let at = commented ? 0 : first; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (commented && isComment(line) && !isSame(prompt, line)) {
      if (leadsToPrompt(lines, at, prompt)) keep(line.trim(), at);
      continue;
    }
    const length = lengthOf(prompt, line);
    if (length === undefined) continue;
    const command = wholeCommand(lines, at, length, prompt);
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

/** A comment speaks of the command below it, with only comments between. */
function leadsToPrompt(lines: readonly string[], at: number, prompt: Prompt): boolean {
  let next = at + 1;
  while (next < lines.length && isComment(lines[next] ?? '') && !isSame(prompt, lines[next] ?? '')) next++;
  return isSame(prompt, lines[next] ?? '');
}

/** How far an unfinished command is followed, in lines: what is not ended by then was a prompt's look-alike. */
const reach = { quote: 60, hereDocument: 5000 };

/** The lines of the command at `at`, prompts taken off. A shell asks for more only when a command is not complete. */
function wholeCommand(lines: readonly string[], at: number, promptLength: number, prompt: Prompt): string[] {
  const command = [(lines[at] ?? '').slice(promptLength)];
  for (;;) {
    const next = at + command.length;
    if (next >= lines.length) return command;
    const more = moreLines(lines, next, command, prompt);
    if (more.length === 0) return command;
    command.push(...more);
  }
}

function moreLines(
  lines: readonly string[],
  next: number,
  command: readonly string[],
  prompt: Prompt,
): string[] {
  const line = lines[next] ?? '';
  const last = command.at(-1) ?? '';
  if (last.endsWith('\\')) return [withoutSecondary(line)];
  const text = command.join('\n');
  if (/["'`$<]/.test(text)) {
    const { open, hereDocuments } = readQuoting(`${text}\n`);
    const unended = hereDocuments.filter(({ closed }) => !closed);
    if (unended.length > 0) return hereDocumentLines(lines, next, unended);
    if (open)
      return secondary.test(line) ? [withoutSecondary(line)] : closingQuote(lines, next, text, prompt);
  }
  if (/(?:\||&&)\s*$/.test(last) && !isSame(prompt, line)) return [withoutSecondary(line)];
  return secondary.test(line) && isCompound(text) ? [withoutSecondary(line)] : [];
}

const secondary = /^\s{0,3}> /;

function withoutSecondary(line: string): string {
  return line.replace(/^\s{0,3}> ?/, '');
}

/** A loop, a branch or a function is asked on for until its end word. */
function isCompound(text: string): boolean {
  return /^\s*(?:for|while|until|if|case|select|function)\b|[{(]\s*$|\(\)\s*$/m.test(text);
}

function hereDocumentLines(
  lines: readonly string[],
  next: number,
  documents: readonly HereDocument[],
): string[] {
  const taken: string[] = [];
  let at = next;
  for (const { word, tabs } of documents) {
    for (; ; at++) {
      const line = lines[at];
      if (line === undefined || at > next + reach.hereDocument) return [];
      const plain = secondary.test(line) ? withoutSecondary(line) : line;
      taken.push(plain);
      if ((tabs ? plain.replace(/^\t+/, '') : plain) === word) break;
    }
    at++;
  }
  return taken;
}

/** A quote that is closed before the next prompt holds lines of the command; one that never closes holds nothing. */
function closingQuote(lines: readonly string[], next: number, text: string, prompt: Prompt): string[] {
  let all = text;
  for (let end = next; end < Math.min(lines.length, next + reach.quote); end++) {
    const line = lines[end] ?? '';
    if (isSame(prompt, line)) break;
    all += `\n${line}`;
    if (!readQuoting(all).open) return lines.slice(next, end + 1);
  }
  return [];
}
