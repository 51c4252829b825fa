import type { CommandOutcome, Outcome, RunEnd } from './outcome.ts';

/** One file that the wrapper left: its numbers, and when it was written (milliseconds, the file system's clock). */
export interface Mark {
  values: readonly number[];
  atMs: number;
}

/** What a run left in its folder, as far as it is there. */
export interface Marks {
  /** File `0`: the step began. */
  started?: Mark;
  /** By the command's number, from 1. */
  commands: ReadonlyMap<number, Mark>;
  exit?: Mark;
  end?: Mark;
  /** File `cut`: no command after this number was reached, because a failure ends the step or a stop was asked for. */
  cut?: number;
  /** File `stop`: we ended it. */
  stop?: { atMs: number; reason?: string };
  /** The shell is no longer there; with its own exit code or signal where whoever started it saw them. */
  gone?: { exitCode?: number; signal?: string };
  /** A person sits at its terminal: 130 is their Ctrl-C. */
  atTerminal: boolean;
}

/** The numbers in a mark's file; undefined while it is not written to its end. */
export function markValues(text: string): number[] | undefined {
  return /^\d+(?: +\d+)* *\n$/.test(text) ? text.trim().split(/ +/).map(Number) : undefined;
}

/**
 * How a run ended, from what it left behind and nothing else, so that whoever reads it later says the same.
 * Where the marks don't tell, the outcome is `unknown` with the reason.
 */
export function runEnd(texts: readonly string[], marks: Marks): RunEnd {
  if (!marks.started) return neverBegan(texts, marks);
  const reached = texts.slice(0, reachedCount(texts.length, marks));
  const commands = reached.map((text, index) => commandOutcome(text, index + 1, marks));
  const notRun = texts.length - reached.length;
  return {
    outcome: stepOutcome(commands, texts.length, marks),
    durationMs: span(marks.started, lastMark(marks)),
    commands,
    ...(notRun > 0 && { notRun }),
  };
}

/** A signal's name by its number, as Linux and macOS agree on it where they do; else undefined. */
function signalName(number: number): string | undefined {
  return signals[number];
}

// prettier-ignore
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 5: 'SIGTRAP', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE',
  9: 'SIGKILL', 10: 'SIGUSR1', 11: 'SIGSEGV', 12: 'SIGUSR2', 13: 'SIGPIPE', 14: 'SIGALRM', 15: 'SIGTERM',
  16: 'SIGSTKFLT', 17: 'SIGCHLD', 18: 'SIGCONT', 19: 'SIGSTOP', 20: 'SIGTSTP', 21: 'SIGTTIN', 22: 'SIGTTOU',
  23: 'SIGURG', 24: 'SIGXCPU', 25: 'SIGXFSZ', 26: 'SIGVTALRM', 27: 'SIGPROF', 28: 'SIGWINCH', 29: 'SIGIO',
  30: 'SIGPWR', 31: 'SIGSYS',
};

const ENDED_THE_STEP = 'it ended the step (a syntax error or return)';
const SHELL_GONE = 'the shell ended while it ran';

function neverBegan(texts: readonly string[], marks: Marks): RunEnd {
  const outcome: Outcome = marks.stop
    ? stopped(marks.stop)
    : { outcome: 'unknown', reason: 'nothing of it began: the shell never read the step' };
  return { outcome, durationMs: 0, commands: [], ...(texts.length > 0 && { notRun: texts.length }) };
}

/** Up to the last recorded command; one more when it was none of our rules that ended the step there. */
function reachedCount(count: number, marks: Marks): number {
  const last = lastRecorded(marks);
  return marks.cut === last ? last : Math.min(count, last + 1);
}

function commandOutcome(text: string, number: number, marks: Marks): CommandOutcome {
  const mark = marks.commands.get(number);
  const from = number === 1 ? marks.started : marks.commands.get(number - 1);
  const to = mark ?? (number > lastRecorded(marks) ? (marks.exit ?? marks.end) : undefined);
  const time = from && to ? { durationMs: span(from, to) } : {};
  if (!mark) return { text, ...unrecorded(number, marks), ...time };
  const [status = 0, ...parts] = mark.values;
  return { text, ...recorded(status, mark, marks), ...(parts.length > 1 && { pipeStatus: parts }), ...time };
}

