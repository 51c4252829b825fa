import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { manualTarget } from '../core/guide/manual.ts';
import type { Playbook } from '../core/guide/guide.ts';
import { commandId } from './contributions.ts';
import type { CommandName } from './contributions.ts';
import type { OpenGuide } from './guides.ts';
import { allSteps, cursorLine, guideCalled, stepCalled } from './window.ts';
import type { CalledOn, FoundStep, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Shows a line of a guide, with the cursor on it. */
async function showLine(path: string, line: number): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(at, at) });
}

/** Shows a step where it stands. */
export async function showStepInGuide({ guide, step }: FoundStep): Promise<void> {
  await showLine(guide.path, step.line);
}

export async function showStepCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const found = await stepCalled(window, on);
  if (found) await showStepInGuide(found);
}

/** Moves the cursor to the step after or before the one it is in. */
export async function moveCommand(window: IncidentWindow, to: 'next' | 'previous'): Promise<void> {
  const guide = await guideCalled(window, {});
  const line = guide && cursorLine(guide);
  if (!guide || line === undefined) return;
  const lines = allSteps(guide).map(({ step }) => step.line);
  const target = to === 'next' ? lines.find((one) => one > line) : lines.findLast((one) => one < line);
  if (target !== undefined) await showLine(guide.path, target);
}

/** A quick pick of all playbooks of the guides that are open. */
export async function goToPlaybookCommand(window: IncidentWindow): Promise<void> {
  const items: (vscode.QuickPickItem & { guide: OpenGuide; playbook: Playbook })[] = [];
  for (const document of await guideDocuments()) {
    const guide = await window.guides.ofDocument(document);
    if (!guide) continue;
    for (const playbook of guide.guide.playbooks) {
      items.push({
        label: playbook.title,
        description: playbook.severity ?? (playbook.kind === 'tool' ? l10n.t('tool') : ''),
        detail: playbook.detection?.text ?? '',
        guide,
        playbook,
      });
    }
  }
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No guide is open. Open a Markdown file with steps first.'),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Go to Playbook'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked) await showLine(picked.guide.path, picked.playbook.line);
}

/** Open Markdown documents; when there are none, those of the workspace that are named as guides. */
async function guideDocuments(): Promise<vscode.TextDocument[]> {
  const open = vscode.workspace.textDocuments.filter((document) => document.languageId === 'markdown');
  if (open.length > 0) return open;
  const found = await vscode.workspace.findFiles(
    '**/*{runbook,playbook,incident,on-call}*{.md,/**/*.md}',
    '**/{node_modules,.incidents}/**',
    20,
  );
  return Promise.all(found.map((uri) => vscode.workspace.openTextDocument(uri)));
}

export async function useAsGuideCommand(window: IncidentWindow): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  window.guides.use(document);
  const guide = await window.guides.ofDocument(document);
  if (guide?.guide.playbooks.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('No playbook was found in this file: it has no block of commands.'),
    );
  }
}

/** Opens what a manual step names: the link, or the file at the variable that is to be changed. */
export async function openManualCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const found = await stepCalled(window, on);
  const target = found?.step.manual.map((one) => manualTarget(one)).find((one) => one !== undefined);
  if (!found || !target) {
    void vscode.window.showInformationMessage(l10n.t('This step names nothing that can be opened.'));
    return;
  }
  if (target.kind === 'link') {
    await vscode.env.openExternal(vscode.Uri.parse(target.url, true));
    return;
  }
  const file = await findFile(found.guide.path, target.path);
  if (!file) {
    void vscode.window.showWarningMessage(
      l10n.t('{0} was not found, neither in the workspace nor beside the guide.', target.path),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  const offset = target.find === undefined ? -1 : document.getText().indexOf(target.find);
  const at = document.positionAt(Math.max(0, offset));
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: vscode.ViewColumn.Beside,
  });
}

async function findFile(guidePath: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(guidePath));
  const places = [...(folder ? [folder.uri.fsPath] : []), dirname(guidePath), dirname(dirname(guidePath))];
  for (const place of places) {
    const uri = vscode.Uri.file(resolve(place, name));
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch {
      continue; // not here: the next place
    }
  }
  return undefined;
}

/** All that may be done with the step at the cursor, for who has no mouse. */
export async function stepActionsCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const found = await stepCalled(window, on);
  if (!found) {
    void vscode.window.showInformationMessage(l10n.t('There is no step at the cursor.'));
    return;
  }
  const { guide, playbook, phase, step } = found;
  const address = { guide: guide.path, playbook: playbook.id, phase: phase.id, step: step.id };
  const actions: [CommandName, string][] = [
    ...(step.commands.length > 0
      ? ([
          ['runStep', l10n.t('Run')],
          ['stop', l10n.t('Stop')],
        ] as [CommandName, string][])
      : []),
    ...(step.manual.length > 0
      ? ([['openManual', l10n.t('Open what it names')]] as [CommandName, string][])
      : []),
    ['markDone', l10n.t('Mark done')],
    ['showOutput', l10n.t('Output')],
    ['pinOutput', l10n.t('Pin the output')],
    ['runAll', l10n.t('Run all of this phase')],
    ['addNote', l10n.t('Add a note')],
  ];
  const items = actions.map(([name, label]) => ({ label, name }));
  const picked = await vscode.window.showQuickPick(items, { title: step.title });
  if (picked) await vscode.commands.executeCommand(commandId(picked.name), address);
}
