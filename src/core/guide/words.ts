const pictures =
  /(?![©®™])[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u200D|[\uFE0E\uFE0F]|\u20E3/gu;

/** `:warning:` as wikis write an emoji. */
const shortcode = /(?:^|\s):[a-z][a-z0-9_+-]+:(?=\s|$)/;
const shortcodes = new RegExp(shortcode, 'g');
/** ASCII with single blanks and no braces, as most titles are: nothing is to be taken off. */
const isPlain = /^[\x21-\x7A|~]+(?: [\x21-\x7A|~]+)*$/;

/** A text as it is shown in a line: no emoji, no attribute list, single blanks. */
export function displayText(text: string): string {
  if (isPlain.test(text) && !shortcode.test(text)) return text;
  return text
    .replace(/\s*\{[#.:][^{}]*\}\s*$/, '')
    .replace(pictures, '')
    .replace(shortcodes, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Most titles are; property classes are slow. */
const isAscii = /^[\0-\x7F]*$/;

/** The id that a title gives: lower case, every run of other characters one hyphen. Empty when no letter or digit is in it. */
export function slug(title: string): string {
  const others = isAscii.test(title) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu;
  return title.toLowerCase().replace(others, '-').replace(/^-|-$/g, '');
}

/** Hands out ids: a second of the same name gets `-2`. */
export function uniqueIds(): (id: string) => string {
  const counts = new Map<string, number>();
  return (id) => {
    let count = (counts.get(id) ?? 0) + 1;
    let unique = count === 1 ? id : `${id}-${count}`;
    while (count > 1 && counts.has(unique)) unique = `${id}-${++count}`;
    counts.set(id, count);
    if (unique !== id) counts.set(unique, 1);
    return unique;
  };
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A date as people write it ("January 10, 2026", "10 Jan 2026", "2026-01-10") as ISO; undefined when it is none, or ambiguous. */
export function isoDate(text: string): string | undefined {
  const iso = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso) return joinDate(iso[1], Number(iso[2]), Number(iso[3]));
  const monthFirst = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/i.exec(text);
  if (monthFirst) return joinDate(monthFirst[3], monthNumber(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})\b/i.exec(text);
  if (dayFirst) return joinDate(dayFirst[3], monthNumber(dayFirst[2]), Number(dayFirst[1]));
  return undefined;
}

function monthNumber(name = ''): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function joinDate(year = '', month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
