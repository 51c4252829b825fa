import type { SyntaxNode } from './syntax.ts';

/** A node of the syntax tree, read once: asking the tree itself again and again costs far more than keeping this. */
export interface Part {
  readonly type: string;
  /** Where it stands in the text of the statement it was read with, counted in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Part[];
}

interface Draft extends Part {
  children: Part[];
}

/** Types that never have children; the grammar's bare tokens have none either. */
const leaves: ReadonlySet<string> = new Set([
  'word',
  'number',
  'comment',
  'string_content',
  'raw_string',
  'ansi_c_string',
  'variable_name',
  'special_variable_name',
  'file_descriptor',
  'heredoc_start',
  'heredoc_content',
  'heredoc_end',
  'test_operator',
]);

const keywords: ReadonlySet<string> = new Set(
  'if then elif else fi for in do done while until case esac select function export declare typeset readonly local unset unsetenv time'.split(
    ' ',
  ),
);

/** Whether a type is a bare token of the grammar (`;`, `&&`, `do`), not a part with a meaning of its own. */
export const isToken = (type: string): boolean => !/^[A-Za-z_]/.test(type) || keywords.has(type);

/** A statement's tree as plain data, offsets from its own start. Without recursion: a tree may be as deep as its text is long. */
export function readParts(root: SyntaxNode): Part {
  const offset = root.startIndex;
  const make = (node: SyntaxNode): Draft => ({
    type: node.type,
    start: node.startIndex - offset,
    end: node.endIndex - offset,
    children: [],
  });
  const top = make(root);
  const open: [SyntaxNode, Draft][] = [[root, top]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, part] = next;
    for (const child of node.children) {
      const draft = make(child);
      part.children.push(draft);
      if (!leaves.has(draft.type) && !isToken(draft.type)) open.push([child, draft]);
    }
  }
  return top;
}

/** The children that are no bare tokens. */
export const named = ({ children }: Part): Part[] => children.filter(({ type }) => !isToken(type));

const substitutions: ReadonlySet<string> = new Set(['command_substitution', 'process_substitution']);

export const isSubstitution = ({ type }: Part): boolean => substitutions.has(type);

/** Every outermost substitution below a part, in order. */
export function substitutionsIn(part: Part): Part[] {
  const found: Part[] = [];
  const open: Part[] = [part];
  for (let next = open.pop(); next; next = open.pop()) {
    if (isSubstitution(next)) found.push(next);
    else for (const child of next.children.toReversed()) open.push(child);
  }
  return found;
}
