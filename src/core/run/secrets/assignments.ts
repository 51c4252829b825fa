import { valueReader } from './assigned-value.ts';
import { isSecret, type Binding, type JudgedName } from './judge.ts';
import { nameParts, secretName, shortNameParts } from './names.ts';
import { inCases, type Found, type Rule } from './rule.ts';
import { looksRandom, standsIn } from './values.ts';

/** A name can be this long. */
const NAME_CHARS = 80;
/** So many names are remembered: the same few come on every line. */
const NAMES = 2000;

/** `NAME=value` in all its dialects: shells, JSON, YAML, headers, queries, XML, tables, flags, sentences. */
export function assignmentRule(): Rule {
  const after = ['=', ':', '"', "'", ' =', '%3D'];
  const short = inCases(shortNameParts).flatMap((part) => after.map((next) => `${part}${next}`));
  return { literals: [...inCases(nameParts), ...short], find: assignmentReader() };
}

interface Dialect {
  readonly binding: Binding;
  /** What the first character after the name can be: most names are followed by a word, and dismissed by this. */
  readonly first: string;
  /** What stands between a name and its value. */
  readonly between: RegExp;
  /** What stands before the name. */
  readonly before?: RegExp;
  /** What the name starts with. */
  readonly start?: string;
  /** Whether a value may still be another dialect's when it is no secret in this one. */
  readonly tryOthers?: true;
}

const QUOTES = '"\'`\\';
const BLANKS = ' \t';
/** All that can follow a name. */
const FIRSTS = `${QUOTES}${BLANKS})]%&=:<>|`;

