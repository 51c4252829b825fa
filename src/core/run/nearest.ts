/**
 * The known word that a mistyped one most likely means; undefined when none is near.
 * Near is: one slip (a letter too many, too few, wrong, or two swapped) for every three letters.
 */
function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  let best: { word: string; slips: number } | undefined;
  for (const candidate of known) {
    const allowed = Math.max(1, Math.floor(Math.max(typed.length, candidate.length) / 3));
    const slips = slipsBetween(typed, candidate.toLowerCase());
    if (slips <= allowed && (!best || slips < best.slips)) best = { word: candidate, slips };
  }
  return best?.word;
}

/** `; did you mean "x"?`, or the words there are when none is near. Goes behind what is wrong. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return known.length === 0 ? '' : `; there is ${known.join(', ')}`;
}

/** Optimal string alignment. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + Number(a[row - 1] !== b[column - 1]);
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? at(beforeLast, column - 2) + 1
          : Infinity;
      line.push(Math.min(at(last, column) + 1, at(line, column - 1) + 1, replaced, swapped));
    }
    beforeLast = last;
    last = line;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
