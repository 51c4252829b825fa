/** Finds many literals in one walk over bytes (Aho and Corasick, 1975). */
export interface Literals {
  /** The state before the first byte. */
  readonly start: number;
  /** States from here on have just completed a literal. */
  readonly firstFound: number;
  /** The state after one more byte: `next[state + column[byte]]`. States are offsets of their rows. */
  readonly next: Int32Array;
  readonly column: Uint8Array;
  /** The literals (by their index) that end in this state. */
  found(state: number): readonly number[];
}

interface Node {
  readonly children: Map<number, Node>;
  readonly ends: number[];
  fallback: Node | undefined;
  row: number;
}

/** Builds the automaton. Literals are byte strings; empty ones are never found. */
export function literals(words: readonly string[]): Literals {
  const { column, width } = columnsOf(words);
  const root = trieOf(words, column);
  const nodes = linked(root);
  const silent = nodes.filter((node) => node.ends.length === 0);
  const loud = nodes.filter((node) => node.ends.length > 0);
  const inRows = [...silent, ...loud];
  inRows.forEach((node, index) => (node.row = index * width));
  const next = new Int32Array(inRows.length * width);
  // Breadth first: a node's fallback is nearer to the root, so its row is complete already.
  for (const node of nodes) {
    const { fallback } = node;
    for (let at = 0; at < width; at += 1) {
      const child = node.children.get(at);
      next[node.row + at] =
        child?.row ?? (fallback === undefined ? root.row : (next[fallback.row + at] ?? 0));
    }
  }
  return {
    start: root.row,
    firstFound: silent.length * width,
    next,
    column,
    found: (state) => inRows[state / width]?.ends ?? [],
  };
}

/** A column for each byte that occurs in a literal; all others share column 0. */
function columnsOf(words: readonly string[]): { column: Uint8Array; width: number } {
  const used = [...new Set(words.join(''))].sort();
  const column = new Uint8Array(256);
  used.forEach((char, index) => (column[char.charCodeAt(0) & 255] = index + 1));
  return { column, width: used.length + 1 };
}

function trieOf(words: readonly string[], column: Uint8Array): Node {
  const root = newNode();
  words.forEach((word, index) => {
    let node = root;
    for (let at = 0; at < word.length; at += 1) {
      const key = column[word.charCodeAt(at) & 255] ?? 0;
      const child = node.children.get(key) ?? newNode();
      node.children.set(key, child);
      node = child;
    }
    if (node !== root) node.ends.push(index);
  });
  return root;
}

function newNode(): Node {
  return { children: new Map(), ends: [], fallback: undefined, row: 0 };
}

/** All nodes, nearest to the root first, each with the longest other node that ends the same way. */
function linked(root: Node): readonly Node[] {
  const nodes = [root];
  for (const node of nodes) {
    for (const [key, child] of node.children) {
      let fallback = node.fallback;
      while (fallback !== undefined && !fallback.children.has(key)) fallback = fallback.fallback;
      child.fallback = fallback?.children.get(key) ?? root;
      child.ends.push(...child.fallback.ends);
      nodes.push(child);
    }
  }
  return nodes;
}
