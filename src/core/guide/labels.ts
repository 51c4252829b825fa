import type { InlineLine } from './inline.ts';

/** "**Detection:** No response": a name at the start of a line and what it says. */
export interface LabelLine {
  name: string;
  /** What follows the name on its line and on the lines below, up to the next label. */
  value: string;
  line: number;
  /** Phases are named in bold; a few other labels may be plain. */
  isBold: boolean;
  urls: string[];
}

/** The label lines of a paragraph, in order. Text above the first one belongs to none. `lines` is asked only when `raw` may hold labels. */
export function labelLines(raw: string, lines: () => readonly InlineLine[]): LabelLine[] {
  if (!mayHoldLabels.test(raw)) return [];
  const labels: LabelLine[] = [];
  for (const { line, text, bold, rest, urls } of lines()) {
    const label = bold === undefined ? plainLabel(text) : boldLabel(bold, rest);
    const last = labels.at(-1);
    if (label) labels.push(...separated({ ...label, line, urls }));
    else if (last) {
      last.value = `${last.value} ${text}`.trim();
      last.urls.push(...urls);
    }
  }
  return labels;
}

/** "**Version:** 2 | **Status:** draft": labels on one line, between separators. Only the first may name a phase. */
function separated(label: LabelLine): LabelLine[] {
  const [value = '', ...others] = label.value.split(/\s+[|·•—]\s+(?=\p{Lu}[\p{L} -]{1,24}:)/u);
  const more = others
    .flatMap((text) => plainLabel(text) ?? [])
    .map((each) => ({ ...each, line: label.line, urls: label.urls }));
  return [{ ...label, value }, ...more];
}

const mayHoldLabels = /\*\*|__|^[ \t]*\p{Lu}[\p{L} -]{1,30}:/mu;

/** A name is a label when a colon or a dash ends it, or when it stands alone on its line. */
function boldLabel(bold: string, rest: string): Omit<LabelLine, 'line' | 'urls'> | undefined {
  if (/[:：]$/.test(bold)) return { name: bold.replace(/\s*[:：]$/, ''), value: rest, isBold: true };
  const behind = /^(\([^()]*\))?\s*(?:[:：]\s*|[-–—]\s+|$)/.exec(rest);
  if (!behind) return undefined;
  const bracket = behind[1] === undefined ? '' : ` ${behind[1]}`;
  return { name: bold + bracket, value: rest.slice(behind[0].length), isBold: true };
}

function plainLabel(text: string): Omit<LabelLine, 'line' | 'urls'> | undefined {
  const match = /^(\p{Lu}[\p{L}]*(?:[ -][\p{L}]+){0,3}):(?:\s+(.*))?$/u.exec(text);
  return match ? { name: match[1] ?? '', value: match[2] ?? '', isBold: false } : undefined;
}
