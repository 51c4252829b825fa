import assert from 'node:assert/strict';
import { manualTarget } from '../../../src/core/guide/manual.ts';
import type { ManualTarget } from '../../../src/core/guide/manual.ts';

const cases: readonly [text: string, target: ManualTarget | undefined, why: string][] = [
  [
    'Visit: https://grafana.example/d/1.',
    { kind: 'link', url: 'https://grafana.example/d/1' },
    'a stop ends the sentence',
  ],
  [
    'See (https://a.example/b?c=1)',
    { kind: 'link', url: 'https://a.example/b?c=1' },
    'a bracket is around it',
  ],
  [
    'Edit .env.production:\nPOOL=10',
    { kind: 'file', path: '.env.production', find: 'POOL' },
    'a variable that is set',
  ],
  [
    'Edit the file `deploy/app.yml`\nresources:\n  limits:\n    memory: 1G',
    { kind: 'file', path: 'deploy/app.yml', find: 'memory' },
    'YAML nests: its last key',
  ],
  ['open ~/.ssh/config', { kind: 'file', path: '~/.ssh/config' }, 'no lines below it'],
  ['Update nginx.conf\nworker_connections 4096;', { kind: 'file', path: 'nginx.conf' }, 'no key is set'],
  ['Change the password', undefined, 'a word is no file'],
  ['Call the person on duty', undefined, 'only words'],
];

describe('what an instruction points at', () => {
  for (const [text, target, why] of cases) {
    it(`${JSON.stringify(text)} (${why})`, () => {
      assert.deepEqual(manualTarget({ text }), target);
    });
  }
});
