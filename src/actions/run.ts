import { renameCompose } from '../core/guide/compose.ts';
import type { Block, Phase, Step } from '../core/guide/guide.ts';
import type { Fact } from '../core/incident/event.ts';
import { stepKey } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import { isVerification } from '../core/guide/walk.ts';
import { checksBefore, onFailure } from '../core/run/policy.ts';
import type { Check, ConfirmFrom } from '../core/run/policy.ts';
import type { RunEnd } from '../core/run/outcome.ts';
import { suggestionsFor } from '../core/run/suggestions.ts';
import { targetPhrase } from '../core/run/target.ts';
import type { Target } from '../core/run/target.ts';
import { exitCannotTell } from '../core/shell/exit-tells.ts';
import { fillPlaceholders } from '../core/shell/placeholders.ts';
import type { Answer, Clock, Execution, InTheWay, Question, RunRequest } from '../ports.ts';
import { chooseCompose } from './compose.ts';
import type { ComposeGuard } from './compose.ts';
import { keepRun } from './keep.ts';
import type { OpenIncident } from './open.ts';
import { pastTheWay } from './past-the-way.ts';
import { stoppable } from './running.ts';
import { guardTarget, recordTargetAfter, targetQuestion } from './target.ts';
import type { TargetGuard } from './target.ts';

/** A step and where it stands. */
export interface StepInGuide {
  phase: Phase;
  block: Block;
  step: Step;
  /** Its playbook, when that is a tool: it may run in another playbook's incident, which then says so. */
  tool?: string;
}

/** What a person is told with a question, and what decides whether one is asked. */
export interface RunContext extends ComposeGuard {
  confirmFrom: ConfirmFrom;
  /** What a step would be pointed at now. */
  readTarget: () => Promise<Target>;
  /** What the incident's record last saw of it. */
  lastTarget: Target | undefined;
  /** What was printed in this incident, redacted, as plain text, the newest first; read when a blank is asked for. */
  printed?: () => Promise<readonly string[]>;
}

/** A step whose questions are answered: it may run. */
export interface ReadyStep extends StepInGuide, TargetGuard {
  /** Placeholders filled. */
  commands: readonly string[];
  /** What a person filled in now. */
  filled: ReadonlyMap<string, string>;
}

export type Preparation =
  { kind: 'ready'; ready: ReadyStep } | { kind: 'declined'; question: Question; answer: Answer };

export type RunResult =
  | { kind: 'ran'; run: string; end: RunEnd; verification?: 'passed' | 'failed' }
  /** Nothing ran; the record says so when it has a run of it. */
  | { kind: 'refused'; reason: string; inTheWay?: InTheWay }
  /** Taken out of the queue before it began. */
  | { kind: 'cancelled' }
  /** What must be asked at its turn got a *no*; nothing of it is in the record. */
  | { kind: 'declined'; question: Question }
  /** The record could not be written; without `run` nothing ran. */
  | { kind: 'not-recorded'; reason: string; run?: string };

/** Asks what must be asked before a step runs. Nothing is opened or written: a *no* leaves no trace. */
export async function prepareStep(at: StepInGuide, context: RunContext): Promise<Preparation> {
  const { ask, readTarget, lastTarget: before } = context;
  const seen = at.step.danger.level === 'safe' ? undefined : await readTarget();
  const filled = new Map<string, string>();
  const compose = await chooseCompose(at.step, context);
  if (compose.kind === 'declined') return compose;
  if (compose.kind === 'other') filled.set(compose.written, compose.here);
  for (const check of checksBefore(at.step, context.confirmFrom, seen && { now: seen, before })) {
    if (check.kind === 'fill' && context.values.has(check.placeholder.name)) continue;
    const printed = check.kind === 'fill' ? ((await context.printed?.()) ?? []) : [];
    const question = questionOf(check, at, context, { filled, seen, printed });
    const answer = await ask(question);
    if (!goesOn(answer, check)) return { kind: 'declined', question, answer };
    if (check.kind === 'fill' && answer.kind === 'text') filled.set(check.placeholder.name, answer.text);
  }
  const commands = filledCommands(at, context, filled);
  return { kind: 'ready', ready: { ...at, filled, commands, ask, readTarget, ...(seen && { seen }) } };
}

