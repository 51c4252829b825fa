import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { exportPostMortem } from '../actions/export.ts';
import { writeWhole } from '../node/write-whole.ts';
import { incidentCalled } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Writes `post-mortem.md` into the incident's folder and opens it; what people wrote in it is kept. */
export async function exportPostMortemCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = incidentCalled(window, on);
  if (!incident) {
    void vscode.window.showInformationMessage(l10n.t('No incident is open.'));
    return;
  }
  const { journal } = incident.live;
  const file = join(journal.folder, 'post-mortem.md');
  const uri = vscode.Uri.file(file);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.fsPath === file);
  if (open?.isDirty) await open.save(); // what is typed but not saved must not be lost to the export
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Exporting the post-mortem') },
    async () => {
      const existing = await readFile(file, 'utf8').catch(() => undefined);
      const contents = await journal.read();
      return exportPostMortem({
        journal,
        contents,
        format: 'md',
        ...(existing !== undefined && { existing }),
      });
    },
  );
  if (result.kind === 'refused') {
    void vscode.window.showWarningMessage(result.reason);
    return;
  }
  await writeWhole(file, result.text);
  await vscode.window.showTextDocument(uri);
  if (result.edited.length > 0) {
    void vscode.window.showInformationMessage(
      l10n.t('Kept as people edited it: {0}', result.edited.join(', ')),
    );
  }
}
