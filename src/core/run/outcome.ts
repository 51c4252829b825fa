import * as v from 'valibot';

const exitCode = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * How a run, or one command of it, ended. Never a guess: what the shell could not tell is `unknown`, with the reason.
 * On disk its fields are the event's own.
 */
export const outcomeSchema = v.variant('outcome', [
  v.object({ outcome: v.literal('succeeded'), exitCode: v.exactOptional(v.literal(0)) }),
  v.object({
    outcome: v.literal('failed'),
    exitCode: v.exactOptional(v.pipe(exitCode, v.minValue(1))),
    reason: v.exactOptional(v.string()),
  }),
  v.object({ outcome: v.literal('signalled'), signal: v.string(), exitCode: v.exactOptional(exitCode) }),
  /** By the person (no reason), at `--timeout` (`timeout`) or at the guide's own time (`time`). */
  v.object({
    outcome: v.literal('stopped'),
    reason: v.exactOptional(v.string()),
    exitCode: v.exactOptional(exitCode),
  }),
  v.object({ outcome: v.literal('unknown'), reason: v.string() }),
]);
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** What came of one command of a run. */
export const commandOutcomeSchema = v.object({
  text: v.string(),
  outcome: v.picklist(['succeeded', 'failed', 'signalled', 'stopped', 'unknown']),
  exitCode: v.exactOptional(exitCode),
  signal: v.exactOptional(v.string()),
  reason: v.exactOptional(v.string()),
  /** Every part's own exit code, when the command is a pipe. */
  pipeStatus: v.exactOptional(v.array(exitCode)),
  durationMs: v.exactOptional(v.number()),
});
export type CommandOutcome = v.InferOutput<typeof commandOutcomeSchema>;

/** What the shell reports of a whole run. */
export interface RunEnd {
  outcome: Outcome;
  durationMs: number;
  commands: CommandOutcome[];
  /** How many commands were never reached. */
  notRun?: number;
}

/** How an outcome reads at the end of a sentence: `succeeded`, `exit 1`, `ended by SIGKILL`, `unknown: why`. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return [outcome.exitCode === undefined ? 'failed' : `exit ${outcome.exitCode}`, outcome.reason]
        .filter((part) => part !== undefined)
        .join(': ');
    case 'signalled':
      return `ended by ${outcome.signal}`;
    case 'stopped':
      return stoppedWords(outcome.reason);
    case 'unknown':
      return `unknown: ${outcome.reason}`;
  }
}

function stoppedWords(reason: string | undefined): string {
  if (reason === undefined) return 'stopped';
  if (reason === 'time') return 'ended at its time';
  return reason === 'timeout' ? 'timed out' : `stopped: ${reason}`;
}

/** 128 + SIGPIPE: a part of a pipe that a later one cut off (`… | head`). No failure. */
const sigpipe = 141;

/**
 * What an exit code of a pipe hides, in words: `… | wc -l` must not hide that a part before it failed. One text for each
 * command with such a part; what a later part cut off is named as that.
 */
export function hiddenParts(commands: readonly CommandOutcome[]): string[] {
  return commands.flatMap(({ pipeStatus = [] }) =>
    pipeStatus.slice(0, -1).some((exit) => exit !== 0)
      ? [`the parts of its pipe ended with ${pipeStatus.map(partWords).join(', ')}`]
      : [],
  );
}

function partWords(exit: number): string {
  return exit === sigpipe ? `${exit} (cut off by the next)` : String(exit);
}
