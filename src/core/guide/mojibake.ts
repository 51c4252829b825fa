import type { LineIndex } from '../text.ts';
import { lineText, offsetOfLine, positionAt } from '../text.ts';
import type { Fix, Problem } from './guide.ts';

/** A character set as which the bytes of UTF-8 were once read. */
interface Charset {
  name: string;
  /** The byte of each character above ASCII. */
  bytes: ReadonlyMap<string, number>;
}

const macRomanLetters =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const cp1252Letters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const charsets: readonly Charset[] = [
  { name: 'Mac Roman', bytes: bytesFrom(Array.from(macRomanLetters)) },
  {
    name: 'Windows-1252',
    bytes: bytesFrom([
      ...Array.from(cp1252Letters),
      ...Array.from({ length: 0x60 }, (_, at) => String.fromCharCode(0xa0 + at)),
    ]),
  },
];

function bytesFrom(letters: readonly string[]): ReadonlyMap<string, number> {
  return new Map(letters.map((letter, at) => [letter, 0x80 + at]));
}

/** The text whose UTF-8 bytes were read as another character set; undefined when it was none. Lines are repaired one by one. */
export function repaired(text: string): { text: string; charset: string } | undefined {
  if (!/[^\0-\x7F]{2}/.test(text)) return undefined;
  for (const { name, bytes } of charsets) {
    const encoded = encode(text, bytes);
    const decoded = encoded && decodeUtf8(encoded);
    if (decoded !== undefined && decoded !== text) return { text: decoded, charset: name };
  }
  return undefined;
}

function encode(text: string, bytes: ReadonlyMap<string, number>): number[] | undefined {
  const encoded: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const byte = code < 0x80 ? code : bytes.get(character);
    if (byte === undefined) return undefined;
    encoded.push(byte);
  }
  return encoded;
}

/** Strict: bytes that are no UTF-8, or not its shortest form, give undefined. */
function decodeUtf8(bytes: readonly number[]): string | undefined {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0) return undefined;
    let code = length === 1 ? lead : lead & (0x7f >> length);
    for (let next = 1; next < length; next++) {
      const byte = bytes[at + next] ?? 0;
      if ((byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 0x3f);
    }
    const least = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

/** A problem a damaged line; each has the fix for all of them, because nobody wants to repair half a file. */
export function mojibakeProblems(index: LineIndex): Problem[] {
  if (!/[^\0-\x7F]{2}/.test(index.text)) return [];
  const fix: Fix = { title: 'Repair the whole file', edits: [] };
  const problems: Problem[] = [];
  let last = 0;
  for (const match of index.text.matchAll(/[^\0-\x7F]{2,}/g)) {
    const { line } = positionAt(index, match.index);
    if (line === last) continue;
    last = line;
    const text = lineText(index, line);
    const repair = repaired(text);
    if (!repair) continue;
    const start = offsetOfLine(index, line);
    fix.edits.push({ start, end: start + text.length, text: repair.text });
    const column = text.search(/[^\0-\x7F]/) + 1;
    const message = `This line was UTF-8 once and was read as ${repair.charset}: it should be "${repair.text.trim()}".`;
    problems.push({ line, endLine: line, column, rule: 'mojibake', severity: 'warning', message, fix });
  }
  return problems;
}
