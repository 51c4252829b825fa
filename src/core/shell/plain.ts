import type { Word } from './words.ts';

const token = /[ \t]*(?:([\w./:@%+,-][\w./:@%+,=-]*)|"([^"$`\\]*)"|'([^']*)'|(\|))(?=[ \t]|$)/y;

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
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const found = token.exec(text);
    if (!found) return undefined;
    const [, plain, double, single, pipe] = found;
    if (pipe === undefined) stages.at(-1)?.push({ text: plain ?? double ?? single ?? '', known: true });
    else stages.push([]);
  }
  const isWhole = stages.every(
    ([first]) => first !== undefined && !first.text.includes('=') && !beginsMore.test(first.text),
  );
  return isWhole ? stages : undefined;
}
