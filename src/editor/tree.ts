import * as vscode from 'vscode';
import type { News } from '../actions/open.ts';
import { indexTree, treeChanges } from '../core/view/tree-changes.ts';
import type { TreeIndex } from '../core/view/tree-changes.ts';
import type { TreeNode } from '../core/view/tree-node.ts';
import { commandId, views } from './contributions.ts';

/**
 * VS Code draws the first change of a tree at once, and one that follows within 200 ms only after 200 ms of quiet. So the
 * beginning of a run waits this long, in ms: when its end comes first, that is drawn at once.
 */
const BEGINNING_WAITS_MS = 400;

export interface TreeSource {
  /** Asked again whenever something changed. */
  nodes: () => Promise<readonly TreeNode[]>;
  onDidChange: vscode.Event<News>;
  /** How long a change may wait to be drawn, in ms; without it only the beginning of a run waits. */
  waitMs?: number;
  report: (error: unknown) => void;
}

/** What VS Code holds of a node, and hands to the commands of its menu: it stays the same object while its node is read anew. */
interface Line {
  readonly id: string;
  readonly address: TreeNode['address'];
}

/** A view made of plain nodes. Of a change only the lines that differ are drawn, the innermost first: those are looked at. */
export function showTree(
  view: keyof typeof views,
  { nodes, onDidChange, waitMs = 0, report }: TreeSource,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<Line[] | undefined>();
  const lines = new Map<string, Line>();
  let shown = indexTree([]);
  const lineOf = (id: string): Line => {
    const line = lines.get(id) ?? {
      id,
      get address() {
        return shown.nodes.get(id)?.address;
      },
    };
    lines.set(id, line);
    return line;
  };
  const read = async (): Promise<TreeIndex> => indexTree(await nodes());
  const show = (now: TreeIndex): void => {
    shown = now;
    for (const id of lines.keys()) if (!now.nodes.has(id)) lines.delete(id);
  };
  const tree = vscode.window.createTreeView<Line>(views[view], {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: ({ id }) => itemOf(shown.nodes.get(id) ?? goneNode(id)),
      async getChildren(line) {
        if (line) return shown.nodes.get(line.id)?.children.map(({ id }) => lineOf(id)) ?? [];
        show(await read());
        return shown.roots.map(lineOf);
      },
      getParent({ id }) {
        const parent = shown.parents.get(id);
        return parent === undefined ? undefined : lineOf(parent);
      },
    },
  });
  const draw = async (): Promise<void> => {
    if (!tree.visible) {
      changed.fire(undefined); // asked for when it is
      return;
    }
    const before = shown;
    const now = await read();
    if (shown !== before) return; // all of it was read meanwhile
    show(now);
    const changes = treeChanges(before, now);
    if (changes.kind === 'all') changed.fire(undefined);
    else for (const ids of [changes.inner, changes.outer]) if (ids.length > 0) changed.fire(ids.map(lineOf));
  };
  let waiting: NodeJS.Timeout | undefined;
  const drawNow = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    draw().catch(report);
  };
  const listening = onDidChange((news) => {
    const wait = news === 'begins' ? Math.max(waitMs, BEGINNING_WAITS_MS) : waitMs;
    if (wait > 0) waiting ??= setTimeout(drawNow, wait);
    else drawNow();
  });
  const quiet = new vscode.Disposable(() => {
    clearTimeout(waiting);
  });
  return vscode.Disposable.from(tree, listening, changed, quiet);
}

/** VS Code may still ask for a line that is gone: it is drawn away in a moment. */
function goneNode(id: string): TreeNode {
  return { id, label: '', fold: 'none', children: [] };
}

function itemOf(node: TreeNode): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(node.label, { none: None, closed: Collapsed, open: Expanded }[node.fold]);
  item.id = node.id;
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = node.tooltip;
  if (node.icon !== undefined) item.iconPath = iconOf(node.icon);
  if (node.context !== undefined) item.contextValue = node.context;
  if (node.spoken !== undefined) item.accessibilityInformation = { label: node.spoken };
  if (node.address?.run !== undefined)
    item.command = { command: commandId('showOutput'), title: '', arguments: [node.address] };
  else if (node.context === 'attachment')
    item.command = { command: commandId('openAttachment'), title: '', arguments: [node.address] };
  else if (node.address?.step !== undefined)
    item.command = { command: commandId('showStep'), title: '', arguments: [node.address] };
  return item;
}

/** Colour is a second signal: the shape tells too. */
function iconOf(icon: string): vscode.ThemeIcon {
  const colours: Record<string, string> = {
    pass: 'testing.iconPassed',
    error: 'testing.iconFailed',
    warning: 'list.warningForeground',
  };
  const colour = colours[icon];
  return new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
