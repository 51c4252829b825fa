import * as vscode from 'vscode';
import type { Playbook } from '../core/guide/guide.ts';
import type { IncidentView } from '../core/view/incident-view.ts';
import { lensesOf } from '../core/view/lenses.ts';
import { commandId } from './contributions.ts';
import type { Guides, OpenGuide } from './guides.ts';

export interface LensSources {
  guides: Guides;
  /** The live incident that a playbook's lenses show. */
  viewOf: (guide: OpenGuide, playbook: Playbook) => IncidentView | undefined;
  onDidChange: vscode.Event<void>;
}

/**
 * Shows the guide's lenses. They are made anew only when a document or a fact changes, never by a timer: a lens replaced
 * under the pointer makes VS Code say that its command was not found.
 */
export function showLenses({ guides, viewOf, onDidChange }: LensSources): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { language: 'markdown' },
    {
      onDidChangeCodeLenses: onDidChange,
      async provideCodeLenses(document) {
        const guide = await guides.ofDocument(document);
        if (!guide) return [];
        const lenses = lensesOf(guide.guide, {
          path: guide.path,
          incidentOf: (playbook) => viewOf(guide, playbook),
          now: new Date(),
          trust: vscode.workspace.isTrusted ? 'trusted' : 'restricted',
        });
        return lenses.map(({ line, title, tooltip, action, address }) => {
          const range = document.lineAt(Math.min(line, document.lineCount) - 1).range;
          return new vscode.CodeLens(range, {
            title,
            command: commandId(action),
            arguments: [address],
            ...(tooltip !== undefined && { tooltip }),
          });
        });
      },
    },
  );
}
