import type { Programs } from './programs/rows.ts';

/**
 * The shell as core sees it: tree-sitter-bash's tree, narrowed to what is read here, and what programs do.
 * It is handed in, because loading it waits for files and core never waits.
 */
export interface Grammar {
  /** Parses shell text. Never throws on any text; what it cannot read stands in the tree as an error node. */
  parse(text: string): SyntaxTree;
  /** What programs do to the world. */
  readonly programs: Programs;
}

export interface SyntaxTree {
  readonly rootNode: SyntaxNode;
  /** Frees the tree's memory outside the garbage-collected heap. The tree must not be used afterwards. */
  delete(): void;
}

/** A node of the tree. Offsets count UTF-16 units in the parsed text. */
export interface SyntaxNode {
  readonly type: string;
  readonly text: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly hasError: boolean;
  readonly isMissing: boolean;
  readonly isNamed: boolean;
  readonly children: readonly SyntaxNode[];
  readonly namedChildren: readonly SyntaxNode[];
  childForFieldName(name: string): SyntaxNode | null;
}
