import * as vscode from 'vscode';
import { shellKind } from '../core/run/shell-choice.ts';
import { familyOf, identify, send } from '../node/processes.ts';
import { shellOf } from '../node/run-files.ts';
import { canRecord, makeTerminalFolder, terminalFolderOf } from '../node/terminal-folder.ts';
import type { TerminalFolder } from '../node/terminal-folder.ts';

/** One terminal of an incident, and what lies behind it. */
export interface IncidentTerminal {
  terminal: vscode.Terminal;
  folder: TerminalFolder;
  /** The shell's path. */
  shell: string;
  /** Whether all its bytes are on disk. Without it output is read from VS Code and not safe from a crash. */
  recorded: boolean;
  /** Of the shell itself, which is a grandchild of the terminal's process; known once a step began in it. */
  shellPid?: number;
  /** Whether it was made just now: its shell may still read its start files. */
  fresh: boolean;
}

export interface TerminalOptions {
  cwd: string;
  env: Readonly<Record<string, string>>;
  location: 'panel' | 'editor';
  /** Empty: the shell of the default profile. */
  shellPath: string;
  spool: string;
}

/** How long a reloaded window's terminals take to come back (measured: about 4 s after activation), in ms. */
const REATTACH_MS = 6000;

/** Opens a terminal of this name; one that a reload left behind is taken up again, with its shell's state. */
export async function openTerminal(name: string, options: TerminalOptions): Promise<IncidentTerminal> {
  return (await findTerminal(name, options)) ?? createTerminal(name, options);
}

async function createTerminal(name: string, options: TerminalOptions): Promise<IncidentTerminal> {
  const shell = options.shellPath === '' ? defaultShell() : options.shellPath;
  const folder = await makeTerminalFolder(options.spool, shell);
  const recorded = (await canRecord()) && process.platform !== 'win32';
  const terminal = vscode.window.createTerminal({
    name,
    cwd: options.cwd,
    shellPath: recorded ? folder.launcher : shell,
    env: {
      ...options.env,
      VSCODE_PREVENT_SHELL_HISTORY: '1',
      ...(recorded && { RECORD_SHELL: shell, RECORD_FOLDER: folder.folder }),
    },
    iconPath: new vscode.ThemeIcon('flame'),
    ...(options.location === 'editor' && { location: vscode.TerminalLocation.Editor }),
  });
  terminal.show(true);
  await untilIntegrated(terminal);
  return { terminal, folder, shell, recorded, fresh: true };
}

async function findTerminal(name: string, { spool }: TerminalOptions): Promise<IncidentTerminal | undefined> {
  for (const terminal of vscode.window.terminals) {
    if (terminal.name !== name || terminal.exitStatus) continue;
    const pid = await terminal.processId;
    const folder = pid === undefined ? undefined : await terminalFolderOf(spool, pid);
    if (!folder) continue;
    const shell = folder.launcher.split('/').at(-1) ?? 'sh';
    return { terminal, folder, shell, recorded: true, fresh: false };
  }
  return undefined;
}

/**
 * Waits until the terminals that a reload left behind are back: a step that runs before would open a second one.
 * Comes back at once when the window has them, or when the time is over.
 */
export async function untilReattached(names: readonly string[]): Promise<void> {
  const isBack = (): boolean =>
    names.some((name) => vscode.window.terminals.some((terminal) => terminal.name === name));
  if (isBack()) return;
  await new Promise<void>((resolve) => {
    const opened = vscode.window.onDidOpenTerminal(() => {
      if (isBack()) finish();
    });
    const timer = setTimeout(() => {
      finish();
    }, REATTACH_MS);
    const finish = (): void => {
      clearTimeout(timer);
      opened.dispose();
      resolve();
    };
  });
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

/** Sends one line to the shell's prompt. With integration a half-typed line is taken away first; else it would be glued to ours. */
export function sendLine(
  { terminal }: IncidentTerminal,
  line: string,
): vscode.TerminalShellExecution | undefined {
  if (terminal.shellIntegration) return terminal.shellIntegration.executeCommand(line.trim());
  terminal.sendText(line, true);
  return undefined;
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
