import { InvalidArgumentError } from 'commander';
import { suggestion } from '../core/run/nearest.ts';

/** Of a flag that can be given several times. */
export function collect(word: string, before: readonly string[] = []): string[] {
  return [...before, word];
}

/** `NAME=VALUE`, of a flag that can be given several times. */
export function collectValue(
  word: string,
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const at = word.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It has to be NAME=VALUE.');
  return new Map(before).set(word.slice(0, at), word.slice(at + 1));
}

/** A word of a few. */
export function oneOf(known: readonly string[]): (word: string) => string {
  return (word) => {
    if (known.includes(word)) return word;
    throw new InvalidArgumentError(`It is none of the words that are known here${suggestion(word, known)}`);
  };
}

/** A time, above 0. */
export function seconds(word: string): number {
  const value = Number(word);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It has to be a number above 0.');
  return value;
}
