/** Where a value that follows its name starts and ends, in whatever it is written. */
export interface AssignedValue {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** A value can be this long: what is longer is read in pieces. */
const VALUE_CHARS = 4096;

/** How values end: at delimiters; at blanks and quotes, as in a list of assignments; at blanks, as `env` prints; at delimiters that a URL has escaped. */
type Style = 'plain' | 'environment' | 'line' | 'encoded';

/** The value at `start`, of the name at `nameStart`: a string with its quotes left out, or a bare word. */
export type ReadValue = (text: string, nameStart: number, start: number) => AssignedValue;

/** A reader of values. It remembers the last end it found: many names may stand before one end. */
export function valueReader(): ReadValue {
  let last = { text: '', style: '', start: 0, end: 0 };
  return (text, nameStart, start) => {
    const limit = Math.min(text.length, start + VALUE_CHARS);
    const string = quotedAt(text, start, limit);
    if (string !== undefined) return string;
    const style = styleOf(text, nameStart, start);
    const known = last.text === text && last.style === style && start >= last.start && start < last.end;
    if (!known) last = { text, style, start, end: bareEnd(text, start, limit, style) };
    return { start, end: last.end, quoted: false };
  };
}

function quotedAt(text: string, start: number, limit: number): AssignedValue | undefined {
  const opening =
    /^(?:[bBuUrRfN@$]{1,2}(?=["'])|!{1,2}[\w:./-]{0,30} {1,2}(?=["']))?(\\*)((["'`])(?:\3\3)?)/.exec(
      text.slice(start, start + 60),
    );
  if (opening !== null) {
    const [all, slashes = '', , quote = '"'] = opening;
    const from = start + all.length;
    return { start: from, end: quotedEnd(text, from, limit, slashes.length, quote), quoted: true };
  }
  const escaped = /^(?:&quot;|&#34;|%22)/.exec(text.slice(start, start + 8))?.[0];
  if (escaped === undefined) return undefined;
  const close = text.indexOf(escaped, start + escaped.length);
  return { start: start + escaped.length, end: close < 0 ? limit : Math.min(close, limit), quoted: true };
}

function styleOf(text: string, nameStart: number, valueStart: number): Style {
  if (/%(?:3[ADad]|22)$/.test(text.slice(valueStart - 3, valueStart))) return 'encoded';
  if (!/^[A-Z][A-Z0-9_]*=$/.test(text.slice(nameStart, valueStart))) return 'plain';
  const before = text.slice(Math.max(0, nameStart - 40), nameStart);
  if (before === '' || /\| $/.test(before)) return 'line';
  return /(?:^|[ \t>|"'])(?:export |set |declare -x |- |-e |--env |Environment="?)?$/.test(before)
    ? 'environment'
    : 'plain';
}

/**
 * A string inside a string has its quotes escaped: the end is the first quote with as many backslashes as the
 * opening one, or with fewer.
 */
function quotedEnd(text: string, start: number, limit: number, slashes: number, quote: string): number {
  for (let at = text.indexOf(quote, start); at >= 0 && at < limit; at = text.indexOf(quote, at + 1)) {
    let before = 0;
    while (at - before > start && text.charAt(at - before - 1) === '\\') before += 1;
    if (slashes === 0 ? before % 2 === 0 : before <= slashes) return at - before;
  }
  return limit;
}

/** A sign that passwords may hold ends a value only where something else follows it. */
const delimiter =
  /[,;&)\]}|](?:$|[ \t"'`,;:)\]}\\]|(?<=&)(?:amp|quot|#34|lt|gt);|["']?[\w.$-]{1,60}["']?[=:])|\\[nrt"'`u\\]/y;

function bareEnd(text: string, start: number, limit: number, style: Style): number {
  for (let at = start; at < limit; at += 1) {
    const char = text.charAt(at);
    if (/[A-Za-z0-9]/.test(char)) continue;
    if (char === ' ' || char === '\t') return at;
    if (char === '"' || char === "'" || char === '`') {
      if (style === 'line' && /^[A-Za-z0-9!%^*+@#$&~.-]/.test(text.charAt(at + 1))) continue;
      return at;
    }
    if ((style === 'environment' || style === 'line') && char !== '\\') continue;
    if (char === '<' || char === '>') return at;
    if (style === 'encoded' && /^%(?:26|22|20|2[Cc]|3[Bb]|0[AaDd]|7[Dd])/.test(text.slice(at, at + 3)))
      return at;
    delimiter.lastIndex = at;
    if (delimiter.test(text)) return at;
  }
  return limit;
}