function goesOn(answer: Answer, check: Check): boolean {
  return check.kind === 'production'
    ? answer.kind === 'text' && answer.text.trim() === check.name
    : answer.kind !== 'no';
}

function filledCommands(
  { step }: StepInGuide,
  { values }: RunContext,
  filled: ReadonlyMap<string, string>,
): string[] {
  const all = new Map([...values, ...filled]);
  return step.commands.map(({ text }) => fillPlaceholders(renameCompose(text, all), all));
}

interface Known {
  filled: ReadonlyMap<string, string>;
  seen: Target | undefined;
  printed: readonly string[];
}

function questionOf(
  check: Check,
  at: StepInGuide,
  context: RunContext,
  { filled, seen, printed }: Known,
): Question {
  const { title } = at.step;
  switch (check.kind) {
    case 'target':
      return targetQuestion(title, check.changes);
    case 'production':
      return { kind: 'type-target', title, target: check.name };
    case 'fill':
      return {
        kind: 'fill-placeholder',
        title,
        placeholder: check.placeholder,
        suggestions: suggestionsFor(check.placeholder.name, printed),
      };
    case 'hidden':
      return { kind: 'confirm-hidden', title, escaped: check.escaped };
    case 'danger':
      return {
        kind: 'confirm-danger',
        title,
        danger: check.danger,
        commands: filledCommands(at, context, filled),
        target: targetPhrase(seen ?? {}),
        button: at.step.option ? `Use option ${at.step.option.number}` : 'Run',
        notices: noticesOf(at.step),
      };
  }
}

function noticesOf(step: Step): string[] {
  return step.commands
    .filter((command) => command.interactive)
    .map((command) => `"${firstWords(command.text)}" waits for a person in the terminal.`);
}

function firstWords(text: string): string {
  return text.split(/\s+/).slice(0, 2).join(' ');
}

/** Ends a run after a time: the guide's own, or the person's option. */
export type RunLimit = NonNullable<RunRequest['limit']>;

/**
 * Runs a prepared step in an open incident, when its turn has come: records that it starts, runs it, keeps what it prints,
 * records its end. Never rejects for the shell or the disk: what came of it is the result.
 */
export async function runStep(
  incident: OpenIncident,
  ready: ReadyStep,
  clock: Clock,
  options: { signal?: AbortSignal; limit?: RunLimit } = {},
): Promise<RunResult> {
  const controller = new AbortController();
  options.signal?.addEventListener('abort', () => {
    controller.abort();
  });
  if (options.signal?.aborted) controller.abort();
  const wanted = requestOf('', ready, options.limit);
  const task = (): Promise<RunResult> =>
    pastTheWay(incident.shell, ready.ask, wanted, (request) =>
      runNow(incident, ready, clock, controller, request),
    );
  if (ready.step.longRunning) return task(); // a lane of its own: it would block the terminal
  const { step, playbook } = describe(ready, incident.live.state);
  const label = stepKey(step, playbook);
  return (await incident.queue.add(label, task, controller.signal)) ?? { kind: 'cancelled' };
}

async function runNow(
  incident: OpenIncident,
  ready: ReadyStep,
  clock: Clock,
  controller: AbortController,
  wanted: RunRequest,
): Promise<RunResult> {
  const { live, shell, running } = incident;
  const run = clock.newId();
  const request = { ...wanted, run };
  const described = describe(ready, live.state);
  let begun: { run?: string } = {};
  let execution: Execution | undefined;
  running.set(
    run,
    stoppable(controller, () => execution?.stop()),
  );
  try {
    const guarded = await guardTarget(live, ready.step.title, ready);
    if (guarded.kind === 'declined') return guarded;
    const prepared = await shell.prepare(request);
    const facts = [...guarded.facts, ...factsBefore(ready, described, request, prepared.spool)];
    const unrecorded = await recordStart(live, facts);
    if (unrecorded !== undefined) {
      await recordStart(live, [refusedFact(run, ready, described, 'its start could not be recorded')]);
      return { kind: 'not-recorded', reason: unrecorded };
    }
    begun = { run };
    const started = await shell.start(request, controller.signal);
    if (started.kind === 'refused') {
      await live.record(refusedFact(run, ready, described, started.reason));
      const { reason, inTheWay } = started;
      return { kind: 'refused', reason, ...(inTheWay && { inTheWay }) };
    }
    ({ execution } = started);
    const kept = await keepRun(
      incident,
      execution,
      { run, commands: ready.commands, ...described, ...(!exitTells(ready) && { judge: ready.ask }) },
      clock,
    );
    if (kept.kind === 'not-recorded') return { kind: 'not-recorded', reason: kept.reason, run };
    await recordTargetAfter(live, ready);
    const { end, verification } = kept;
    return { kind: 'ran', run, end, ...(verification && { verification }) };
  } catch (error) {
    return { kind: 'not-recorded', reason: error instanceof Error ? error.message : String(error), ...begun };
  } finally {
    running.delete(run);
  }
}

