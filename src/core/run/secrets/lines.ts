import { bytesOf, textOf } from './encodings.ts';
import { expectationAfter, expectedIn, nothing, type Expectation } from './expectations.ts';
import { keyBegins, keyDigits, keyEnds, keyPrefixChars, isFullKeyLine, isKeyLine } from './key-blocks.ts';
import { escapesIn, plainViews, type Plain } from './plain.ts';
import { joined, type Found } from './rule.ts';
import type { Scan } from './scan.ts';

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
}

/** Redacts lines in their order, and remembers what they let us expect of the next. */
export interface LineRedaction {
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

/** A private key that has begun and not ended is held back up to here; what is longer is none. */
const KEY_BYTES = 65_536;

export function lineRedaction({ scan, mark, onMark, always }: Redaction): LineRedaction {
  let pieces: Uint8Array[] = [];
  let lineNumber = 1;
  let expectation: Expectation = nothing;
  /** The lines of a private key since it began. */
  let key: { lines: Line[]; bytes: number; prefixChars: number } | undefined;

  function line(next: Line): void {
    if (key !== undefined) {
      const text = textIn(next);
      const isKey = keyEnds(text) === undefined && key.bytes < KEY_BYTES && isKeyLine(text, key.prefixChars);
      if (isKey) {
        if (key.lines.every((held) => !isFullKeyLine(textIn(held)))) key.prefixChars = keyPrefixChars(text);
        key.lines.push({ ...next, bytes: next.bytes.slice(), ending: next.ending.slice() });
        key.bytes += next.bytes.length;
        return;
      }
      endKey(keyEnds(text) === undefined ? 'cut' : 'whole');
    }
    if (next.mayHold || expectation !== nothing || always !== nothing) suspicious(next);
    else keep(next.bytes, next.ending);
    if (next.ending[0] === 0x0a) lineNumber += 1;
  }

  function suspicious({ bytes, ending }: Line): void {
    const views = plainViews(bytes).map(withoutMarks);
    const text = views[0]?.text ?? '';
    const begins = keyBegins(text);
    const ends = keyEnds(text);
    const expected = [...expectedIn(text, expectation), ...expectedIn(text, always)];
    if (begins !== undefined) expected.push(...digitsIn(text, begins, text.length));
    else if (ends !== undefined) expected.push(...digitsIn(text, 0, ends));
    redact(bytes, secretsIn(views, expected), 0);
    keep(ending);
    expectation = expectationAfter(text, expectation);
    if (begins !== undefined) key = { lines: [], bytes: 0, prefixChars: 0 };
  }

  function secretsIn(views: readonly Plain[], expected: readonly Found[]): readonly Secret[] {
    const secrets = views.flatMap(({ text, places }, index) => {
      const found = joined([
        ...scan.find(text),
        ...(index === 0 ? expected : []).map((one) => ({ ...one, rank: Infinity })),
      ]);
      return found.map(({ kind, start, end }) => ({
        kind,
        start: places?.[start] ?? start,
        end: (places?.[end - 1] ?? end - 1) + 1,
        value: textOf(text.slice(start, end)),
      }));
    });
    return secrets.sort((a, b) => a.start - b.start);
  }

  /** Keeps bytes with marks in the place of secrets; the escape sequences among a secret stay, so that colours end. */
  function redact(bytes: Uint8Array, secrets: readonly Secret[], column: number): void {
    let from = 0;
    for (const { kind, start, end, value } of secrets) {
      if (start < from) continue;
      keep(bytes.subarray(from, start), bytesOf(mark(kind, value) + escapesIn(bytes, start, end)));
      onMark({ kind, line: lineNumber, column: column + start + 1 });
      from = end;
    }
    keep(bytes.subarray(from));
  }

  function endKey(how: 'whole' | 'cut'): void {
    const { lines } = key ?? { lines: [] };
    key = undefined;
    const texts = lines.map(textIn);
    const count = how === 'whole' ? lines.length : texts.findLastIndex(isFullKeyLine) + 1;
    const first = lines[0];
    const last = lines[count - 1];
    if (first !== undefined && last !== undefined) {
      const digits = texts.slice(0, count).map((text) => keyDigits(text) ?? '');
      const blanks = (texts[0] ?? '').search(/[^ \t]|$/);
      keep(first.bytes.subarray(0, blanks), bytesOf(mark('private-key', digits.join(''))), last.ending);
      onMark({ kind: 'private-key', line: lineNumber, column: blanks + 1 });
      lineNumber += lines.slice(0, count).filter(({ ending }) => ending[0] === 0x0a).length;
    }
    for (const after of lines.slice(count)) line(after);
  }

  function keep(...kept: readonly Uint8Array[]): void {
    pieces.push(...kept);
  }

  function window({ bytes, before, decides, column, mayHold }: Window): number {
    if (key !== undefined) endKey('cut');
    expectation = nothing;
    const all = mayHold ? secretsIn(plainViews(bytes).map(withoutMarks), []) : [];
    const now = all
      .filter(({ start, end }) => end > before && start < before + decides)
      .map((secret) => ({
        ...secret,
        start: Math.max(before, secret.start) - before,
        end: secret.end - before,
      }));
    const end = Math.max(decides, now.at(-1)?.end ?? 0);
    redact(bytes.subarray(before, before + end), now, column);
    return end;
  }

  function taken(): Uint8Array {
    const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    pieces = [];
    return whole;
  }

  return { line, window, end: () => endKey('cut'), taken };
}

function textIn({ bytes }: Line): string {
  return plainViews(bytes)[0]?.text ?? '';
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
function withoutMarks(view: Plain): Plain {
  if (!view.text.includes('[secret ')) return view;
  return { ...view, text: view.text.replace(MARK, (mark) => '*'.repeat(mark.length)) };
}
