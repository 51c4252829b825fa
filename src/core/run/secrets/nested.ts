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

/** Base 64 of base 64 is looked into, but no deeper. */
const DEEPEST = 2;

/** Base 64 of text that holds a secret by all the rules (`find`, this one among them): all of it goes. */
export function nestedRule(find: (text: string) => readonly Found[]): Rule {
  const literals = [...new Set(words.flatMap(base64Anywhere))];
  // Many literals may stand in one run: it is decoded once.
  let seen: { text: string; start: number; end: number; found: readonly Found[] } = {
    text: '',
    start: 0,
    end: 0,
    found: [],
  };
  let depth = 0;
  return {
    literals,
    find: (text, at) => {
      if (seen.text === text && at >= seen.start && at < seen.end) return seen.found;
      if (depth === DEEPEST) return [];
      const { start, end } = runAround(text, at);
      depth += 1;
      const found = secretRun(text, start, end, find);
      depth -= 1;
      seen = { text, start, end, found };
      return found;
    },
  };
}

function runAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && at - start < MOST_CHARS && digit.test(text.charAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end - at < MOST_CHARS && digit.test(text.charAt(end))) end += 1;
  return { start, end };
}

function secretRun(
  text: string,
  start: number,
  end: number,
  find: (text: string) => readonly Found[],
): readonly Found[] {
  const first = end - start < LEAST_CHARS ? undefined : inside(text.slice(start, end), find);
  const padding = /^={0,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return first === undefined ? [] : [{ kind: first.kind, start, end: end + padding }];
}

function inside(run: string, find: (text: string) => readonly Found[]): Found | undefined {
  const decoded = base64Decoded(run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0)));
  if (decoded === undefined || isBinary(decoded)) return undefined;
  for (const line of decoded.split(/[\r\n]+/)) {
    const [first] = find(line);
    if (first !== undefined) return first;
  }
  return undefined;
}

function isBinary(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x1b) return true;
  }
  return false;
}
