import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { shellKind } from '../core/run/shell-choice.ts';
import { comesTrue } from '../node/folder-changes.ts';
import { familyOf, identify, send } from '../node/processes.ts';
import { shellOf } from '../node/run-files.ts';
import { leftTerminals, makeTerminalFolder, sweepTerminals, takeTerminal } from '../node/terminal-folder.ts';
import { typedReader } from '../node/typed-reader.ts';
import type { TypedReader } from '../node/typed-reader.ts';
import type { LeftTerminal, TerminalFolder } from '../node/terminal-folder.ts';

/** One terminal of an incident, and what lies behind it. */
export interface IncidentTerminal {
  terminal: vscode.Terminal;
  /** Where its bytes go. Without `script(1)` output is read from VS Code and not safe from a crash. */
  folder: TerminalFolder;
  typed: TypedReader;
  /** Of the shell itself, which is no child of VS Code's: known once a step began in it, or it was looked for. */
  shellPid?: number | undefined;
  /** Of the program in it that a person was last asked about. */
  offered?: number;
  /** Whether its shell has said where it is since a line was last typed there. */
  whereIsKnown: boolean;
  /** Whether it was made just now: its shell may still read its start files. */
  fresh: boolean;
}

export interface TerminalOptions {
  incident: string;
  lane: 'main' | 'watch';
  name: string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  location: 'panel' | 'editor';
  /** Empty: the shell of the default profile. */
  shellPath: string;
  spool: string;
  /** Fires when a terminal that a reload left behind has had its time to come back. */
  nothingComesBack: AbortSignal;
}

/** The terminal of an incident that a reload left behind, with its shell's state; undefined when there is none. */
export async function takeUpTerminal(
  options: Pick<TerminalOptions, 'incident' | 'lane' | 'spool' | 'nothingComesBack'>,
): Promise<IncidentTerminal | undefined> {
  const left = await leftTerminals(options.spool, options);
  const back = left.length > 0 ? await comesBack(left, options.nothingComesBack) : undefined;
  if (!back) return undefined;
  await takeTerminal(back.folder);
  return { ...back, typed: typedReaderOf(back), whereIsKnown: false, fresh: false };
}

/** Opens a terminal of an incident. */
export async function createTerminal(options: TerminalOptions): Promise<IncidentTerminal> {
  const { name, cwd, incident, lane, spool } = options;
  const shell = options.shellPath === '' ? defaultShell() : options.shellPath;
  await sweepTerminals(spool);
  const folder = await makeTerminalFolder(spool, { incident, lane, shell });
  const launched = process.platform !== 'win32';
  const terminal = vscode.window.createTerminal({
    name,
    cwd,
    shellPath: launched ? folder.launcher : shell,
    env: {
      ...options.env,
      VSCODE_PREVENT_SHELL_HISTORY: '1',
      ...(launched && { RECORD_SHELL: shell, RECORD_FOLDER: folder.folder }),
    },
    iconPath: new vscode.ThemeIcon('flame'),
    ...(options.location === 'editor' && { location: vscode.TerminalLocation.Editor }),
  });
  terminal.show(true);
  await untilIntegrated(terminal);
  return { terminal, folder, typed: typedReaderOf({ terminal, folder }), whereIsKnown: false, fresh: true };
}

function typedReaderOf({ terminal, folder }: Pick<IncidentTerminal, 'terminal' | 'folder'>): TypedReader {
  return typedReader({ folder, pid: async () => terminal.processId });
}

/** VS Code brings a reloaded window's terminals back some seconds after activation; nothing else tells when. */
async function comesBack(
  left: readonly LeftTerminal[],
  givenUp: AbortSignal,
): Promise<Pick<IncidentTerminal, 'terminal' | 'folder'> | undefined> {
  let opened: vscode.Disposable | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const look = async (): Promise<void> => {
        for (const terminal of vscode.window.terminals) {
          const pid = await terminal.processId;
          const its = left.find((one) => one.pid === pid);
          if (its && !terminal.exitStatus) resolve({ terminal, folder: its.folder });
        }
        if (givenUp.aborted) resolve(undefined);
      };
      const lookAgain = (): void => {
        look().catch(reject);
      };
      opened = vscode.window.onDidOpenTerminal(lookAgain);
      givenUp.addEventListener('abort', lookAgain, { once: true });
      lookAgain();
    });
  } finally {
    opened?.dispose();
  }
}

/** Start files take 0.4 to 4 s until VS Code's integration is there; where it never comes the line is typed as keys. */
const INTEGRATION_MS = 5000;

async function untilIntegrated(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      vscode.Disposable.from(changed, closed).dispose();
      resolve();
    };
    const changed = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) finish();
    });
    const closed = vscode.window.onDidCloseTerminal((one) => {
      if (one === terminal) finish();
    });
    const timer = setTimeout(finish, INTEGRATION_MS);
  });
}

/** The shell of the default profile, else the person's login shell. */
function defaultShell(): string {
  if (vscode.env.shell !== '' && shellKind(vscode.env.shell)) return vscode.env.shell;
  return process.env['SHELL'] ?? '/bin/sh';
}

/**
 * Sends one line to the shell's prompt. What is half typed there is taken away first, or it would be glued to ours: with
 * integration VS Code does it, else Ctrl-C does in every shell. A fresh one may still read its start files: nothing is typed
 * there yet, and Ctrl-C would break them off.
 */
export async function sendLine(
  at: IncidentTerminal,
  line: string,
): Promise<vscode.TerminalShellExecution | undefined> {
  const { terminal, fresh } = at;
  if (terminal.shellIntegration) return terminal.shellIntegration.executeCommand(line.trim());
  if (!fresh) await clearPrompt(at);
  terminal.sendText(line, true);
  return undefined;
}

/** How long a shell may take to answer Ctrl-C with a new prompt. */
const ANSWERS_WITHIN_MS = 1000;

/**
 * Takes away what is half typed at a prompt. A line is sent only when Ctrl-C has been answered: a shell that reads both in one
 * piece takes the line for the rest of what it was to forget, and runs them as one.
 */
async function clearPrompt({ terminal, folder }: IncidentTerminal): Promise<void> {
  const size = async (): Promise<number> => (await stat(folder.record)).size;
  const before = await size();
  terminal.sendText('\u0003', false);
  const never = new Promise<void>(() => undefined);
  const answered = async (): Promise<boolean> => (await size()) !== before;
  await comesTrue(folder.folder, answered, never, AbortSignal.timeout(ANSWERS_WITHIN_MS));
}

const KILL_AFTER_MS = 2000;

/** Ends what runs in a terminal that was closed: its recorder ignores that, so the shell and all that came of it are told by us. */
export async function endShell(runFolder: string): Promise<void> {
  const pid = await shellOf(runFolder);
  const shell = pid === undefined ? undefined : await identify(pid);
  if (!shell) return;
  send(await familyOf(shell.pid), 'SIGHUP');
  await new Promise((resolve) => setTimeout(resolve, KILL_AFTER_MS));
  const still = await identify(shell.pid);
  if (still?.start === shell.start) send(await familyOf(shell.pid), 'SIGKILL');
}
