import * as vscode from 'vscode';
import type { News } from '../actions/open.ts';
import type { TreeNode } from '../core/view/tree.ts';
import { commandId, views } from './contributions.ts';

/**
 * VS Code draws the first change of a tree at once, and one that follows within 200 ms only after 200 ms of quiet. So the
 * beginning of a run waits this long, in ms: when its end comes first, that is drawn at once.
 */
const BEGINNING_WAITS_MS = 150;

/** A view made of plain nodes; `nodes` is asked again whenever something changed. */
export function showTree(
  view: keyof typeof views,
  nodes: () => Promise<readonly TreeNode[]>,
  onDidChange: vscode.Event<News>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let waiting: NodeJS.Timeout | undefined;
  const draw = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    changed.fire(undefined);
  };
  const listening = onDidChange((news) => {
    if (news === 'begins') waiting ??= setTimeout(draw, BEGINNING_WAITS_MS);
    else draw();
  });
  const parents = new Map<string, TreeNode>();
  const tree = vscode.window.createTreeView<TreeNode>(views[view], {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: itemOf,
      async getChildren(node) {
        const children = node ? node.children : await nodes();
        for (const child of children) {
          if (node) parents.set(child.id, node);
        }
        return [...children];
      },
      getParent: (node) => parents.get(node.id),
    },
  });
  const quiet = new vscode.Disposable(() => {
    clearTimeout(waiting);
  });
  return vscode.Disposable.from(tree, listening, changed, quiet);
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