function recorded(status: number, { atMs }: Mark, marks: Marks): Outcome {
  const wasStopped = status !== 0 && marks.stop !== undefined && marks.stop.atMs <= atMs;
  return wasStopped ? { ...stopped(marks.stop), exitCode: status } : byStatus(status, marks);
}

/** Of the command that ran when the step ended, or whose record was swallowed on the way. */
function unrecorded(number: number, marks: Marks): Outcome {
  if (number <= lastRecorded(marks)) return { outcome: 'unknown', reason: 'its outcome was not recorded' };
  if (marks.stop) return stopped(marks.stop);
  // Who saw the shell end knows best: of a signal, bash's own hook reports the command before.
  if (marks.gone?.signal !== undefined) return bySignal(marks.gone.signal, marks.gone.exitCode);
  if (marks.gone?.exitCode !== undefined) return byStatus(marks.gone.exitCode, marks);
  if (marks.exit) return byStatus(marks.exit.values[0] ?? 0, marks);
  if (marks.end) return endedStep(marks.end.values[0] ?? 0, marks);
  return { outcome: 'unknown', reason: SHELL_GONE };
}

function endedStep(status: number, marks: Marks): Outcome {
  const outcome = byStatus(status, marks);
  return outcome.outcome === 'failed' ? { ...outcome, reason: ENDED_THE_STEP } : outcome;
}

function byStatus(status: number, { atTerminal }: Pick<Marks, 'atTerminal'>): Outcome {
  if (status === 0) return { outcome: 'succeeded', exitCode: 0 };
  if (atTerminal && status === 130) return { outcome: 'stopped', exitCode: 130 };
  if (atTerminal && (status === 148 || status === 146)) {
    return { outcome: 'unknown', reason: 'suspended: it waits among the jobs of the shell' };
  }
  const signal = status >= 129 && status <= 159 ? signalName(status - 128) : undefined;
  return signal === undefined
    ? { outcome: 'failed', exitCode: status }
    : { outcome: 'signalled', signal, exitCode: status };
}

function bySignal(signal: string, exitCode: number | undefined): Outcome {
  return { outcome: 'signalled', signal, ...(exitCode !== undefined && { exitCode }) };
}

function stopped(stop: { reason?: string } | undefined): Outcome & { outcome: 'stopped' } {
  return { outcome: 'stopped', ...(stop?.reason !== undefined && { reason: stop.reason }) };
}

/** Stopped when a stop cut it short; else by the first command that did not succeed; what is not known hides no failure. */
function stepOutcome(commands: readonly CommandOutcome[], count: number, marks: Marks): Outcome {
  if (marks.stop && marks.stop.atMs <= finishedMs(count, marks)) return stopped(marks.stop);
  if (commands.some(({ outcome }) => outcome === 'stopped')) return { outcome: 'stopped' };
  const bad =
    commands.find(({ outcome }) => outcome === 'failed' || outcome === 'signalled') ??
    commands.find(({ outcome }) => outcome === 'unknown');
  return bad ? withoutText(bad) : { outcome: 'succeeded', exitCode: 0 };
}

/** When the step was over by itself; never, as far as is known, when the marks don't say. */
function finishedMs(count: number, { commands, exit, end }: Marks): number {
  return (commands.get(count) ?? exit ?? end)?.atMs ?? Infinity;
}

const lastRecorded = ({ commands }: Marks): number => Math.max(0, ...commands.keys());

function withoutText({ outcome, exitCode, signal, reason }: CommandOutcome): Outcome {
  const code = exitCode === undefined ? {} : { exitCode };
  if (outcome === 'signalled') return { outcome, signal: signal ?? 'unknown', ...code };
  if (outcome === 'unknown') return { outcome, reason: reason ?? SHELL_GONE };
  return { outcome: 'failed', ...code, ...(reason !== undefined && { reason }) };
}

function lastMark(marks: Marks): Mark | undefined {
  return marks.end ?? marks.exit ?? marks.commands.get(lastRecorded(marks));
}

function span(from: Mark, to: Mark | undefined): number {
  return to ? Math.max(0, Math.round(to.atMs - from.atMs)) : 0;
}
