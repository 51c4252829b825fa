import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Grammar } from '../../src/core/shell/syntax.ts';
import { loadGrammar } from '../../src/node/grammar.ts';
import { scratchFolder } from './scratch.ts';

describe('the shell grammar and what programs do', () => {
  let folder: string;
  let remove: () => void;
  beforeEach(() => {
    ({ folder, remove } = scratchFolder());
  });
  afterEach(() => {
    remove();
  });

  const load = (programs: string): Promise<Grammar> =>
    loadGrammar({
      engine: fileURLToPath(import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm')),
      bash: fileURLToPath(import.meta.resolve('tree-sitter-bash/tree-sitter-bash.wasm')),
      programs,
    });

  it('come from every table of a folder, and from nothing else in it', async () => {
    writeFileSync(join(folder, 'one.rows'), 'ls\n  reads:\n');
    writeFileSync(join(folder, 'other.rows'), 'rm\n  destroys: -> deletes {1+}\n');
    writeFileSync(join(folder, 'code.ts'), 'export {};\n');
    const { programs } = await load(folder);
    assert.deepEqual(
      ['ls', 'rm'].map((name) => programs.get(name)?.rows.map(({ text }) => text)),
      [['reads:'], ['destroys: -> deletes {1+}']],
    );
  });

  const saysWhatToDo = { message: /^What programs do could not be read from .*: install .* again\.$/ };

  it('say what to do where the folder is missing', async () => {
    await assert.rejects(load(join(folder, 'missing')), saysWhatToDo);
  });

  it('say what to do where there is no table', async () => {
    await assert.rejects(load(folder), saysWhatToDo);
  });

  it('say what to do where a table is cut off', async () => {
    writeFileSync(join(folder, 'one.rows'), 'rm\n  reads: -');
    await assert.rejects(load(folder), saysWhatToDo);
  });
});
