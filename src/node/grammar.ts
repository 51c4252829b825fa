import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { readPrograms } from '../core/shell/programs.ts';
import type { Programs } from '../core/shell/programs/rows.ts';
import type { Grammar } from '../core/shell/syntax.ts';

/** Where what is loaded lies: the WebAssembly of the parser engine and of the bash grammar, and the tables of programs. */
export interface GrammarFiles {
  engine: string;
  bash: string;
  /** The folder of the `.rows` files. */
  programs: string;
}

/**
 * Loads the shell grammar and what programs do (about 1.5 MB of WebAssembly, 150 KB of text; some 50 ms):
 * call it at first need, once.
 * Rejects when a file is missing or broken, which only a damaged installation can cause.
 */
export async function loadGrammar({ engine, bash, programs }: GrammarFiles): Promise<Grammar> {
  await Parser.init({ locateFile: () => engine });
  const [language, known] = await Promise.all([Language.load(bash), loadPrograms(programs)]);
  const parser = new Parser().setLanguage(language);
  return {
    programs: known,
    parse(text) {
      const tree = parser.parse(text);
      if (!tree) throw new Error('The shell grammar was not loaded.');
      return tree;
    },
  };
}

/** Rejects with what a person can do. */
async function loadPrograms(folder: string): Promise<Programs> {
  const damaged = `What programs do could not be read from ${folder}: install Incident Runbook again.`;
  let texts: string[];
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.rows'));
    texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  } catch (cause) {
    throw new Error(damaged, { cause });
  }
  const programs = readPrograms(texts);
  if (!programs) throw new Error(damaged);
  return programs;
}
