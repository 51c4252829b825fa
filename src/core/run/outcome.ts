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
