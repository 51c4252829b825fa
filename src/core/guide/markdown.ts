import MarkdownIt from 'markdown-it';
import type { Env, Token } from 'markdown-it';
import { unclosed } from './fences.ts';
import { inlineLines, plainText } from './inline.ts';
import type { InlineLine } from './inline.ts';
import { labelLines } from './labels.ts';
import type { LabelLine } from './labels.ts';
import { displayText } from './words.ts';

/** Where something stands in lists and quotes. */
export interface Place {
  /** The innermost list item. */
  item?: ListItem;
  /** True inside a block quote. */
  quoted: boolean;
}

/** An item of a list. */
export interface ListItem {
  /** Its number, when the list is ordered. */
  ordinal?: number;
  /** How many code blocks it holds itself, those of lists in it not counted. */
  blocks: number;
  /** Its first paragraph. */
  text?: Paragraph;
}

export interface Heading {
  kind: 'heading';
  level: number;
  line: number;
  endLine: number;
  /** The source of its text, markup and emoji included. */
  raw: string;
  text: string;
  place: Place;
}

export interface Paragraph {
  kind: 'paragraph';
  line: number;
  endLine: number;
  raw: string;
  /** Its source lines with their markup read; computed when asked for, because most paragraphs are never needed. */
  lines(): readonly InlineLine[];
  /** Its label lines; computed when asked for. */
  labels(): readonly LabelLine[];
  place: Place;
}

export interface CodeBlock {
  kind: 'block';
  line: number;
  endLine: number;
  fenced: boolean;
  /** A fence that ends because its container, or the file, does. */
  unclosed: boolean;
  info: string;
  text: string;
  place: Place;
}

export interface Cell {
  text: string;
  raw: string;
}

export interface Table {
  kind: 'table';
  line: number;
  endLine: number;
  header: Cell[];
  rows: { line: number; cells: Cell[] }[];
}

export interface Rule {
  kind: 'rule';
  line: number;
  endLine: number;
}

export type Item = Heading | Paragraph | CodeBlock | Table | Rule;

/** Blocks only: inline text is read where it is needed, which spares most of a guide (and all of a hostile one). */
const parser = new MarkdownIt({ html: true });

/** What CommonMark sees in a text (LF ends, no byte order mark), flat and in order. `skippedLines` stand above it in the file. */
export function readMarkdown(text: string, skippedLines: number, mend: (text: string) => string): Item[] {
  const env: Env = {};
  const tokens: Token[] = [];
  parser.block.parse(text.replaceAll('\0', '\uFFFD'), parser, env, tokens);
  const inline = (source: string): Token[] => {
    const children: Token[] = [];
    parser.inline.parse(source, parser, env, children);
    return children;
  };
  return collect(tokens, {
    skippedLines,
    inline: (source) => inline(mend(source)),
    shown(source) {
      const mended = mend(source);
      return signs.test(mended) ? plainText(inline(mended)) : displayText(mended);
    },
  });
}

