import assert from 'node:assert/strict';
import { readGuide } from '../src/core/guide/read.ts';
import type { Guide, Playbook } from '../src/core/guide/guide.ts';
import { grammar } from './grammar.ts';

/** The guide that a Markdown text is read as. */
export function guideOf(markdown: string, file = 'guide.md'): Guide {
  return readGuide(markdown, file, grammar).guide;
}

/** Its first playbook. */
export function playbookOf(markdown: string): Playbook {
  const [playbook] = guideOf(markdown).playbooks;
  assert.ok(playbook, 'the text has a playbook');
  return playbook;
}
