import { dirname, join } from 'node:path';
import { stepFiles } from '../core/run/script.ts';
import { chooseShell, shellKind } from '../core/run/shell-choice.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { RunRequest } from '../ports.ts';
import { describeRun, makeRunFolder, newNonce, WHERE, writePrivate } from './run-files.ts';
import type { RunFile } from './run-files.ts';
import { commandsOf, isWhole } from './step-text.ts';

/** The terminal that a step is written for. */
export interface StepPlace {
  /** The shell's path. */
  shell: string;
  record: string;
  grammar: Grammar;
}

/** The line that makes the terminal's shell run the step; or why it can't. */
export type WrittenStep =
  | { kind: 'written'; line: string; about: Omit<RunFile, 'owner'>; notices: string[] }
  | { kind: 'refused'; reason: string };

/** Writes a step's files into its run's folder, for the terminal's shell; for a shell inside it where that one can't read the text. */
export async function writeTerminalStep(
  folder: string,
  request: RunRequest,
  place: StepPlace,
): Promise<WrittenStep> {
  const own = shellKind(place.shell);
  const commands = await commandsOf(folder, request);
  const choice = isWhole(request)
    ? ({ kind: 'own', likeBash: false } as const)
    : chooseShell(request, own, place.grammar);
  const about = aboutRun(request, place.record);
  const common = { nonce: about.nonce, onFailure: request.onFailure };
  const where = join(dirname(place.record), WHERE);
  const atPrompt = { ...common, shell: own ?? 'sh', folder, where, front: { kind: 'prompt' } } as const;
  switch (choice.kind) {
    case 'none':
      return { kind: 'refused', reason: choice.why };
    case 'own': {
      const line = await writeAll(folder, stepFiles({ ...atPrompt, commands, likeBash: choice.likeBash }));
      await describeRun(folder, about);
      return { kind: 'written', line, about, notices: [] };
    }
    case 'other': {
      const { program, why } = choice;
      if (program === 'pwsh') return { kind: 'refused', reason: why };
      const inner = await makeRunFolder(folder, 'inner');
      const front = { kind: 'driven', stdio: 'tty' } as const;
      await writeAll(inner, stepFiles({ ...common, shell: program, folder: inner, commands, front }));
      const line = await writeAll(
        folder,
        stepFiles({ ...atPrompt, commands: [`${program} ${join(inner, 'step')}`] }),
      );
      await describeRun(folder, { ...about, inner });
      const notice = `It runs in ${program}, because ${why}: what it sets stays there.`;
      return { kind: 'written', line, about: { ...about, inner }, notices: [notice] };
    }
  }
}

function aboutRun(request: RunRequest, record: string): Omit<RunFile, 'owner'> {
  return {
    run: request.run,
    nonce: newNonce(),
    record,
    source: 'terminal',
    ...(isWhole(request) && { whole: true }),
    ...(request.limit && { limit: request.limit }),
  };
}

async function writeAll(folder: string, { files, line }: ReturnType<typeof stepFiles>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writePrivate(join(folder, name), text);
  return line;
}
