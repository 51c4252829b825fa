import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inlineLine, shellAnswer, shellQuestion } from '../core/run/inline.ts';
import { chooseShell } from '../core/run/shell-choice.ts';
import type { PosixKind } from '../core/run/script.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { RunRequest } from '../ports.ts';
import { comesTrue } from './folder-changes.ts';

/** How long the shell behind a slow connection may take to say which it is. */
const ANSWERS_WITHIN_MS = 5000;
/** To the line's end and all of it away, whatever stands there: a half-typed command must not become the beginning of ours. */
const CLEAR = '\u0005\u0015';

/** The line to send; or why it can't be. */
export type NestedStep = { kind: 'line'; line: string } | { kind: 'refused'; reason: string };

/**
 * What is to be sent into the program that has the terminal, so that its shell runs the step. That shell is asked for first, by a
 * line that changes nothing: where none answers the step is not sent, so it can't run later either, when what waits there now is over.
 */
export async function nestedStep(
  request: RunRequest,
  {
    record,
    nonce,
    grammar,
    send,
  }: { record: string; nonce: string; grammar: Grammar; send: (line: string) => void },
): Promise<NestedStep> {
  send(CLEAR + shellQuestion(nonce));
  const shell = await answered(record, nonce);
  if (shell === undefined) return refused('no shell at its prompt answers there');
  const choice = chooseShell(request, shell, grammar);
  if (choice.kind !== 'own') return refused(`the shell there does not read it as it is meant: ${choice.why}`);
  const { commands, onFailure } = request;
  const line = inlineLine({ shell, nonce, commands, onFailure, likeBash: choice.likeBash });
  return line === undefined ? refused(TOO_LONG) : { kind: 'line', line: CLEAR + line };
}

const TOO_LONG = 'it is too long to be sent as one line';
const refused = (reason: string): NestedStep => ({ kind: 'refused', reason });

/** Why a step can't be sent into another shell as one line, whichever shell that is; undefined when it can. */
export function notInOneLine({
  commands,
  language,
  script,
}: Pick<RunRequest, 'commands' | 'language' | 'script'>): string | undefined {
  if (script) return 'it is a script, which would have to be a file there';
  if (!['bash', 'sh', 'zsh'].includes(language)) return `it is written for ${language}`;
  const line = inlineLine({ shell: 'sh', nonce: '0'.repeat(16), commands, onFailure: 'go-on' });
  return line === undefined ? TOO_LONG : undefined;
}

async function answered(record: string, nonce: string): Promise<PosixKind | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ANSWERS_WITHIN_MS);
  });
  const answer = async (): Promise<PosixKind | undefined> =>
    shellAnswer(await readFile(record, 'latin1'), nonce);
  try {
    await comesTrue(dirname(record), async () => (await answer()) !== undefined, late);
    return await answer();
  } finally {
    clearTimeout(timer);
  }
}
