import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { endByShell } from '../node/execution.ts';
import type { Ender } from '../node/execution.ts';
import { endStep, familyOf } from '../node/processes.ts';
import type { ProcessIdentity } from '../node/processes.ts';
import type { RunFile } from '../node/run-files.ts';

/** A step that runs in a terminal of ours, now or since before a reload. */
export interface StepInTerminal {
  folder: string;
  file: Pick<RunFile, 'record' | 'leaveAlone' | 'within'>;
  shell: ProcessIdentity;
  /** Of a step that this window started; of one that it picked up the terminal is looked for when it is needed. */
  terminal?: vscode.Terminal;
}

const STRONGER_AFTER_MS = 5000;
const KILL_AFTER_MS = 2000;

/**
 * Stops a step as a person would: Ctrl-C in its terminal. What goes on in spite of that is ended by signals once the person says so,
 * by the offer after 5 s or by pressing Stop again; and without a word when it is its time that is over. The shell itself is left alone.
 */
export function stopInTerminal(step: StepInTerminal): Ender {
  return async (atOnce, over, reason) => {
    const { folder, file, shell } = step;
    const terminal = step.terminal ?? (await terminalOf(file.record));
    if (!terminal) {
      await endByShell(folder, shell, new Set(file.leaveAlone), atOnce); // nobody can press its Ctrl-C
      return;
    }
    terminal.sendText('\u0003', false);
    const said = await Promise.race([ends(over), pressedAgain(atOnce), later(STRONGER_AFTER_MS)]);
    if (said === 'over') return;
    // When its time is over nobody may be there to answer.
    if (said === 'later' && !reason) {
      if ((await Promise.race([ends(over), pressedAgain(atOnce), offered(file)])) === 'over') return;
    }
    await endPrograms(step, terminal, ends(over));
  };
}

const ends = (over: Promise<unknown>): Promise<'over'> =>
  over.then(
    () => 'over',
    () => 'over',
  );

const later = (ms: number): Promise<'later'> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, 'later');
  });

function pressedAgain(signal: AbortSignal): Promise<'end'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('end');
    signal.addEventListener(
      'abort',
      () => {
        resolve('end');
      },
      { once: true },
    );
  });
}

/** Resolves only when the person wants it ended: else the step goes on, and a Stop pressed again says the same. */
async function offered({ within }: StepInTerminal['file']): Promise<'end'> {
  const { l10n } = vscode;
  const end = l10n.t('End it');
  const words = within
    ? l10n.t(
        'The step goes on in spite of Ctrl-C. To end it ends the connection that it runs in; over there it may go on.',
      )
    : l10n.t('The step goes on in spite of Ctrl-C.');
  const pressed = await vscode.window.showWarningMessage(words, end, l10n.t('Let it run'));
  return pressed === end ? 'end' : new Promise(() => undefined);
}

/** SIGTERM, after 2 s SIGKILL, to what came of the step. What the shell does itself only the end of the shell can end. */
async function endPrograms(
  { file, shell }: StepInTerminal,
  terminal: vscode.Terminal,
  over: Promise<'over'>,
): Promise<void> {
  const { l10n } = vscode;
  const leaveAlone = new Set([shell.pid, ...(file.leaveAlone ?? [])]);
  let isOver = false;
  void over.then(() => (isOver = true));
  const members = async (): Promise<ProcessIdentity[]> =>
    isOver ? [] : (await familyOf(file.within?.pid ?? shell.pid)).filter(({ pid }) => !leaveAlone.has(pid));
  const ending = endStep({
    members,
    isOver: () => Promise.resolve(isOver),
    first: 'SIGTERM',
    patienceMs: KILL_AFTER_MS,
  });
  if ((await Promise.race([over, later(3 * KILL_AFTER_MS)])) !== 'over') {
    const close = l10n.t('Close the Terminal');
    const words = l10n.t(
      'The step goes on in the shell itself, or as another user. Closing its terminal ends it.',
    );
    void vscode.window.showWarningMessage(words, close).then((pressed) => {
      if (pressed === close && !isOver) terminal.dispose();
    });
  }
  await ending;
}

/** The terminal whose recorder writes a record; undefined when it is not in this window. */
async function terminalOf(record: string): Promise<vscode.Terminal | undefined> {
  const pid = Number(await readFile(join(dirname(record), 'pid'), 'utf8').catch(() => ''));
  for (const terminal of vscode.window.terminals) {
    if ((await terminal.processId) === pid) return terminal;
  }
  return undefined;
}
