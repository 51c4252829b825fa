/** A point of time that a person typed, as the record keeps it; or why it can't be told. */
export type TypedTime = { kind: 'time'; at: string } | { kind: 'unknown'; message: string };

/** What a typed time is read against. */
export interface TimeContext {
  now: Date;
  /** IANA name: the incident's zone. One that nobody knows is read as UTC. */
  timezone: string;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Clocks of two machines differ a little: so much in the future is still now. */
const skewMs = minuteMs;

const shape =
  /^(?:(\d{4})-(\d{2})-(\d{2})(?:[T ]|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Reads the time that something happened: ISO 8601 (`2026-11-24T02:14`, `2026-11-24T02:14:07+01:00`, `2026-11-24`), or `HH:MM`
 * for the last such time. Without an offset it is a time in the incident's zone. An hour that a zone skips in spring is read as
 * the one after it; of an hour that comes twice in autumn the first is meant, or for `HH:MM` the later that has been.
 */
export function readTypedTime(text: string, context: TimeContext): TypedTime {
  const typed = partsOf(text.trim());
  if (!typed) {
    return {
      kind: 'unknown',
      message: `"${text}" is no time: 2026-11-24T02:14, or 02:14 for the last such time.`,
    };
  }
  const ms =
    typed.day === undefined
      ? lastSuchTime(typed.clockMs, typed.offsetMs, context)
      : instant(typed.day + typed.clockMs, typed.offsetMs, context.timezone);
  if (ms > context.now.getTime() + skewMs) {
    return { kind: 'unknown', message: `"${text}" is in the future: it tells when something happened.` };
  }
  return { kind: 'time', at: new Date(ms).toISOString() };
}

interface Parts {
  /** Midnight of the day, as if it were UTC; undefined when only a clock time was typed. */
  day: number | undefined;
  clockMs: number;
  offsetMs: number | undefined;
}

function partsOf(text: string): Parts | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, year, month, dayOfMonth, hour, minute, second = '0', fraction = '', offset] = match;
  if (year === undefined && hour === undefined) return undefined;
  if (hour === undefined && offset !== undefined) return undefined;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second) > 59) return undefined;
  const clockMs =
    (Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second)) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const day = year === undefined ? undefined : dayOf(Number(year), Number(month), Number(dayOfMonth));
  if (day !== undefined && Number.isNaN(day)) return undefined;
  return { day, clockMs, offsetMs: offset === undefined ? undefined : offsetOf(offset) };
}

/** NaN for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : NaN;
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [, hours = '0', minutes = '0'] = /^[+-](\d{2}):?(\d{2})?$/.exec(text) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * minuteMs * (text.startsWith('-') ? -1 : 1);
}

function instant(wallMs: number, offsetMs: number | undefined, timezone: string): number {
  if (offsetMs !== undefined) return wallMs - offsetMs;
  const [first] = instantsAt(wallMs, timezone);
  return first ?? wallMs - zoneOffsetMs(wallMs - dayMs, timezone);
}

/** Today's, yesterday's or, where a zone skipped that hour, the day's before. */
function lastSuchTime(clockMs: number, offsetMs: number | undefined, { now, timezone }: TimeContext): number {
  const nowMs = now.getTime();
  const here = nowMs + (offsetMs ?? zoneOffsetMs(nowMs, timezone));
  const today = Math.floor(here / dayMs) * dayMs;
  const found = [0, 1, 2].flatMap((daysAgo) => {
    const wallMs = today - daysAgo * dayMs + clockMs;
    return offsetMs === undefined ? instantsAt(wallMs, timezone) : [wallMs - offsetMs];
  });
  return Math.max(...found.filter((ms) => ms <= nowMs));
}

/** When a clock on the wall shows this: once, twice in autumn, never in spring. In order. */
function instantsAt(wallMs: number, timezone: string): number[] {
  const offsets = new Set([-dayMs, dayMs].map((away) => zoneOffsetMs(wallMs + away, timezone)));
  return [...offsets]
    .map((offset) => wallMs - offset)
    .filter((ms) => ms + zoneOffsetMs(ms, timezone) === wallMs)
    .sort((a, b) => a - b);
}

/** How far a zone's clocks are ahead of UTC. */
function zoneOffsetMs(ms: number, timezone: string): number {
  const name = zoneFormat(timezone)
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName');
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(name?.value ?? '') ?? [];
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const options = { timeZoneName: 'longOffset' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }); // a RangeError: no such zone
  }
}
