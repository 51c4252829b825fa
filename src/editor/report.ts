import * as vscode from 'vscode';
import type { Disposable } from '../ports.ts';

/** Where failures are told: to the person in a message, and in full in the log. */
export interface Reporter extends Disposable {
  tell: (error: unknown) => void;
}

/** The one function that failures of unawaited work are handed to. */
export function reporter(): Reporter {
  const log = vscode.window.createOutputChannel('Incident Runbook', { log: true });
  return {
    tell(error) {
      const message = error instanceof Error ? error.message : String(error);
      log.error(error instanceof Error ? error : message);
      void vscode.window.showErrorMessage(message);
    },
    dispose: () => {
      log.dispose();
    },
  };
}
