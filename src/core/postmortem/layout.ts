/** The few shapes of Markdown that the document is made of. Cells and texts come in escaped (`escape.ts`). */

/** A table; nothing when it would have no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [head, head.map(() => '---'), ...rows].map(rowLine);
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`.replace(/ {2,}\|/g, ' |');
}

/** Lines behind a click. `html.ts` knows exactly these two lines, and no other HTML. */
export function fold(summary: string, lines: readonly string[]): string[] {
  return [`<details><summary>${htmlText(summary)}</summary>`, '', ...lines, '', '</details>'];
}

/** A place to jump to; `html.ts` knows this line too. */
export function anchor(run: string): string {
  return `<a id="${anchorOf(run)}"></a>`;
}

/** The name of a run's place in the document. */
export function anchorOf(run: string): string {
  return `run-${run.toLowerCase().replace(/[^a-z0-9-]/g, '')}`;
}

/** Text inside a line of HTML: `summary` is not read as Markdown. */
function htmlText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A question to people, which the document leaves to them. */
export function prompt(text: string): string {
  return `> _${text}_`;
}

/** Blocks with a blank line between them; empty ones fall away. */
export function blocks(...parts: readonly (readonly string[])[]): string[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}
