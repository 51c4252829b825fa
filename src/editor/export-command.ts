import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { exportPostMortem } from '../actions/export.ts';
import { orAbsent } from '../node/journal-problem.ts';
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
      const existing = await orAbsent(readFile(file, 'utf8'));
      const contents = await journal.read();
      const guide = await window.guides.atPath(join(journal.folder, 'guide.md'));
      const template = await orAbsent(readFile(join(dirname(journal.folder), 'post-mortem.md'), 'utf8'));
      return exportPostMortem({
        journal,
        contents,
        format: 'md',
        ...(existing !== undefined && { existing }),
        ...(guide && { guide }),
        ...(template !== undefined && { template }),
      });
    },
  );
  if (result.kind === 'refused') {
    void vscode.window.showWarningMessage(result.reason);
    return;
  }
  await writeWhole(file, result.text);
  await vscode.window.showTextDocument(uri);
  const words = [
    result.edited.length > 0 ? l10n.t('Kept as people edited it: {0}', result.edited.join(', ')) : '',
    result.missing.length > 0
      ? l10n.t('Taken out by people, and not put back: {0}', result.missing.join(', '))
      : '',
  ].filter((word) => word !== '');
  if (words.length > 0) void vscode.window.showInformationMessage(words.join('. '));
}
