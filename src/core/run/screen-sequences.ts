/** The next thing in what a program prints to a terminal. `end` is behind it. */
export type Sequence =
  | { kind: 'text'; text: string; end: number }
  | { kind: 'control'; name: string; end: number }
  | { kind: 'escape'; name: string; end: number }
  | { kind: 'csi'; mark: string; numbers: readonly number[]; name: string; end: number }
  /** Titles, links, character sets: nothing that stands on the screen. */
  | { kind: 'ignored'; end: number }
  /** Its end is not here yet. */
  | { kind: 'cut' };

const ESC = '\u001b';
const BELL = '\u0007';
const text = /[^\p{Cc}]+/uy;
const csi = new RegExp(`${ESC}\\[([<=>?]?)([\\d;:]*)[ -/]*([@-~])`, 'y');
/** Title, link and the like: up to a bell or a string's end. */
const string = new RegExp(`${ESC}[\\]PX^_](?:[^${BELL}${ESC}]|${ESC}(?!\\\\))*(?:${BELL}|${ESC}\\\\)`, 'y');
const characterSet = new RegExp(`${ESC}[ -/]+[0-~]`, 'y');
const simple = new RegExp(`${ESC}([0-Z\\\\^-~])`, 'y');
/** A longer one is no sequence but an escape that somebody printed. */
const longest = 4096;

/** Reads on at an offset; a sequence that is cut by the text's end is asked for again with more of it. */
export function nextSequence(from: string, offset: number): Sequence {
  const printed = match(text, from, offset);
  if (printed) return { kind: 'text', text: printed[0], end: offset + printed[0].length };
  const name = from.charAt(offset);
  if (name !== ESC) return { kind: 'control', name, end: offset + 1 };
  const control = match(csi, from, offset);
  if (control) {
    const [whole, mark = '', numbers = '', last = ''] = control;
    return {
      kind: 'csi',
      mark,
      numbers: numbers.split(/[;:]/).map(Number),
      name: last,
      end: offset + whole.length,
    };
  }
  const ignored = match(string, from, offset) ?? match(characterSet, from, offset);
  if (ignored) return { kind: 'ignored', end: offset + ignored[0].length };
  const escape = /[\][PX^_]/.test(from.charAt(offset + 1)) ? null : match(simple, from, offset);
  if (escape) return { kind: 'escape', name: escape[1] ?? '', end: offset + 2 };
  return from.length - offset < longest ? { kind: 'cut' } : { kind: 'ignored', end: offset + 1 };
}

function match(pattern: RegExp, from: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(from);
}
