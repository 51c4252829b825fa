import { assessStatements, assessText } from './danger.ts';
import type { Assessment, StatementNode } from './danger.ts';
import { quoting, readQuoting } from './quoting.ts';
import type { HereDocument } from './quoting.ts';
import type { Grammar, SyntaxNode, SyntaxTree } from './syntax.ts';

/** Offsets in the text that was read. */
export interface Span {
  start: number;
  end: number;
}

/** One top-level statement: what a person would run as one. */
export interface Statement extends Span, Assessment {
  /** The first word as it is written: the program, when the statement is a call. */
  program: string;
}

export interface ShellText {
  /** False when the grammar could not read some of it. */
  parses: boolean;
  statements: Statement[];
  /** Comments at the top level, in order; each is one line. */
  comments: Span[];
}

/** A statement found, before it is known what it does. */
interface Found extends Span, StatementNode {
  program: string;
}

interface Walk {
  readonly grammar: Grammar;
  readonly found: Found[];
  readonly comments: Span[];
  /** Kept until the nodes are assessed. */
  readonly trees: SyntaxTree[];
  parses: boolean;
}

/**
 * Reads shell text into its top-level statements and comments, in order and never overlapping.
 * `text` is the masked text, so that gaps to be filled are words to the grammar; spans hold for the original as well.
 */
export function readStatements(text: string, grammar: Grammar): ShellText {
  const walk: Walk = { grammar, found: [], comments: [], trees: [], parses: true };
  const documents = text.includes('<<') ? readQuoting(text).hereDocuments : [];
  const unreadable = hasUnreadable(text, documents);
  readTree(unreadable ? withoutDocuments(text, documents) : text, 0, walk);
  const assessments = assessStatements(walk.found, grammar);
  for (const tree of walk.trees) tree.delete();
  const statements = walk.found.flatMap(({ start, end, program }, at): Statement[] => {
    const assessment = assessments[at];
    return assessment ? [{ start, end, program, ...assessment }] : [];
  });
  if (unreadable) for (const document of documents) joinStatements(statements, document, text, grammar);
  return { parses: walk.parses, statements, comments: walk.comments };
}

/** What the grammar can't read: two here-documents of one line, one before its command, and an operator right behind the end word. */
function hasUnreadable(text: string, documents: readonly HereDocument[]): boolean {
  return documents.some(
    (document, at) =>
      document.closed &&
      ((documents[at + 1]?.start ?? Infinity) < document.bodyStart ||
        /[;&|)]/.test(text[document.end] ?? '') ||
        leads(text, document)),
  );
}

/** Whether a here-document is the first of its line: `<<END cat`. */
function leads(text: string, { start }: HereDocument): boolean {
  return text.slice(text.lastIndexOf('\n', start) + 1, start).trim() === '';
}

/** The text with its here-documents blanked out: the rest is what the grammar can read. */
function withoutDocuments(text: string, documents: readonly HereDocument[]): string {
  let kept = '';
  let end = 0;
  const blank = (from: number, to: number): void => {
    if (from < end) return;
    kept += text.slice(end, from) + text.slice(from, to).replace(/[^\n]/g, ' ');
    end = to;
  };
  const spans = documents.flatMap((each) => [
    [each.start, each.end],
    [each.bodyStart, each.bodyEnd],
  ]);
  for (const [from = 0, to = 0] of spans.sort(([a = 0], [b = 0]) => a - b)) blank(from, to);
  return kept + text.slice(end);
}

/** The statements of a line that names here-documents become one that reaches to their end: the bodies belong to all of them. */
function joinStatements(
  statements: Statement[],
  document: HereDocument,
  text: string,
  grammar: Grammar,
): void {
  const lineStart = text.lastIndexOf('\n', document.start) + 1;
  const first = statements.findIndex(({ start, end }) => end > lineStart && start < document.bodyEnd);
  const head = statements[first];
  if (!head) return;
  const joined = statements.slice(first).filter(({ start }) => start < document.bodyEnd);
  const isFirst = leads(text, document);
  const lineEnd = document.bodyStart - 1;
  const command = isFirst
    ? `${text.slice(document.end, lineEnd)} ${text.slice(document.start, document.end)}`
    : text.slice(head.start, lineEnd);
  const whole = assessText(command + text.slice(lineEnd, document.bodyEnd), grammar);
  const worst = [...joined, whole].reduce((a, b) => (harm(b) > harm(a) ? b : a));
  statements.splice(first, joined.length, {
    start: isFirst ? document.start : head.start,
    end: Math.max(document.bodyEnd, head.end),
    program: head.program,
    danger: worst.danger,
    interactive: [...joined, whole].some(({ interactive }) => interactive),
    longRunning: [...joined, whole].some(({ longRunning }) => longRunning),
  });
}

