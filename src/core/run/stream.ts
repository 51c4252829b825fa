/** Where the reading of a record stands: what comes next is before the step, of the step, or after it. */
export interface StreamPosition {
  readonly phase: 'before' | 'in' | 'after';
  /** The beginning of what may be a marker, until the rest of it is here. */
  readonly held: Uint8Array;
}

/** The record of a terminal holds other things before the step's first marker; a pipe holds the step's bytes only. */
export function streamStart(source: 'terminal' | 'pipe'): StreamPosition {
  return { phase: source === 'pipe' ? 'in' : 'before', held: new Uint8Array() };
}

const ESCAPE = 0x1b;
const BELL = 0x07;
/** `exit;255`, and of a command with every part of a long pipe. */
const LONGEST_BODY = 200;

/** What a marker says: as the file of that name would (`script.ts`). */
export interface StreamMark {
  name: string;
  values: readonly number[];
}

/**
 * Cuts a run's own bytes out of a record, however the record comes in pieces: what stands between the marker `0` and
 * the first marker `exit`, `eof` or `end`, without the markers (`ESC ]7717;NONCE;NAME;STATUS PARTS… BEL`); and what these say. Markers
 * with another nonce are output like any other.
 */
export function readStream(
  position: StreamPosition,
  chunk: Uint8Array,
  nonce: string,
): { position: StreamPosition; bytes: Uint8Array[]; marks: StreamMark[] } {
  const data = joined(position.held, chunk);
  const introducer = asciiBytes(`\x1b]7717;${nonce};`);
  const bytes: Uint8Array[] = [];
  const marks: StreamMark[] = [];
  let phase = position.phase;
  let from = 0;
  const keep = (to: number): void => {
    if (phase === 'in' && to > from) bytes.push(data.subarray(from, to));
  };
  for (let at = data.indexOf(ESCAPE); at >= 0; at = data.indexOf(ESCAPE, at + 1)) {
    const found = markerAt(data, at, introducer);
    if (found === 'none') continue;
    keep(at);
    if (found === 'cut') return { position: { phase, held: data.slice(at) }, bytes, marks };
    marks.push(found.mark);
    phase = nextPhase(phase, found.mark.name);
    from = found.end;
    at = found.end - 1;
  }
  keep(data.length);
  return { position: { phase, held: new Uint8Array() }, bytes, marks };
}

/** What was held back when no more comes: it was no marker after all. */
export function streamRest({ phase, held }: StreamPosition): Uint8Array {
  return phase === 'in' ? held : new Uint8Array();
}

const FOOTER = asciiBytes('\nScript done on ');
const LONGEST_FOOTER = 120;

/**
 * Where, at the end of a terminal's record, the recorder's own last line may begin (`-1`: nowhere). It stands there when the
 * shell has ended without a marker; only the end of the record tells it from a program's output.
 */
export function recorderFooter(bytes: Uint8Array): number {
  for (let at = bytes.lastIndexOf(FOOTER[0] ?? 0, -2); at >= Math.max(0, bytes.length - LONGEST_FOOTER);) {
    if (FOOTER.every((byte, index) => bytes[at + index] === byte)) return at;
    if (at === 0) return -1;
    at = bytes.lastIndexOf(FOOTER[0] ?? 0, at - 1);
  }
  return -1;
}

type Found = 'none' | 'cut' | { mark: StreamMark; end: number };

function markerAt(data: Uint8Array, at: number, introducer: Uint8Array): Found {
  for (let index = 0; index < introducer.length; index++) {
    if (at + index >= data.length) return 'cut';
    if (data[at + index] !== introducer[index]) return 'none';
  }
  const start = at + introducer.length;
  const body = data.subarray(start, start + LONGEST_BODY);
  const length = body.indexOf(BELL);
  if (length < 0) return body.length < LONGEST_BODY ? 'cut' : 'none';
  const [name = '', values = ''] = String.fromCharCode(...body.subarray(0, length)).split(';');
  const numbers = values.split(' ').filter((value) => /^\d+$/.test(value));
  return { mark: { name, values: numbers.map(Number) }, end: start + length + 1 };
}

function nextPhase(phase: StreamPosition['phase'], name: string): StreamPosition['phase'] {
  if (['exit', 'eof', 'end'].includes(name)) return phase === 'in' ? 'after' : phase;
  return name === '0' && phase === 'before' ? 'in' : phase;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
