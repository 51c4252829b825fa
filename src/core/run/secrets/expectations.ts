import { secretName } from './names.ts';
import { shownPrinter } from './printed.ts';
import type { Found } from './rule.ts';
import { isWordy, looksChosen, looksRandom, standsIn } from './values.ts';

/** What a line lets us expect of those after it. */
export type Expectation =
  | { readonly kind: 'nothing' }
  /** A `value:` of this secret, within so many lines. */
  | { readonly kind: 'value'; readonly of: string; readonly lines: number }
  /** Lines indented deeper than this. */
  | { readonly kind: 'block'; readonly of: string; readonly indent: number }
  /** The secret alone on a line, within so many lines. */
  | { readonly kind: 'alone'; readonly of: string; readonly lines: number }
  /** Rows of a table: the secret in these cells. */
  | {
      readonly kind: 'table';
      readonly cells: readonly { readonly index: number; readonly of: string }[];
      readonly width: number;
    };

export const nothing: Expectation = { kind: 'nothing' };

/** The secrets that a line holds because of the lines before it. */
export function expectedIn(line: string, expectation: Expectation): readonly Found[] {
  switch (expectation.kind) {
    case 'nothing':
      return [];
    case 'value':
      return valueOf(line, expectation.of);
    case 'block':
      return blockIn(line, expectation.indent, expectation.of);
    case 'alone':
      return aloneIn(line, expectation.of);
    case 'table':
      return cellsOf(line, expectation);
  }
}

/** What to expect after a line, by what was expected before it. */
export function expectationAfter(line: string, before: Expectation): Expectation {
  if (/^[ \t]*$/.test(line)) return before;
  const now = expectationOf(line);
  if (now.kind !== 'nothing') return now;
  switch (before.kind) {
    case 'value':
      return before.lines > 1 && !valueLine.test(line) ? { ...before, lines: before.lines - 1 } : nothing;
    case 'alone':
      return before.lines > 1 && aloneIn(line, before.of).length === 0
        ? { ...before, lines: before.lines - 1 }
        : nothing;
    case 'block':
      return indentOf(line) > before.indent ? before : nothing;
    case 'table':
      return isRow(line, before.width) || /^[ \t]*[|+-][-+| ]*$/.test(line) ? before : nothing;
    case 'nothing':
      return nothing;
  }
}

