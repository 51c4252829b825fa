import { readConsole } from '../shell/console.ts';
import type { Console } from '../shell/console.ts';
import { findHidden } from '../shell/hidden.ts';
import type { HiddenCharacter } from '../shell/hidden.ts';
import { isConsole, shellOf } from '../shell/languages.ts';
import type { ShellLanguage } from '../shell/languages.ts';
import { readOtherShell } from '../shell/other-shells.ts';
import type { ForeignShell } from '../shell/other-shells.ts';
import { maskGaps } from '../shell/placeholders.ts';
import { judgeTagged, judgeUntagged } from '../shell/runnable.ts';
import { readStatements } from '../shell/statements.ts';
import type { Grammar } from '../shell/syntax.ts';
import { hashText } from './hash.ts';
import { readScript, readSteps } from './steps.ts';
import type { BareStep, Source } from './steps.ts';

/** What a block's language and text alone say. Lines count from the block's first, which is 0. */
export interface BlockReading {
  sha256: string;
  /** The shell it is written for; absent when it is shown, never run. */
  shell?: ShellLanguage;
  steps: BareStep[];
  /** Why a block that is tagged as shell is only shown. */
  notShell?: string;
  hidden: HiddenCharacter[];
}

/** Reads one block. The same language and text always give the same reading, wherever the block stands. */
export function readBlock(language: string, text: string, grammar: Grammar): BlockReading {
  const sha256 = hashText(text);
  const tagged = shellOf(language);
  if (tagged === undefined && language !== '') return { sha256, steps: [], hidden: [] };
  const reading = readShell(language, tagged, text, grammar);
  const concerns = tagged !== undefined || reading.shell !== undefined;
  return { sha256, ...reading, hidden: concerns ? findHidden(text) : [] };
}

type ShellReading = Pick<BlockReading, 'shell' | 'steps' | 'notShell'>;

function readShell(
  language: string,
  tagged: ShellLanguage | undefined,
  text: string,
  grammar: Grammar,
): ShellReading {
  if (text.trim() === '') return { steps: [] };
  const interpreter = /^#!\s*(\S.*)$/m.exec(text.split('\n', 1)[0] ?? '')?.[1]?.trim();
  if (interpreter !== undefined) return readWhole(text, tagged ?? 'bash', interpreter, grammar);
  const session = readConsole(
    text,
    tagged === undefined ? 'none' : isConsole(language) ? 'console' : 'shell',
  );
  if (session) return readSession(session, tagged, grammar);
  if (tagged !== undefined && isForeign(tagged))
    return { shell: tagged, steps: readForeign(plainSource(text), tagged, grammar) };
  return readPlain(language, tagged, text, grammar);
}

function isForeign(shell: ShellLanguage): shell is ForeignShell {
  return shell === 'fish' || shell === 'powershell' || shell === 'cmd';
}

function readPlain(
  language: string,
  tagged: ShellLanguage | undefined,
  text: string,
  grammar: Grammar,
): ShellReading {
  const shell = readStatements(maskGaps(text), grammar);
  const judge = tagged === undefined || isConsole(language) ? judgeUntagged : judgeTagged;
  const verdict = judge(text, shell, grammar.programs);
  if (verdict === 'commands') return { shell: tagged ?? 'bash', steps: readSteps(plainSource(text), shell) };
  // A console may show output alone: nothing is wrong with it.
  if (tagged === undefined || isConsole(language)) return { steps: [] };
  return { steps: [], notShell: reasons[verdict] };
}

const reasons = {
  'not-shell': 'This block is tagged as shell, but it does not parse as shell: it is shown, not run.',
  output: 'This block is tagged as shell, but it reads as output: it is shown, not run.',
};

function readWhole(text: string, shell: ShellLanguage, interpreter: string, grammar: Grammar): ShellReading {
  const source = plainSource(text);
  const isShell = /\b(?:ba|da|z|k)?sh\b/.test(interpreter);
  if (!isShell) return { shell, steps: readScript(source, wholeText(text, interpreter), interpreter) };
  const reading = readStatements(maskGaps(text), grammar);
  if (!reading.parses) return { steps: [], notShell: reasons['not-shell'] };
  return { shell, steps: readScript(source, reading, interpreter) };
}

/** A script in a language that is not read here is one command, of which nothing is known. */
function wholeText(text: string, interpreter: string): Parameters<typeof readSteps>[1] {
  const start = Math.min(text.indexOf('\n') + 1, text.length);
  const end = text.trimEnd().length;
  const reason = `runs a script with ${interpreter}: what it does is not known`;
  const statement = { start, end, program: interpreter, interactive: false, longRunning: false };
  if (end <= start) return { parses: true, statements: [], comments: [] };
  return {
    parses: true,
    comments: [],
    statements: [{ ...statement, danger: { level: 'changes', reason, unknown: true } }],
  };
}

function readSession(session: Console, tagged: ShellLanguage | undefined, grammar: Grammar): ShellReading {
  const source: Source = { text: session.text, lineOf: lineCounter(session.text, session.lines) };
  const { shell: prompted } = session;
  if (prompted !== 'posix') return { shell: prompted, steps: readForeign(source, prompted, grammar) };
  if (tagged !== undefined && isForeign(tagged))
    return { shell: tagged, steps: readForeign(source, tagged, grammar) };
  const shell = readStatements(maskGaps(session.text), grammar);
  if (shell.parses) return { shell: tagged ?? 'bash', steps: readSteps(source, shell) };
  return tagged === undefined ? { steps: [] } : { steps: [], notShell: reasons['not-shell'] };
}

function readForeign(source: Source, shell: ForeignShell, grammar: Grammar): BareStep[] {
  return readSteps(source, readOtherShell(source.text, shell, grammar));
}

function plainSource(text: string): Source {
  return { text, lineOf: lineCounter(text) };
}

/** Line of an offset, from 0; with `lines` the line that this one had in another text. Offsets are mostly asked for in order. */
function lineCounter(text: string, lines?: readonly number[]): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  return (offset) => {
    while (line > 0 && (starts[line] ?? 0) > offset) line--;
    while (line + 1 < starts.length && (starts[line + 1] ?? Infinity) <= offset) line++;
    return lines?.[line] ?? line;
  };
}
