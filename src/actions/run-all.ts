import type { PlannedStep } from '../core/run/policy.ts';
import { isVerification } from '../core/guide/walk.ts';
import { onFailure } from '../core/run/policy.ts';
import type { Clock, Question } from '../ports.ts';
import type { OpenIncident } from './open.ts';
import { askOnceOfTheWay, declinedWords } from './past-the-way.ts';
import { prepareStep, runStep } from './run.ts';
import type { ReadyStep, RunContext, RunLimit, RunResult } from './run.ts';

/** A plan whose questions are answered. */
export type ReadyPlan = readonly (PlannedStep & { ready?: ReadyStep })[];

export type PlanPreparation =
  { kind: 'ready'; plan: ReadyPlan } | { kind: 'declined'; step: PlannedStep; question: Question };

/** What came of a plan. */
export interface RunAllResult {
  ran: { step: PlannedStep; result: RunResult }[];
  skipped: { step: PlannedStep; why: string }[];
  /** Why facts could not be kept: no further step was started. */
  notRecorded?: string;
  /** What got a *no* at a step's turn: neither it nor a later one was started. */
  declined?: Question;
}

/** Asks all that must be asked before the first step of a plan runs: with a *no* nothing ran and nothing was written. */
export async function preparePlan(
  plan: readonly PlannedStep[],
  context: RunContext,
  tool?: string,
): Promise<PlanPreparation> {
  const values = new Map(context.values);
  const ask = askOnceOfTheWay(context.ask);
  let { lastTarget } = context;
  const ready: (PlannedStep & { ready?: ReadyStep })[] = [];
  for (const planned of plan) {
    if (planned.skip !== undefined) {
      ready.push(planned);
      continue;
    }
    const at = { ...planned, ...(tool !== undefined && { tool }) };
    const prepared = await prepareStep(at, { ...context, values, lastTarget });
    if (prepared.kind === 'declined') return { kind: 'declined', step: planned, question: prepared.question };
    for (const [name, value] of prepared.ready.filled) values.set(name, value);
    lastTarget = prepared.ready.seen ?? lastTarget;
    ready.push({ ...planned, ready: { ...prepared.ready, ask } });
  }
  return { kind: 'ready', plan: ready };
}

/**
 * Runs a prepared plan step after step, by each phase's policy: looking goes on after a failure, recovery ends its phase at one,
 * and after a failed verification no further phase begins. What is left out is recorded with its reason. While facts can't be
 * kept no step is started.
 */
export async function runPlan(
  incident: OpenIncident,
  plan: ReadyPlan,
  clock: Clock,
  options: { signal?: AbortSignal; limit?: RunLimit } = {},
): Promise<RunAllResult> {
  const result: RunAllResult = { ran: [], skipped: [] };
  const ended = new Map<string, string>();
  let gateFailedIn: string | undefined;
  for (const planned of plan) {
    const { phase, step, ready } = planned;
    const why =
      planned.skip ??
      (options.signal?.aborted ? 'stopped' : undefined) ??
      (result.declined && declinedWords(result.declined)) ??
      ended.get(phase.id) ??
      gateReason(gateFailedIn, phase.id);
    if (why !== undefined || !ready) {
      if (options.signal?.aborted) {
        result.skipped.push({ step: planned, why: why ?? 'not prepared' });
        continue;
      }
      const trouble = await leaveOut(incident, planned, why ?? 'not prepared', result);
      if (trouble !== undefined) return { ...result, notRecorded: trouble };
      continue;
    }
    const came = await runStep(incident, ready, clock, options);
    if (came.kind === 'declined') {
      result.declined = came.question;
      const trouble = await leaveOut(incident, planned, declinedWords(came.question), result);
      if (trouble !== undefined) return { ...result, notRecorded: trouble };
      continue;
    }
    result.ran.push({ step: planned, result: came });
    if (came.kind === 'not-recorded') return { ...result, notRecorded: came.reason };
    if (hasFailed(came) && isVerification(phase, step)) gateFailedIn = phase.id;
    if (hasFailed(came) && onFailure(phase.kind) === 'stop')
      ended.set(phase.id, `"${step.title}" did not succeed`);
  }
  return result;
}

function gateReason(gateFailedIn: string | undefined, phase: string): string | undefined {
  return gateFailedIn === undefined || gateFailedIn === phase
    ? undefined
    : 'the verification before it failed';
}

/** Whether a run did not do what it was for. One that ended at the guide's own time did. */
export function hasFailed(result: RunResult): boolean {
  if (result.kind !== 'ran') return result.kind !== 'cancelled';
  if (result.verification === 'failed') return true;
  const { outcome } = result.end;
  return outcome.outcome !== 'succeeded' && !(outcome.outcome === 'stopped' && outcome.reason === 'time');
}

/** Says that a step is left out; why that could not be recorded, undefined when it is. */
async function leaveOut(
  { live }: OpenIncident,
  planned: PlannedStep,
  why: string,
  { skipped }: RunAllResult,
): Promise<string | undefined> {
  const { phase, step } = planned;
  skipped.push({ step: planned, why });
  try {
    await live.record({ type: 'step-skipped', step: `${phase.id}/${step.id}`, title: step.title, why });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
