import { prefixChars } from './line-prefix.ts';

/** Private keys over several lines: PEM (RFC 7468), OpenPGP armor, SSH2, PuTTY. */

const BEGIN =
  /-{4,5} ?BEGIN (?:[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V[0-9]) ?-{4,5}|^PuTTY-User-Key-File-[0-9]:/;
const END = /-{4,5} ?END [A-Za-z0-9 ]{1,60} ?-{4,5}|^Private-MAC:/;
const HEADER =
  /^[ \t]*(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Encryption|Public-Lines|Private-Lines|Key-Derivation|Argon2-[A-Za-z]{1,12}|Subject|x-[a-z-]{1,30}): ?.{0,200}$|^#.{0,80}$/;
/** Base 64 at a line's end, also in quotes as programs join them. */
const DIGITS = /[A-Za-z0-9+/]{1,200}={0,2}(?=["',\\n+ \t]{0,8}$)/;
/** A key's full line; its last one may be as short as it likes. */
const FULL_LINE_CHARS = 32;

/** What every line that begins a key holds. */
export const keyLiterals: readonly string[] = ['PRIVATE KEY', 'OpenVPN Static key', 'PuTTY-User-Key-File'];

/** Where the key begins in the line that begins it and does not end it; undefined for any other line. */
export function keyBegins(line: string): number | undefined {
  const begin = line.includes('BEGIN') || line.startsWith('PuTTY') ? BEGIN.exec(line) : null;
  if (begin === null) return undefined;
  const after = begin.index + begin[0].length;
  return END.test(line.slice(after)) ? undefined : after;
}

/** Where the key's end begins in a line; undefined when it does not end here. */
export function keyEnds(line: string): number | undefined {
  return END.exec(line)?.index;
}

/** Whether a line can be a key's, after a first one whose base 64 began behind a prefix of this length. */
export function isKeyLine(line: string, indent: number): boolean {
  const rest = line.slice(indent).trim();
  const body = line.slice(prefixChars(line));
  return (
    rest === '' ||
    body.trim() === '' ||
    HEADER.test(body) ||
    isFullKeyLine(line) ||
    DIGITS.exec(rest)?.index === 0 ||
    /^["'][A-Za-z0-9+/=]{1,200}\\n/.test(rest)
  );
}

/** Whether a line can hardly be anything else: when the end never comes, these go. */
export function isFullKeyLine(line: string): boolean {
  return (keyDigits(line)?.length ?? 0) >= FULL_LINE_CHARS;
}

/** The base 64 of a key's line. */
export function keyDigits(line: string): string | undefined {
  return DIGITS.exec(line)?.[0];
}

/** How long the prefix of a key's line is: a log's time and name, an indent. */
export function keyPrefixChars(line: string): number {
  return isFullKeyLine(line) ? (DIGITS.exec(line)?.index ?? 0) : line.search(/[^ \t]|$/);
}
