import * as vscode from 'vscode';
import { rehearse } from '../actions/rehearsal.ts';
import { pastStates } from '../node/guide-facts.ts';
import { views } from './contributions.ts';
import { guideCalled, playbookCalled, sourceOf } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Walks the playbook that is meant on recorded or answered outcomes. Runs nothing, so it needs no trust. */
export async function rehearseCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const guide = await guideCalled(window, on);
  const playbook = guide && playbookCalled(guide, on, window.incidents.current);
  if (!guide || !playbook) {
    void vscode.window.showInformationMessage(l10n.t('No playbook is here: put the cursor into one.'));
    return;
  }
  const journals = window.journalsOf(guide.path);
  const past = await pastStates(journals);
  const source = sourceOf(window, guide);
  const { live } = await rehearse({ ...window, journals, source, playbook, past });
  await vscode.commands.executeCommand(`${views.incident}.focus`);
  void vscode.window.showInformationMessage(l10n.t('{0}: nothing was run.', live.state.title));
}

/** Whether a command was called on a rehearsal, in which nothing is run; says so. */
export function isInRehearsal({ incidents }: IncidentWindow, on: CalledOn): boolean {
  const called = on.incident === undefined ? undefined : incidents.find(on.incident);
  if (!called?.live.state.rehearsal) return false;
  void vscode.window.showInformationMessage(l10n.t('This is a rehearsal: nothing is run in it.'));
  return true;
}
