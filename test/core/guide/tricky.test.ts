import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { parse } from 'yaml';
import { inspectGuide } from '../../../src/core/guide/inspect.ts';
import { readGuide } from '../../../src/core/guide/read.ts';
import { differences, withFlatLists } from '../../expectation.ts';
import { grammar } from '../../grammar.ts';

interface Case {
  id: string;
  kind: string;
  why: string;
  markdown?: string;
  parts?: { text: string; times?: number }[];
  fences?: 'any';
  expect: Record<string, unknown>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function textOf({ markdown, parts = [] }: Case): string {
  const repeat = ({ text, times = 1 }: { text: string; times?: number }): string =>
    Array.from({ length: times }, (_, at) => text.replaceAll('{i}', String(at + 1))).join('');
  return markdown ?? parts.map(repeat).join('');
}

/** The code blocks that CommonMark sees, front matter taken out: what every reading must list. */
function fencesOf(text: string): { line: number; endLine: number; sha256: string }[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front =
    /^---[ \t]*\n(?:[ \t]*\n)*[\w"'-][^\n]*:(?:[ \t][^\n]*)?\n(?:[^]*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(
      plain,
    );
  const skipped = front ? front[0].split('\n').length - (front[0].endsWith('\n') ? 1 : 0) : 0;
  return new MarkdownIt({ html: true })
    .parse(plain.slice(front?.[0].length ?? 0), {})
    .filter(({ type }) => type === 'fence' || type === 'code_block')
    .map(({ map, content }) => ({
      line: (map?.[0] ?? 0) + 1 + skipped,
      endLine: (map?.[1] ?? 0) + skipped,
      sha256: sha256(content),
    }));
}

for (const file of ['tricky-sample.yaml', 'tricky-own.yaml']) {
  const { cases } = parse(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8')) as {
    cases: Case[];
  };
  describe(`reading tricky guides (${file})`, () => {
    for (const each of cases) {
      it(`${each.kind}, ${each.id}: ${each.why}`, () => {
        const text = textOf(each);
        const json = JSON.parse(
          JSON.stringify(inspectGuide(readGuide(text, `${each.id}.md`, grammar))),
        ) as Record<string, unknown>;
        assert.equal(json['sha256'], sha256(text));
        if (each.fences !== 'any') assert.deepEqual(differences(json['fences'], fencesOf(text)), []);
        assert.deepEqual(differences(withFlatLists(json), each.expect), []);
      });
    }
  });
}
