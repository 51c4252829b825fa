/** A terminal's size, in characters. */
export interface ScreenSize {
  columns: number;
  rows: number;
}

/** One screen's cells and its cursor. A wide character takes two cells, the second of which is empty. */
export interface Page {
  rows: string[][];
  x: number;
  y: number;
  /** The last column was written: the next character goes to the next line. */
  full: boolean;
  top: number;
  bottom: number;
  saved: { x: number; y: number };
}

/** A page that nothing was printed to. */
export function emptyPage({ rows }: ScreenSize): Page {
  return {
    rows: Array.from({ length: rows }, () => []),
    x: 0,
    y: 0,
    full: false,
    top: 0,
    bottom: rows - 1,
    saved: { x: 0, y: 0 },
  };
}

/** Its lines, without blank ones at the end. */
export function linesOf({ rows }: Page): string[] {
  const lines = rows.map(textOf);
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/** A line's words; what was never written is a space. */
export function textOf(row: readonly string[]): string {
  return row.join('').trimEnd();
}

/** The line that the cursor is in. */
export function rowOf(page: Page): string[] {
  return (page.rows[page.y] ??= []);
}

/** Cells that nothing was written to yet are spaces. */
export function spread(row: string[], to: number): void {
  for (let x = row.length; x < to; x++) row[x] = ' ';
}

/** Blanks a line's cells. */
export function erase(row: string[], from: number, to: number): void {
  if (to >= row.length) row.length = Math.min(row.length, from);
  else for (let x = from; x < to; x++) row[x] = ' ';
}
