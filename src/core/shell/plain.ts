import type { Word } from './word.ts';

const token = /(?:[\w./:@%+,-][\w./:@%+,=-]*|"[^"$`\\]*"|'[^']*'|\|)(?:[ \t]+|$)/y;

/** Words that begin more than a command: they are left to the grammar. */
const beginsMore =
  /^(?:export|declare|typeset|readonly|local|unset|time|coproc|function|if|for|while|until|case|select)$/;

/** Nobody pastes a longer one; the grammar is as quick there. */
const maxLength = 4000;

/**
 * Most commands of a guide are plain words and quoted texts, perhaps in a pipeline. They are read here without their syntax tree:
 * asking it costs more than parsing did. Undefined for everything else.
 */
export function readPlainPipeline(text: string): Word[][] | undefined {
  if (text.length > maxLength) return undefined;
  const stages: Word[][] = [[]];
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    if (!token.test(text)) return undefined;
    const written = text.slice(at, token.lastIndex).trimEnd();
    if (written === '|') stages.push([]);
    else stages.at(-1)?.push({ text: /^["']/.test(written) ? written.slice(1, -1) : written, known: true });
  }
  const isWhole = stages.every(
    ([first]) => first !== undefined && !first.text.includes('=') && !beginsMore.test(first.text),
  );
  return isWhole ? stages : undefined;
}
