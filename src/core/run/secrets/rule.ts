/** A secret in a text: where it stands and what it is. */
export interface Found {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Looks for secrets around a literal, so that the expensive look is only where there may be one. */
export interface Rule {
  /** Any of these, as it stands, brings the rule up. Byte strings. */
  readonly literals: readonly string[];
  /** `at` is where the literal starts. Never reads more than a bounded way from there, so a text costs linear time. */
  readonly find: (text: string, at: number) => readonly Found[];
}

/**
 * Where a token may begin: not inside a word, but after an escape of JSON or of a URL, whose last character
 * only looks like a part of the word (`\nghp_…`, `%3Dghp_…`, `\u003dghp_…`).
 */
export const START = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[abfnrtv]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}))`;

/** Refuses what an expression takes for a secret. */
export type Accept = (value: string) => boolean;

/**
 * A rule by an expression that must match where its literal stands. Its group `secret`, else all of it, is the secret.
 */
export function pattern(
  kind: string,
  literals: readonly string[],
  expression: string,
  options: { flags?: 'i'; accept?: Accept } = {},
): Rule {
  const { flags = '', accept } = options;
  const sticky = new RegExp(expression, `dy${flags}`);
  return {
    literals,
    find: (text, at) => {
      sticky.lastIndex = at;
      const match = sticky.exec(text);
      if (match === null) return [];
      const [start, end] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [0, 0];
      if (start === end || accept?.(text.slice(start, end)) === false) return [];
      return [{ kind, start, end }];
    },
  };
}

/** Words as names and headers write them: `password`, `Password`, `PASSWORD`; `unseal key`, `Unseal key`, `Unseal Key`. */
export function inCases(words: readonly string[]): readonly string[] {
  const cases = words.flatMap((word) => [
    word,
    word.charAt(0).toUpperCase() + word.slice(1),
    word.replace(/\b[a-z]/g, (first) => first.toUpperCase()),
    word.toUpperCase(),
  ]);
  return [...new Set(cases)];
}

/** A secret with the place of its rule among the others: a lower one says more exactly what it is. */
export interface RankedFound extends Found {
  readonly rank: number;
}

/** Secrets that overlap are one: all of it goes, under the kind that says most. In the text's order. */
export function joined(found: readonly RankedFound[]): readonly RankedFound[] {
  if (found.length < 2) return found;
  const all: RankedFound[] = [];
  for (const one of [...found].sort((a, b) => a.start - b.start || a.rank - b.rank)) {
    const last = all.at(-1);
    if (last === undefined || one.start >= last.end) {
      all.push(one);
      continue;
    }
    const { kind, rank } = one.rank < last.rank ? one : last;
    all[all.length - 1] = { kind, rank, start: last.start, end: Math.max(one.end, last.end) };
  }
  return all;
}
