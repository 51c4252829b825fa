import { isKnownProgram } from './programs.ts';
import type { Programs } from './programs/rows.ts';
import type { ShellText } from './statements.ts';

/** Whether a block's text reads as commands: by its tag alone it often doesn't. */
export type Reading = 'commands' | 'output' | 'not-shell';

/**
 * A block tagged as shell is commands, unless the grammar can't read it, or it is output that happens to parse:
 * the first words of most lines are no program names, and none is a known program.
 */
export function judgeTagged(text: string, shell: ShellText, known: Programs): Reading {
  if (!shell.parses) return 'not-shell';
  if (shell.statements.length === 0 || shell.statements.some(({ program }) => isKnownProgram(program, known)))
    return 'commands';
  const lines = linesOf(text);
  const outputs = lines.filter(looksLikeOutput).length;
  return outputs * 2 > lines.length ? 'output' : 'commands';
}

/** A block without a language, or a console without a prompt, is commands only when its first words say so. */
export function judgeUntagged(text: string, shell: ShellText, known: Programs): Reading {
  if (!shell.parses) return 'not-shell';
  const programs = shell.statements.map(({ program }) => program);
  const [first] = programs;
  if (first === undefined || !isPlausible(first, known) || !programs.some((each) => isProgram(each, known)))
    return 'output';
  const lines = linesOf(text);
  const others = lines.filter((line) => isProse(line) || hasColumns(line)).length;
  const plausible = programs.filter((each) => isPlausible(each, known)).length;
  return plausible * 2 > programs.length && others * 2 <= lines.length ? 'commands' : 'output';
}

/** What would be run or was printed, line by line; one that goes on behind a backslash is one. */
function linesOf(text: string): string[] {
  const joined = text.split('\\\n').map((part) => part.trim());
  const lines = joined.join(' ').split('\n');
  return lines.filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
}

function isPath(word: string): boolean {
  return /^(?:\.{1,2}|~|\/[\w.-]+)\/[\w./-]*\w$/.test(word);
}

/** A program by its name or path, or a loop or branch around some. */
function isProgram(word: string, known: Programs): boolean {
  return isKnownProgram(word, known) || isPath(word) || /^(?:for|while|until|if|case)$/.test(word);
}

/** What may stand between programs: tests, functions, assignments. */
function isPlausible(word: string, known: Programs): boolean {
  return isProgram(word, known) || /^(?:function|\[\[?|!|[A-Za-z_]\w*\+?=.*)$/.test(word);
}

/** A script by its path in the repository, with arguments: alone it may as well be a line of a listing. */
const ownScript =
  /^\s*(?:(?:bin|scripts?|tools?)\/[\w./-]*\w|[\w.-]+\/[\w./-]*\.(?:sh|bash|py|rb|pl))[ \t]+\S/;

/** A row in columns, a key with its value, a number, a bracket: nothing that a program is called. */
function looksLikeOutput(line: string): boolean {
  const word = /^\s*(\S+)/.exec(line)?.[1] ?? '';
  if (
    isPath(word) ||
    ownScript.test(line) ||
    /^\s*(?:[A-Za-z_]\w*\+?=|["']?\$|\[\[? |\(\(|[!:.] )/.test(line)
  )
    return false;
  if (!/^[a-z_][\w.+-]*$/.test(word)) return true;
  return /-\d+$/.test(word) || hasColumns(line);
}

function hasColumns(line: string): boolean {
  return (line.trim().match(/\S(?:\s{2,}|\t)(?=\S)/g) ?? []).length >= 2;
}

/** A sentence may begin with a program's name: "time to restart the service." */
function isProse(line: string): boolean {
  return /^\s*[a-z]+(?: [a-z,'’]+){4,}[.:]?\s*$/i.test(line);
}
