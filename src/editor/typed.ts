import * as vscode from 'vscode';
import { assessText } from '../core/shell/danger.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { Disposable, TypedCommand } from '../ports.ts';
import type { IncidentTerminal } from './incident-terminal.ts';
import { setting } from './settings.ts';

export interface TypedOptions {
  /** The terminal in which a line was typed; undefined when it is none of ours, or the line is no person's. */
  terminalOf: (terminal: vscode.Terminal, line: string) => IncidentTerminal | undefined;
  listener: (typed: TypedCommand) => Promise<void>;
  loadGrammar: () => Promise<Grammar>;
  report: (error: unknown) => void;
}

/**
 * Follows what is typed at the prompts of an incident's terminals. VS Code's events say that a line ended; the terminal's
 * record tells what it was and what it printed. A line that VS Code does not trust may be one that a program printed.
 */
export function onTypedIn({ terminalOf, listener, loadGrammar, report }: TypedOptions): Disposable {
  const began = new Map<vscode.TerminalShellExecution, number>();
  let told = false;

  async function take(
    { typed }: IncidentTerminal,
    line: string,
    times: { durationMs?: number },
  ): Promise<void> {
    await typed.take(line, async (found) => {
      const { level } = assessText(found.command, await loadGrammar()).danger;
      await listener({ ...found, ...times, danger: level });
      if (!told) sayKept(report);
      told = true;
    });
  }

  return vscode.Disposable.from(
    vscode.window.onDidStartTerminalShellExecution(({ execution }) => {
      began.set(execution, performance.now());
    }),
    vscode.window.onDidEndTerminalShellExecution(({ terminal, execution }) => {
      const start = began.get(execution);
      began.delete(execution);
      const { value, isTrusted } = execution.commandLine;
      const at = terminalOf(terminal, value);
      if (!at?.folder.recorded || !isTrusted || value === '' || !setting('adhoc.record')) return;
      const durationMs = start === undefined ? undefined : Math.round(performance.now() - start);
      take(at, value, durationMs === undefined ? {} : { durationMs }).catch(report);
    }),
  );
}

/** Once in a window: what is kept is no secret to who types it. */
function sayKept(report: (error: unknown) => void): void {
  const { l10n } = vscode;
  const off = l10n.t('Don’t keep');
  const said = l10n.t(
    'What you type in the incident’s terminal is kept in its record, under “Off the guide”. A line that begins with a space is not.',
  );
  const ask = async (): Promise<void> => {
    if ((await vscode.window.showInformationMessage(said, off)) !== off) return;
    const everywhere = vscode.ConfigurationTarget.Global;
    await vscode.workspace.getConfiguration('incidentRunbook').update('adhoc.record', false, everywhere);
  };
  ask().catch(report);
}
