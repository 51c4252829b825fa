import type { Span } from '../incident/sentence.ts';

/**
 * Words of guides, notes and outputs are untrusted: in Markdown they are text, whatever they look like.
 * Everything that a person or a program wrote reaches the document through these functions.
 */

/** Characters that hide or reorder what is read: controls, zero width, direction. Joiners are letters' business: they stay. */
const HIDDEN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A line as text: no Markdown, no HTML, no link, no line break, safe in a table's cell too. */
export function inline(text: string): string {
  return visible(text)
    .replace(/[\\`*[\]<>|~$&]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(#{1,6}|[-+=]+|!)(?=\s|\[|$)/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/!(?=\\\[)/g, '\\!');
}

/** Text as it was typed, in a code span; in words where a code span can't hold it in a table. */
export function codeSpan(text: string): string {
  const shown = shownAsTyped(text);
  if (shown === '') return '(nothing)';
  // Readers of Markdown disagree about a backslash before a pipe inside a code span of a table.
  if (/\\(?=\\*\|)/.test(shown)) return inline(shown);
  const fence = '`'.repeat(longestRun(shown, /`+/g) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** Blanks stay as they were typed; a new line becomes a sign. */
function shownAsTyped(text: string): string {
  const line = text
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replace(/\t/g, ' ');
  return defused(line.replace(HIDDEN, codePoint));
}

/** One sentence, for a table's cell or a line. */
export function sentence(spans: readonly Span[]): string {
  return spans
    .map(({ kind, text }) => {
      if (kind === 'code') return codeSpan(short(text, 200));
      if (kind === 'strong') return strongText(text);
      return inlinePiece(text);
    })
    .join('')
    .trim();
}

/** Two stars with nothing between them would be four stars. */
function strongText(text: string): string {
  const shown = inline(text);
  return shown === '' ? '' : `**${shown}**`;
}

/** A piece between others: its blanks at the ends stay. */
function inlinePiece(text: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return `${before && ' '}${inline(middle)}${after && ' '}`;
}

/** Lines in a fence that nothing in them can close. */
export function fenced(lines: readonly string[], language: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n'), /`+/g) + 1));
  return [`${fence}${language}`, ...lines.map(fencedLine), fence];
}

/** A line of an output: exact but for what hides, for marks that would end a region of ours, and for blanks at its end. */
function fencedLine(line: string): string {
  return defused(line.replace(/\t/g, '    ').replace(HIDDEN, codePoint)).trimEnd();
}

function visible(text: string): string {
  return defused(text.replace(/\s+/g, ' ').trim().replace(HIDDEN, codePoint));
}

/** What would read as a marker of ours is shown, but is none. */
function defused(text: string): string {
  return text.replace(/<!--(?=\s*\/?incident-runbook)/gi, '<! --');
}

function codePoint(character: string): string {
  return `(U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')})`;
}

function longestRun(text: string, pattern: RegExp): number {
  return (text.match(pattern) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** At most so many characters, and a sign where there is more. */
export function short(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]$/.test(text.slice(0, most - 1)) ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

/** A link that a reader can trust to be one: http, https, mailto; undefined for any other. */
export function safeLink(link: string): string | undefined {
  const trimmed = link.trim();
  return /^(?:https?:\/\/|mailto:)[^\s<>"'`\\]+$/i.test(trimmed)
    ? trimmed.replace(/[()|]/g, percent)
    : undefined;
}

/** A file beside the document, by its relative path; undefined when it would point elsewhere. */
export function safeFile(file: string): string | undefined {
  const isInside = /^[^\s/\\:][^\\:]*$/.test(file) && !file.split('/').includes('..');
  return isInside ? encodeURI(file.toWellFormed()).replace(/[()|#?]/g, percent) : undefined;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
