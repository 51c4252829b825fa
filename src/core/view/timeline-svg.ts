import { happenedAt } from '../incident/amendments.ts';
import { milestonesOf } from '../incident/clocks.ts';
import { count, plain, runSentence } from '../incident/sentence.ts';
import type { IncidentState } from '../incident/state.ts';
import type { RowKind, StoryRow, Tone } from '../incident/story.ts';
import { storyRows, toneOfRun } from '../incident/story.ts';
import { clockWords, lasted, lastedSeconds } from '../incident/time.ts';
import type { Gap, TimelineScale } from './timeline-scale.ts';
import { ticksOf, timelineScale } from './timeline-scale.ts';

const WIDTH = 960;
const LEFT = 112;
const RIGHT = 24;
const TOP = 28;
const LANE = 34;
const AXIS = 26;
/** More would be a smear; the rows beside it hold all of them. */
const MOST_MARKS = 400;

/** What is drawn of one moment. */
interface Mark {
  ms: number;
  /** Of a run with an end: how long it took. */
  durationMs: number;
  lane: Lane;
  kind: RowKind;
  tone: Tone;
  /** What a screen reader says, and what is shown when the pointer rests on it. */
  label: string;
  event: string;
}

const lanes = ['Milestones', 'Guide', 'Options', 'Verification', 'Off the guide', 'Notes'] as const;
type Lane = (typeof lanes)[number];

const laneOf: Readonly<Record<RowKind, Lane>> = {
  milestone: 'Milestones',
  run: 'Guide',
  option: 'Options',
  verification: 'Verification',
  'by-hand': 'Off the guide',
  note: 'Notes',
  evidence: 'Notes',
  people: 'Notes',
  record: 'Notes',
};

/**
 * The timeline as a picture, for the editor and for the exported page: a lane for each kind of thing, the response target, and
 * the stretches in which nothing was recorded. Every mark has its own shape, words and tab stop; colour only adds to them.
 * It holds no style sheet and no script, so that the strictest content policy shows it.
 */
export function timelineSvg(state: IncidentState): string {
  const marks = marksOf(state);
  const used = lanes.filter((lane) => marks.some((mark) => mark.lane === lane));
  const moments = marks.flatMap(({ ms, durationMs }) => [ms, ms + durationMs]);
  const scale = timelineScale(moments, WIDTH - LEFT - RIGHT);
  const height = TOP + used.length * LANE + AXIS;
  const since = state.opened ? happenedAt(state.opened) : (state.events[0]?.at ?? '');
  const bottom = TOP + used.length * LANE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="list" aria-labelledby="timeline-title timeline-desc" font-family="sans-serif" font-size="12" fill="currentColor">`,
    `<title id="timeline-title">${xml(`Timeline of ${state.title}`)}</title>`,
    `<desc id="timeline-desc">${xml(description(state, marks, scale.gaps))}</desc>`,
    ...used.map((lane, index) => laneLine(lane, TOP + (index + 0.5) * LANE)),
    ...scale.gaps.map((gap) => gapBox(gap, bottom)),
    ...(moments.length === 0 ? [] : axis(moments, scale, bottom, since)),
    ...targetLine(state, moments, scale, bottom),
    ...used.flatMap((lane, index) =>
      laneMarks(
        marks.filter((mark) => mark.lane === lane),
        scale,
        TOP + (index + 0.5) * LANE,
      ),
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** The story's rows, and of the guide every run. */
function marksOf(state: IncidentState): Mark[] {
  const since = state.opened ? happenedAt(state.opened) : '';
  const rows = storyRows(state);
  const told = new Set(
    rows.flatMap((row) => (row.kind === 'evidence' || row.run === undefined ? [] : [row.run])),
  );
  const untold = [...state.runs.values()]
    .filter((run) => !told.has(run.run))
    .map((run): StoryRow => {
      const sentence = runSentence(run);
      return { event: run.event, at: run.at, kind: 'run', tone: toneOfRun(run), sentence, run: run.run };
    });
  return [...rows, ...untold]
    .map((row): Mark => ({
      ms: Date.parse(row.at),
      durationMs: (row.kind !== 'evidence' && state.runs.get(row.run ?? '')?.end?.durationMs) || 0,
      lane: laneOf[row.kind],
      kind: row.kind,
      tone: row.tone,
      label: `${clockWords(row.at, since)} UTC: ${plain(row.sentence)}`,
      event: row.event,
    }))
    .filter((mark) => Number.isFinite(mark.ms))
    .sort((a, b) => a.ms - b.ms)
    .slice(0, MOST_MARKS);
}

function description(state: IncidentState, marks: readonly Mark[], gaps: readonly Gap[]): string {
  const failed = marks.filter((mark) => mark.tone === 'bad').length;
  const longest = Math.max(0, ...gaps.map((gap) => gap.toMs - gap.fromMs));
  return [
    `${count(marks.length, 'mark')}, ${failed} of them failures, in UTC.`,
    ...(state.severity === undefined ? [] : [`Severity ${state.severity}, status ${state.status}.`]),
    ...(gaps.length === 0
      ? []
      : [`${count(gaps.length, 'gap')} in which nothing was recorded, the longest ${lasted(longest)}.`]),
    ...(marks.length === MOST_MARKS ? ['Later ones are not drawn.'] : []),
  ].join(' ');
}

function laneLine(lane: Lane, y: number): string {
  return `<g aria-hidden="true"><text x="8" y="${y + 4}">${lane}</text><line x1="${LEFT}" y1="${y}" x2="${WIDTH - RIGHT}" y2="${y}" stroke="currentColor" stroke-opacity="0.25"/></g>`;
}

function gapBox({ fromMs, toMs, start, end }: Gap, bottom: number): string {
  const words = `nothing recorded for ${lasted(toMs - fromMs)}`;
  const x = fixed(LEFT + start + 2);
  const width = fixed(Math.max(2, end - start - 4));
  const middle = fixed(LEFT + (start + end) / 2);
  return `<g role="listitem" aria-label="${xml(words)}"><title>${xml(words)}</title><rect x="${x}" y="${TOP - 6}" width="${width}" height="${bottom - TOP + 6}" fill="currentColor" fill-opacity="0.07"/><text x="${middle}" y="${TOP - 10}" text-anchor="middle" font-size="10">${lasted(toMs - fromMs)}</text></g>`;
}

function axis(moments: readonly number[], scale: TimelineScale, bottom: number, since: string): string[] {
  return ticksOf(moments, scale, 72).map(({ ms, place }) => {
    const at = new Date(ms).toISOString();
    const text = clockWords(at, since).replace(/:00$/, '');
    const x = fixed(LEFT + place);
    return `<g aria-hidden="true"><line x1="${x}" y1="${bottom}" x2="${x}" y2="${bottom + 5}" stroke="currentColor"/><text x="${x}" y="${bottom + 18}" text-anchor="middle" font-size="11">${text}</text></g>`;
  });
}

/** Where the response time ran out, when that is within the picture. */
function targetLine(
  state: IncidentState,
  moments: readonly number[],
  scale: TimelineScale,
  bottom: number,
): string[] {
  const { opened, responseSeconds } = state;
  if (!opened || responseSeconds === undefined) return [];
  const from = milestonesOf(state).detected ?? happenedAt(opened);
  const ms = Date.parse(from) + responseSeconds * 1000;
  if (!(ms >= Math.min(...moments) && ms <= Math.max(...moments))) return [];
  const x = fixed(LEFT + scale.at(ms));
  const words = `Response target: ${lastedSeconds(responseSeconds)}`;
  return [
    `<g role="listitem" aria-label="${words}"><title>${words}</title><line x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${bottom}" stroke="currentColor" stroke-dasharray="4 3"/><text x="${x}" y="${TOP - 10}" text-anchor="middle" font-size="10">target ${lastedSeconds(responseSeconds)}</text></g>`,
  ];
}

