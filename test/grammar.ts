import { fileURLToPath } from 'node:url';
import { loadGrammar } from '../src/node/grammar.ts';
import type { Grammar } from '../src/core/shell/syntax.ts';

/** The grammar from the installed packages, with the programs of the sources, loaded once for a whole test run. */
export const grammar: Grammar = await loadGrammar({
  engine: fileURLToPath(import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  bash: fileURLToPath(import.meta.resolve('tree-sitter-bash/tree-sitter-bash.wasm')),
  programs: fileURLToPath(new URL('../src/core/shell/programs/', import.meta.url)),
});
