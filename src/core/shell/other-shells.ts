import type { ShellText, Statement } from './statements.ts';

/** Shells that bash's grammar can't read. */
export type ForeignShell = 'fish' | 'powershell' | 'cmd';

/** What a shell that bash's grammar can't read looks like, line by line. */
interface Dialect {
  name: string;
  comment: RegExp;
  /** A line that goes on in the next one. */
  goesOn: RegExp;
  /** Words that open a body, and that close one. */
  opens: RegExp;
  closes: RegExp;
}

const dialects: Readonly<Record<ForeignShell, Dialect>> = {
  fish: {
    name: 'fish',
    comment: /^\s*#/,
    goesOn: /(?:\\|\||&&)\s*$/,
    opens: /(?:^|[;&|]\s*)\s*(?:function|if|for|while|switch|begin)\b/g,
    closes: /(?:^|[;&|]\s*)\s*end\b/g,
  },
  powershell: {
    name: 'PowerShell',
    comment: /^\s*#/,
    goesOn: /(?:`|\||,|\()\s*$/,
    opens: /[{(]|@['"]$/g,
    closes: /[)}]|^['"]@/g,
  },
  cmd: { name: 'cmd', comment: /^\s*(?:@?rem\b|::)/i, goesOn: /\^\s*$/, opens: /\($/g, closes: /^\s*\)/g },
};

/**
 * Reads fish, PowerShell and cmd text into commands and comments. Their grammars are not at hand: a command is a line with its
 * continuations and its body, and what it does is never called known.
 */
export function readOtherShell(text: string, shell: ForeignShell): ShellText {
  const dialect = dialects[shell];
  const reading: ShellText = { parses: true, statements: [], comments: [] };
  let offset = 0;
  let open: Statement | undefined;
  let depth = 0;
  for (const line of text.split('\n')) {
    const end = offset + line.trimEnd().length;
    const start = offset + line.length - line.trimStart().length;
    offset += line.length + 1;
    if (start >= end && !open) continue;
    if (!open && dialect.comment.test(line)) {
      reading.comments.push({ start, end });
      continue;
    }
    open ??= begin(reading, start, line.trim(), dialect.name);
    open.end = Math.max(open.end, end);
    depth = Math.max(0, depth + count(line, dialect.opens) - count(line, dialect.closes));
    if (depth === 0 && !dialect.goesOn.test(line)) open = undefined;
  }
  return reading;
}

function count(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

function begin(reading: ShellText, start: number, line: string, name: string): Statement {
  const program = /^\S+/.exec(line)?.[0] ?? '';
  const statement: Statement = {
    start,
    end: start,
    program,
    danger: { level: 'changes', reason: `what this ${name} command does is not known`, unknown: true },
    interactive: false,
    longRunning: false,
  };
  reading.statements.push(statement);
  return statement;
}
