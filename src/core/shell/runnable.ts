import { isKnownProgram } from './programs.ts';
import type { ShellText } from './statements.ts';

/** Whether a block's text reads as commands: by its tag alone it often doesn't. */
export type Reading = 'commands' | 'output' | 'not-shell';

/**
 * A block tagged as shell is commands, unless the grammar can't read it, or it is output that happens to parse:
 * the first words of most lines are no program names, and none is a known program.
 */
export function judgeTagged(text: string, shell: ShellText): Reading {
  if (!shell.parses) return 'not-shell';
  if (shell.statements.length === 0 || shell.statements.some(({ program }) => isKnown(program)))
    return 'commands';
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const outputs = lines.filter(looksLikeOutput).length;
  return outputs * 2 > lines.length ? 'output' : 'commands';
}

/** A block without a language, or a console without a prompt, is commands only when its first words say so. */
export function judgeUntagged(text: string, shell: ShellText): Reading {
  if (!shell.parses) return 'not-shell';
  const [first] = shell.statements;
  if (!first || !(isKnown(first.program) || isPath(first.program) || isKeyword(first.program)))
    return 'output';
  if (!shell.statements.some(({ program }) => isKnown(program) || isPath(program))) return 'output';
  const plausible = shell.statements.filter(
    ({ program }) => isKnown(program) || isPath(program) || isKeyword(program),
  );
  const prose = text.split('\n').filter(isProse).length;
  return plausible.length * 2 > shell.statements.length && prose * 2 <= shell.statements.length
    ? 'commands'
    : 'output';
}

function isKnown(program: string): boolean {
  return isKnownProgram(program);
}

function isPath(word: string): boolean {
  return /^(?:\.{0,2}|~)\/[\w./-]*\w$/.test(word);
}

function isKeyword(word: string): boolean {
  return /^(?:for|while|until|if|case|function|\[\[?|!|[A-Za-z_]\w*\+?=.*)$/.test(word);
}

/** A row in columns, a key with its value, a number, a bracket: nothing that a program is called. */
function looksLikeOutput(line: string): boolean {
  const word = /^\s*(\S+)/.exec(line)?.[1] ?? '';
  if (isPath(word) || /^[A-Za-z_]\w*\+?=/.test(word)) return false;
  if (!/^[a-z_][\w.+-]*$/.test(word)) return true;
  return /-\d+$/.test(word) || (line.trim().match(/\S\s{2,}(?=\S)/g) ?? []).length >= 2;
}

/** A sentence may begin with a program's name: "time to restart the service." */
function isProse(line: string): boolean {
  return /^\s*[a-z]+(?: [a-z,'’]+){4,}[.:]?\s*$/i.test(line);
}
