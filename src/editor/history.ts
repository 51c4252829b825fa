import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { cp, mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { lastedSecondsOf, searchHistory } from '../core/incident/history.ts';
import type { Match, PastIncident } from '../core/incident/history.ts';
import type { TreeNode } from '../core/view/tree.ts';
import { shortDuration } from '../core/view/words.ts';
import { readHistory } from '../node/history-index.ts';
import type { HistoryEntry } from '../node/history-index.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** How many past incidents the view lists; the rest are found with *Search Past Incidents*. */
const shownAtMost = 100;

/** Past incidents, newest first. A record that can't be read says so in its line. */
export async function historyNodes(window: IncidentWindow): Promise<TreeNode[]> {
  return (await allHistory(window))
    .slice(0, shownAtMost)
    .map((entry) => historyNode(entry, window.clock.now()));
}

/** All that is known of every place of incidents. The indexes lie with the extension: they may be deleted at any time. */
async function allHistory({ allJournals, indexFolder }: IncidentWindow): Promise<HistoryEntry[]> {
  const histories = allJournals().map((journals) => {
    const place = createHash('sha256').update(journals.folder).digest('hex').slice(0, 16);
    return readHistory(journals, join(indexFolder, `history-${place}.json`));
  });
  return (await Promise.all(histories)).flat();
}

function historyNode(entry: HistoryEntry, now: Date): TreeNode {
  const incident = entry.kind === 'past' ? entry.past.incident : entry.incident;
  const common = { id: `history/${incident}`, fold: 'none', children: [], address: { incident } } as const;
  if (entry.kind === 'unreadable')
    return { ...common, label: incident, description: entry.reason, icon: 'warning' };
  const { past } = entry;
  return {
    ...common,
    label: past.title,
    description: pastWords(past, now),
    icon: past.status === 'closed' ? 'archive' : 'flame',
  };
}

/** `2026-11-24 · Critical · closed · 12 min · Option 1: Restart service`. */
function pastWords(past: PastIncident, now: Date): string {
  const lasted = past.kind === 'tool' ? undefined : shortDuration(lastedSecondsOf(past, now) * 1000);
  const words = [
    past.openedAt?.slice(0, 10),
    past.severity,
    past.status,
    lasted,
    past.option,
    past.isDamaged ? l10n.t('damaged') : undefined,
  ];
  return words.filter((word) => word !== undefined).join(' · ');
}

/** Opens an incident into the Incident view: the one it was called on, else one that is searched for. */
export async function openIncidentCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const picked = on.incident ?? (await searchIncident(window));
  if (picked === undefined) return;
  for (const journals of window.allJournals()) {
    if (!(await journals.list()).some(({ id }) => id === picked)) continue;
    window.incidents.makeCurrent(await window.incidents.open(journals, picked));
    await vscode.commands.executeCommand('incidentRunbook.incident.focus');
    return;
  }
}

interface FoundItem extends vscode.QuickPickItem {
  incident: string;
}

/** A pick that searches titles, notes and commands while a person types. */
async function searchIncident(window: IncidentWindow): Promise<string | undefined> {
  const history = (await allHistory(window)).flatMap((entry) => (entry.kind === 'past' ? [entry.past] : []));
  if (history.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There is no past incident here.'));
    return undefined;
  }
  const pick = vscode.window.createQuickPick<FoundItem>();
  pick.title = l10n.t('Search Past Incidents');
  pick.placeholder = l10n.t('Words of a title, a note or a command');
  const search = (): void => {
    pick.items = searchHistory(history, pick.value).map((match) => foundItem(match, window.clock.now()));
  };
  search();
  return new Promise((resolve) => {
    const owned = vscode.Disposable.from(
      pick,
      pick.onDidChangeValue(search),
      pick.onDidAccept(() => {
        resolve(pick.selectedItems[0]?.incident);
        pick.hide();
      }),
      pick.onDidHide(() => {
        resolve(undefined);
        owned.dispose();
      }),
    );
    pick.show();
  });
}

/** The search has chosen: VS Code's own filter, which knows the labels alone, must not choose again. */
function foundItem({ past, words }: Match, now: Date): FoundItem {
  return {
    incident: past.incident,
    label: past.title,
    description: pastWords(past, now),
    alwaysShow: true,
    ...(words !== undefined && { detail: words }),
  };
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
