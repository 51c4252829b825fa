import { base64Anywhere, hexOf, urlEncoded, utf8 } from './encodings.ts';
import { secretName } from './names.ts';
import type { Found, Rule } from './rule.ts';
import { standsIn } from './values.ts';

/** A secret whose value is known: it is found wherever and however it is printed. */
export interface LearntSecret {
  readonly name: string;
  readonly value: string;
}

/** Shorter values would mark half of what is on screen. */
const LEAST_CHARS = 8;

/** Values of `.env` files and environments that are words of every log. */
const common = new Set(
  `password passw0rd changeme changeit postgres postgresql mongodb rabbitmq username administrator development production
  staging localhost database undefined disabled enabled required optional internal external defaults anonymous testing
  integration superuser superadmin root1234 admin123 password1 12345678 123456789 1234567890 password123 supersecret
  topsecret mysecret example sandbox 127.0.0.1 sqlalchemy application environment`.split(/\s+/),
);

/** The secrets in the text of a `.env` file or in an environment: by their names, 8 characters or more, no common words. */
export function learntFrom(
  source: string | Readonly<Record<string, string | undefined>>,
): readonly LearntSecret[] {
  const entries = typeof source === 'string' ? entriesOf(source) : Object.entries(source);
  const learnt: LearntSecret[] = [];
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    const inUrl = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@:]*:([^\s]+)@[^\s@]*$/i.exec(value)?.[1];
    if (inUrl !== undefined) learnt.push({ name, value: inUrl });
    else if (secretName(name) !== undefined) learnt.push({ name, value });
  }
  return learnt.filter(({ value }) => isWorthLearning(value));
}

function entriesOf(text: string): readonly (readonly [string, string])[] {
  const assignment =
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*(?:"((?:[^"\\]|\\[^])*)"|'([^']*)'|([^\r\n]*))/gm;
  return [...text.matchAll(assignment)].map(([, name = '', double, single, bare]) => [
    name,
    double === undefined
      ? (single ?? (bare ?? '').replace(/[ \t]+#.*$/, '').trim())
      : double.replace(/\\n/g, '\n').replace(/\\(["\\$`])/g, '$1'),
  ]);
}

function isWorthLearning(value: string): boolean {
  return (
    value.length >= LEAST_CHARS &&
    !common.has(value.toLowerCase()) &&
    !/^[0-9]+$/.test(value) &&
    !standsIn(value) &&
    !/^(?:https?:\/\/[\w.:/-]+|[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?)$/.test(value)
  );
}

/** One rule for each learnt value: as it is, and as JSON, URLs, base 64, hexadecimal and one line have it. */
export function learntRules(learnt: readonly LearntSecret[]): readonly Rule[] {
  return learnt
    .filter(({ value }) => isWorthLearning(value))
    .map(({ name, value }) => learntRule(secretName(name)?.kind ?? 'learnt', value));
}

function learntRule(kind: string, value: string): Rule {
  const bytes = utf8(value);
  const encoded = base64Anywhere(bytes).flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ]);
  const plain = [...new Set([bytes, ...oneLine(bytes), ...escapedForms(bytes)])].filter(
    (form) => form.length >= LEAST_CHARS,
  );
  const inBase64 = new Set(encoded.filter((form) => form.length >= LEAST_CHARS + 2));
  return {
    literals: [...new Set([...plain, ...inBase64])].filter(
      (form) => !['\r', '\n', '\0'].some((end) => form.includes(end)),
    ),
    find: (text, at) => found(kind, text, at, plain, inBase64),
  };
}

function found(
  kind: string,
  text: string,
  at: number,
  plain: readonly string[],
  inBase64: ReadonlySet<string>,
): readonly Found[] {
  const forms = plain
    .filter((form) => text.startsWith(form, at))
    .map((form) => ({ kind, start: at, end: at + form.length }));
  const base64 = [...inBase64].find((form) => text.startsWith(form, at));
  return base64 === undefined ? forms : [...forms, { kind, ...runAround(text, at, at + base64.length) }];
}

/** All of the base 64 around: what is beside the secret's own digits shares bits with it. */
function runAround(text: string, from: number, to: number): { start: number; end: number } {
  const digit = /[A-Za-z0-9+/_=-]/;
  let start = from;
  while (start > 0 && from - start < 4096 && digit.test(text.charAt(start - 1))) start -= 1;
  let end = to;
  while (end < text.length && end - to < 4096 && digit.test(text.charAt(end))) end += 1;
  return { start, end };
}

/** A value of several lines comes line by line, or as one. */
function oneLine(bytes: string): readonly string[] {
  if (!/[\r\n]/.test(bytes)) return [];
  const lines = bytes.split(/\r?\n/);
  const long = lines.filter((line) => line.trim().length >= 16 && !/^-----/.test(line));
  return [
    ...long,
    ...['', ' ', '\\n', '\\\\n', '\\r\\n', '%0A', '%0a'].map((between) => lines.join(between)),
  ];
}

function escapedForms(bytes: string): readonly string[] {
  const json = bytes
    .replace(/["\\]/g, String.raw`\$&`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  const url = urlEncoded(bytes);
  return [
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/["\\]/g, String.raw`\$&`),
    url,
    url.toLowerCase() === url ? url : url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    url.replaceAll('%20', '+'),
    url.replace(/%(?:21|27|28|29|2A)/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
    bytes
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
    bytes.replaceAll("'", `'\\''`),
    hexOf(bytes),
    hexOf(bytes).toUpperCase(),
  ];
}
