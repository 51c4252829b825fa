import type { SyntaxNode } from './syntax.ts';

/** One argument as the program will see it, as far as the text alone tells. */
export interface Word {
  /** Quotes and escapes removed; what only the run will tell stands as it was written (`$NAME`, `$(…)`). */
  text: string;
  /** False when a part of it is known only at run time. */
  known: boolean;
}

/** What a reader of words needs to know of the shell around them. */
export interface Values {
  /** The value of a variable, where it was simply assigned; positional ones by their number, `@` for all. */
  valueOf(name: string): string | undefined;
  /** What a substitution prints, where that is plain (`$(echo rm)`). Called once for each substitution. */
  printedBy(substitution: SyntaxNode): string | undefined;
}

/** Text and offset of the root that a node's offsets count from: slicing is far cheaper than asking each node. */
export interface Source {
  text: string;
  offset: number;
}

export function textOf(node: SyntaxNode, { text, offset }: Source): string {
  return text.slice(node.startIndex - offset, node.endIndex - offset);
}

const substitutions: ReadonlySet<string> = new Set(['command_substitution', 'process_substitution']);

/** The words that an argument becomes: one, or several where an unquoted variable holds several. */
export function readWords(node: SyntaxNode, source: Source, values: Values): Word[] {
  if (node.type === 'simple_expansion' || node.type === 'expansion' || substitutions.has(node.type)) {
    const { text, known } = readPart(node, source, values);
    if (!known) return [{ text, known }];
    return text.split(/\s+/).flatMap((each) => (each ? [{ text: each, known }] : []));
  }
  if (node.type === 'string' && /^"\$(?:@|\{@\}|\*)"$/.test(textOf(node, source))) {
    const all = values.valueOf('@');
    if (all !== undefined) return all.split(/\s+/).flatMap((text) => (text ? [{ text, known: true }] : []));
  }
  return [readPart(node, source, values)];
}

/** The one word that a quoted or joined argument becomes. */
export function readWord(node: SyntaxNode, source: Source, values: Values): Word {
  return readPart(node, source, values);
}

function readPart(node: SyntaxNode, source: Source, values: Values): Word {
  const { type } = node;
  switch (type) {
    case 'raw_string':
      return { text: textOf(node, source).slice(1, -1), known: true };
    case 'ansi_c_string':
      return { text: ansiC(textOf(node, source).slice(2, -1)), known: true };
    case 'string':
      return join(node, source, values, unescapeQuoted);
    case 'concatenation':
    case 'command_name':
    case 'translated_string':
    case 'array':
    case 'brace_expression':
      return join(node, source, values, unescape);
    case 'simple_expansion':
    case 'expansion':
      return expand(node, source, values);
    case 'command_substitution':
    case 'process_substitution': {
      const printed = values.printedBy(node);
      return printed === undefined
        ? { text: textOf(node, source), known: false }
        : { text: printed, known: true };
    }
    default:
      return readPlain(node, source, values);
  }
}

function readPlain(node: SyntaxNode, source: Source, values: Values): Word {
  const text = textOf(node, source);
  if (/[$`<>]/.test(text)) {
    const inside = substitutionsIn(node);
    for (const substitution of inside) values.printedBy(substitution);
    return { text, known: false };
  }
  return { text: unescape(text), known: !/[*?]/.test(text) };
}

const quotes: ReadonlySet<string> = new Set(['"', '$']);

/** Texts between the parts count too: the grammar leaves blanks beside an expansion out of its nodes. */
function join(node: SyntaxNode, source: Source, values: Values, literal: (text: string) => string): Word {
  let text = '';
  let known = true;
  let end = node.startIndex;
  const isString = node.type === 'string';
  for (const child of node.children) {
    const { startIndex, type } = child;
    text += literal(source.text.slice(end - source.offset, startIndex - source.offset));
    end = child.endIndex;
    if (isString && type === 'string_content') text += literal(textOf(child, source));
    else if (!quotes.has(type)) {
      const part = readPart(child, source, values);
      text += part.text;
      known &&= part.known;
    } else if (type === '$' && isString) text += '$';
  }
  text += literal(source.text.slice(end - source.offset, node.endIndex - source.offset));
  return { text, known };
}

/** `$NAME`, `${NAME}` and `${NAME:-word}` where the value was plain; everything else stays as written. */
function expand(node: SyntaxNode, source: Source, values: Values): Word {
  const text = textOf(node, source);
  const [, name, , word] = /^\$\{?(\w+|@|\*)(?:(:?[-=])([^$`{}]*))?\}?$/.exec(text) ?? [];
  const value = name === undefined ? undefined : (values.valueOf(name === '*' ? '@' : name) ?? word);
  if (value !== undefined) return { text: value, known: true };
  for (const child of substitutionsIn(node)) values.printedBy(child);
  return { text, known: false };
}

/** Every outermost substitution below a node, without recursion: expressions can nest as deep as a text is long. */
export function substitutionsIn(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open: SyntaxNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (substitutions.has(next.type)) found.push(next);
    else for (const child of next.children.toReversed()) open.push(child);
  }
  return found;
}

function unescape(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(\n|[^])/g, (_, next: string) => (next === '\n' ? '' : next))
    : text;
}

function unescapeQuoted(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([$`"\\\n])/g, (_, next: string) => (next === '\n' ? '' : next))
    : text;
}

const ansiNames: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  e: '\u001b',
  a: '\u0007',
  '0': '\0',
};

/** Escapes of `$'…'`: the letters, `\xHH` and octal, since a name can be hidden in them. */
function ansiC(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g,
    (_, hex?: string, octal?: string, letter = '') => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return ansiNames[String(letter)] ?? String(letter);
    },
  );
}
