import { join } from 'node:path';
import { quotePosix } from '../core/run/script.ts';
import type { RunRequest } from '../ports.ts';
import { writePrivate } from './run-files.ts';

/** Whether the step runs as one file of an interpreter: then its commands have one outcome. */
export function isWhole({ script, language }: Pick<RunRequest, 'script' | 'language'>): boolean {
  return script !== undefined || language === 'powershell';
}

/** The commands that the shell is given. A script is one command: its interpreter reads it as a file, written into the run's folder. */
export async function commandsOf(folder: string, request: RunRequest): Promise<readonly string[]> {
  const { script, language, commands } = request;
  if (script) {
    await writePrivate(join(folder, 'script'), script.text);
    const words = script.interpreter.replace(/^#!/, '').trim().split(/\s+/);
    return [[...words, join(folder, 'script')].map(quotePosix).join(' ')];
  }
  if (language !== 'powershell') return commands;
  await writePrivate(join(folder, 'script.ps1'), `${commands.join('\n')}\n`);
  return [`pwsh -NoProfile -NonInteractive -File ${quotePosix(join(folder, 'script.ps1'))}`];
}
