import { quoting, readQuoting } from './quoting.ts';

/** A character that is not what a person sees. */
export interface HiddenCharacter {
  /** Offset in the text, and how many UTF-16 units it takes. */
  start: number;
  length: number;
  /** What it is, in words. */
  what: string;
  /** What belongs in its place; undefined when nobody can tell. */
  instead?: string;
}

const bidirectional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const invisible =
  /[\u00AD\u115F\u1160\u200B-\u200D\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|\u034F|[\u17B4\u17B5]|[\u180B-\u180E]|[\uFE00-\uFE0F]|[\u{E0000}-\u{E01EF}]/u;
const oddBlank = /[\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
const control = /[^\t\n\P{Cc}]/u;
const suspect = /[^\t\n\x20-\x7E]/;

/** Typographic signs that stand where the shell wants ASCII's. */
const typographic: ReadonlyMap<string, string> = new Map([
  ...Array.from('“”„‟″«»').map((sign): [string, string] => [sign, '"']),
  ...Array.from('‘’‚‛′´').map((sign): [string, string] => [sign, "'"]),
  ...Array.from('‐‑‒–—―−').map((sign): [string, string] => [sign, '-']),
  ['…', '...'],
]);

/** Letters of other scripts that look like a Latin one. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [
    ['асԁеһіјӏорԛѕԝхуАВСЕНІЈКМОРЅТХУҮԌ', 'acdehijlopqswxyABCEHIJKMOPSTXYYG'],
    ['αγικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲϳ', 'ayikvoptuxwABEZHIKMNOPTYXcj'],
    ['օոսցհՕՍՏ', 'onughOUS'],
    ['ıǃ', 'i!'],
  ].flatMap(([from = '', to = '']) =>
    Array.from(from).map((letter, at): [string, string] => [letter, to[at] ?? '']),
  ),
);

/**
 * Characters of a shell text that may make it do something else than it shows: bidirectional controls, zero-width characters,
 * odd blanks, signs that took ASCII's place, control characters, look-alike letters. Typography inside a string or a comment,
 * joiners inside an emoji and words of one script are left alone.
 */
export function findHidden(text: string): HiddenCharacter[] {
  if (!suspect.test(text)) return [];
  const { kinds } = readQuoting(text);
  const found: HiddenCharacter[] = [];
  for (const { 0: character, index } of text.matchAll(/[^\t\n\x20-\x7E]/gu)) {
    const kind = kinds[index];
    const isCode = kind === quoting.bare || kind === quoting.nested;
    const isComment = kind === quoting.comment;
    const hidden = judge(character, text, index, { isCode, isComment });
    if (hidden) found.push({ start: index, length: character.length, ...hidden });
  }
  return found;
}

interface Where {
  isCode: boolean;
  isComment: boolean;
}

type Verdict = Pick<HiddenCharacter, 'what' | 'instead'>;

function judge(
  character: string,
  text: string,
  index: number,
  { isCode, isComment }: Where,
): Verdict | undefined {
  if (bidirectional.test(character)) return { what: 'a bidirectional control', instead: '' };
  if (invisible.test(character))
    return joins(character, text, index) ? undefined : { what: 'an invisible character', instead: '' };
  if (control.test(character) && character !== '\u0085') return { what: 'a control character' };
  if (oddBlank.test(character))
    return isComment ? undefined : { what: 'a blank that is no blank to the shell', instead: ' ' };
  if (/\p{L}/u.test(character)) return lookAlike(character, text, index, isCode);
  if (!isCode) return undefined;
  const ascii = typographic.get(character);
  if (ascii !== undefined)
    return { what: 'a sign that looks like one of ASCII', instead: dashes(ascii, text, index) };
  const narrow = /[\uFF01-\uFF5E]/.test(character);
  return narrow ? { what: 'a wide form of an ASCII sign', instead: fromWide(character) } : undefined;
}

/** A wiki makes one dash of the two before a long option. */
function dashes(ascii: string, text: string, index: number): string {
  const isLongOption =
    ascii === '-' && /^.[a-z]{2}/.test(text.slice(index, index + 3)) && /\s/.test(text[index - 1] ?? ' ');
  return isLongOption && text[index] !== '\u2010' && text[index] !== '\u2011' ? '--' : ascii;
}

function fromWide(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}

/** Joiners and selectors inside an emoji, and joiners inside words of scripts that need them. */
function joins(character: string, text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 2), index);
  const behind = text.slice(index + character.length, index + character.length + 2);
  if (/[\uFE0E\uFE0F]/.test(character)) return /(?:\p{Emoji}|\p{S})$/u.test(before);
  if (character === '\u200D' && /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u.test(before)) {
    return /^\p{Extended_Pictographic}/u.test(behind);
  }
  const complex =
    /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
  if (/[\u200C\u200D]/.test(character))
    return complex.test(before.slice(-1)) && complex.test(behind.slice(0, 1));
  return /[\u{E0020}-\u{E007F}]/u.test(character) && /(?:\u{1F3F4}|[\u{E0020}-\u{E007E}])$/u.test(before);
}

/** A letter is suspect in a word that mixes scripts, and in bare words that could be read as Latin altogether. */
function lookAlike(letter: string, text: string, index: number, isCode: boolean): Verdict | undefined {
  if (/[\uFF21-\uFF3A\uFF41-\uFF5A]/.test(letter) && isCode)
    return { what: 'a wide form of a letter', instead: fromWide(letter) };
  if (/[\u{1D400}-\u{1D7FF}]/u.test(letter) && isCode)
    return { what: 'a mathematical letter', instead: letter.normalize('NFKC') };
  const instead = lookAlikes.get(letter);
  if (instead === undefined) return undefined;
  const word = wordAround(text, index);
  const isMixed = /[A-Za-z]/.test(word);
  const readsAsLatin =
    isCode && Array.from(word).every((each) => lookAlikes.has(each) || !/\p{L}/u.test(each));
  return isMixed || readsAsLatin ? { what: `a letter that looks like "${instead}"`, instead } : undefined;
}

/** Letters and digits around an offset; bounded, because a hostile word may be a megabyte long. */
function wordAround(text: string, index: number): string {
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, index - 60), index))?.[0] ?? '';
  const behind = /^[\p{L}\p{N}]*/u.exec(text.slice(index, index + 60))?.[0] ?? '';
  return before + behind;
}

/** The text with every such character as `\u{…}`: what a person is shown before it runs. */
export function escapeHidden(text: string): string {
  let escaped = '';
  let end = 0;
  for (const { start, length } of findHidden(text)) {
    const code = text.codePointAt(start)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    escaped += `${text.slice(end, start)}\\u{${code}}`;
    end = start + length;
  }
  return escaped + text.slice(end);
}
