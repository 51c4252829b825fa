import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { noConfig, readConfig } from '../core/config/config.ts';
import type { ConfigProblem, TeamConfig } from '../core/config/config.ts';
import { journalFolderFor } from './journal-place.ts';
import { codeOf } from './journal-problem.ts';

/** A team's config as it lies on disk. Where there is none it says nothing. */
export interface ConfigFile {
  path: string;
  config: TeamConfig;
  problems: readonly ConfigProblem[];
}

/** Where the config of a guide lies: with the incidents of its repository, wherever those of one run are kept. */
export function configPathFor(guidePath: string, upTo?: string): string {
  const start = dirname(guidePath);
  const place = upTo === undefined ? { start } : { start, upTo, otherwise: upTo };
  return join(journalFolderFor(place), 'config.yaml');
}

/** Reads a config. One that can't be read is a problem of its first line, and says nothing. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  try {
    return { path, ...readConfig(await readFile(path, 'utf8')) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { path, config: noConfig, problems: [] };
    return {
      path,
      config: noConfig,
      problems: [{ line: 1, message: `The file can't be read: ${String(error)}` }],
    };
  }
}
