import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { indexTree, treeChanges } from '../../../src/core/view/tree-changes.ts';
import type { TreeNode } from '../../../src/core/view/tree.ts';

const node = (id: string, children: TreeNode[] = [], label = id): TreeNode => ({
  id,
  label,
  fold: children.length > 0 ? 'open' : 'none',
  children,
});
const changes = (before: TreeNode[], after: TreeNode[]): ReturnType<typeof treeChanges> =>
  treeChanges(indexTree(before), indexTree(after));

describe('what of a tree must be drawn again', () => {
  const step = node('step');
  const phase = node('phase', [step, node('other')]);

  it('is nothing where nothing differs', () => {
    const again = node('phase', [node('step'), node('other')]);
    assert.deepEqual(changes([phase], [again]), { kind: 'nodes', inner: [], outer: [] });
  });

  it('is a changed step first, then the phase that counts it', () => {
    const after = node('phase', [node('step', [], 'step ✓'), node('other')], 'phase 1 of 2');
    assert.deepEqual(changes([phase], [after]), { kind: 'nodes', inner: ['step'], outer: ['phase'] });
  });

  it('is the parent of what came, went or changed places', () => {
    for (const children of [[step], [node('other'), step], [step, node('other'), node('new')]])
      assert.deepEqual(changes([phase], [node('phase', children)]), {
        kind: 'nodes',
        inner: ['phase'],
        outer: [],
      });
  });

  it('is all when the roots are others', () => {
    assert.deepEqual(changes([phase], [phase, node('second')]), { kind: 'all' });
    assert.deepEqual(changes([], [phase]), { kind: 'all' });
  });

  it('leaves nothing of the old tree on the screen, and names nothing twice', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const told = changes(before, after);
        if (told.kind === 'all') return;
        const { inner, outer } = told;
        assert.equal(new Set([...inner, ...outer]).size, inner.length + outer.length);
        const drawn = new Set([...inner, ...outer]);
        assert.deepEqual(redraw(before, indexTree(after).nodes, drawn), after);
      }),
    );
  });
});

/** What is seen after the named nodes were drawn again: each with its words, and its children as they are now. */
function redraw(
  seen: readonly TreeNode[],
  now: ReadonlyMap<string, TreeNode>,
  drawn: ReadonlySet<string>,
): TreeNode[] {
  return seen.map((old) => {
    const fresh = drawn.has(old.id) ? now.get(old.id) : undefined;
    if (!fresh) return { ...old, children: redraw(old.children, now, drawn) };
    const known = new Map(old.children.map((child) => [child.id, child]));
    const children = fresh.children.map((child) => known.get(child.id) ?? child);
    return { ...fresh, children: redraw(children, now, drawn) };
  });
}

/** Trees of three levels whose ids come from one small set, so that two of them have much in common. */
const words = fc.constantFrom('waits', 'runs', 'ended');
const leaves = (parent: string): fc.Arbitrary<TreeNode[]> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), words), { selector: ([id]) => id })
    .map((all) => all.map(([id, label]) => node(`${parent}/${id}`, [], label)));
const phases = fc.uniqueArray(
  fc
    .constantFrom('p', 'q')
    .chain((id) => fc.tuple(leaves(id), words).map(([children, label]) => node(id, children, label))),
  { selector: ({ id }) => id },
);
const trees = fc.tuple(phases, words).map(([children, label]) => [node('incident', children, label)]);
