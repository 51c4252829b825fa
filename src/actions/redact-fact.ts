import type { Fact } from '../core/incident/event.ts';

/** Fields that hold words of people, of the guide or of a shell. All others are ids, hashes, numbers, paths and fixed words. */
const wordFields: ReadonlySet<string> = new Set([
  'text',
  'title',
  'reason',
  'why',
  'note',
  'value',
  'command',
  'commands',
  'to',
  'by',
  'link',
  'lines',
  'impact',
  'detection',
  'contact',
  'target',
  'within',
  'name',
]);

/** The same fact with secrets taken out of its words: the one exit through which facts reach the record. */
export function redactFact(fact: Fact, redactText: (text: string) => string): Fact {
  return redactFields(fact, redactText);
}

function redactFields<T extends object>(fields: T, redactText: (text: string) => string): T {
  const copy = Object.entries(fields).map(([key, value]: [string, unknown]) => [
    key,
    wordFields.has(key) ? redactValue(value, redactText) : value,
  ]);
  return Object.fromEntries(copy) as T;
}

function redactValue(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactInside(item, redactText));
  if (typeof value === 'object' && value !== null) return redactInside(value, redactText);
  return value;
}

function redactInside(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      typeof one === 'string' ? redactText(one) : one,
    ]),
  );
}
