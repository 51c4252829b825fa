import { quoting, readQuoting } from './quoting.ts';
import type { Quoting, QuotedText } from './quoting.ts';

/** Where a value goes in a shell text: the text with the gap as letters, the gap's offset, and how the text is quoted. */
interface Spot {
  text: string;
  at: number;
  quoted: QuotedText;
}

/** How many shells may read a text one after the other: `ssh host "sudo sh -c '…'"` is three. */
const maxShells = 5;

/** Quotes values so that each is one word, or a part of one, wherever it stands: no value can become a command. */
export function valueQuoter(text: string): (at: number, value: string) => string {
  const quoted = readQuoting(text);
  return (at, value) => quoteAt({ text, at, quoted }, value, maxShells);
}

/** A text that a further shell will read is quoted for that one first, from the inside out. */
function quoteAt(spot: Spot, value: string, shells: number): string {
  const inner = shells > 0 ? innerText(spot) : undefined;
  const quotedInside = inner
    ? quoteAt({ ...inner, quoted: readQuoting(inner.text) }, value, shells - 1)
    : inSql(spot, value);
  const kind = (spot.quoted.kinds[spot.at] ?? quoting.bare) as Quoting;
  const result = quoteFor(kind, quotedInside);
  return isInBackticks(spot) ? result.replace(/[\\`$]/g, '\\$&') : result;
}

function quoteFor(kind: Quoting, value: string): string {
  switch (kind) {
    case quoting.bare:
    case quoting.nested:
      return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
    case quoting.single:
      return value.replaceAll("'", "'\\''");
    case quoting.double:
      return value.replace(/[\\"$`]/g, '\\$&');
    case quoting.comment:
    case quoting.hereLiteral:
      return oneLine(value);
    case quoting.hereExpanded:
      return oneLine(value).replace(/[\\$`]/g, '\\$&');
  }
}

/** A line of its own could end a here-document or a comment. */
function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}

function isInBackticks({ text, at, quoted: { kinds } }: Spot): boolean {
  let ticks = 0;
  for (let index = text.indexOf('`'); index >= 0 && index < at; index = text.indexOf('`', index + 1)) {
    if (kinds[index] === quoting.nested && text[index - 1] !== '\\') ticks++;
  }
  return ticks % 2 === 1;
}

/** What comes right before an argument that a shell will read again. */
const shellArgument =
  /(?:^|[\s;&|(])(?:\S*\/)?(?:(?:(?:ba|z|da|k|a)?sh|su|runuser|script|flock)\b[^;&|]*\s-\w*c\s+|(?:eval|watch)\s[^;&|]*|ssh\s+\S[^;&|]*\s)$/;
const shellOfDocument = /(?:^|[\s;&|(/])(?:(?:ba|z|da|k|a)?sh|ssh)\b/;

/** The text in which a further shell meets the gap, quotes taken off; undefined when no further shell reads it. */
function innerText(spot: Spot): Omit<Spot, 'quoted'> | undefined {
  const { text, at, quoted } = spot;
  const document = quoted.hereDocuments.find(({ bodyStart, bodyEnd }) => bodyStart <= at && at < bodyEnd);
  if (document) {
    const line = text.slice(text.lastIndexOf('\n', document.start) + 1, document.start);
    const isShell = shellOfDocument.test(line);
    return isShell
      ? { text: text.slice(document.bodyStart, document.bodyEnd), at: at - document.bodyStart }
      : undefined;
  }
  const start = wordStart(spot);
  const before = text.slice(Math.max(0, statementStart(spot, start)), start);
  return shellArgument.test(before) ? unquotedWord(spot, start) : undefined;
}

function isBoundary({ text, quoted: { kinds } }: Spot, index: number): boolean {
  return kinds[index] === quoting.bare && /[\s;&|()<>]/.test(text[index] ?? '') && text[index - 1] !== '\\';
}

function wordStart(spot: Spot): number {
  let start = spot.at;
  while (start > 0 && !isBoundary(spot, start - 1)) start--;
  return start;
}

function statementStart({ text, quoted: { kinds } }: Spot, before: number): number {
  let start = before;
  while (
    start > 0 &&
    !(kinds[start - 1] === quoting.bare && /[;&|\n]/.test(text[start - 1] ?? '') && text[start - 2] !== '\\')
  )
    start--;
  return start;
}

/** The word at `start` as the program gets it, and where the gap is in it. */
function unquotedWord(spot: Spot, start: number): Omit<Spot, 'quoted'> {
  const { text, at, quoted } = spot;
  let word = '';
  let inner = 0;
  for (let index = start; index < text.length && !isBoundary(spot, index); index++) {
    if (index === at) inner = word.length;
    const kind = quoted.kinds[index];
    const char = text[index] ?? '';
    const isQuote = (char === '"' && kind === quoting.double) || (char === "'" && kind === quoting.single);
    const isEscape =
      char === '\\' &&
      (kind === quoting.bare || (kind === quoting.double && /["\\$`]/.test(text[index + 1] ?? '')));
    if (isQuote) continue;
    if (isEscape) index++;
    word += isEscape ? (text[index] ?? '') : char;
  }
  return { text: word, at: inner };
}

const sqlPrograms =
  /\b(?:psql|mysql|mariadb|sqlite3|cqlsh|clickhouse-client|clickhouse|sqlcmd|bq|cockroach)\b/;

/** Inside a SQL text's quotes a quote is doubled. */
function inSql(spot: Spot, value: string): string {
  if (!value.includes("'") || !sqlPrograms.test(spot.text.slice(0, spot.at))) return value;
  const { text, at } = unquotedWord(spot, wordStart(spot));
  const quotes = text.slice(0, at).match(/'/g)?.length ?? 0;
  return quotes % 2 === 1 ? value.replaceAll("'", "''") : value;
}