function harm({ danger }: Assessment): number {
  return ['safe', 'changes', 'destructive'].indexOf(danger.level);
}

/** Parses `text`, which stands at `offset` of the whole, and adds what it finds. */
function readTree(text: string, offset: number, walk: Walk): void {
  const tree = walk.grammar.parse(text.endsWith('\n') ? text : `${text}\n`);
  walk.trees.push(tree);
  const { rootNode } = tree;
  if (rootNode.hasError) walk.parses = false;
  for (const node of rootNode.children) addNode(node, text, offset, walk);
}

const separators: ReadonlySet<string> = new Set([';', '\n', ';;']);

function addNode(node: SyntaxNode, text: string, offset: number, walk: Walk): void {
  const { type, startIndex } = node;
  if (separators.has(type)) return;
  if (type === '&') {
    const last = walk.found.at(-1);
    if (last) last.end = offset + startIndex + 1;
    return;
  }
  const source = text.slice(startIndex, node.endIndex).trimEnd();
  if (source === '') return;
  const start = offset + startIndex;
  const end = start + source.length;
  if (type === 'comment') {
    walk.comments.push({ start, end });
    return;
  }
  const maySlip = walk.parses && source.includes('\n') && !wholeTypes.has(type);
  const cut = maySlip ? slip(node, source) : undefined;
  if (cut !== undefined) {
    readTree(source.slice(0, cut), start, walk);
    readTree(source.slice(cut), start + cut, walk);
    return;
  }
  walk.found.push({ start, end, program: programOf(node, source), text: source, node });
}

/** Redirections in front of a call: `>log date`, `<<END cat`. */
const redirections = /^(?:(?:&>>?|\d*(?:<<<|<<-?|>>|<>|[<>][&|]?))[ \t]*[^\s;&|()<>]+[ \t]+)+/;

/** The first word; assignments (`TZ=UTC date`) and redirections in front of a call are not what it is called. */
function programOf(node: SyntaxNode, source: string): string {
  if (/^[A-Za-z_]\w*\+?=/.test(source)) {
    const name = node.childForFieldName('name')?.text;
    if (name !== undefined && !source.startsWith(name)) return name;
  }
  return /^[^\s;&|()<>]*/.exec(source.replace(redirections, ''))?.[0] ?? '';
}

/** Statements whose newlines are always their own. */
const wholeTypes: ReadonlySet<string> = new Set([
  'for_statement',
  'c_style_for_statement',
  'while_statement',
  'if_statement',
  'case_statement',
  'function_definition',
  'compound_statement',
  'subshell',
  'variable_assignment',
  'test_command',
]);

/**
 * Where the grammar ran two statements into one, without an error: the first newline that neither a quote, a here-document,
 * a continuation nor a body explains. Undefined when there is none.
 */
function slip(node: SyntaxNode, source: string): number | undefined {
  const { kinds } = readQuoting(source);
  const candidates: number[] = [];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
    if (kinds[at] === quoting.bare && !continues(source, at, kinds)) candidates.push(at);
  }
  if (candidates.length === 0) return undefined;
  const bodies: Span[] = [];
  collectBodies(node, node.startIndex, bodies);
  return candidates.find((at) => at > 0 && !bodies.some(({ start, end }) => start <= at && at < end));
}

/** A backslash, or an operator that wants more, before the newline; or the newline behind a here-document's end word. */
function continues(source: string, at: number, kinds: Uint8Array): boolean {
  const before = kinds[at - 1];
  if (before === quoting.hereLiteral || before === quoting.hereExpanded || before === quoting.comment)
    return true;
  return /(?:\\|\||&&)[ \t]*$/.test(source.slice(Math.max(0, at - 80), at));
}

function collectBodies(node: SyntaxNode, base: number, bodies: Span[]): void {
  for (const child of node.children) {
    const { type } = child;
    if (bodyTypes.has(type)) bodies.push({ start: child.startIndex - base, end: child.endIndex - base });
    else if (branchTypes.has(type)) collectBodies(child, base, bodies);
  }
}

const bodyTypes: ReadonlySet<string> = new Set([
  ...wholeTypes,
  'do_group',
  'array',
  'heredoc_redirect',
  'heredoc_body',
]);
const branchTypes: ReadonlySet<string> = new Set([
  'list',
  'pipeline',
  'redirected_statement',
  'negated_command',
  'command',
  'declaration_command',
  'variable_assignments',
]);
