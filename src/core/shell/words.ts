import { isSubstitution, substitutionsIn } from './parts.ts';
import type { Part } from './parts.ts';
import type { Word } from './word.ts';

/** What a reader of words needs to know of the shell around them. */
export interface Values {
  /** The text that parts' offsets count in. */
  source: string;
  /** The value of a variable, where it was simply assigned; positional ones by their number, `@` for all. */
  valueOf(name: string): string | undefined;
  /** What a substitution prints, where that is plain (`$(echo rm)`). Called once for each substitution. */
  printedBy(substitution: Part): string | undefined;
}

/** The words that an argument becomes: one, or several where an unquoted variable holds several. */
export function readWords(part: Part, values: Values): Word[] {
  const { type, start, end } = part;
  if (type === 'word') return [readPlain(part, values)];
  if (type === 'string' && end - start <= 7 && /^"\$(?:@|\{@\}|\*)"$/.test(values.source.slice(start, end))) {
    const all = values.valueOf('@');
    if (all !== undefined) return split(all);
  }
  const word = readWord(part, values);
  const splits = word.known && (type === 'simple_expansion' || type === 'expansion' || isSubstitution(part));
  return splits ? split(word.text) : [word];
}

const split = (text: string): Word[] =>
  text
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => ({ text: each, known: true }));

/** The one word that a quoted or joined argument becomes. */
export function readWord(part: Part, values: Values): Word {
  const text = values.source.slice(part.start, part.end);
  switch (part.type) {
    case 'raw_string':
      return { text: text.slice(1, -1), known: true };
    case 'ansi_c_string':
      return { text: ansiC(text.slice(2, -1)), known: true };
    case 'string':
      return join(part, values, unescapeQuoted);
    case 'concatenation':
    case 'command_name':
    case 'translated_string':
    case 'array':
    case 'brace_expression':
      return join(part, values, unescape);
    case 'simple_expansion':
    case 'expansion':
      return expand(part, text, values);
    case 'command_substitution':
    case 'process_substitution': {
      const printed = values.printedBy(part);
      return printed === undefined ? { text, known: false } : { text: printed, known: true };
    }
    default:
      return readPlain(part, values);
  }
}

function readPlain(part: Part, values: Values): Word {
  const text = values.source.slice(part.start, part.end);
  if (part.children.length > 0) {
    for (const substitution of substitutionsIn(part)) values.printedBy(substitution);
    return { text, known: false };
  }
  return { text: unescape(text), known: !/[*?]/.test(text) };
}

/** Texts between the parts count too: the grammar leaves blanks beside an expansion out of its nodes. */
function join(part: Part, values: Values, literal: (text: string) => string): Word {
  const { source } = values;
  const isString = part.type === 'string';
  let text = '';
  let known = true;
  let end = part.start;
  for (const child of part.children) {
    text += literal(source.slice(end, child.start));
    end = child.end;
    if (isString && child.type === 'string_content') text += literal(source.slice(child.start, end));
    else if (child.type === '$' && isString) text += '$';
    else if (child.type !== '"' && child.type !== '$') {
      const word = readWord(child, values);
      text += word.text;
      known &&= word.known;
    }
  }
  return { text: text + literal(source.slice(end, part.end)), known };
}

/** `$NAME`, `${NAME}` and `${NAME:-word}` where the value was plain; everything else stays as written. */
function expand(part: Part, text: string, values: Values): Word {
  const [, name, word] = /^\$\{?(\w+|@|\*)(?::?[-=]([^$`{}]*))?\}?$/.exec(text) ?? [];
  const value = name === undefined ? undefined : (values.valueOf(name === '*' ? '@' : name) ?? word);
  if (value !== undefined) return { text: value, known: true };
  for (const substitution of substitutionsIn(part)) values.printedBy(substitution);
  return { text, known: false };
}

const backslash = /\\(\n|[^])/g;

function unescape(text: string): string {
  return text.includes('\\')
    ? text.replace(backslash, (_, next: string) => (next === '\n' ? '' : next))
    : text;
}

function unescapeQuoted(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([$`"\\\n])/g, (_, next: string) => (next === '\n' ? '' : next))
    : text;
}

const ansiNames: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', e: '\u001b', a: '\u0007' };

/** Escapes of `$'…'`: the letters, `\xHH` and octal, since a name can be hidden in them. */
function ansiC(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([^]))/g,
    (_, hex: string | undefined, octal: string | undefined, letter: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return ansiNames[letter] ?? letter;
    },
  );
}
