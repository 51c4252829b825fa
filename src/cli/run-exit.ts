import { hasFailed } from '../actions/run-all.ts';
import type { RunAllResult } from '../actions/run-all.ts';
import type { RunResult } from '../actions/run.ts';
import { isVerification } from '../core/guide/walk.ts';
import type { Summary } from '../core/run/summary.ts';
import type { ExitCode } from './exit.ts';

/** How `run` ends, by what came of its plan. Skipped and manual steps fail nothing. */
export function exitCodeOf(result: RunAllResult, { aborted }: AbortSignal): ExitCode {
  if (result.notRecorded !== undefined) return 5;
  if (aborted) return 130;
  if (result.declined) return 4;
  const failed = result.ran.filter((one) => hasFailed(one.result));
  if (failed.length === 0) return 0;
  return failed.some(({ step }) => isVerification(step.phase, step.step)) ? 3 : 1;
}

/** What the plan came to, in numbers. What a person stopped did not fail. */
export function summaryOf({ ran, skipped }: RunAllResult): Summary {
  const results = ran.map(({ result }) => result);
  return {
    run: results.filter(hasRun).length,
    failed: results.filter((result) => hasFailed(result) && !isStoppedByPerson(result)).length,
    skipped: skipped.map(({ why }) => why),
  };
}

function hasRun(result: RunResult): boolean {
  return result.kind === 'ran' || (result.kind === 'not-recorded' && result.run !== undefined);
}

function isStoppedByPerson(result: RunResult): boolean {
  return (
    result.kind === 'ran' &&
    result.end.outcome.outcome === 'stopped' &&
    result.end.outcome.reason === undefined
  );
}
