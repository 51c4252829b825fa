import type { Token } from 'markdown-it';
import { displayText } from './words.ts';

/** One source line of a paragraph. */
export interface InlineLine {
  /** 1-based line of the file. */
  line: number;
  text: string;
  /** What stands in bold at its beginning, if anything: the candidate for a label. */
  bold?: string;
  /** The text behind the bold part; without one the whole text. */
  rest: string;
  /** Targets of its links, then addresses that stand in the text, in order. */
  urls: string[];
}

/** The text that a reader sees: markup, HTML tags and emoji taken off. */
export function plainText(tokens: readonly Token[]): string {
  return displayText(tokens.map(textOf).join(''));
}

function textOf(token: Token): string {
  switch (token.type) {
    case 'text':
    case 'text_special':
    case 'code_inline':
      return token.content;
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'image':
      return (token.children ?? []).map(textOf).join('');
    case 'html_inline':
      return /^<br\b/i.test(token.content) ? ' ' : '';
    default:
      return '';
  }
}

/** Splits a paragraph's inline tokens at its line breaks; `firstLine` is where the paragraph begins. */
export function inlineLines(tokens: readonly Token[], firstLine: number): InlineLine[] {
  const groups: Token[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups.map((group, at) => inlineLine(group, firstLine + at));
}

function inlineLine(tokens: readonly Token[], line: number): InlineLine {
  const text = plainText(tokens);
  const urls = urlsOf(tokens);
  const start = tokens.findIndex(({ type }) => type === 'strong_open');
  const isFirst = start >= 0 && plainText(tokens.slice(0, start)) === '';
  const end = isFirst ? closing(tokens, start) : -1;
  if (end < 0) return { line, text, rest: text, urls };
  return { line, text, bold: plainText(tokens.slice(start, end)), rest: plainText(tokens.slice(end)), urls };
}

/** Index of the token that closes the bold part opened at `start`; -1 when it goes on over the line's end. */
function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const type = tokens[at]?.type;
    if (type === 'strong_open') depth++;
    if (type === 'strong_close' && --depth === 0) return at;
  }
  return -1;
}

function urlsOf(tokens: readonly Token[]): string[] {
  const found = tokens.flatMap((token, at) => {
    if (token.type === 'link_open') return linkTarget(token, tokens[at + 1]);
    const mayHold = (token.type === 'text' || token.type === 'code_inline') && /https?:/i.test(token.content);
    return mayHold ? bareUrls(token.content) : [];
  });
  return [...new Set(found)];
}

/** An address in angle brackets is taken as it is written: markdown-it encodes the target. */
function linkTarget(open: Token, inner: Token | undefined): string[] {
  const href = open.attrs?.find(([name]) => name === 'href')?.[1] ?? '';
  const target = open.info === 'auto' && inner ? inner.content : String(href);
  return /^https?:/i.test(target) ? [target] : [];
}

/** Addresses in a text; punctuation behind one, and a bracket that it doesn't open, are no part of it. */
function bareUrls(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"'`]+/gi)].map(([match]) => trimUrl(match));
}

function trimUrl(url: string): string {
  const trimmed = url.replace(/[.,;:!?*_]+$/, '');
  const unbalanced = trimmed.endsWith(')') && !trimmed.includes('(');
  const cut = unbalanced ? trimmed.slice(0, -1) : trimmed;
  return cut === url ? url : trimUrl(cut);
}
