import { createHash } from 'node:crypto';

/** What a case expects: a part of what `inspect --json` gives, with the operators of the tricky cases. */
export type Expectation = unknown;

type Fields = Record<string, unknown>;

/** Where a value differs from what is expected, in words; empty when it doesn't. */
export function differences(actual: unknown, expected: Expectation, path = ''): string[] {
  if (isFields(expected)) {
    const operators = Object.keys(expected).filter((key) => key.startsWith('$'));
    if (operators.length > 0) return operators.flatMap((key) => operator(key, actual, expected[key], path));
    return fields(actual, expected, path);
  }
  if (Array.isArray(expected)) return list(actual, expected, path);
  return actual === expected ? [] : [`${path}: is ${show(actual)}, not ${show(expected)}`];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

function fields(actual: unknown, expected: Fields, path: string): string[] {
  if (!isFields(actual)) return [`${path}: is ${show(actual)}, no object`];
  return Object.entries(expected).flatMap(([key, value]) => {
    if (key !== 'content') return differences(actual[key], value, `${path}.${key}`);
    const sha256 = createHash('sha256').update(String(value)).digest('hex');
    return actual['sha256'] === sha256 ? [] : [`${path}: its content is not ${show(value)}`];
  });
}

function list(actual: unknown, expected: readonly unknown[], path: string): string[] {
  if (!Array.isArray(actual)) return [`${path}: is ${show(actual)}, no list`];
  if (actual.length !== expected.length) {
    return [`${path}: has ${actual.length} elements, not ${expected.length}: ${show(actual)}`];
  }
  return expected.flatMap((each, at) => differences(actual[at], each, `${path}[${at}]`));
}

function matches(actual: unknown, expected: Expectation): boolean {
  return differences(actual, expected).length === 0;
}

function operator(key: string, actual: unknown, value: unknown, path: string): string[] {
  const elements: unknown[] = Array.isArray(actual) ? actual : [];
  const fail = (why: string): string[] => [`${path}: ${why} ${show(value)}, but is ${show(actual)}`];
  const size = typeof actual === 'number' ? actual : elements.length;
  switch (key) {
    case '$re':
      return new RegExp(String(value), 'u').test(String(actual)) ? [] : fail('does not match');
    case '$not':
      return matches(actual, value) ? fail('must not be') : [];
    case '$min':
      return size >= Number(value) ? [] : fail('is less than');
    case '$max':
      return size <= Number(value) ? [] : fail('is more than');
    case '$absent':
      return actual === undefined ? [] : fail('must be absent');
    case '$empty':
      return actual === undefined || elements.length === 0 ? [] : fail('must be empty');
    case '$length':
      return elements.length === value ? [] : fail('has not the length');
    case '$some':
      return (value as unknown[]).every((each) => elements.some((element) => matches(element, each)))
        ? []
        : fail('lacks some of');
    case '$none':
      return elements.some((element) => matches(element, value)) ? fail('must not have') : [];
    case '$all':
      return elements.flatMap((element, at) => differences(element, value, `${path}[${at}]`));
    case '$unique': {
      const keys = elements.map((element) => show((element as Fields)[String(value)]));
      return new Set(keys).size === keys.length ? [] : fail('shares');
    }
    case '$list':
      return list(actual, value as unknown[], path);
    default:
      return [`${path}: the expectation has an unknown operator ${key}`];
  }
}

/** The JSON of a guide with the flat lists that expectations may name. */
export function withFlatLists(json: Fields): Fields {
  const flat = (parents: unknown, key: string): unknown[] =>
    (parents as Fields[]).flatMap((parent) => (parent[key] as unknown[] | undefined) ?? []);
  const allPhases = flat(json['playbooks'], 'phases');
  const allBlocks = flat(allPhases, 'blocks');
  const allSteps = flat(allBlocks, 'steps');
  return { ...json, allPhases, allBlocks, allSteps, allCommands: flat(allSteps, 'commands') };
}
