import type { TreeNode } from './tree-node.ts';

/** A tree by the ids of its nodes. */
export interface TreeIndex {
  roots: readonly string[];
  nodes: ReadonlyMap<string, TreeNode>;
  parents: ReadonlyMap<string, string>;
}

/** Every node of a tree by its id, with its parent's. */
export function indexTree(roots: readonly TreeNode[]): TreeIndex {
  const nodes = new Map<string, TreeNode>();
  const parents = new Map<string, string>();
  const visit = (node: TreeNode): void => {
    nodes.set(node.id, node);
    for (const child of node.children) {
      parents.set(child.id, node.id);
      visit(child);
    }
  };
  roots.forEach(visit);
  return { roots: roots.map(({ id }) => id), nodes, parents };
}

/** What must be drawn again: everything, or nodes with what is under them. */
export type TreeChanges =
  | { kind: 'all' }
  /** `inner` are those without a changed node under them: what a person looks at. `outer` are the others, which sum them up. */
  | { kind: 'nodes'; inner: readonly string[]; outer: readonly string[] };

/** What differs between two readings of a tree. */
export function treeChanges(before: TreeIndex, after: TreeIndex): TreeChanges {
  if (before.roots.join('\n') !== after.roots.join('\n')) return { kind: 'all' };
  const changed: string[] = [];
  const outer = new Set<string>();
  for (const [id, node] of after.nodes) {
    const was = before.nodes.get(id);
    if (!was || lineOf(was) === lineOf(node)) continue; // a new one is drawn with its parent, whose children changed
    changed.push(id);
    for (let up = after.parents.get(id); up !== undefined; up = after.parents.get(up)) outer.add(up);
  }
  return {
    kind: 'nodes',
    inner: changed.filter((id) => !outer.has(id)),
    outer: changed.filter((id) => outer.has(id)),
  };
}

/** All that is drawn of a node, and which nodes are under it. */
function lineOf(node: TreeNode): string {
  return JSON.stringify({ ...node, children: node.children.map(({ id }) => id) });
}
