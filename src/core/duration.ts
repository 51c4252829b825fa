const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds of a unit, by how it begins. Ordered: "mo" would else be read as minutes. */
const units: readonly [pattern: RegExp, seconds: number][] = [
  [/^s(?:ec(?:ond)?s?)?$/, 1],
  [/^m(?:in(?:ute)?s?)?$/, minute],
  [/^h(?:(?:ou)?rs?)?$/, hour],
  [/^d(?:ays?)?$/, day],
  [/^w(?:(?:ee)?ks?)?$/, 7 * day],
];

const unitWord = '(?:seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)';
const amount = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*-?\\s*(${unitWord})(?![\\p{L}])`, 'giu');
/** "15–30 min": the first number takes the unit of the second. */
const bounds = new RegExp(
  `(\\d+(?:\\.\\d+)?)\\s*(?:[-–—]|to)\\s*\\d+(?:\\.\\d+)?\\s*(${unitWord})(?![\\p{L}])`,
  'iu',
);

/**
 * The first time that a text names, in seconds: "5 min", "1h30m", "< 15 min", "within 2 days".
 * "Immediately" is 0; of a range the lower bound counts; undefined when no time is named ("best effort").
 */
export function durationSeconds(text: string): number | undefined {
  const range = bounds.exec(text);
  const [first] = text.matchAll(amount);
  if (range && (!first || range.index <= first.index)) return secondsOf(range[1], range[2]);
  if (first) return sumFrom(text, first.index);
  return /\b(?:immediate(?:ly)?|instant(?:ly)?|at once)\b/i.test(text) ? 0 : undefined;
}

/** Adds up amounts that follow each other directly: "1 h 30 min". */
function sumFrom(text: string, start: number): number {
  let sum = 0;
  let end = start;
  for (const part of text.slice(start).matchAll(amount)) {
    if (!/^\s*(?:,|and)?\s*$/i.test(text.slice(end, start + part.index))) break;
    sum += secondsOf(part[1], part[2]);
    end = start + part.index + part[0].length;
  }
  return sum;
}

function secondsOf(number = '0', unit = 's'): number {
  const factor = units.find(([pattern]) => pattern.test(unit.toLowerCase()))?.[1] ?? 1;
  return Math.round(Number(number) * factor);
}
