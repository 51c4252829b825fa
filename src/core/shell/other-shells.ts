import { assessPipeline } from './danger.ts';
import { highest, notKnown, reads } from './harm.ts';
import type { Assessment } from './harm.ts';
import { readPlainPipeline } from './plain.ts';
import type { Programs } from './programs/rows.ts';
import type { ShellText, Statement } from './statements.ts';
import type { Grammar } from './syntax.ts';

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
 * continuations and its body. What plain words and pipes do is known, of all else only what it names.
 */
export function readOtherShell(text: string, shell: ForeignShell, grammar: Grammar): ShellText {
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
    if (!open) {
      open = { ...reads, start, end: start, program: /^\S+/.exec(line.trim())?.[0] ?? '' };
      reading.statements.push(open);
    }
    open.end = Math.max(open.end, end);
    depth = Math.max(0, depth + count(line, dialect.opens) - count(line, dialect.closes));
    if (depth === 0 && !dialect.goesOn.test(line)) open = undefined;
  }
  for (const statement of reading.statements)
    Object.assign(statement, assess(text.slice(statement.start, statement.end), shell, grammar));
  return reading;
}

function count(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

/** A cmdlet by its form, which no program of another shell has. */
const cmdlet = /\b[A-Z][a-z]+-[A-Z]\w+/g;

function assess(text: string, shell: ForeignShell, grammar: Grammar): Assessment {
  const stages = readPlainPipeline(plainly(text, shell));
  const call = (name: string): string => (shell === 'fish' ? name : windowsName(name, grammar.programs));
  if (stages)
    return assessPipeline(
      stages.map((words) => words.map((word, at) => (at === 0 ? { ...word, text: call(word.text) } : word))),
      grammar,
    );
  const unknown = notKnown(`what this ${dialects[shell].name} command does is not known`);
  const cmdlets = shell === 'powershell' ? (text.match(cmdlet) ?? []) : [];
  return highest([
    unknown,
    ...cmdlets.map((name) => assessPipeline([[{ text: call(name), known: true }]], grammar)),
  ]);
}

/** Lines joined, comparisons (`{ $_.CPU -gt 9 }`) as a word, and words with a variable, a backslash or a star in quotes. */
function plainly(text: string, shell: ForeignShell): string {
  const joined = text.replace(/[\\`^]\n\s*/g, ' ').replace(/([|,])[ \t]*\n\s*/g, '$1 ');
  if (shell === 'fish') return joined.replace(/[\w./:@%+,=~*$-]*[*$~][\w./:@%+,=~*$-]*/g, "'$&'");
  return joined
    .replace(/\{\s*\$_[^{}()|;&<>]*\}/g, '_')
    .replace(/[\w./:@%+,=~*?$\\-]*[*?$~\\][\w./:@%+,=~*?$\\-]*/g, "'$&'");
}

/** How the tables call a cmdlet (by its name, else its verb: `Get-*`) or a program of Windows; else the name itself. */
function windowsName(name: string, programs: Programs): string {
  const [verb, noun] = name.split('-');
  const base = name.toLowerCase().replace(/\.exe$/, '');
  const names = noun === undefined ? [`${base}.exe`, base] : [name, `${verb}-*`];
  return names.find((each) => programs.has(each)) ?? name;
}
