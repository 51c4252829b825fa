import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../tools/setup.mjs';
import manifest from '../../package.json' with { type: 'json' };

/** Where sentences for people are written. */
const places = ['src/{actions,cli,editor}/**/*.ts', 'src/core/{lint,postmortem,view}/**/*.ts', 'src/*.ts'];

/** Words that a person would take for a second thing, or that do not fit the night. */
const unwanted: readonly [word: RegExp, say: string][] = [
  [/(?<!incident[ -])\brunbooks?\b/i, 'guide'],
  [/\bscenarios?\b/i, 'playbook'],
  [/\bpost ?mortem/i, 'post-mortem'],
  [/\b(snippet|code cell)s?\b/i, 'step, or block'],
  [/\bstages?\b/i, 'phase'],
  [/\b(re-?)?execut(e|es|ed|ing|ion)\b/i, 'run'],
  [/\b(oops|sorry|please)\b/i, 'what happened, what it means, what to do'],
  [/[a-z]!(\s|$)/i, 'a full stop'],
];

interface Text {
  text: string;
  place: string;
}

/** Every text with a blank in it: names and keys have none. */
function textsOf(file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && /\w \w/.test(node.text)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      texts.push({ text: node.text, place: `${file}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

const manifestTexts = JSON.stringify(manifest, null, 1)
  .split('\n')
  .filter((line) => /"(title|description|label|name|contents|markdownDescription)":/.test(line))
  .map((text) => ({ text, place: 'package.json' }));

describe('the words on screen', () => {
  const texts = [...globSync(places, { cwd: root }).flatMap(textsOf), ...manifestTexts];

  it('are found at all', () => {
    assert.ok(texts.length > 100, `${texts.length}`);
  });

  for (const [word, say] of unwanted) {
    it(`say "${say}" and not ${word.source}`, () => {
      const found = texts.filter(({ text }) => word.test(text)).map(({ text, place }) => `${place}: ${text}`);
      assert.deepEqual(found, []);
    });
  }
});
