/** A text to be read by people: its first and last lines, and how many between them are not shown. */
export interface Excerpt {
  head: readonly string[];
  leftOut: number;
  tail: readonly string[];
}

const ESC = '\u001b';
const BELL = '\u0007';

const escapeSequences = new RegExp(
  [
    `(?:${ESC}\\[|\\x9b)[0-?]*[ -/]*[@-~]`, // CSI: colours, the cursor
    // OSC, DCS, PM, APC, SOS: titles, links, marks. One that is not ended hides its line, never the rest of the output.
    `${ESC}[\\]P^_X][^${BELL}${ESC}\\x9c\\n]*(?:${BELL}|${ESC}\\\\|\\x9c)?`,
    `${ESC}[ -/]*[0-~]`, // two characters: character sets, save and restore
  ].join('|'),
  'g',
);

/** What a terminal would not show; tabs and line ends are shown. */
const unseen = /[^\P{Cc}\t\n]/gu;

const LONGEST_LINE = 500;

/**
 * What a person would have read in the terminal: escape sequences and control characters taken out, lines that were
 * written over (`\r`, as progress bars do) shown as they stood last, no blanks at their ends.
 */
export function readableLines(text: string): string[] {
  const lines = text
    .replace(escapeSequences, '')
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => {
      const shown = line.split('\r').findLast((piece) => piece !== '') ?? '';
      const readable = shown
        .replace(/[^\b][\b]/gu, '')
        .replace(unseen, '')
        .trimEnd();
      return readable.length > LONGEST_LINE
        ? `${readable.slice(0, LONGEST_LINE).toWellFormed()} … (${readable.length - LONGEST_LINE} characters more)`
        : readable;
    });
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** At most so many lines: what an output begins with and what it ends with. */
export function excerptOf(lines: readonly string[], most: number): Excerpt {
  if (lines.length <= most) return { head: lines, leftOut: 0, tail: [] };
  const half = Math.floor(most / 2);
  return {
    head: lines.slice(0, half),
    leftOut: lines.length - 2 * half,
    tail: lines.slice(lines.length - half),
  };
}

/** The lines as they are shown, with a line in words for those that are not. */
export function excerptLines({ head, leftOut, tail }: Excerpt): string[] {
  return leftOut === 0 ? [...head, ...tail] : [...head, `… ${leftOut} lines not shown …`, ...tail];
}