const SPACE = 13;

/** Marks that would cover each other stand side by side. */
function laneMarks(marks: readonly Mark[], scale: TimelineScale, y: number): string[] {
  let free = -Infinity;
  return marks.map((mark) => {
    const place = scale.at(mark.ms);
    const x = Math.min(Math.max(place, free), WIDTH - LEFT - RIGHT);
    free = x + SPACE;
    const length = scale.at(mark.ms + mark.durationMs) - place;
    return drawMark(mark, LEFT + x, y, length);
  });
}

function drawMark(mark: Mark, x: number, y: number, length: number): string {
  const label = xml(mark.label);
  const bar =
    length > 8
      ? `<rect x="${fixed(x)}" y="${y - 3}" width="${fixed(length)}" height="6" rx="3" fill="${colours[mark.tone]}" fill-opacity="0.35"/>`
      : '';
  return `<g role="listitem" tabindex="0" aria-label="${label}" data-event="${xml(mark.event)}"><title>${label}</title>${bar}${shape(mark, fixed(x), y)}</g>`;
}

/** Readable on light and on dark ground: at least 3 to 1 on both. */
const colours: Readonly<Record<Tone, string>> = {
  good: '#2e8b57',
  bad: '#d13438',
  unknown: '#a07800',
  none: 'currentColor',
};

/** A cross failed, a ring is not known, a disc went well, a diamond is a milestone, a square was said or shown. */
function shape({ kind, tone }: Mark, x: string, y: number): string {
  const colour = colours[tone];
  if (tone === 'bad') {
    return `<path d="M${x} ${y}m-5 -5l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="3" fill="none"/>`;
  }
  if (tone === 'unknown')
    return `<circle cx="${x}" cy="${y}" r="5" fill="none" stroke="${colour}" stroke-width="2"/>`;
  if (kind === 'milestone') return `<path d="M${x} ${y}m0 -7l6 7l-6 7l-6 -7z" fill="${colour}"/>`;
  if (tone === 'none') return `<path d="M${x} ${y}m-4 -4h8v8h-8z" fill="${colour}"/>`;
  return `<circle cx="${x}" cy="${y}" r="5" fill="${colour}"/>`;
}

/** One decimal: enough for the eye, and the same text everywhere. */
function fixed(number: number): string {
  return String(Math.round(number * 10) / 10);
}

function xml(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ')
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
