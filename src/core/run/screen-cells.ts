/** A character and how many cells of a terminal it takes: none for an accent. */
export interface Cell {
  text: string;
  width: 0 | 1 | 2;
}

const accent = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** East Asian wide characters and pictures, by Unicode's blocks. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** Text to cells. */
export function cellsOf(text: string): Cell[] {
  return Array.from(text, (character) => ({
    text: character,
    width: character < '\u0300' ? 1 : accent.test(character) ? 0 : wide.test(character) ? 2 : 1,
  }));
}
