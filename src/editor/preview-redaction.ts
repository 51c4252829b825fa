import * as vscode from 'vscode';
import type { Mark } from '../core/run/secrets.ts';
import { redactorFor } from '../node/redaction.ts';
import type { Disposable } from '../ports.ts';
import { setting } from './settings.ts';
import type { IncidentWindow } from './window.ts';

const { l10n } = vscode;

const scheme = 'incident-redacted';

/** Shows what of a text would be marked as secret before it reaches a record. */
export interface RedactionPreview extends Disposable {
  /** Of the active document: a log, an output, a guide. */
  show(window: IncidentWindow): Promise<void>;
}

/** The preview is a comparison: the document as it is, and as a record would keep it. Nothing of it is written anywhere. */
export function previewRedaction(): RedactionPreview {
  const redacted = new Map<string, string>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => redacted.get(uri.toString()) ?? '',
  });
  const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => redacted.delete(uri.toString()));
  let shown = 0;
  return {
    async show(window) {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) {
        void vscode.window.showInformationMessage(l10n.t('Open the text whose secrets are to be shown.'));
        return;
      }
      const { text, marks } = await redactedText(window, document.getText());
      if (marks.length === 0) {
        void vscode.window.showInformationMessage(l10n.t('Nothing in this text would be marked as secret.'));
        return;
      }
      const name = document.uri.path.split('/').at(-1) ?? '';
      const uri = vscode.Uri.from({ scheme, path: `/${++shown}/${name}` });
      redacted.set(uri.toString(), text);
      const title = l10n.t('{0}: what a record would keep ({1})', name, countWords(marks));
      await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title);
    },
    dispose() {
      vscode.Disposable.from(provider, closing).dispose();
      redacted.clear();
    },
  };
}

/** By the current incident's own rules, with what its redactor has learnt; without an incident, by those that one would get. */
async function redactedText(
  { incidents, place }: IncidentWindow,
  text: string,
): Promise<{ text: string; marks: readonly Mark[] }> {
  const redactor =
    incidents.current?.redactor ??
    (await redactorFor({
      incident: 'preview',
      folders: [place.folder],
      extraPatterns: setting('redaction.extraPatterns'),
    }));
  return redactor.redactText(text);
}

/** `2 password, 1 jwt`. */
function countWords(marks: readonly Mark[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
