/**
 * How the shell takes each character of a text. Written for what the grammar does not tell: where a line may be split,
 * whether a prompt's command goes on, how a filled-in value must be quoted. One pass, total, never backtracks.
 */
export const quoting = {
  bare: 0,
  single: 1,
  double: 2,
  comment: 3,
  /** Body of a here-document whose end word is quoted: nothing in it is expanded. */
  hereLiteral: 4,
  hereExpanded: 5,
  /** Bare, inside a substitution: `$(…)`, backticks, `${…}`, `<(…)`. */
  nested: 6,
} as const;
export type Quoting = (typeof quoting)[keyof typeof quoting];

export interface HereDocument {
  /** Offsets of `<<WORD`. */
  start: number;
  end: number;
  /** Offsets of the body with the line that ends it, the newline behind it not included. */
  bodyStart: number;
  bodyEnd: number;
  closed: boolean;
  /** The word that ends it, and whether tabs may stand before that. */
  word: string;
  tabs: boolean;
}

export interface QuotedText {
  /** One `Quoting` a UTF-16 unit. */
  kinds: Uint8Array;
  hereDocuments: HereDocument[];
  /** True when a quote, a substitution or a here-document is still open at the end. */
  open: boolean;
}

interface Pending {
  start: number;
  end: number;
  word: string;
  quoted: boolean;
  tabs: boolean;
}

interface Scan {
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly hereDocuments: HereDocument[];
  /** What closes each open nesting, innermost last: `"`, `)`, `}` or a backtick. */
  readonly nesting: string[];
  pending: Pending[];
  at: number;
}

/** Reads a shell text's quoting. */
export function readQuoting(text: string): QuotedText {
  const scan: Scan = {
    text,
    kinds: new Uint8Array(text.length),
    hereDocuments: [],
    nesting: [],
    pending: [],
    at: 0,
  };
  while (scan.at < text.length) {
    if (scan.nesting.at(-1) === '"') inDouble(scan);
    else inBare(scan);
  }
  const unended = scan.hereDocuments.some(({ closed }) => !closed);
  return {
    kinds: scan.kinds,
    hereDocuments: scan.hereDocuments,
    open: scan.nesting.length > 0 || scan.pending.length > 0 || unended || lastSingleIsOpen(scan),
  };
}

/** A single quote that never closes took everything up to the end. */
function lastSingleIsOpen({ text, kinds }: Scan): boolean {
  const last = kinds.length - 1;
  if (last < 0 || kinds[last] !== quoting.single) return false;
  return text[last] !== "'" || kinds[last - 1] !== quoting.single;
}

/** Marks `length` characters and moves on. */
function take(scan: Scan, kind: Quoting, length: number): void {
  const end = Math.min(scan.at + length, scan.text.length);
  if (kind !== quoting.bare) scan.kinds.fill(kind, scan.at, end);
  scan.at = end;
}

/** Takes characters that mean nothing special, one at least. */
function takePlain(scan: Scan, kind: Quoting, special: string): void {
  const { text } = scan;
  let end = scan.at + 1;
  while (end < text.length && !special.includes(text.charAt(end))) end++;
  take(scan, kind, end - scan.at);
}

function inDouble(scan: Scan): void {
  const char = scan.text[scan.at];
  if (char === '\\') return take(scan, quoting.double, 2);
  if (char === '"') {
    scan.nesting.pop();
    return take(scan, quoting.double, 1);
  }
  if (!opensSubstitution(scan)) takePlain(scan, quoting.double, '\\"$`');
}

/** `$(`, `${` and a backtick, which count everywhere but in single quotes. */
function opensSubstitution(scan: Scan): boolean {
  const char = scan.text[scan.at];
  const next = scan.text[scan.at + 1];
  if (char === '`') {
    scan.nesting.push('`');
    take(scan, quoting.nested, 1);
    return true;
  }
  if (char !== '$' || (next !== '(' && next !== '{')) return false;
  scan.nesting.push(next === '(' ? ')' : '}');
  take(scan, quoting.nested, 2);
  return true;
}

function inBare(scan: Scan): void {
  const { text, nesting, at } = scan;
  const kind = nesting.length > 0 ? quoting.nested : quoting.bare;
  const char = text[at];
  if (char === '\n') return endLine(scan, kind);
  if (char === '\\') return take(scan, kind, 2);
  if (char === "'") return singleQuoted(scan);
  if (char === '"') {
    nesting.push('"');
    return take(scan, quoting.double, 1);
  }
  if (char === '#' && nesting.at(-1) !== '}' && startsWord(text, at)) return comment(scan);
  if (char === nesting.at(-1)) {
    nesting.pop();
    return take(scan, quoting.nested, 1);
  }
  if (char === '<' && hereDocumentStarts(scan, kind)) return;
  if (opensSubstitution(scan)) return;
  if ((char === '<' || char === '>') && text[at + 1] === '(') {
    nesting.push(')');
    return take(scan, quoting.nested, 2);
  }
  if (char === '(' && nesting.at(-1) === ')') nesting.push(')');
  takePlain(scan, kind, '\n\\\'"#`$<>(){}');
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || /[\s;&|()`]/.test(text[at - 1] ?? '');
}

function singleQuoted(scan: Scan): void {
  const { text, at } = scan;
  const ansi = text[at - 1] === '$';
  let end = at + 1;
  while (end < text.length && text[end] !== "'") end += ansi && text[end] === '\\' ? 2 : 1;
  take(scan, quoting.single, end + 1 - at);
}

function comment(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at);
  take(scan, quoting.comment, (end < 0 ? scan.text.length : end) - scan.at);
}

const hereStart = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|(\\?[\p{L}_][^\s;&|<>()'"`]*))/uy;

function hereDocumentStarts(scan: Scan, kind: Quoting): boolean {
  const { text, at } = scan;
  if (!text.startsWith('<<', at) || text[at + 2] === '<') return false;
  const pattern = new RegExp(hereStart);
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) {
    take(scan, kind, 2);
    return true;
  }
  const [whole, dash, single, double, word = ''] = match;
  const quoted = single ?? double;
  scan.pending.push({
    start: at,
    end: at + whole.length,
    word: quoted ?? word.replace(/^\\/, ''),
    quoted: quoted !== undefined || word.startsWith('\\'),
    tabs: dash === '-',
  });
  take(scan, kind, whole.length);
  return true;
}

/** After a line's end come the bodies of the here-documents that it named. */
function endLine(scan: Scan, kind: Quoting): void {
  take(scan, kind, 1);
  const { pending } = scan;
  scan.pending = [];
  for (const here of pending) hereBody(scan, here);
}

function hereBody(scan: Scan, { start, end, word, quoted, tabs }: Pending): void {
  const { text } = scan;
  const bodyStart = scan.at;
  const kind = quoted ? quoting.hereLiteral : quoting.hereExpanded;
  while (scan.at < text.length) {
    const lineEnd = text.indexOf('\n', scan.at);
    const stop = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(scan.at, stop);
    take(scan, kind, stop - scan.at);
    if ((tabs ? line.replace(/^\t+/, '') : line) === word) {
      scan.hereDocuments.push({ start, end, bodyStart, bodyEnd: stop, closed: true, word, tabs });
      // The newline behind the end word belongs to the line again.
      if (scan.at < text.length) take(scan, quoting.bare, 1);
      return;
    }
    take(scan, kind, 1);
  }
  scan.hereDocuments.push({ start, end, bodyStart, bodyEnd: text.length, closed: false, word, tabs });
}
