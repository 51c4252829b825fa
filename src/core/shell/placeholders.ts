import { valueQuoter } from './fill.ts';

/** A gap in a command that a person fills before it runs. */
export interface Gap {
  /** As it is asked for: `pod`. */
  name: string;
  /** As it is written: `<pod>`. */
  text: string;
  /** Offset in the command. */
  start: number;
}

const htmlVoid = /^(?:br|hr|img|wbr)$/i;
const templateWords =
  /^(?:range|end|if|else|with|define|template|block|include|printf|println|print|index|len|json|join|not|and|or|eq|ne|lt|gt|toJson|toYaml|break|continue)$/;
const logLevels =
  /^(?:INFO|WARN|WARNING|ERROR|ERR|DEBUG|FATAL|TRACE|NOTICE|CRITICAL|CRIT|ALERT|OK|FAIL|FAILED|PASS|PASSED|DONE|SUCCESS|SKIP)$/;

/** One way of writing gaps: where one may be, and what tells it from shell that looks alike. */
interface Form {
  pattern: RegExp;
  isGap: (match: RegExpExecArray, text: string) => boolean;
}

/** How far an end tag is looked for; a bound, so that a text of tags is read in linear time. */
const tagReach = 4000;

const forms: readonly Form[] = [
  { pattern: /<([\p{L}_](?:[\p{L}\p{N} _.:/|'’,-]*[\p{L}\p{N}_.'’])?|\.\.\.|…)>/gu, isGap: isAngleGap },
  { pattern: /\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]+)*)[ \t]*\}\}/gu, isGap: isBraceGap },
  { pattern: /\[([A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)*)\]/g, isGap: isBracketGap },
  {
    pattern: /(?<![\w${-])(YOUR[_-][A-Z0-9_-]*[A-Z0-9]|(?:REPLACE|CHANGE)_?ME|X{3,})(?![\w=])/g,
    isGap: isCapitalGap,
  },
];

/** The gaps of a command or block, in the order they stand; the same gap may come several times. */
export function findGaps(text: string): Gap[] {
  if (!/[<[]|\{\{|YOUR|ME\b|XXX/.test(text)) return [];
  const found = forms.flatMap(({ pattern, isGap }) =>
    [...text.matchAll(pattern)]
      .filter((match) => isGap(match, text))
      .map((match) => ({ name: (match[1] ?? '').trim(), text: match[0], start: match.index })),
  );
  return found.sort((a, b) => a.start - b.start).filter((gap, at, all) => gap.start >= endOf(all[at - 1]));
}

function endOf(gap: Gap | undefined): number {
  return gap ? gap.start + gap.text.length : 0;
}

/** The text with every gap as so many letters: what the grammar reads, because `<pod>` is a valid redirection. */
export function maskGaps(text: string): string {
  const gaps = findGaps(text);
  if (gaps.length === 0) return text;
  let masked = '';
  let end = 0;
  for (const gap of gaps) {
    masked += text.slice(end, gap.start) + 'x'.repeat(gap.text.length);
    end = endOf(gap);
  }
  return masked + text.slice(end);
}

/**
 * A command with its gaps filled, by their names. Each value is quoted for the place where it stands, so that it stays one word
 * there, whatever it is. A gap without a value is left as it was written.
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  const gaps = findGaps(text);
  if (gaps.length === 0) return text;
  const quote = valueQuoter(maskGaps(text));
  let filled = '';
  let end = 0;
  for (const gap of gaps) {
    const value = values.get(gap.name);
    filled += text.slice(end, gap.start) + (value === undefined ? gap.text : quote(gap.start, value));
    end = endOf(gap);
  }
  return filled + text.slice(end);
}

/** `<pod>`, but no redirection (`<in.txt>out.txt`), comparison, end word (`<<EOF>f`), tag or pattern. */
function isAngleGap({ index, 0: whole, 1: inner = '' }: RegExpExecArray, text: string): boolean {
  const before = text[index - 1] ?? '';
  const behind = text.slice(index + whole.length);
  if (inner.length > 80 || /[<\\?&]/.test(before) || text.slice(0, index).endsWith('include ')) return false;
  if (htmlVoid.test(inner) || behind.slice(0, tagReach).includes(`</${inner.split(' ', 1)[0] ?? ''}>`))
    return false;
  if (/\b(?:AND|OR|and|or|THEN)\b/.test(inner)) return false;
  if (/^(?:\/dev\/|&)/.test(behind)) return false;
  const isFile = /^[\w./-]+\.\w+$/.test(inner) || inner.includes('/');
  return !(isFile && /^[\w./~$"'-]/.test(behind));
}

/** `{{name}}`, but nothing of a Go template. */
function isBraceGap({ 1: inner = '' }: RegExpExecArray): boolean {
  if (templateWords.test(inner.split(' ', 1)[0] ?? '')) return false;
  return !/(?:^|\s)\./.test(inner);
}

/** `[NAME]` as a whole word of capitals: no test, no index, no pattern, no log level. */
function isBracketGap({ index, 0: whole, 1: inner = '' }: RegExpExecArray, text: string): boolean {
  if (inner.length < 3 || logLevels.test(inner)) return false;
  const before = text[index - 1] ?? ' ';
  const behind = text[index + whole.length] ?? ' ';
  if (!/[\s"'=:/@,]/.test(before) || !/[\s"'/:.,;)@-]/.test(behind)) return false;
  return !/(?:^|[|;&(\s])(?:\w?grep|rg|ack|sed|awk|perl|tr|echo|printf|case|jq)\b[^|;&\n]*$/.test(
    lineBefore(text, index),
  );
}

/** Variables (`$YOUR_NAME`) are kept out by the pattern; `mktemp /tmp/a.XXXXXX` is a template. */
function isCapitalGap({ index, 1: inner = '' }: RegExpExecArray, text: string): boolean {
  return !inner.startsWith('XXX') || !/\bmktemp\b|\.$/.test(lineBefore(text, index));
}

function lineBefore(text: string, index: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 500), index);
}
