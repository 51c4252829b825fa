import { byteString } from './encodings.ts';

/** A line as a reader sees it, and where each of its characters stands in the bytes. */
export interface Plain {
  /** A byte string. */
  readonly text: string;
  /** The place of each character in the line; absent when every byte is one. */
  readonly places?: Int32Array;
}

const ESC = 0x1b;
const BEL = 0x07;

/**
 * A line without what a terminal does not show: escape sequences (ECMA-48) and control characters other than tab.
 * First the line itself; then what each operating system command carries (titles, links), which is text too.
 */
export function plainViews(line: Uint8Array): readonly Plain[] {
  if (isAllShown(line)) return [{ text: byteString(line) }];
  const shown: number[] = [];
  const views: Plain[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (isShown(line[at] ?? 0)) {
      shown.push(at);
    } else if (line[at] === ESC) {
      const end = escapeEnd(line, at);
      if (isString(line, at)) views.push(view(line, range(at + 2, end)));
      at = end - 1;
    }
  }
  return [view(line, shown), ...views];
}

function isAllShown(line: Uint8Array): boolean {
  for (const byte of line) if (!isShown(byte)) return false;
  return true;
}

function isShown(byte: number): boolean {
  return byte >= 0x20 || byte === 0x09;
}

function view(line: Uint8Array, places: readonly number[]): Plain {
  return {
    text: byteString(Uint8Array.from(places, (at) => line[at] ?? 0)),
    places: Int32Array.from(places),
  };
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
}

/** OSC, DCS, SOS, PM and APC carry a string; other sequences carry numbers. */
export function isString(line: Uint8Array, at: number): boolean {
  const second = line[at + 1];
  return second === 0x5d || second === 0x50 || second === 0x58 || second === 0x5e || second === 0x5f;
}

/** A line ends at LF, CR or NUL: progress is redrawn by CR, and an environment in /proc is separated by NUL. */
export function endsLine(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0;
}

/** Where the escape sequence that starts at `at` ends; one that is cut short ends with its line. */
export function escapeEnd(bytes: Uint8Array, at: number): number {
  if (isString(bytes, at)) return stringEnd(bytes, at + 2);
  const isSequence = bytes[at + 1] === 0x5b;
  const end = skip(
    bytes,
    at + (isSequence ? 2 : 1),
    (byte) => byte >= 0x20 && byte < (isSequence ? 0x40 : 0x30),
  );
  return (bytes[end] ?? 0) >= 0x20 ? end + 1 : end;
}

function stringEnd(bytes: Uint8Array, from: number): number {
  const end = skip(bytes, from, (byte) => byte !== BEL && byte !== ESC && !endsLine(byte));
  if (bytes[end] === BEL) return end + 1;
  return bytes[end] === ESC && bytes[end + 1] === 0x5c ? end + 2 : end;
}

function skip(bytes: Uint8Array, from: number, isPart: (byte: number) => boolean): number {
  let end = from;
  while (end < bytes.length && isPart(bytes[end] ?? 0)) end += 1;
  return Math.min(end, bytes.length);
}

/** The escape sequences among the bytes of a secret: they stay, or what comes after would have its colour. */
export function escapesIn(line: Uint8Array, start: number, end: number): string {
  let kept = '';
  for (let at = start; at < end; at += 1) {
    if (line[at] !== ESC) continue;
    const stop = escapeEnd(line, at);
    if (!isString(line, at)) kept += byteString(line.subarray(at, stop));
    at = stop - 1;
  }
  return kept;
}
