import type { IncidentEvent } from './event.ts';

/** The last line of a writer that somebody knows of. */
export interface Head {
  seq: number;
  hash: string;
}

type Stamped = Pick<IncidentEvent, 'hlc' | 'writer' | 'seq'>;
type Chained = Stamped & Pick<IncidentEvent, 'hash' | 'seen'>;

const largestMs = 999_999_999_999_999;
const largestCounter = 9_999;

/** Before every other time. */
export const earliestHlc = '000000000000000-0000';

/** The order that is the same in every reader: time, then writer, then the writer's own order. Never by locale. */
export function compareEvents(a: Stamped, b: Stamped): number {
  return compareText(a.hlc, b.hlc) || compareText(a.writer, b.writer) || a.seq - b.seq;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * The time of a new line: later than every line that was seen, whatever the clocks of the others say, and the own clock
 * where that is later still. `<ms, 15 digits>-<counter, 4 digits>`, so that text order is time order.
 * A full counter borrows a millisecond. At the end of time (a damaged or hostile line) it stands still; writer and seq
 * still order.
 */
export function nextHlc(nowMs: number, largestSeen: string): string {
  const now = Number.isFinite(nowMs) ? Math.min(Math.max(Math.floor(nowMs), 0), largestMs) : 0;
  const { ms, counter } = parseHlc(largestSeen);
  if (now > ms) return formatHlc(now, 0);
  if (counter < largestCounter) return formatHlc(ms, counter + 1);
  return ms < largestMs ? formatHlc(ms + 1, 0) : formatHlc(ms, counter);
}

function parseHlc(hlc: string): { ms: number; counter: number } {
  const parts = /^(\d{15})-(\d{4})$/.exec(hlc);
  return { ms: Number(parts?.[1] ?? 0), counter: Number(parts?.[2] ?? 0) };
}

function formatHlc(ms: number, counter: number): string {
  return `${String(ms).padStart(15, '0')}-${String(counter).padStart(4, '0')}`;
}

/** What one writer knows of all: from this come a new line's `hlc` and `seen`. */
export interface Knowledge {
  /** The largest time of any line so far. */
  readonly largestHlc: string;
  /** Takes in undamaged lines of any writer, in the order of `compareEvents`: a line comes after those it names. */
  add(event: Chained): void;
  /**
   * What a new line of this writer names: the heads of the others, but those that its own earlier lines, or another head
   * named here, had seen already. Sorted by writer, so that the same knowledge gives the same bytes.
   */
  seenBy(writer: string): Record<string, Head>;
}

/** How far each writer is known. */
type Reach = ReadonlyMap<string, number>;

interface Known {
  head: Head;
  /** What its lines had seen of the others, and those before them: an entry for each line that saw more. */
  reaches: { seq: number; reach: Reach }[];
}

export function createKnowledge(): Knowledge {
  const writers = new Map<string, Known>();
  let largestHlc = earliestHlc;

  function reachOf(writer: string, seq = Infinity): Reach {
    return writers.get(writer)?.reaches.findLast((at) => at.seq <= seq)?.reach ?? new Map<string, number>();
  }

  return {
    get largestHlc() {
      return largestHlc;
    },
    add({ hlc, writer, seq, hash, seen }) {
      if (hlc > largestHlc) largestHlc = hlc;
      const known = writers.get(writer) ?? { head: { seq, hash }, reaches: [] };
      writers.set(writer, known);
      if (seq > known.head.seq) known.head = { seq, hash };
      const named = Object.entries(seen);
      if (named.length === 0) return;
      const reach = new Map(reachOf(writer));
      for (const [other, head] of named) {
        extend(reach, other, head.seq);
        for (const [further, upTo] of reachOf(other, head.seq)) extend(reach, further, upTo);
      }
      known.reaches.push({ seq, reach });
    },
    seenBy(writer) {
      const own = reachOf(writer);
      const news = [...writers].filter(
        ([other, { head }]) => other !== writer && head.seq > (own.get(other) ?? -1),
      );
      const implied = new Map<string, number>();
      for (const [other, { head }] of news)
        for (const [further, upTo] of reachOf(other, head.seq)) extend(implied, further, upTo);
      const named = news
        .filter(([other, { head }]) => head.seq > (implied.get(other) ?? -1))
        .map(([other, { head }]): [string, Head] => [other, { ...head }]);
      return Object.fromEntries(named.sort(([a], [b]) => compareText(a, b)));
    },
  };
}

function extend(reach: Map<string, number>, writer: string, seq: number): void {
  if (seq > (reach.get(writer) ?? -1)) reach.set(writer, seq);
}
