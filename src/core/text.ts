/** Where the lines of a text begin, so that offsets (UTF-16 units) and lines turn into each other quickly. */
export interface LineIndex {
  readonly text: string;
  /** Offset of each line's first character; the first line is at index 0. */
  readonly starts: readonly number[];
}

/** A place in a text: both 1-based; `column` counts UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** Lines end as CommonMark has it: LF, CR LF or a lone CR. Form feed, NEL and U+2028 end nothing. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  if (text.includes('\r')) {
    const ending = /\r\n?|\n/g;
    while (ending.test(text)) starts.push(ending.lastIndex);
  } else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The offset at which a 1-based line begins; behind the last line it is the text's length. */
export function offsetOfLine({ text, starts }: LineIndex, line: number): number {
  return starts[Math.max(line, 1) - 1] ?? text.length;
}

/** A line without its ending; empty when there is no such line. */
export function lineText(index: LineIndex, line: number): string {
  return index.text.slice(offsetOfLine(index, line), offsetOfLine(index, line + 1)).replace(/[\r\n]+$/, '');
}

/** The line and column of an offset. */
export function positionAt({ starts }: LineIndex, offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
