import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { TeamConfig } from '../core/config/config.ts';
import type { Guide, Problem } from '../core/guide/guide.ts';
import { configPathFor, readConfigFile } from '../node/team-config.ts';
import { unknownWords } from './exit.ts';
import type { Refusal } from './exit.ts';
import { fileTrouble } from './file-trouble.ts';
import type { Workplace } from './workplace.ts';

/** A guide as it lies on disk, read. */
export interface GuideFile {
  kind: 'guide';
  /** Absolute. */
  path: string;
  bytes: Uint8Array;
  text: string;
  /** Whether the bytes are UTF-8: only then can the text be written back. */
  isUtf8: boolean;
  guide: Guide;
  problems: Problem[];
  /** What its team agreed on. */
  config: TeamConfig;
}

/** Reads a guide by the path that was typed. A file that can't be read is refused; what it holds never is. */
export async function openGuide(workplace: Workplace, typed: string): Promise<GuideFile | Refusal> {
  const path = resolve(workplace.terminal.cwd, typed);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return unknownWords(`${typed} can't be read: ${fileTrouble(error)}`);
  }
  const team = await readConfigFile(configPathFor(path));
  for (const { line, message } of team.problems) workplace.terminal.tell(`${team.path}:${line}: ${message}`);
  return {
    kind: 'guide',
    path,
    bytes,
    config: team.config,
    ...(await readBytes(workplace, bytes, { file: typed, config: team.config })),
  };
}

/** Reads a guide's bytes, however they were kept, as its team has it. The reader is heavy, and is loaded here. */
export async function readBytes(
  workplace: Workplace,
  bytes: Uint8Array,
  { file, config }: { file: string; config: TeamConfig },
): Promise<Pick<GuideFile, 'text' | 'isUtf8' | 'guide' | 'problems'>> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const { readGuide } = await import('../core/guide/read.ts');
  const { withTeamRules } = await import('../core/guide/team.ts');
  const grammar = await workplace.grammar();
  const { guide: read, problems } = readGuide(text, file.split(sep).join('/'), grammar, config.words);
  const guide = withTeamRules(read, config.danger, grammar);
  const sha256 = createHash('sha256').update(bytes).digest('hex'); // of the bytes, also where they are no text
  return { text, isUtf8: Buffer.from(text).equals(bytes), guide: { ...guide, sha256 }, problems };
}