/** What Redis shows of a name and its value: one after the other, numbered. */
const numberedName = /^[ \t]*[0-9]{1,6}\) "([\w.:-]{2,100})"$/;
/** An option alone on its line, as lists of arguments have it. */
const optionLine = /^[ \t-]*["']?--?([\w.-]{3,60})["']?,?$/;
/** SMTP's server asks for a password (RFC 4954). */
const SMTP_PASSWORD = /\b334 UGFzc3dvcmQ6$/;
/** Azure lists the keys of a storage account by number. */
const storageKey = /^[ \t]*"keyName": "key[12]",$/;
const nameLine =
  /^[ \t-]*["']?(?:name|key|outputkey|parameterkey|variable)["']?[ \t]*[:=][ \t]*["']?([\w./:-]{2,100})["']?,?[ \t]*$/i;
const openingLine = /^[ \t]*["']?([\w.-]{2,100})["']?[ \t]*[:=][ \t]*\{[ \t]*$/;
const valueLine =
  /^[ \t]*(?:[0-9]{1,6}\)[ \t](?=")|[ -]*["']?(?:parameter|output|secret)?value["']?[ \t]*[:=][ \t]*)(?:(["'])(.*?)\1|([^"'\s{[].*?)),?[ \t]*$/i;
const blockLine = /^[ \t-]*["']?([\w.-]{2,100})["']?[ \t]*:[ \t]*[|>][+-]?[0-9]?[ \t]*$/;
/** What programs print before a secret that they have just made; a prompt waits for one and prints none. */
const sentenceLine = /\b(password|token|secret|key|passphrase)\b[^:]{0,120}:[ \t]*$/i;
const announces =
  /\b(?:following|generated|temporary|initial|new|your|default|admin|root|reset|created|unseal|save)\b/i;
/** What a shell or `set -x` shows of a command that prints a variable. */
const printsLine =
  /^(?:[^$#>]{0,80}[$#>] |\+{1,3} ?)?(?:echo|printenv|printf) ['"]?\$?\{?([A-Za-z_][A-Za-z0-9_]{2,60})\}?['"]?[ \t]*$/;
const pathLine = /^(?!arn:|sha256:|https?:)\/?[\w.:-]{1,60}(?:[/:][\w.-]{1,60}){1,8}$/;

function expectationOf(line: string): Expectation {
  const last = line.trimEnd().at(-1) ?? '';
  const value = nameIn(
    last === '{' ? openingLine : last === '"' && line.includes(') "') ? numberedName : nameLine,
    line,
  );
  if (value !== undefined) return { kind: 'value', of: value, lines: 4 };
  if (storageKey.test(line)) return { kind: 'value', of: 'azure-key', lines: 4 };
  const block = /[|>+0-9-]/.test(last) ? nameIn(blockLine, line) : undefined;
  if (block !== undefined) return { kind: 'block', of: block, indent: indentOf(line) };
  const alone = last === ':' ? announced(line) : (printed(line) ?? pathOf(line) ?? optionIn(line));
  if (alone !== undefined) return { kind: 'alone', of: alone, lines: 1 };
  const cells = line.includes('|') ? headersOf(line) : [];
  return cells.length > 0 ? { kind: 'table', cells, width: line.split('|').length } : nothing;
}

function printed(line: string): string | undefined {
  const echoed = line.includes('echo ') || line.includes('print') ? nameIn(printsLine, line) : undefined;
  return echoed ?? shownPrinter(line) ?? (SMTP_PASSWORD.test(line) ? 'password' : undefined);
}

function optionIn(line: string): string | undefined {
  return line.includes('--') ? nameIn(optionLine, line) : undefined;
}

function pathOf(line: string): string | undefined {
  return !line.includes(' ') && pathLine.test(line) ? sureName(line) : undefined;
}

function announced(line: string): string | undefined {
  if (/^(?:enter|type|repeat|retype|\[sudo\]|password for user|please (?:enter|type))\b/i.test(line))
    return undefined;
  const name = announces.test(line) ? sentenceLine.exec(line)?.[1] : undefined;
  return name === undefined ? undefined : (secretName(name)?.kind ?? 'secret');
}

function nameIn(expression: RegExp, line: string): string | undefined {
  const name = expression.exec(line)?.[1];
  return name === undefined ? undefined : sureName(name);
}

function sureName(name: string): string | undefined {
  const read = secretName(name.replace(/[/:]/g, '-'));
  return read?.says === 'sure' || read?.kind === 'token' ? read.kind : undefined;
}

function headersOf(line: string): readonly { index: number; of: string }[] {
  return line.split('|').flatMap((cell, index) => {
    const of = /^[ \t]*[A-Za-z_][\w ]{1,40}$/.test(cell) ? sureName(cell.trim()) : undefined;
    return of === undefined ? [] : [{ index, of }];
  });
}

function valueOf(line: string, of: string): readonly Found[] {
  const match = valueLine.exec(line);
  const value = match?.[2] ?? match?.[3];
  if (match === null || value === undefined || value === '' || standsIn(value)) return [];
  const start = line.indexOf(value, line.search(/[:=)]/) + 1);
  return [{ kind: of, start, end: start + value.length }];
}

function blockIn(line: string, indent: number, of: string): readonly Found[] {
  const found = trimmed(line, of);
  return indentOf(line) > indent && !standsIn(line.slice(found.start, found.end)) ? [found] : [];
}

function aloneIn(line: string, of: string): readonly Found[] {
  const value = /^[ \t]*["']?([^\s"']{6,4000})["']?,?[ \t]*$/.exec(line)?.[1] ?? '';
  if (value === '' || !looksChosen(value) || standsIn(value) || !isUnlikeProse(value)) return [];
  const start = line.indexOf(value);
  return [{ kind: of, start, end: start + value.length }];
}

/** One word of signs that passwords have; no name, no path, no assignment. */
function isUnlikeProse(value: string): boolean {
  return (
    /^[\w!%^*+.@#$&~/-]+={0,2}$/.test(value) &&
    !isWordy(value) &&
    (looksRandom(value, 8) || value.length >= 20) &&
    !/\.[a-z]{2,5}$/.test(value)
  );
}

function cellsOf(
  line: string,
  { cells, width }: { cells: readonly { index: number; of: string }[]; width: number },
): readonly Found[] {
  const parts = line.split('|');
  if (parts.length !== width) return [];
  return cells.flatMap(({ index, of }) => {
    const cell = parts[index] ?? '';
    const start = parts.slice(0, index).reduce((sum, part) => sum + part.length + 1, 0);
    const found = trimmed(cell, of);
    const value = cell.slice(found.start, found.end);
    return value.length < 4 || standsIn(value) || !looksChosen(value)
      ? []
      : [{ kind: of, start: start + found.start, end: start + found.end }];
  });
}

function isRow(line: string, width: number): boolean {
  return line.split('|').length === width;
}

function trimmed(line: string, kind: string): Found {
  const start = line.search(/[^ \t]|$/);
  return { kind, start, end: Math.max(start, line.replace(/[ \t]+$/, '').length) };
}

function indentOf(line: string): number {
  return line.search(/[^ \t]|$/);
}