function dialects(): readonly Dialect[] {
  const close = '(?:["\'`\\])\\\\]{0,8}|%22|&quot;|&#34;|%5D)';
  const pair = `["'\\\\]{0,6}\\w{1,30}["'\\\\]{0,6}(?: ?[=:] ?["'\\\\]{0,6}[\\w./-]{0,60}["'\\\\]{0,6},? ?)`;
  return [
    // {"name":"NAME","value":"value"}, name="NAME" value="value", "NAME": { sensitive, value }
    {
      binding: 'assigned',
      first: QUOTES,
      between: new RegExp(
        `["'\`\\\\]{1,6}[ \\t]{0,8}(?:[,;]|: ?\\{)?[ \\t]{0,8}(?:${pair}){0,3}?["'\\\\]{0,6}(?:parameter|output|secret)?val(?:ue)?["'\\\\]{0,6}[ \\t]{0,8}[=:][ \\t]{0,8}`,
        'iy',
      ),
    },
    // "name": value, name=value, [name] => value, name%3Dvalue, name\u003dvalue
    {
      binding: 'assigned',
      first: `${QUOTES}${BLANKS})]%&=:<`,
      between: new RegExp(
        `${close}(?:[ \\t]{0,40}(?:=>|:=|={1,2}|<-)|\\\\u003d|%3[Dd])(?:[ \\t]{0,40}|%20|\\+)(?:\\\\?\\[|%5B)?`,
        'y',
      ),
    },
    // name: value, name:: value, "name":["value"]; not a scheme
    {
      binding: 'told',
      first: `${QUOTES}${BLANKS})]%&:`,
      between: new RegExp(
        `(?: [0-9]{1,2})?${close}[ \\t]{0,40}(?::{1,2}|%3[Aa])(?:[ \\t]{0,40}|%20|\\+)(?:\\[(?=["']))?(?!\\/\\/)`,
        'y',
      ),
    },
    // define('NAME', 'value'), ["name", "value"], "AUTH" "value"
    {
      binding: 'beside',
      first: QUOTES,
      between: /\\{0,4}["'`][ \t]{0,4},?[ \t]{0,40}(?=\\{0,4}["'`])/y,
      before: /["'`]/,
      tryOthers: true,
    },
    // <name>value</name>, <x name="name">value</x>
    {
      binding: 'assigned',
      first: `"'>${BLANKS}`,
      between: /(?:["' \t][^<>]{0,80})?>(?=[^<>]{1,4096}<\/)/y,
      before: /[<"':]/,
    },
    // --name value
    { binding: 'assigned', first: ' ', between: / {1,4}(?=[^- ]|-[A-Za-z0-9]*[^A-Za-z0-9 -])/y, start: '-' },
    // | name | value |, and columns
    {
      binding: 'beside',
      first: `"'|${BLANKS}`,
      between: /["']?[ \t]{0,60}(?:\||\xe2(?:\x94[\x82\x83]|\x95\x91))[ \t]{0,60}|[ \t]{2,80}|\t/y,
      tryOthers: true,
    },
    // the password is value, password for ana: value; the value must have a sign or a digit
    {
      binding: 'spoken',
      first: ` :"'`,
      between:
        /["']?(?: \([^()]{1,60}\)| \[[^[\]]{1,40}\])?(?:(?: (?:for|of) [^:=]{1,60}?)?(?:(?: (?:is now|is|was|are|(?:has been |was )?(?:re)?set to|changed to|generated|created)){1,2}:?|[:=]| from [^ \t]{1,100} to))? (?:['"`](?! ))?(?=[^ \t]{0,400}[0-9!%^*+@#$])/y,
      tryOthers: true,
    },
  ];
}

function assignmentReader(): Rule['find'] {
  const all = dialects();
  const nameOf = rememberedNames();
  const valueAt = valueReader();
  const saysNothing = rememberedNothing();
  // Several parts may stand in one name: it is read once.
  let last: { text: string; start: number; end: number; found: readonly Found[] } = {
    text: '',
    start: 0,
    end: 0,
    found: [],
  };

  function read(text: string, start: number, end: number): readonly Found[] {
    const first = text.charAt(end);
    if (saysNothing(text.slice(start, end))) return [];
    for (const { binding, between, before, start: nameStart, tryOthers, first: firsts } of all) {
      if (!firsts.includes(first)) continue;
      if (nameStart !== undefined && !text.startsWith(nameStart, start)) continue;
      if (before !== undefined && !before.test(text.charAt(start - 1))) continue;
      between.lastIndex = end;
      if (!between.test(text)) continue;
      const name = isChecksum(text, start) ? undefined : nameOf(text, start, end);
      if (name === undefined) return [];
      const value = valueAt(text, start, between.lastIndex);
      if (tryOthers === true && isKey(text, value.end)) continue;
      if (binding === 'told' && isPathOfColons(text, start, between.lastIndex)) return [];
      if (isSecret(name, binding, text, value))
        return [...found(name.kind, value), ...changed(name.kind, text, value.end)];
      if (tryOthers === undefined) return [];
    }
    return [];
  }

  return (text, at) => {
    if (at < last.end && at >= last.start && text === last.text) return last.found;
    const { start, end } = nameAround(text, at);
    const first = text.charAt(end);
    if (first === '' || !FIRSTS.includes(first)) return [];
    last = { text, start, end, found: read(text, start, end) };
    return last.found;
  };
}

function found(kind: string, { start, end }: { start: number; end: number }): readonly Found[] {
  return [{ kind, start, end }];
}

/** `"old" -> "new"`: a plan shows what a value is to become. */
function changed(kind: string, text: string, end: number): readonly Found[] {
  const next = /^(["']?[ \t]{1,4}(?:->|=>)[ \t]{1,4}["'])([^"'\n]{1,400})["']/.exec(
    text.slice(end, end + 420),
  );
  if (next === null) return [];
  const [, between = '', value = ''] = next;
  return standsIn(value)
    ? []
    : found(kind, { start: end + between.length, end: end + between.length + value.length });
}

/** The string is followed by a colon: it is the next name. */
function isKey(text: string, end: number): boolean {
  return /^\\{0,4}["'`][ \t]{0,4}:/.test(text.slice(end, end + 10));
}

/** `checksum/secret: …`: an annotation that starts pods anew. */
function isChecksum(text: string, start: number): boolean {
  return text.startsWith('checksum/', start - 'checksum/'.length);
}

/** `arn:aws:…:secret:name`: a part of a name made of colons. */
function isPathOfColons(text: string, start: number, valueStart: number): boolean {
  return text.charAt(start - 1) === ':' && text.charAt(valueStart - 1) === ':';
}

const more = / (?:id|key|value|hash|string|data|text|phrase|code|access key)(?=["']?[ \t]{0,40}[:=])/iy;

/** The name that a part of one stands in. */
function nameAround(text: string, at: number): { start: number; end: number } {
  let first = at;
  while (first > 0 && at - first < NAME_CHARS && isNameCode(text.charCodeAt(first - 1))) first -= 1;
  let last = at;
  while (last < text.length && last - at < NAME_CHARS && isNameCode(text.charCodeAt(last))) last += 1;
  while (last > at && (text.charAt(last - 1) === '.' || text.charAt(last - 1) === '-')) last -= 1;
  more.lastIndex = last;
  const end = text.charAt(last) === ' ' && more.test(text) ? more.lastIndex : last;
  return { start: first + escapeChars(text, first, at), end };
}

function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e
  );
}

/** The last characters of an escape are no part of the name: `\npassword`, `%26password`, `\u0026password`. */
function escapeChars(text: string, first: number, at: number): number {
  const before = text.charAt(first - 1);
  if (before !== '\\' && before !== '%') return 0;
  const escape = before === '%' ? /^[0-9a-fA-F]{2}/ : /^(?:u[0-9a-fA-F]{4}|[abfnrtv](?=[A-Za-z_]))/;
  return escape.exec(text.slice(first, Math.min(at, first + 6)))?.[0].length ?? 0;
}

/** Most names that hold such a part are no secret's, whatever words stand before them: `author`, `passed`, `keys`. */
function rememberedNothing(): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const nothing = secretName(name) === undefined;
    if (known.size < NAMES) known.set(name, nothing);
    return nothing;
  };
}

/** Reads names, with the words before that belong to them: `Root Token`, `public key`. */
function rememberedNames(): (text: string, start: number, end: number) => JudgedName | undefined {
  const known = new Map<string, JudgedName | undefined>();
  return (text, start, end) => {
    const name = text.slice(start, end);
    const whole = `${text.charAt(start - 1) === ' ' ? wordsBefore(text, start) : ''}${name}`;
    if (known.has(whole)) return known.get(whole);
    const read = looksRandom(name, 32) ? undefined : secretName(whole);
    const judged = read && {
      ...read,
      compound: /[A-Za-z0-9][_.-]|[a-z][A-Z]/.test(name),
      formal: /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^-/.test(name),
    };
    if (known.size < NAMES) known.set(whole, judged);
    return judged;
  };
}

function wordsBefore(text: string, start: number): string {
  return /(?:[A-Za-z][A-Za-z0-9_]{1,20} ){1,2}$/.exec(text.slice(Math.max(0, start - 45), start))?.[0] ?? '';
}
