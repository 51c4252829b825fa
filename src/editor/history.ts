import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { cp, mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { stateOf } from '../core/incident/state.ts';
import { incidentWords } from '../core/view/incident-words.ts';
import type { TreeNode } from '../core/view/tree.ts';
import type { Journals } from '../ports.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** How many past incidents are read for the view; the rest are found with *Open Past Incident*. */
const shownAtMost = 100;

/** Past incidents, newest first. A record that can't be read says so in its line. */
export async function historyNodes({ allJournals, clock }: IncidentWindow): Promise<TreeNode[]> {
  const nodes: TreeNode[] = [];
  for (const journals of allJournals()) {
    for (const { id } of (await journals.list()).slice(0, shownAtMost))
      nodes.push(await historyNode(journals, id, clock.now()));
  }
  return nodes;
}

async function historyNode(journals: Journals, id: string, now: Date): Promise<TreeNode> {
  const journal = await journals.open(id);
  try {
    const { events, findings } = await journal.read();
    const state = stateOf(id, events);
    const option = state.options.at(-1);
    const words = [
      id.slice(0, 10),
      incidentWords(state, now),
      option && `option ${option.option}`,
      findings.length > 0 ? 'damaged' : undefined,
    ];
    return {
      id: `history/${id}`,
      label: state.title,
      description: words.filter((word) => word !== undefined).join(' · '),
      icon: state.closedAt === undefined ? 'flame' : 'archive',
      fold: 'none',
      children: [],
      address: { incident: id },
    };
  } finally {
    await journal.close();
  }
}

/** Opens an incident into the Incident view: the one it was called on, else one that is picked. */
export async function openIncidentCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const picked = on.incident ?? (await pickIncident(window));
  if (picked === undefined) return;
  for (const journals of window.allJournals()) {
    if (!(await journals.list()).some(({ id }) => id === picked)) continue;
    window.incidents.makeCurrent(await window.incidents.open(journals, picked));
    await vscode.commands.executeCommand('incidentRunbook.incident.focus');
    return;
  }
}

async function pickIncident(window: IncidentWindow): Promise<string | undefined> {
  const nodes = await historyNodes(window);
  if (nodes.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There is no past incident here.'));
    return undefined;
  }
  const items = nodes.map(({ label, description = '', address }) => ({
    label,
    description,
    id: address?.incident,
  }));
  return (
    await vscode.window.showQuickPick(items, {
      title: l10n.t('Open Past Incident'),
      matchOnDescription: true,
    })
  )?.id;
}

/** Opens a copy of the bundled practice guide: its record must not lie in the extension's own folder. */
export async function openPracticeCommand(extension: vscode.Uri): Promise<void> {
  const source = vscode.Uri.joinPath(extension, 'runbooks', 'practice-guide.md').fsPath;
  const folder =
    vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? join(tmpdir(), 'incident-runbook-practice');
  const file = join(folder, 'practice', basename(source));
  await mkdir(join(folder, 'practice'), { recursive: true });
  await cp(source, file, { force: false });
  await vscode.window.showTextDocument(vscode.Uri.file(file));
}
