/**
 * Times of a record as people read them: the same words on every machine, in every zone and locale.
 * UTC is written by hand; only a zone's offset comes from Intl, with zone and locale named.
 */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2026-11-24T02:14:07.123Z`, taken apart; undefined when the text is no time. */
function utcParts(at: string): { date: string; clock: string; ms: number } | undefined {
  const ms = Date.parse(at);
  if (!Number.isFinite(ms)) return undefined;
  const [date = '', clock = ''] = new Date(ms).toISOString().split('T');
  return { date, clock: clock.slice(0, 8), ms };
}

const NO_TIME = 'at an unknown time';

/** `24 November 2026`, in UTC. */
export function dayWords(at: string): string {
  const parts = utcParts(at);
  if (!parts) return NO_TIME;
  const [year = '', month = '', day = ''] = parts.date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** `02:14:07`, in UTC; with the date before it when it is not the day of `since`. */
export function clockWords(at: string, since: string): string {
  const parts = utcParts(at);
  if (!parts) return NO_TIME;
  return utcParts(since)?.date === parts.date ? parts.clock : `${parts.date} ${parts.clock}`;
}

/**
 * Reads times as the clocks of a zone show them: `03:14`; undefined when a text is no time. A zone that nobody knows is read
 * as UTC. Make one for many times: a zone takes half a millisecond to look up.
 */
export function zoneClock(zone: string): (at: string) => string | undefined {
  const format = clockFormat(knownZone(zone) ?? 'UTC');
  return (at) => {
    const parts = utcParts(at);
    return parts && format.format(parts.ms);
  };
}

/** How people call a zone: `Berlin` for `Europe/Berlin`; undefined for UTC and for a name that nobody knows. */
export function placeOf(zone: string): string | undefined {
  const known = knownZone(zone);
  if (known === undefined || /^(etc\/|utc|gmt|zulu)/i.test(known)) return undefined;
  return known.split('/').at(-1)?.replaceAll('_', ' ');
}

function knownZone(zone: string): string | undefined {
  try {
    clockFormat(zone);
    return zone;
  } catch {
    return undefined; // the only way to ask: a RangeError says that there is no such zone
  }
}

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `0.6 s`, `48 s`, `15 min 02 s`, `2 h 05 min`, `3 d 4 h`: two units at most, so that it is read at a glance. */
export function lasted(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return 'an unknown time';
  if (ms < 10_000) return `${(Math.round(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Whole seconds in words, and no `00 s` behind a round figure: `5 min`, `48 s`, `15 min 02 s`. */
export function lastedSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds} s`;
  return lasted(seconds * 1000).replace(/ 00 (s|min)$/, '');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
