import { base64Decoded } from './encodings.ts';
import { nameParts, secretName, shortNameParts, type SecretName } from './names.ts';
import { inCases, type Rule } from './rule.ts';
import { isUuid, looksChosen, looksRandom, standsIn } from './values.ts';

/** A name can be this long, a value that long: what is longer is read in pieces. */
const NAME_CHARS = 80;
export const VALUE_CHARS = 4096;

/** How a value is bound to its name; it decides how sure one must be that it is one. */
type Binding = 'assigned' | 'told' | 'beside' | 'spoken';

interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** `NAME=value` in all its dialects: shells, JSON, YAML, headers, queries, XML, tables, flags, sentences. */
export function assignmentRule(): Rule {
  const before = ['=', ':', '"', "'", ' =', '%3D'];
  const short = inCases(shortNameParts).flatMap((part) => before.map((next) => `${part}${next}`));
  const read = assignmentReader();
  return { literals: [...inCases(nameParts), ...short], find: read };
}

function assignmentReader(): Rule['find'] {
  const bindings: readonly [binding: Binding, expression: RegExp][] = [
    // "name": value, name=value, [name] => value, name%3Dvalue, name\u003dvalue, $name = b'value'
    [
      'assigned',
      /(?:["'`\])\\]{0,8}|%22|&quot;|&#34;|%5D)(?:[ \t]{0,40}(?:=>|:=|={1,2}|<-)|\\u003d|%3[Dd])(?:[ \t]{0,40}|%20|\+)(?:\\?\[|%5B)?/y,
    ],
    [
      'told',
      /(?: [0-9]{1,2})?(?:["'`\])\\]{0,8}|%22|&quot;|&#34;)[ \t]{0,40}(?::{1,2}|%3[Aa])(?:[ \t]{0,40}|%20|\+)(?:[[|](?=["']))?(?!\/\/)/y,
    ],
    // define('NAME', 'value'), ["name", "value"], "AUTH" "value"
    ['assigned', /(?:\\{0,4}["'`])[ \t]{0,8},?[ \t]{0,8}(?=\\{0,4}["'`])/y],
    // name="NAME" value="value", {"name":"NAME","value":"value"}, NAME: { sensitive, value }
    [
      'assigned',
      /["'`\\]{0,6}[ \t]{0,8}(?:[,;:]|: ?\{)?[ \t]{0,8}(?:["'\\]{0,6}(?:type|sensitive|secure|usepreviousvalue|overwrite)["'\\]{0,6} ?[=:] ?["'\\]{0,6}\w{1,20}["'\\]{0,6}[, \t]{1,4}){0,2}["'\\]{0,6}(?:parameter|output|secret)?val(?:ue)?["'\\]{0,6}[ \t]{0,8}[=:][ \t]{0,8}/iy,
    ],
    ['assigned', /(?:[ \t][^<>]{0,80})?>(?=[^<>]{1,4096}<\/)/y],
    // | name | value |, and columns
    ['beside', /["']?[ \t]{0,60}\|[ \t]{0,60}/y],
    ['beside', /[ \t]{2,80}|\t/y],
    [
      'spoken',
      /["']?(?: (?:is|was|are|for [^:=]{1,60}|of [^:=]{1,60}|set to|changed to|is now|has been set to|generated|created|\([^()]{1,60}\)|\[[^[\]]{1,40}\]|user)){0,3}[:=]? (?:['"`](?! ))?/y,
    ],
  ];
  return (text, at) => {
    const [start, end] = nameAround(text, at);
    const bare = text.slice(start, end).replace(/^-+|[.-]+$/g, '');
    const flag = text.charAt(start) === '-';
    for (const [binding, expression] of bindings) {
      expression.lastIndex = start + text.slice(start, end).replace(/[.-]+$/, '').length;
      if (!expression.test(text)) continue;
      const value = valueAt(text, expression.lastIndex, styleOf(text, start, expression.lastIndex));
      const name = secretName(binding === 'assigned' ? bare : withWordsBefore(text, start, bare));
      if (name === undefined) continue;
      const bound = flag && binding === 'spoken' ? 'assigned' : binding;
      if (isSecret(name, text, value, bound, bare))
        return [{ kind: name.kind, start: value.start, end: value.end }];
      if (binding === 'assigned' || binding === 'told') return [];
    }
    return [];
  };
}

const nameChar = /[A-Za-z0-9_.-]/;

function nameAround(text: string, at: number): readonly [start: number, end: number] {
  let start = at;
  while (start > 0 && at - start < NAME_CHARS && nameChar.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end - at < NAME_CHARS && nameChar.test(text.charAt(end))) end += 1;
  // The last character of an escape is no part of the name: `\npassword`, `%26password`, `\u0026password`.
  const escape =
    text.charAt(start - 1) === '\\'
      ? /^(?:u[0-9a-fA-F]{4}|[abfnrtv](?=[A-Za-z_]))/
      : text.charAt(start - 1) === '%'
        ? /^[0-9a-fA-F]{2}/
        : undefined;
  const skipped = escape?.exec(text.slice(start, Math.min(at, start + 6)))?.[0].length ?? 0;
  return [start + skipped, end];
}

/** `Root Token`, `API key`, `public key`: a name in a sentence is more than its last word. */
function withWordsBefore(text: string, start: number, name: string): string {
  const before =
    /(?:[A-Za-z][A-Za-z0-9_]{1,20} ){1,2}$/.exec(text.slice(Math.max(0, start - 45), start))?.[0] ?? '';
  return `${before}${name}`;
}

type Style = 'environment' | 'encoded' | 'plain';

/** An environment's line has no delimiter but its end; in a URL that is escaped whole, delimiters are escaped too. */
function styleOf(text: string, nameStart: number, valueStart: number): Style {
  if (/%(?:3[ADad]|22)$/.test(text.slice(valueStart - 3, valueStart))) return 'encoded';
  const before = text.slice(Math.max(0, nameStart - 40), nameStart);
  return /^[A-Z][A-Z0-9_]*=$/.test(text.slice(nameStart, valueStart)) &&
    /(?:^|[ \t>|"'])(?:export |set |declare -x |- |-e |--env |Environment="?)?$/.test(before)
    ? 'environment'
    : 'plain';
}

function valueAt(text: string, start: number, style: Style): Value {
  const limit = Math.min(text.length, start + VALUE_CHARS);
  const opening = /^(?:[bBuUrRfN@$]{1,2}(?=["']))?(\\*)(["'`])/.exec(text.slice(start, start + 24));
  if (opening !== null) {
    const [all, slashes = '', quote = '"'] = opening;
    const from = start + all.length;
    return { start: from, end: quotedEnd(text, from, limit, slashes.length, quote), quoted: true };
  }
  const html = /^(?:&quot;|&#34;|%22)/.exec(text.slice(start, start + 8))?.[0];
  if (html !== undefined) {
    const close = text.indexOf(html, start + html.length);
    return { start: start + html.length, end: close < 0 || close > limit ? limit : close, quoted: true };
  }
  return { start, end: bareEnd(text, start, limit, style), quoted: false };
}

/** A string inside a string has its quotes escaped: the end is the first quote with as many backslashes as the opening one, or fewer. */
function quotedEnd(text: string, start: number, limit: number, slashes: number, quote: string): number {
  for (let at = text.indexOf(quote, start); at >= 0 && at < limit; at = text.indexOf(quote, at + 1)) {
    let before = 0;
    while (at - before > start && text.charAt(at - before - 1) === '\\') before += 1;
    if (slashes === 0 ? before % 2 === 0 : before <= slashes) return at - before;
  }
  return limit;
}

const delimiter =
  /[,;&)\]}|\\](?:$|[ \t"'`,;:)\]}]|(?<=\\)[nrt"'`u\\]|(?<=&)(?:amp|quot|#34|lt|gt);|["']?[\w.$-]{1,60}["']?[=:])/y;

function bareEnd(text: string, start: number, limit: number, style: Style): number {
  for (let at = start; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === ' ' || char === '\t' || char === '"' || char === "'" || char === '`') return at;
    if (style === 'environment') continue;
    if (char === '<' || char === '>') return at;
    if (style === 'encoded' && /^%(?:26|22|20|2[Cc]|3[Bb]|0[AaDd]|7[Dd])/.test(text.slice(at, at + 3)))
      return at;
    delimiter.lastIndex = at;
    if (delimiter.test(text)) return at;
  }
  return limit;
}

function isSecret(
  { kind, says }: SecretName,
  text: string,
  { start, end, quoted }: Value,
  binding: Binding,
  name: string,
): boolean {
  const value = text.slice(start, end);
  if (value === '' || standsIn(value) || /^sha(?:1|256|512):/i.test(value)) return false;
  if (/^ (?:bytes|chars|characters|words)\b/.test(text.slice(end, end + 8))) return false;
  if (/^[0-9]+$/.test(value)) return isCode(kind, value);
  if (says === 'likely' && !(binding === 'assigned' && kind === 'token' && /[A-Z]_TOKEN$/.test(name)))
    return likely(kind, value, quoted);
  if (binding === 'assigned' || quoted) return assigned(kind, value, quoted);
  const alone = /^[ \t]*(?:$|[,;|)\]}"'`#\\&<])/.test(text.slice(end, end + 40));
  if (binding === 'told') return alone ? told(kind, value) : looksChosen(value) && !isWordy(value);
  if (binding === 'beside')
    return (
      (alone || /^(?: {2}|\t)/.test(text.slice(end, end + 2))) &&
      looksChosen(value) &&
      !isWordy(value) &&
      told(kind, value)
    );
  return (
    value.length >= 6 &&
    /[0-9!%^*+@#$]/.test(value) &&
    looksChosen(value) &&
    !isWordy(value) &&
    (kind === 'password' || kind === 'passphrase' || looksRandom(value, 12))
  );
}

function isCode(kind: string, value: string): boolean {
  return (
    (kind === 'password' || kind === 'passphrase' || kind === 'pin') &&
    value.length >= 4 &&
    value.length <= 64
  );
}

function assigned(kind: string, value: string, quoted: boolean): boolean {
  if (quoted && / /.test(value) && kind !== 'passphrase' && isSentence(value)) return false;
  if (kind === 'secret' || kind === 'credential') return !isWordy(value) || value.length >= 24;
  return value.length >= 3;
}

function told(kind: string, value: string): boolean {
  if (kind === 'secret' || kind === 'credential' || kind === 'token')
    return looksChosen(value) && !isWordy(value);
  return value.length >= 4;
}

function likely(kind: string, value: string, quoted: boolean): boolean {
  if (decodesToCredentials(value)) return true;
  if (quoted && value.length >= 32 && /[0-9]/.test(value) && new Set(value.replace(/[\w ]/g, '')).size >= 4)
    return true;
  switch (kind) {
    case 'key':
      return looksRandom(value, 20) && !isUuid(value) && /[A-Z]/.test(value) && /[a-z]/.test(value);
    case 'pass':
      return value.length >= 6 && looksChosen(value) && !isWordy(value);
    case 'pin':
    case 'community':
      return value.length >= 8 && looksChosen(value) && !isWordy(value);
    case 'cookie':
      return looksRandom(value, 20) && !isUuid(value);
    case 'token':
      return (
        looksRandom(value, 16) ||
        (quoted && value.length >= 8 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !isWordy(value))
      );
    default:
      return looksRandom(value, 20);
  }
}

/** A name or a sentence's word rather than a password: `db-credentials`, `shop-tls-2026`, `my_secret_v2`. */
function isWordy(value: string): boolean {
  return (
    /^[a-z]{2,20}[0-9]{0,2}(?:[-_./:][a-z]{1,20}[0-9]{0,2}|[-_./:][0-9]{1,4})*$/i.test(value) &&
    !/[a-z][A-Z]/.test(value)
  );
}

function isSentence(value: string): boolean {
  return (
    /^[A-Za-z][A-Za-z'’]*(?: [A-Za-z0-9'’().,:;-]+){2,}[.!]?$/.test(value) ||
    / (?:must|is|are|was|has|cannot|should|not|required|invalid|incorrect|at least|for|your|the) /.test(
      ` ${value} `,
    )
  );
}

/** Base 64 of `user:password`, as HTTP's Basic scheme and registries' `auth` have it. */
export function decodesToCredentials(value: string): boolean {
  if (value.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]{0,200}:[\x20-\x7e]{1,300}$/.test(base64Decoded(value) ?? '');
}