/** Whether the exit code of a verification can tell that it failed. */
export function exitTells({ commands }: Pick<ReadyStep, 'commands'>): boolean {
  return !commands.some(exitCannotTell);
}

/** Records facts; the reason when the disk refuses one. What was refused is written when the disk is back, so its end must follow it. */
async function recordStart(live: OpenIncident['live'], facts: readonly Fact[]): Promise<string | undefined> {
  let refused: string | undefined;
  for (const fact of facts) {
    try {
      await live.record(fact);
    } catch (error) {
      refused ??= error instanceof Error ? error.message : String(error);
    }
  }
  return refused;
}

function requestOf(
  run: string,
  { phase, block, step, commands }: ReadyStep,
  limit: RunLimit | undefined,
): RunRequest {
  const ends = sooner(limit, guidesLimit(step));
  return {
    run,
    title: step.title,
    commands,
    language: block.shell ?? 'sh',
    ...(step.script && { script: { interpreter: step.script.interpreter, text: block.text } }),
    onFailure: onFailure(phase.kind),
    lane: step.longRunning ? 'watch' : 'main',
    ...(ends && { limit: ends }),
  };
}

/** The time that the guide itself says, for a step that does not end by itself. */
function guidesLimit({ longRunning, durationSeconds: seconds }: Step): RunLimit | undefined {
  return longRunning && seconds !== undefined ? { seconds, reason: 'time' } : undefined;
}

function sooner(a: RunLimit | undefined, b: RunLimit | undefined): RunLimit | undefined {
  return a && b ? (a.seconds < b.seconds ? a : b) : (a ?? b);
}

/** What a run's events say of its step. */
export interface DescribedStep {
  step: string;
  title: string;
  playbook?: string;
  verifies: boolean;
}

function describe({ phase, step, tool }: ReadyStep, incident: IncidentState): DescribedStep {
  return {
    step: `${phase.id}/${step.id}`,
    title: step.title,
    ...(tool !== undefined && tool !== incident.playbook && { playbook: tool }),
    verifies: isVerification(phase, step),
  };
}

function factsBefore(
  { phase, step, filled }: ReadyStep,
  { step: address, title, playbook }: DescribedStep,
  request: RunRequest,
  spool: string | undefined,
): Fact[] {
  const facts: Fact[] = [...filled].map(([name, value]) => ({ type: 'placeholder-set', name, value }));
  if (step.option) facts.push({ type: 'option-chosen', step: address, title, option: step.option.number });
  facts.push({
    type: 'run-started',
    run: request.run,
    step: address,
    title,
    ...(playbook !== undefined && { playbook }),
    phase: phase.kind,
    kind: step.kind,
    danger: step.danger.level,
    commands: [...request.commands],
    stepSha256: step.sha256,
    ...(spool !== undefined && { spool }),
    ...(request.past?.kind === 'inline' && { within: request.past.within }),
  });
  return facts;
}

function refusedFact(run: string, ready: ReadyStep, described: DescribedStep, reason: string): Fact {
  const { verifies: _, ...step } = described;
  return {
    type: 'run-ended',
    run,
    ...step,
    outcome: 'unknown',
    reason: `nothing ran: ${reason}`,
    durationMs: 0,
    notRun: ready.commands.length,
    commands: [],
  };
}
