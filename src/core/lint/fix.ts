import type { Command, Fix } from '../guide/guide.ts';
import { indexLines, offsetOfLine } from '../text.ts';

/**
 * A fix that puts other words in the place of some words of a command; undefined when they don't stand in the guide's text
 * just as they do in the command (a prompt or a quote stands between its lines).
 */
export function replaceIn(
  text: string,
  command: Command,
  words: string,
  other: string,
  title: string,
): Fix | undefined {
  const from = offsetOfLine(indexLines(text), command.line);
  const at = text.indexOf(command.text, from);
  const inside = command.text.indexOf(words);
  const sameLine = at >= 0 && !text.slice(from, at).includes('\n');
  if (!sameLine || inside < 0) return undefined;
  return { title, edits: [{ start: at + inside, end: at + inside + words.length, text: other }] };
}
