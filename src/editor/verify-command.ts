import * as vscode from 'vscode';
import type { Finding } from '../ports.ts';
import { incidentCalled } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Holds an incident's record against its own hashes and says what came of it. Writes nothing. */
export async function verifyCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = incidentCalled(window, on);
  if (!incident) {
    void vscode.window.showInformationMessage(l10n.t('No incident is open.'));
    return;
  }
  const { live } = incident;
  const { intact, events, findings, outputsNotHere, outputsRemoved } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: l10n.t('Verifying the record') },
    () => live.journal.verify(),
  );
  const counts = [
    l10n.t('{0} events', events.length),
    outputsNotHere > 0 && l10n.t('outputs not here: {0}', outputsNotHere),
    outputsRemoved > 0 && l10n.t('removed: {0}', outputsRemoved),
  ].filter((word) => word !== false);
  if (findings.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('The record is intact: {0}.', counts.join(', ')));
    return;
  }
  const content = [
    `${live.id}: ${intact ? l10n.t('intact') : l10n.t('damaged')}, ${counts.join(', ')}`,
    '',
    ...findings.map(lineOf),
    '',
  ].join('\n');
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
}

function lineOf({ file, line, message }: Finding): string {
  return `${file}${line > 0 ? `:${line}` : ''}: ${message}`;
}
