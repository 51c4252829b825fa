import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as v from 'valibot';

/** Secrets as templates: the notation is at the head of `data/secrets-sample.yaml`. */
const setSchema = v.object({
  schema: v.literal(1),
  secrets: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      text: v.string(),
      secret: v.string(),
      variants: v.exactOptional(
        v.object({
          ansi: v.exactOptional(v.boolean()),
          chunked: v.exactOptional(v.array(v.number())),
          crlf: v.exactOptional(v.boolean()),
        }),
      ),
    }),
  ),
});
export type Template = v.InferOutput<typeof setSchema>['secrets'][number];

/** A template filled: what a terminal would print, in pieces, and what must be gone from it. */
export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly variant: 'plain' | 'ansi' | 'chunked' | 'crlf';
  readonly chunks: readonly Buffer[];
  readonly secret: string;
}

export function readSet(file: string): readonly Template[] {
  return v.parse(setSchema, parse(readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8'))).secrets;
}

/** Numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Each variant of a template, each with another value. */
export function casesOf(template: Template, seed: number): readonly Case[] {
  const { variants = {} } = template;
  const names = ['plain', 'ansi', 'chunked', 'crlf'] as const;
  return names
    .filter((name) => name === 'plain' || (variants[name] !== undefined && variants[name] !== false))
    .map((variant, index) => caseOf(template, variant, seeded(hash(`${template.id} ${seed} ${index}`))));
}

function hash(text: string): number {
  return [...text].reduce((sum, char) => Math.imul(sum ^ char.charCodeAt(0), 16777619), 2166136261);
}

function caseOf(template: Template, variant: Case['variant'], random: () => number): Case {
  const filled = fill(template.secret, random);
  const lineEnd = variant === 'crlf' ? '\r\n' : '\n';
  const secret = filled.replaceAll('\n', lineEnd);
  const [before = '', after = ''] = template.text
    .split('{secret}')
    .map((part) => fill(part, random).replaceAll('\n', lineEnd));
  const indent = /(?:^|\n)([ \t]*)$/.exec(before)?.[1] ?? '';
  const shown =
    variant === 'ansi'
      ? coloured(before, secret, random)
      : `${before}${secret.replaceAll('\n', `\n${indent}`)}`;
  const text = Buffer.from(`${shown}${after}${lineEnd}`);
  const { id, kind } = template;
  if (variant !== 'chunked') return { id, kind, variant, secret, chunks: [text] };
  const from = Buffer.byteLength(before);
  const cuts = (template.variants?.chunked ?? []).map((cut) => Math.max(0, from + cut)).sort((a, b) => a - b);
  const chunks = [0, ...cuts].map((cut, index) => text.subarray(cut, cuts[index] ?? text.length));
  return { id, kind, variant, secret, chunks };
}

const RED = '\x1b[01;31m\x1b[K';
const PLAIN = '\x1b[m\x1b[K';

/** Colours within the secret, or over the key before it, as `grep --color` has them. */
function coloured(before: string, secret: string, random: () => number): string {
  const key = /[A-Za-z_][\w-]*(?=[^\w]*$)/.exec(before);
  if (key !== null && random() < 0.5) {
    const end = key.index + key[0].length;
    return `${before.slice(0, key.index)}${RED}${key[0]}${PLAIN}${before.slice(end)}${secret}`;
  }
  const from = Math.floor(random() * (secret.length - 1));
  const to = from + 1 + Math.floor(random() * (secret.length - from - 1));
  return `${before}${secret.slice(0, from)}${RED}${secret.slice(from, to)}${PLAIN}${secret.slice(to)}`;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGIT = '0123456789';
const alphabets: Readonly<Record<string, string>> = {
  upper: UPPER,
  lower: LOWER,
  alpha: UPPER + LOWER,
  digit: DIGIT,
  alnum: UPPER + LOWER + DIGIT,
  lowalnum: LOWER + DIGIT,
  hex: `${DIGIT}abcdef`,
  HEX: `${DIGIT}ABCDEF`,
  base32: `${UPPER}234567`,
  base32l: `${LOWER}234567`,
  b64: `${UPPER}${LOWER}${DIGIT}+/`,
  b64url: `${UPPER}${LOWER}${DIGIT}-_`,
  bcrypt: `${UPPER}${LOWER}${DIGIT}./`,
};
const WORDS =
  'Sunny Tiger Copper River Winter Falcon Maple Stone Silver Harbor Purple Orange Summer Bridge'.split(' ');

/** Fills every template of a text. Other braces are part of it. */
export function fill(text: string, random: () => number): string {
  return text.replace(
    /\{([A-Za-z0-9]+)(?::([^{}]*))?\}/g,
    (all, name: string, argument: string | undefined) => value(name, argument ?? '', random) ?? all,
  );
}

function value(name: string, argument: string, random: () => number): string | undefined {
  const pick = (from: string | readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const count = Number(argument);
  const many = (from: string, length = count): string => Array.from({ length }, () => pick(from)).join('');
  const b64 = alphabets['b64'] ?? '';
  const alphabet = alphabets[name];
  if (alphabet !== undefined) return many(alphabet);
  switch (name) {
    case 'pick':
      return pick(argument.split('|'));
    case 'dash':
      return '-'.repeat(count);
    case 'pw':
      return password(count, random);
    case 'pass':
      return `${pick(WORDS)}${pick(WORDS)}${many(DIGIT, 4)}!`;
    case 'basic':
      return Buffer.from(`${argument}:${password(16, random)}`).toString('base64');
    case 'b64pw':
      return Buffer.from(password(count, random)).toString('base64');
    case 'pem':
      return Array.from({ length: count }, () => many(b64, 64)).join('\n');
    case 'pemjson':
      return Array.from({ length: count }, () => many(b64, 64)).join('\\n');
    case 'jwt':
      return [
        { alg: 'HS256', typ: 'JWT' },
        { sub: many(DIGIT, 10), exp: 1_700_000_000 },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat(many(alphabets['b64url'] ?? '', 43))
        .join('.');
    case 'uuid':
      return `${many(alphabets['hex'] ?? '', 8)}-${many(alphabets['hex'] ?? '', 4)}-4${many(alphabets['hex'] ?? '', 3)}-${pick('89ab')}${many(alphabets['hex'] ?? '', 3)}-${many(alphabets['hex'] ?? '', 12)}`;
    default:
      return undefined;
  }
}

/** Letters, one digit at least, and one of `!%^*_+.-`, in any order, as generators make them. */
function password(length: number, random: () => number): string {
  const pick = (from: string): string => from[Math.floor(random() * from.length)] ?? '';
  const chars = Array.from({ length }, () => pick(UPPER + LOWER));
  const first = Math.floor(random() * length);
  chars[first] = pick(DIGIT);
  chars[(first + 1 + Math.floor(random() * (length - 1))) % length] = pick('!%^*_+.-');
  return chars.join('');
}
