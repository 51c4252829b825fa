import type { AssignedValue } from './assigned-value.ts';
import { base64Decoded } from './encodings.ts';
import type { SecretName } from './names.ts';
import { isUuid, isWordy, looksChosen, looksRandom, standsIn } from './values.ts';

/**
 * How a value is bound to its name, from the surest on: `name=value`; `name: value`, which is also how people talk;
 * in the next column; in the same sentence.
 */
export type Binding = 'assigned' | 'told' | 'beside' | 'spoken';

/** A value's beginning is enough to judge it by, and a bound on what that costs. */
const JUDGED_CHARS = 256;

export interface JudgedName extends SecretName {
  /** Whether it is one of several words in itself: `cache_key`, `stripeKey`. */
  readonly compound: boolean;
  /** Whether nobody writes it in a sentence: an environment's `API_TOKEN`, an option's `--token`. */
  readonly formal: boolean;
}

/** Whether the value after a secret's name is the secret: the looser the two are bound, the more it must look like one. */
export function isSecret(name: JudgedName, binding: Binding, text: string, place: AssignedValue): boolean {
  const value = text.slice(place.start, Math.min(place.end, place.start + JUDGED_CHARS));
  if (
    value === '' ||
    standsIn(value) ||
    standsInFrom(text, place.start) ||
    /^sha(?:1|256|384|512)[:-]/i.test(value)
  ) {
    return false;
  }
  if (/^ (?:bytes|chars|characters|words)\b/.test(text.slice(place.end, place.end + 8))) return false;
  // `secretsmanager:GetSecretValue`: a service and what may be done with it.
  if (binding === 'told' && text.charAt(place.start - 1) === ':' && /^(?:[A-Z][a-z]+){2,}$/.test(value))
    return false;
  if (/^[0-9]+$/.test(value)) return isCode(name.kind, value);
  if (binding === 'assigned' && name.formal && !isWordy(value) && !isUuid(value) && value.length >= 8)
    return true;
  if (name.says === 'likely') return likely(name, value, place.quoted);
  if (binding === 'assigned' || (binding === 'told' && place.quoted))
    return assigned(name, value, place.quoted);
  const alone = /^[ \t]*(?:$|[,;|)\]}"'`#\\&<\xe2])/.test(text.slice(place.end, place.end + 40));
  const chosen = looksChosen(value) && !isWordy(value);
  switch (binding) {
    case 'told':
      return alone ? told(name.kind, value, chosen) : chosen;
    case 'beside':
      return chosen && (alone || /^(?: {2}|\t)/.test(text.slice(place.end, place.end + 2)));
    case 'spoken':
      return chosen && spoken(name.kind, value);
  }
}

/** `(sensitive value)`, `<set to the key …>`: a gap that holds blanks. */
function standsInFrom(text: string, start: number): boolean {
  return /^[<[({]{1,3} ?(?:sensitive|redacted|filtered|masked|hidden|secret|removed|omitted|set|unset|none|null|empty|your|insert|the|encrypted|not|known|as) /i.test(
    text.slice(start, start + 24),
  );
}

function isCode(kind: string, value: string): boolean {
  return ['password', 'passphrase', 'pin'].includes(kind) && value.length >= 4 && value.length <= 64;
}

function assigned({ kind, formal }: JudgedName, value: string, quoted: boolean): boolean {
  if (quoted && value.includes(' ') && kind !== 'passphrase' && isSentence(value)) return false;
  if ((kind === 'secret' || kind === 'credential') && !formal) return !isWordy(value) || value.length >= 24;
  return value.length >= 3;
}

function told(kind: string, value: string, chosen: boolean): boolean {
  if (kind === 'secret' || kind === 'credential' || kind === 'token') return chosen;
  return value.length >= 4;
}

function spoken(kind: string, value: string): boolean {
  if (value.length < 6 || !/[0-9!%^*+@#$]/.test(value) || /[()[\]{}<>]|:\/\/|^\//.test(value)) return false;
  return kind === 'password' || kind === 'passphrase' || looksRandom(value, 12);
}

function likely({ kind, compound }: JudgedName, value: string, quoted: boolean): boolean {
  if (/^[a-z][\w+.-]{1,20}:\/\//i.test(value)) return kind === 'webhook' || kind === 'connection-string';
  if (decodesToCredentials(value)) return true;
  if (quoted && isSalad(value)) return true;
  switch (kind) {
    case 'key':
      return looksRandom(value, 20) && !isUuid(value) && (isMixed(value) || (compound && value.length >= 32));
    case 'pass':
      return value.length >= 6 && looksChosen(value) && !isWordy(value);
    case 'pin':
    case 'community':
      return value.length >= 8 && looksChosen(value) && !isWordy(value) && !/[()[\]]/.test(value);
    case 'cookie':
      return looksRandom(value, 20) && !isUuid(value) && !/^0x[0-9a-f]{1,16}(?![0-9a-f])/i.test(value);
    case 'token':
      return (
        looksRandom(value, 16) ||
        (quoted && value.length >= 8 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !isWordy(value))
      );
    default:
      return looksRandom(value, 20);
  }
}

function isMixed(value: string): boolean {
  return /[A-Z]/.test(value) && /[a-z]/.test(value);
}

/** Letters, digits and many signs in one string: `put your unique phrase here`, done. */
function isSalad(value: string): boolean {
  return (
    value.length >= 32 &&
    /[0-9]/.test(value) &&
    !value.includes('  ') &&
    new Set(value.replace(/[\w .,:;'()/-]/g, '')).size >= 4
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
