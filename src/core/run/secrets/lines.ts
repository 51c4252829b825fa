import { byteString, bytesOf, textOf } from './encodings.ts';
import { expectationAfter, expectedIn, nothing, type Expectation } from './expectations.ts';
import { keyBegins, keyDigits, keyEnds, keyPrefixChars, isFullKeyLine, isKeyLine } from './key-blocks.ts';
import { escapesIn, plainViews, type Plain } from './plain.ts';
import { prefixChars } from './line-prefix.ts';
import { joined, type Found } from './rule.ts';
import type { Hits, Scan } from './scan.ts';

/** A secret that was taken out: what it was, and where it stood. Lines and columns (in bytes) begin at 1. */
export interface Mark {
  readonly kind: string;
  readonly line: number;
  readonly column: number;
}

/** What lines go through. */
export interface Redaction {
  readonly scan: Scan;
  /** How a mark reads. */
  readonly mark: (kind: string, value: string) => string;
  readonly onMark: (mark: Mark) => void;
  /** What to expect of every line, when the command says what it prints. */
  readonly always: Expectation;
}

/** A line, or the last part of one that came in windows. */
export interface Line {
  readonly bytes: Uint8Array;
  /** The character that ends it; empty when the output ended first. */
  readonly ending: Uint8Array;
  /** False is certain. */
  readonly mayHold: boolean;
  /** Where its literals are, when all of its bytes are shown. */
  readonly hits?: Hits;
}

/** A part of a line that is too long to be held. */
export interface Window {
  readonly bytes: Uint8Array;
  /** So many bytes at its start are out already. */
  readonly before: number;
  /** So many bytes after them are to be decided now; the others are only looked at. */
  readonly decides: number;
  /** Of the first byte to be decided. */
  readonly column: number;
  readonly mayHold: boolean;
  readonly hits?: Hits;
}

/** Redacts lines in their order, and remembers what they let us expect of the next. */
export interface LineRedaction {
  /** Whether a line is to be looked at for what stood before it, whatever it holds. */
  readonly isWaiting: () => boolean;
  /** Lines that hold nothing, while none is waited for. */
  readonly pass: (lines: Uint8Array, rows: number) => void;
  readonly line: (line: Line) => void;
  /** How many bytes it decided: more than asked when a secret goes on. */
  readonly window: (window: Window) => number;
  /** The output ends here. */
  readonly end: () => void;
  /** What came of the lines since it was last asked. */
  readonly taken: () => Uint8Array;
}

/** A secret by its place in the bytes. */
interface Secret extends Found {
  readonly value: string;
}

/** The lines of a private key since it began. */
interface HeldKey {
  readonly lines: Line[];
  bytes: number;
  /** How long the prefix of its lines is, once one was seen. */
  prefixChars: number | undefined;
}

/** A private key that has begun and not ended is held back up to here; what is longer is none. */
const KEY_BYTES = 65_536;

export function lineRedaction(redaction: Redaction): LineRedaction {
  const { scan, always } = redaction;
  let pieces: Uint8Array[] = [];
  let lineNumber = 1;
  let expectation: Expectation = nothing;
  let key: HeldKey | undefined;

  function isWaiting(): boolean {
    return key !== undefined || expectation !== nothing || always !== nothing;
  }

  function pass(bytes: Uint8Array, rows: number): void {
    pieces.push(bytes);
    lineNumber += rows;
  }

  function line(next: Line): void {
    if (key !== undefined && holds(key, next)) return;
    const keyEnd = key === undefined ? undefined : keyEnds(textIn(next));
    if (key !== undefined) endKey(keyEnd === undefined ? 'cut' : 'whole');
    if (next.mayHold || keyEnd !== undefined || isWaiting()) suspicious(next, keyEnd);
    else pieces.push(next.bytes);
    pieces.push(next.ending);
    if (endsRow(next)) lineNumber += 1;
  }

  function suspicious({ bytes, hits }: Line, keyEnd: number | undefined): void {
    const views = viewsOf(bytes, hits);
    const text = withoutMarks(views[0]?.text ?? '');
    const begins = keyBegins(text);
    const prefix = prefixChars(text);
    const body = text.slice(prefix);
    const expected = [...expectedIn(body, expectation), ...expectedIn(body, always)].map((found) => ({
      ...found,
      start: found.start + prefix,
      end: found.end + prefix,
    }));
    if (begins !== undefined) expected.push(...digitsIn(text, begins, text.length));
    else if (keyEnd !== undefined) expected.push(...digitsIn(text, 0, keyEnd));
    pieces.push(
      ...marked(redaction, bytes, secretsIn(scan, views, { expected, hits }), {
        line: lineNumber,
        column: 1,
      }),
    );
    expectation = expectationAfter(body, expectation);
    if (begins !== undefined) key = { lines: [], bytes: 0, prefixChars: undefined };
  }

  function endKey(how: 'whole' | 'cut'): void {
    const held = key?.lines ?? [];
    key = undefined;
    const texts = held.map(textIn);
    const count = how === 'whole' ? held.length : texts.findLastIndex(isFullKeyLine) + 1;
    const [first] = held;
    const last = held[count - 1];
    if (first !== undefined && last !== undefined) {
      const digits = texts.slice(0, count).map((text) => keyDigits(text) ?? '');
      const start = (texts[0] ?? '').search(/[^ \t]|$/);
      const all = { kind: 'private-key', start, end: first.bytes.length, value: digits.join('') };
      pieces.push(...marked(redaction, first.bytes, [all], { line: lineNumber, column: 1 }), last.ending);
      lineNumber += held.slice(0, count).filter(endsRow).length;
    }
    for (const after of held.slice(count)) line(after);
  }

  function window({ bytes, before, decides, column, mayHold, hits }: Window): number {
    if (key !== undefined) endKey('cut');
    expectation = nothing;
    const now = (mayHold ? secretsIn(scan, viewsOf(bytes, hits), { expected: [], hits }) : [])
      .filter(({ start, end }) => end > before && start < before + decides)
      .map((one) => ({ ...one, start: Math.max(before, one.start) - before, end: one.end - before }));
    const end = Math.max(decides, now.at(-1)?.end ?? 0);
    const decided = bytes.subarray(before, before + end);
    pieces.push(...marked(redaction, decided, now, { line: lineNumber, column: column + 1 }));
    return end;
  }

  function taken(): Uint8Array {
    const whole = joinedBytes(pieces);
    pieces = [];
    return whole;
  }

  return { isWaiting, pass, line, window, end: () => endKey('cut'), taken };
}

