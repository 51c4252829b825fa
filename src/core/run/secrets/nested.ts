import { base64Anywhere, base64Decoded } from './encodings.ts';
import type { Found, Rule } from './rule.ts';

/** Words that the base 64 of a secret's surroundings holds, at any of three places. */
const words = [
  'password',
  'PASSWORD',
  'passwd',
  'secret',
  'SECRET',
  'Secret',
  'token',
  'TOKEN',
  'Password',
  'PRIVATE KEY',
  '_key',
  'ApiKey',
  'apiKey',
  '_KEY',
  'AccountKey',
  '"auth',
  'Bearer ',
  'Basic ',
  'postgres',
  'mysql://',
  'mongodb',
  'redis://',
  'amqp://',
  'https://',
  'AKIA',
  'ASIA',
  'ghp_',
  'glpat-',
  'xoxb-',
  'sk_live_',
  'AIza',
];

const LEAST_CHARS = 24;
const MOST_CHARS = 32_768;
const digit = /[A-Za-z0-9+/_-]/;

/** Base 64 of text that holds a secret by the other rules: all of it goes. Within itself it is looked into once more. */
export function nestedRule(find: (text: string) => readonly Found[]): Rule {
  const literals = [...new Set(words.flatMap(base64Anywhere))];
  return { literals, find: (text, at) => nestedAt(text, at, find) };
}

function nestedAt(text: string, at: number, find: (text: string) => readonly Found[]): readonly Found[] {
  let start = at;
  while (start > 0 && at - start < MOST_CHARS && digit.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end - at < MOST_CHARS && digit.test(text.charAt(end))) end += 1;
  if (end - start < LEAST_CHARS) return [];
  const first = inside(text.slice(start, end), find);
  return first === undefined
    ? []
    : [{ kind: first.kind, start, end: end + (/^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0) }];
}

function inside(run: string, find: (text: string) => readonly Found[]): Found | undefined {
  const decoded = base64Decoded(run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0)));
  if (decoded === undefined || /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(decoded)) return undefined;
  for (const line of decoded.split(/[\r\n]+/)) {
    const [first] = find(line);
    if (first !== undefined) return first;
  }
  return undefined;
}
