import type { Command, Fix } from '../guide/guide.ts';
import { indexLines, offsetOfLine, positionAt } from '../text.ts';

/** Words of a command that are to be others. `at` is where they stand in the command; the first place when absent. */
export interface Replacement {
  words: string;
  other: string;
  at?: number;
}

/**
 * A fix that puts other words in the place of some words of a command; undefined when the command does not stand in the guide's
 * text just as it was read (a prompt or a quote stands between its lines).
 */
export function replaceIn(
  text: string,
  command: Command,
  title: string,
  { words, other, at = command.text.indexOf(words) }: Replacement,
): Fix | undefined {
  const start = offsetOfCommand(text, command);
  if (start === undefined || at < 0) return undefined;
  return { title, edits: [{ start: start + at, end: start + at + words.length, text: other }] };
}

/** Where a command begins in the guide's text. */
export function offsetOfCommand(text: string, command: Command): number | undefined {
  const index = indexLines(text);
  const start = text.indexOf(command.text, offsetOfLine(index, command.line));
  return start >= 0 && positionAt(index, start).line === command.line ? start : undefined;
}

/** A fix that writes another word in every place where a word stands in a command. */
export function replaceWord(
  text: string,
  command: Command,
  title: string,
  { word, other }: { word: string; other: string },
): Fix | undefined {
  const start = offsetOfCommand(text, command);
  if (start === undefined) return undefined;
  const places = [...command.text.matchAll(new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'g'))];
  return {
    title,
    edits: places.map(({ index }) => ({
      start: start + index,
      end: start + index + word.length,
      text: other,
    })),
  };
}

/** The text with fixes applied. A fix that overlaps an earlier one is left for the next time. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  let edits: Fix['edits'] = [];
  for (const fix of fixes) {
    const overlaps = fix.edits.some((edit) =>
      edits.some(({ start, end }) => (edit.start < end && start < edit.end) || edit.start === start),
    );
    if (!overlaps) edits = [...edits, ...fix.edits];
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((mended, { start, end, text: put }) => mended.slice(0, start) + put + mended.slice(end), text);
}
