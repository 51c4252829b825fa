import { lineRedaction, type Redaction } from './lines.ts';

/** Output that passes through redaction, in pieces of any size; how it is cut changes nothing about the result. */
export interface RedactionStream {
  /** What is certain now, of this piece and of those before. A line is certain when it ends. */
  readonly push: (chunk: Uint8Array) => Uint8Array;
  /** The rest. */
  readonly end: () => Uint8Array;
}

/** A line longer than a window is read in windows, so that memory stays flat; what is before and after is looked at too. */
const WINDOW_BYTES = 32_768;
const BEFORE_BYTES = 512;
const AFTER_BYTES = 8192;
const LF = 0x0a;

/** Cuts bytes into lines, and long lines into windows. */
export function redactionStream(redaction: Redaction): RedactionStream {
  const { look } = redaction.scan;
  const lines = lineRedaction(redaction);
  let buffer = new Uint8Array(0);
  let length = 0;
  /** What is before is out already; some of it is kept for the next window to look back at. */
  let out = 0;
  /** Bytes of the current line that are out. */
  let column = 0;

  function push(chunk: Uint8Array): Uint8Array {
    append(chunk);
    decide('ended');
    return taken();
  }

  function end(): Uint8Array {
    decide('all');
    lines.end();
    return taken();
  }

  function decide(which: 'ended' | 'all'): void {
    const bytes = buffer.subarray(0, length);
    /** From here on lines that hold nothing wait to be let through together. */
    let clean = out;
    let rows = 0;
    const pass = (): void => {
      if (out > clean) lines.pass(bytes.subarray(clean, out), rows);
      rows = 0;
    };
    while (out < length) {
      const before = Math.min(column, BEFORE_BYTES);
      const looked = look(bytes, out - before, Math.min(length, out + WINDOW_BYTES + AFTER_BYTES));
      const { end: lineEnd } = looked;
      const isLong = lineEnd - out === WINDOW_BYTES + AFTER_BYTES;
      if (!isLong && lineEnd === length && which === 'ended') break;
      const after = isLong ? lineEnd : Math.min(length, lineEnd + 1);
      if (!isLong && column === 0 && !looked.mayHold && !lines.isWaiting()) {
        if (bytes[lineEnd] === LF && after > lineEnd) rows += 1;
        out = after;
        continue;
      }
      pass();
      if (isLong || column > 0) {
        const decides = isLong ? WINDOW_BYTES : after - out;
        const decided = lines.window({
          bytes: bytes.subarray(out - before, after),
          before,
          decides,
          column,
          ...looked,
        });
        out += decided;
        column = isLong ? column + decided : 0;
      } else {
        lines.line({
          bytes: bytes.subarray(out, lineEnd),
          ending: bytes.subarray(lineEnd, after),
          ...looked,
        });
        out = after;
      }
      clean = out;
    }
    pass();
  }

  /** What was decided, copied out of the buffer before the rest of it moves to its start. */
  function taken(): Uint8Array {
    const decided = lines.taken();
    const kept = Math.max(0, out - Math.min(column, BEFORE_BYTES));
    buffer.copyWithin(0, kept, length);
    length -= kept;
    out -= kept;
    return decided;
  }

  function append(chunk: Uint8Array): void {
    if (length + chunk.length > buffer.length) {
      const larger = new Uint8Array(Math.max(1024, 2 * (length + chunk.length)));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(chunk, length);
    length += chunk.length;
  }

  return { push, end };
}
