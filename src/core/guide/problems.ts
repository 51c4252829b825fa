import { lineText, offsetOfLine } from '../text.ts';
import type { LineIndex } from '../text.ts';
import type { BlockReading } from './blocks.ts';
import { maxUnclosed } from './fences.ts';
import type { Fix, Problem } from './guide.ts';
import type { CodeBlock } from './markdown.ts';

/** What is wrong with a block: it has no end, is no shell, or hides characters. */
export function blockProblems(block: CodeBlock, reading: BlockReading, index: LineIndex): Problem[] {
  return [
    ...(block.unclosed ? [unclosedFence(block, index)] : []),
    ...(reading.notShell === undefined ? [] : [notShell(block, reading.notShell, index)]),
    ...hiddenCharacters(block, reading, index),
  ];
}

function unclosedFence(block: CodeBlock, index: LineIndex): Problem {
  const { line, endLine, text } = block;
  const use = text.length > maxUnclosed ? 'shown as code, and never run' : 'read as code';
  const message = `This fence is never closed: everything up to its end is ${use}.`;
  const fix = closing(block, index);
  return {
    line,
    endLine,
    column: 1,
    rule: 'unclosed-fence',
    severity: 'warning',
    message,
    ...(fix && { fix }),
  };
}

/** Words that look like Markdown that the fence swallowed: then nobody but a person knows where it ends. */
const swallowed = /^(?:#{2,6} |\*\*|\||[-*] \[|```|~~~)/m;

/** Closes a fence that stands in no list or quote behind its last filled line. */
function closing({ line, endLine, text }: CodeBlock, index: LineIndex): Fix | undefined {
  const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(lineText(index, line)) ?? [];
  if (mark === undefined || text.trim() === '' || swallowed.test(text)) return undefined;
  let last = endLine;
  while (last > line && lineText(index, last).trim() === '') last--;
  const end = offsetOfLine(index, last) + lineText(index, last).length;
  const newline = index.text.includes('\r\n') ? '\r\n' : '\n';
  return { title: 'Close the fence', edits: [{ start: end, end, text: `${newline}${mark}` }] };
}

function notShell({ line, endLine, info }: CodeBlock, message: string, index: LineIndex): Problem {
  const tag = /^[\w-]+/.exec(info)?.[0];
  const at = tag === undefined ? -1 : lineText(index, line).lastIndexOf(info);
  const start = offsetOfLine(index, line) + at;
  const fix: Fix | undefined =
    tag !== undefined && at >= 0 && message.includes('reads as output')
      ? { title: 'Tag it as text', edits: [{ start, end: start + tag.length, text: 'text' }] }
      : undefined;
  return { line, endLine, column: 1, rule: 'not-shell', severity: 'warning', message, ...(fix && { fix }) };
}

function hiddenCharacters(
  { text, line, fenced }: CodeBlock,
  { hidden }: BlockReading,
  index: LineIndex,
): Problem[] {
  let row = 0;
  let rowStart = 0;
  return hidden.map(({ start, length, what, instead }) => {
    for (
      let end = text.indexOf('\n', rowStart);
      end >= 0 && end < start;
      end = text.indexOf('\n', rowStart)
    ) {
      row++;
      rowStart = end + 1;
    }
    const fileLine = line + row + (fenced ? 1 : 0);
    const offset =
      offsetOfLine(index, fileLine) + indentOf(text, rowStart, lineText(index, fileLine)) + start - rowStart;
    const code = text.codePointAt(start)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
    const isThere = index.text.startsWith(text.slice(start, start + length), offset);
    const fix: Fix | undefined =
      instead !== undefined && isThere
        ? {
            title: instead === '' ? 'Take it out' : `Write "${instead}"`,
            edits: [{ start: offset, end: offset + length, text: instead }],
          }
        : undefined;
    return {
      line: fileLine,
      endLine: fileLine,
      column: offset - offsetOfLine(index, fileLine) + 1,
      rule: 'hidden-character',
      severity: 'warning' as const,
      message: `U+${code} is ${what}: the command is not what it looks like.`,
      ...(fix && { fix }),
    };
  });
}

/** What stands before a block's line in the file: a quote's sign, a list's indentation. */
function indentOf(text: string, rowStart: number, fileLine: string): number {
  const end = text.indexOf('\n', rowStart);
  const row = text.slice(rowStart, end < 0 ? text.length : end);
  return fileLine.endsWith(row)
    ? fileLine.length - row.length
    : Math.max(0, fileLine.indexOf(row.trim()) - row.search(/\S/));
}
