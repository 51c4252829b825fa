/** Where moments stand on a line: in proportion, but for long stretches in which nothing was recorded. */
export interface TimelineScale {
  /** The place of a moment, in the units of `width`; moments outside are held at the ends. */
  at(ms: number): number;
  gaps: readonly Gap[];
}

/** A stretch in which nothing was recorded, drawn shorter than it was. */
export interface Gap {
  fromMs: number;
  toMs: number;
  start: number;
  end: number;
}

/** Shorter silences are part of the work. */
const GAP_MS = 10 * 60_000;
const GAP_WIDTH = 56;

interface Stretch {
  fromMs: number;
  toMs: number;
  isGap: boolean;
}

/** A scale over these moments. Gaps take a fixed width each, at most half of the whole; the rest is in proportion. */
export function timelineScale(momentsMs: readonly number[], width: number): TimelineScale {
  const moments = [...new Set(momentsMs)].sort((a, b) => a - b);
  const stretches = moments.slice(1).map((toMs, index): Stretch => {
    const fromMs = moments[index] ?? toMs;
    return { fromMs, toMs, isGap: toMs - fromMs > GAP_MS };
  });
  const gapCount = stretches.filter((stretch) => stretch.isGap).length;
  const workedMs = stretches.reduce((sum, { fromMs, toMs, isGap }) => (isGap ? sum : sum + toMs - fromMs), 0);
  const gapWidth =
    workedMs === 0 ? width / Math.max(1, gapCount) : Math.min(GAP_WIDTH, width / 2 / Math.max(1, gapCount));
  const perMs = workedMs === 0 ? 0 : (width - gapCount * gapWidth) / workedMs;
  let end = 0;
  const placed = stretches.map((stretch): Gap & Stretch => {
    const start = end;
    end += stretch.isGap ? gapWidth : (stretch.toMs - stretch.fromMs) * perMs;
    return { ...stretch, start, end };
  });
  return { at: (ms) => placeOf(ms, placed), gaps: placed.filter((stretch) => stretch.isGap) };
}

function placeOf(ms: number, placed: readonly Gap[]): number {
  const stretch = placed.find((one) => ms <= one.toMs) ?? placed.at(-1);
  if (!stretch) return 0;
  const share = (ms - stretch.fromMs) / (stretch.toMs - stretch.fromMs);
  return stretch.start + Math.min(1, Math.max(0, share)) * (stretch.end - stretch.start);
}

/** A moment to write below the line. */
export interface Tick {
  ms: number;
  place: number;
}

const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440];
const MOST_TICKS = 12;
const MOST_CANDIDATES = 2000;

/** Round moments, at most a dozen, none inside a gap, and `space` between them. */
export function ticksOf(momentsMs: readonly number[], scale: TimelineScale, space: number): Tick[] {
  for (const minutes of STEPS_MINUTES) {
    const ticks = ticksEvery(minutes * 60_000, momentsMs, scale);
    if (ticks && ticks.length <= MOST_TICKS) {
      return ticks.filter((tick, index) => tick.place - (ticks[index - 1]?.place ?? -Infinity) >= space);
    }
  }
  return [];
}

/** Undefined when there would be more than anyone could read. */
function ticksEvery(stepMs: number, momentsMs: readonly number[], scale: TimelineScale): Tick[] | undefined {
  const first = Math.min(...momentsMs);
  const last = Math.max(...momentsMs);
  if ((last - first) / stepMs > MOST_CANDIDATES) return undefined;
  const ticks: Tick[] = [];
  for (let ms = Math.ceil(first / stepMs) * stepMs; ms <= last; ms += stepMs) {
    const isInGap = scale.gaps.some((gap) => ms > gap.fromMs && ms < gap.toMs);
    if (!isInGap) ticks.push({ ms, place: scale.at(ms) });
  }
  return ticks;
}