/** What means something inside a line. Most titles and cells have nothing of it: they are what they show. */
const signs = /[\n\\`*_~[\]<&]/;

interface Reader {
  readonly skippedLines: number;
  /** A text's inline tokens. */
  readonly inline: (source: string) => Token[];
  /** A text as a reader sees it. */
  readonly shown: (source: string) => string;
}

interface Walk extends Reader {
  readonly items: Item[];
  /** Open list items, innermost last; undefined stands for a quote. */
  readonly containers: (ListItem | undefined)[];
  readonly lists: { next: number | undefined; written: number | undefined }[];
  quotes: number;
}

function collect(tokens: readonly Token[], reader: Reader): Item[] {
  const walk: Walk = { ...reader, items: [], containers: [], lists: [], quotes: 0 };
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.type === 'table_open') at = readTable(tokens, at, walk);
    else visit(token, tokens[at + 1], walk);
  }
  return walk.items;
}

function visit(token: Token, next: Token | undefined, walk: Walk): void {
  switch (token.type) {
    case 'ordered_list_open':
    case 'bullet_list_open':
      walk.lists.push({ next: undefined, written: undefined });
      break;
    case 'ordered_list_close':
    case 'bullet_list_close':
      walk.lists.pop();
      break;
    case 'list_item_open':
      walk.containers.push(openItem(token, walk));
      break;
    case 'blockquote_open':
      walk.quotes++;
      walk.containers.push(undefined);
      break;
    case 'blockquote_close':
      walk.quotes--;
      walk.containers.pop();
      break;
    case 'list_item_close':
      walk.containers.pop();
      break;
    case 'heading_open':
      if (next) walk.items.push(heading(token, next, walk));
      break;
    case 'paragraph_open':
      if (next) addParagraph(token, next, walk);
      break;
    case 'fence':
    case 'code_block':
      addBlock(token, walk);
      break;
    case 'hr':
      walk.items.push({ kind: 'rule', ...range(token, walk) });
      break;
    default:
      break;
  }
}

/** Items that all say "1." are counted, as a browser does; else the number is the one that is written. */
function openItem(token: Token, { lists }: Walk): ListItem {
  const list = lists.at(-1);
  const written = /^\d+$/.test(token.info) ? Number(token.info) : undefined;
  if (!list || written === undefined) return { blocks: 0 };
  const ordinal = list.written === written && list.next !== undefined ? list.next : written;
  list.written = written;
  list.next = ordinal + 1;
  return { ordinal, blocks: 0 };
}

function place({ containers, quotes }: Walk): Place {
  const item = containers.findLast((container) => container !== undefined);
  return item ? { item, quoted: quotes > 0 } : { quoted: quotes > 0 };
}

function range(token: Token, { skippedLines }: Walk): { line: number; endLine: number } {
  const [start, end] = token.map ?? [0, 1];
  return { line: start + 1 + skippedLines, endLine: Math.max(end, start + 1) + skippedLines };
}

function heading(open: Token, { content }: Token, walk: Walk): Heading {
  return {
    kind: 'heading',
    level: Number(open.tag.slice(1)),
    ...range(open, walk),
    raw: content,
    text: walk.shown(content),
    place: place(walk),
  };
}

function addParagraph(open: Token, { content }: Token, walk: Walk): void {
  const where = place(walk);
  const { line, endLine } = range(open, walk);
  let known: InlineLine[] | undefined;
  let labels: LabelLine[] | undefined;
  const lines = (): InlineLine[] => (known ??= inlineLines(walk.inline(content), line));
  const paragraph: Paragraph = {
    kind: 'paragraph',
    line,
    endLine,
    raw: content,
    lines,
    labels: () => (labels ??= labelLines(content, lines)),
    place: where,
  };
  if (where.item) where.item.text ??= paragraph;
  walk.items.push(paragraph);
}

function addBlock(token: Token, walk: Walk): void {
  const where = place(walk);
  if (where.item) where.item.blocks++;
  const fenced = token.type === 'fence';
  walk.items.push({
    kind: 'block',
    ...range(token, walk),
    fenced,
    unclosed: fenced && unclosed(token.content, token.map),
    info: token.info.trim(),
    text: token.content,
    place: where,
  });
}

/** Reads a table up to its end; gives the index of its last token. */
function readTable(tokens: readonly Token[], start: number, walk: Walk): number {
  const rows: { line: number; cells: Cell[] }[] = [];
  let at = start;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.type === 'table_close') break;
    if (token.type === 'tr_open') rows.push({ line: range(token, walk).line, cells: [] });
    if (token.type === 'inline') {
      rows.at(-1)?.cells.push({ text: walk.shown(token.content), raw: token.content });
    }
  }
  const open = tokens[start];
  const [header, ...body] = rows;
  if (open && header)
    walk.items.push({ kind: 'table', ...range(open, walk), header: header.cells, rows: body });
  return at;
}
