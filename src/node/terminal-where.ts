import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lookFile } from '../core/run/script.ts';
import { shellKind } from '../core/run/shell-choice.ts';
import { readWhere } from '../core/run/where.ts';
import type { Where } from '../core/run/where.ts';
import { comesTrue } from './folder-changes.ts';
import { WHERE, writePrivate } from './run-files.ts';
import type { TerminalFolder } from './terminal-folder.ts';

const SAYS_WITHIN_MS = 2000;

/** The line that makes a terminal's shell say where it is. What it said before counts no more. */
export async function writeLook({ folder, shell }: TerminalFolder): Promise<string> {
  const files = { look: join(folder, 'look'), where: join(folder, WHERE) };
  const { text, line } = lookFile(shellKind(shell) ?? 'sh', files);
  await rm(files.where, { force: true });
  await writePrivate(files.look, text);
  return line;
}

/** Waits until the shell that read that line has said where it is; false when it does not. */
export function saysWhere(terminal: TerminalFolder): Promise<boolean> {
  const said = async (): Promise<boolean> => (await whereIn(terminal)) !== undefined;
  const never = new Promise<void>(() => undefined);
  return comesTrue(terminal.folder, said, never, AbortSignal.timeout(SAYS_WITHIN_MS));
}

/** Where a terminal's shell said last that it is: after each step, and whenever it was asked. */
export async function whereIn({ folder }: Pick<TerminalFolder, 'folder'>): Promise<Where | undefined> {
  return readWhere(await readFile(join(folder, WHERE), 'utf8').catch(() => ''));
}
