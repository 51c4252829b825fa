import { createScreen } from './screen.ts';
import type { ScreenSize } from './screen.ts';

/** A line that was run at a terminal's prompt, as the terminal's record tells it. Offsets are into the record. */
export interface TypedLine {
  /** What stood at the prompt when Enter was pressed; undefined when that can't be told. */
  command: string | undefined;
  /** What the shell said that it runs. Some shells tell its first command only, aliases replaced: it is compared, not shown. */
  told: string;
  exitCode?: number;
  output: { from: number; to: number };
  end: number;
}

/** What a record tells of what was typed. */
export interface TypedRecord {
  lines: readonly TypedLine[];
  /** Whether a line runs whose end is not here yet. */
  running: boolean;
  /** From the last prompt on, when nothing was typed at it yet: with it the rest of the line is understood. */
  prompt: string;
}

const ESC = '\u001b';
const BELL = '\u0007';
/** VS Code's marks: A before the prompt, B behind it, F and G around that of a further line, E the line, C its output, D its end. */
const mark = new RegExp(`${ESC}\\]633;([A-G])(?:;([^${BELL}${ESC}]*))?(?:${BELL}|${ESC}\\\\)`, 'g');
const furtherPrompt = new RegExp(`${ESC}\\]633;F[^]*?${ESC}\\]633;G(?:${BELL}|${ESC}\\\\)`, 'g');

interface Open {
  prompt?: { from: number; behind: number };
  told?: string;
  typed?: string | undefined;
  output?: number;
}

/**
 * The lines that were run, by the marks of VS Code's shell integration. Anything a program prints may look like such a
 * mark; within an output only an end counts, and whoever uses a line compares what was `told` with what VS Code trusts.
 *
 * `record` has one character a byte; `decode` makes text of it.
 */
export function typedIn(record: string, size: ScreenSize, decode: (bytes: string) => string): TypedRecord {
  const lines: TypedLine[] = [];
  let open: Open = {};
  for (const { 0: whole, 1: kind = '', 2: words = '', index } of record.matchAll(mark)) {
    const behind = index + whole.length;
    if (open.output !== undefined && kind !== 'D') continue;
    switch (kind) {
      case 'A':
        open = { prompt: { from: index, behind } };
        break;
      case 'B':
        if (open.prompt) open.prompt.behind = behind;
        break;
      case 'E': {
        const { prompt } = open;
        open.told = decode(unescaped(words.replace(/;[^;]*$/, '')));
        if (prompt)
          open.typed = typedAt(
            decode(record.slice(prompt.from, prompt.behind)),
            decode(record.slice(prompt.behind, index)),
            size,
          );
        break;
      }
      case 'C':
        open.output = behind;
        break;
      case 'D': {
        const { told, typed, output } = open;
        if (told && output !== undefined) {
          const exit = /^\d+$/.test(words) ? { exitCode: Number(words) } : {};
          lines.push({ command: typed, told, ...exit, output: { from: output, to: index }, end: behind });
        }
        open = {};
      }
    }
  }
  const rest = open.prompt && open.told === undefined ? record.slice(open.prompt.from) : '';
  return { lines, running: open.output !== undefined, prompt: rest };
}

/** The line as it stood behind its prompt: typing errors, completions and recalled lines are drawn over what was there. */
function typedAt(prompt: string, echo: string, { columns }: ScreenSize): string | undefined {
  const screen = createScreen({ columns, rows: 500 });
  screen.write(prompt);
  const begins = screen.cursor();
  screen.write(echo.replace(furtherPrompt, ''));
  const [first = '', ...others] = screen.text().slice(begins.row);
  let line = first.slice(begins.column);
  let cells = first.length;
  for (const row of others) {
    // A row that is full goes on in the next one; a blank at its end is not in its text.
    line = cells >= columns - 1 ? line.padEnd(line.length + columns - cells) + row : `${line}\n${row}`;
    cells = row.length;
  }
  return line.trim() === '' ? undefined : line.trimEnd();
}

/** VS Code writes `\x3b` and `\\` for what would end its mark. */
function unescaped(words: string): string {
  return words.replace(/\\(?:\\|x([\da-f]{2}))/gi, (_, hex?: string) =>
    hex === undefined ? '\\' : String.fromCharCode(parseInt(hex, 16)),
  );
}