/** Whether a line goes on with a key; if so it is held. */
function holds(key: HeldKey, line: Line): boolean {
  const text = textIn(line);
  if (keyEnds(text) !== undefined || key.bytes >= KEY_BYTES || !isKeyLine(text, key.prefixChars ?? 0))
    return false;
  if (isFullKeyLine(text)) key.prefixChars ??= keyPrefixChars(text);
  key.lines.push({ ...line, bytes: line.bytes.slice(), ending: line.ending.slice() });
  key.bytes += line.bytes.length + line.ending.length;
  return true;
}

function endsRow({ ending }: Line): boolean {
  return ending[0] === 0x0a;
}

function textIn({ bytes }: { bytes: Uint8Array }): string {
  return withoutMarks(plainViews(bytes)[0]?.text ?? '');
}

/** The text of a line; where every byte of it is shown (it was walked over with `hits`) there is but one view. */
function viewsOf(bytes: Uint8Array, hits: Hits | undefined): readonly Plain[] {
  return hits === undefined ? plainViews(bytes) : [{ text: byteString(bytes) }];
}

function secretsIn(
  scan: Scan,
  views: readonly Plain[],
  { expected, hits }: { expected: readonly Found[]; hits: Hits | undefined },
): readonly Secret[] {
  const secrets = views.flatMap(({ text, places }, index) => {
    const found = scan.find(withoutMarks(text), hits);
    const also = index === 0 ? expected.map((one) => ({ ...one, rank: Infinity })) : [];
    return (also.length === 0 ? found : joined([...found, ...also])).map(({ kind, start, end }) => ({
      kind,
      start: places?.[start] ?? start,
      end: (places?.[end - 1] ?? end - 1) + 1,
      value: textOf(text.slice(start, end)),
    }));
  });
  return secrets.sort((a, b) => a.start - b.start);
}

/** Bytes with marks in the place of secrets; the escape sequences among a secret stay, so that colours end. */
function marked(
  { mark, onMark }: Redaction,
  bytes: Uint8Array,
  secrets: readonly Secret[],
  from: { line: number; column: number },
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let out = 0;
  for (const { kind, start, end, value } of secrets) {
    if (start < out) continue;
    pieces.push(bytes.subarray(out, start), bytesOf(mark(kind, value) + escapesIn(bytes, start, end)));
    onMark({ kind, line: from.line, column: from.column + start });
    out = end;
  }
  return [...pieces, bytes.subarray(out)];
}

function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The base 64 of a key beside the mark of its beginning or its end. */
function digitsIn(text: string, from: number, to: number): readonly Found[] {
  const digits = keyDigits(text.slice(from, to).trimEnd());
  if (digits === undefined) return [];
  const start = text.lastIndexOf(digits, to);
  return [{ kind: 'private-key', start, end: start + digits.length }];
}

const MARK = /\[secret [a-z0-9-]{1,40} [0-9a-f]{1,16}\]/g;

/** A mark from before is no secret, as stars are none: redaction may run twice over the same text. */
function withoutMarks(text: string): string {
  return text.includes('[secret ') ? text.replace(MARK, (mark) => '*'.repeat(mark.length)) : text;
}
