import { Language, Parser } from 'web-tree-sitter';
import type { Grammar } from '../core/shell/syntax.ts';

/** Where the two WebAssembly files lie: the parser engine and the bash grammar. */
export interface GrammarFiles {
  engine: string;
  bash: string;
}

/**
 * Loads the shell grammar (about 1.5 MB of WebAssembly, some 50 ms): call it at first need, once.
 * Rejects when a file is missing or broken, which only a damaged installation can cause.
 */
export async function loadGrammar({ engine, bash }: GrammarFiles): Promise<Grammar> {
  await Parser.init({ locateFile: () => engine });
  const parser = new Parser().setLanguage(await Language.load(bash));
  return {
    parse(text) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('The shell grammar was not loaded.');
      return tree;
    },
  };
}
