import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inspectGuide } from '../../../src/core/guide/inspect.ts';
import { readGuide } from '../../../src/core/guide/read.ts';
import { grammar } from '../../grammar.ts';

type Fields = Record<string, unknown>;

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const golden = parse(file('test/data/golden-seed.yaml')) as Fields;
const reading = JSON.parse(
  JSON.stringify(inspectGuide(readGuide(file('runbooks/incident-guide.md'), 'incident-guide.md', grammar))),
) as Fields;

/** Fields that explain the golden, or are someone else's to find. */
const apart = new Set([
  'alternatives',
  'why',
  'note',
  'reason',
  'unnamed',
  'counts',
  'lint',
  'quiet',
  'mojibake',
]);
/** What both leave out means the same. */
const absent: Fields = {
  interactive: false,
  longRunning: false,
  contact: null,
  manual: [],
  notes: [],
  placeholders: [],
  urls: [],
};

function compare(actual: unknown, expected: unknown, path: string): string[] {
  if (Array.isArray(expected)) {
    const list = (actual ?? []) as unknown[];
    if (list.length !== expected.length) return [`${path}: ${list.length} elements, not ${expected.length}`];
    return expected.flatMap((each, at) => compare(list[at], each, `${path}[${at}]`));
  }
  if (typeof expected === 'object' && expected !== null)
    return compareFields(actual as Fields, expected as Fields, path);
  return actual === expected ? [] : [`${path}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function compareFields(actual: Fields, expected: Fields, path: string): string[] {
  const keys = new Set([...Object.keys(expected), ...Object.keys(absent).filter((key) => key in actual)]);
  const alternatives = (expected['alternatives'] ?? []) as Fields[];
  return [...keys]
    .filter((key) => !apart.has(key))
    .flatMap((key) => {
      const value = plain(key, actual[key]) ?? absent[key];
      const accepted = [
        expected[key] ?? absent[key],
        ...alternatives.filter((each) => key in each).map((each) => each[key]),
      ];
      const found = accepted.map((each) => compare(value, each, `${path}.${key}`));
      return found.find((differences) => differences.length === 0) ?? found[0] ?? [];
    });
}

/** The golden names a danger's level alone. */
function plain(key: string, value: unknown): unknown {
  return key === 'danger' ? (value as Fields | undefined)?.['level'] : value;
}

describe("reading the customer's guide", () => {
  it('agrees with the hand-checked reading in everything', () => {
    assert.deepEqual(compareFields(reading, golden, ''), []);
  });

  it('agrees from the file as it arrived, with each damaged line reported and repaired', () => {
    const { lines, repairedSha256 } = golden['mojibake'] as { lines: number[]; repairedSha256: string };
    const text = file('test/data/incident-guide.mojibake.txt');
    const { guide, problems } = readGuide(text, 'incident-guide.md', grammar);
    const found = problems.filter(({ rule }) => rule === 'mojibake');
    assert.deepEqual(
      found.map(({ line }) => line),
      lines,
    );
    for (const { fix } of found) {
      const edits = fix?.edits.toSorted((a, b) => b.start - a.start) ?? [];
      const repaired = edits.reduce(
        (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
        text,
      );
      assert.equal(readGuide(repaired, 'incident-guide.md', grammar).guide.sha256, repairedSha256);
    }
    assert.deepEqual(
      guide.playbooks.map(({ title, severity }) => [title, severity]),
      (golden['playbooks'] as Fields[]).map(({ title, severity }) => [title, severity]),
    );
    assert.equal(guide.title, golden['title']);
  });
});
