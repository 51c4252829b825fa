import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { folderJournals } from '../node/journal-folder.ts';
import { packIncident, unpackIncident } from '../node/whole-incident.ts';
import { needIncident } from './tell-commands.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

const filters = { Incident: ['tar'] };

/** Writes the incident with all that belongs to it into one file, for another machine or an archive. */
export async function exportWholeCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const { journal } = incident.live;
  const name = `${journal.incident}.tar`;
  const file = await vscode.window.showSaveDialog({
    title: l10n.t('Export the whole incident'),
    defaultUri: vscode.Uri.file(join(dirname(dirname(journal.folder)), name)),
    filters,
  });
  if (!file) return;
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t('Exporting the incident') };
  const { files, findings } = await vscode.window.withProgress(options, async () => {
    await rm(file.fsPath, { force: true }); // the dialog has asked whether it may be replaced
    return packIncident(journal, file.fsPath);
  });
  const damage = findings.length > 0 ? l10n.t('The record has damage, and goes as it is.') : '';
  void vscode.window.showInformationMessage(
    [l10n.t('{0} files in {1}.', files, file.fsPath), damage].filter(Boolean).join(' '),
  );
}

/** Takes in an incident from such a file, once everything in it was held against its hashes, and opens it. */
export async function importWholeCommand(window: IncidentWindow): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: l10n.t('Import an incident'), filters })) ?? [];
  const [journals] = window.allJournals();
  if (!file) return;
  const folder = journals?.folder ?? window.journalsOf(join(window.place.folder, 'guide.md')).folder;
  const into = folderJournals({ folder, clock: window.clock, actor: window.place.actor });
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t('Importing the incident') };
  const result = await vscode.window.withProgress(options, () =>
    unpackIncident(file.fsPath, into, window.clock.newId()),
  );
  if (result.kind === 'refused') {
    void vscode.window.showWarningMessage(l10n.t('It is not imported: {0}.', result.reason));
    return;
  }
  window.incidents.makeCurrent(await window.incidents.open(into, result.incident));
  await vscode.commands.executeCommand('incidentRunbook.incident.focus');
}
