import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inspectGuide } from '../../../src/core/guide/inspect.ts';
import { readGuide } from '../../../src/core/guide/read.ts';
import { grammar } from '../../grammar.ts';

const styles = ['gitlab-like', 'prometheus-like', 'openshift-like', 'wiki-like'];

describe('reading guides of other styles', () => {
  for (const style of styles) {
    it(`reads a ${style} guide as its golden says`, () => {
      const text = readFileSync(new URL(`../../data/guides/${style}.md`, import.meta.url), 'utf8');
      const json = `${JSON.stringify(inspectGuide(readGuide(text, `${style}.md`, grammar)), null, 2)}\n`;
      const golden = new URL(`../../data/guides/${style}.json`, import.meta.url);
      if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, json);
      assert.ok(existsSync(golden), 'the golden is missing: UPDATE_GOLDENS=1 writes it');
      assert.deepEqual(JSON.parse(json), JSON.parse(readFileSync(golden, 'utf8')));
    });
  }
});
