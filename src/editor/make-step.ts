import * as vscode from 'vscode';
import { guideOf, incidentCalled } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Proposes a command that was typed off the guide as a new option of the playbook's recovery; the person sees it there and decides. */
export async function makeStepCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = incidentCalled(window, on);
  const guide = incident && (await guideOf(window, incident));
  if (!incident || !guide) return;
  const { state } = incident.live;
  if (state.adhoc.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('Nothing was typed off the guide in this incident.'));
    return;
  }
  const items = [...state.adhoc].reverse().map(({ command, exitCode }) => ({
    label: command,
    description: exitCode === undefined ? '' : `exit ${exitCode}`,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Make This a Step') });
  const playbook = guide.guide.playbooks.find(({ id }) => id === state.playbook);
  const phase = playbook?.phases.find(({ kind }) => kind === 'recover') ?? playbook?.phases.at(-1);
  const block = phase?.blocks.findLast(({ runnable }) => runnable);
  if (!picked || !phase || !block) return;
  const title = await vscode.window.showInputBox({
    title: picked.label,
    prompt: l10n.t('What does it do? This becomes the step’s title.'),
  });
  if (title === undefined || title === '') return;
  const options = block.steps.filter(({ kind }) => kind === 'option');
  const last = options.at(-1) ?? block.steps.at(-1);
  const heading = options.length > 0 ? `# Option ${options.length + 1}: ${title}` : `# ${title}`;
  const at = new vscode.Position(last?.endLine ?? block.line, 0);
  await propose(vscode.Uri.file(guide.path), at, `\n${heading}\n${picked.label}\n`);
}

/** Writes into the guide on screen, and does not save it: what was added is selected, and Undo takes it back. */
async function propose(guide: vscode.Uri, at: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(guide, at, text);
  await vscode.workspace.applyEdit(edit);
  const editor = await vscode.window.showTextDocument(guide);
  const added = new vscode.Range(at.translate(1), at.translate(text.split('\n').length - 1));
  editor.selection = new vscode.Selection(added.start, added.end);
  editor.revealRange(added, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  void vscode.window.showInformationMessage(
    l10n.t('The step was added to the guide, which is not saved yet.'),
  );
}
