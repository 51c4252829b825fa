import { happenedAt } from '../incident/amendments.ts';
import type { EventOf, IncidentEvent } from '../incident/event.ts';
import { adhocOutcome, hiddenWords, optionLabel, outcomeOfRun } from '../incident/sentence.ts';
import { optionOf } from '../incident/story.ts';
import type { IncidentState, RunState } from '../incident/state.ts';
import { lasted } from '../incident/time.ts';
import { outcomeWords } from '../run/outcome.ts';
import type { Answer, Attempt } from './document.ts';
import type { PostMortemSource } from './source.ts';
import { lastWords, linesOf, shownOutput } from './source.ts';

const ANSWER_LINES = 20;

/** Each question of the guide that was asked, with its answer: what its last run before anything was changed said. */
export function diagnosisOf(source: PostMortemSource): Answer[] {
  const { state } = source;
  const early = runsBeforeChange(state);
  return [...state.runsOfStep.values()].flatMap((runs) => {
    const asked = runs.filter(isDiagnostic);
    const before = asked.filter((run) => early.has(run.run));
    const run = before.at(-1) ?? asked[0];
    return run ? [answerOf(run, asked.length, source)] : [];
  });
}

function answerOf(run: RunState, timesAsked: number, source: PostMortemSource): Answer {
  const said = lastWords(linesOf(source, run.run));
  return {
    run: run.run,
    step: run.step,
    question: run.title,
    at: run.at,
    by: run.actor.name,
    cameTo: cameTo(run),
    ...(said !== undefined && { answer: said }),
    timesAsked,
    output: shownOutput(source, run, ANSWER_LINES),
  };
}

/** Whether a run asked how things are, and changed nothing that is known of. */
export function isDiagnostic(run: RunState): boolean {
  if (run.kind === 'option' || run.danger === 'destructive') return false;
  return (
    run.kind === 'question' || run.phase === 'immediate' || run.phase === 'diagnose' || run.phase === 'other'
  );
}

/** `exit 1 (0.6 s)`, with the parts of pipes that failed behind it. */
export function cameTo(run: RunState): string {
  const took = run.end && run.end.durationMs > 0 ? ` (${lasted(run.end.durationMs)})` : '';
  const hidden = hiddenWords(run);
  return `${outcomeWords(outcomeOfRun(run))}${took}${hidden.map((part) => `; ${part}`).join('')}`;
}

/** The runs that began before the first event that was meant to change something. */
function runsBeforeChange(state: IncidentState): Set<string> {
  const runs = new Set<string>();
  for (const event of state.events) {
    if (event.type === 'adhoc-run' && event.danger !== 'safe') break;
    if (event.type !== 'run-started') continue;
    const isRemedy = event.kind === 'option' || event.phase === 'recover';
    if (isRemedy && event.danger !== 'safe') break;
    runs.add(event.run);
  }
  return runs;
}

/**
 * What was tried, in the order in which it was: options, other steps that change something, and what was typed by hand,
 * each with the verification that came next; behind them the options of the guide that nobody used.
 */
export function attemptsOf(source: PostMortemSource): Attempt[] {
  const { state } = source;
  const tried: Attempt[] = [];
  for (const event of state.events) {
    const attempt = attemptOf(event, state);
    const last = tried.at(-1);
    if (attempt) tried.push(attempt);
    else if (event.type === 'verification' && last) last.verification ??= event.result;
  }
  return [...tried, ...notUsed(source)];
}

function attemptOf(event: IncidentEvent, state: IncidentState): Attempt | undefined {
  const when = { by: event.actor.name, at: happenedAt(event) };
  if (event.type === 'run-started') return runAttempt(state.runs.get(event.run), event, state);
  if (event.type === 'step-done') {
    return { kind: 'by-hand-done', label: event.title, ...when, cameTo: 'done by hand' };
  }
  if (event.type === 'option-chosen' && !state.runsOfStep.has(event.step)) {
    return { kind: 'option', label: optionLabel(event), ...when, cameTo: 'chosen, not run' };
  }
  if (event.type === 'adhoc-run' && event.danger !== 'safe') {
    const { command } = event;
    return { kind: 'by-hand', label: 'off the guide', command, ...when, cameTo: adhocWords(event) };
  }
  return undefined;
}

function runAttempt(
  run: RunState | undefined,
  { id }: IncidentEvent,
  state: IncidentState,
): Attempt | undefined {
  if (run?.event !== id || !isAttempt(run, state)) return undefined;
  const option = optionOf(run, state);
  return {
    kind: option === undefined ? 'step' : 'option',
    label: option === undefined ? run.title : optionLabel({ option, title: run.title }),
    by: run.actor.name,
    at: run.at,
    cameTo: cameTo(run),
  };
}

function isAttempt(run: RunState, state: IncidentState): boolean {
  if (run.kind === 'verify' || run.verification || run.kind === 'monitor') return false;
  if (optionOf(run, state) !== undefined || run.kind === 'option') return true;
  return run.danger !== 'safe' && (run.phase === 'recover' || run.danger === 'destructive');
}

function adhocWords(event: EventOf<'adhoc-run'>): string {
  const took = event.durationMs === undefined ? '' : ` (${lasted(event.durationMs)})`;
  return `${adhocOutcome(event)}${took}`;
}

/** Options of the phases in which one was used, or of the playbook when none was: the ways that were not taken. */
function notUsed({ state, guide }: PostMortemSource): Attempt[] {
  const phases = guide?.guide.playbooks.find((one) => one.id === state.playbook)?.phases ?? [];
  return phases.flatMap((phase) =>
    phase.blocks
      .flatMap((block) => block.steps)
      .flatMap((step): Attempt[] => {
        const address = `${phase.id}/${step.id}`;
        if (!step.option || state.runsOfStep.has(address)) return [];
        if (state.options.some((chosen) => chosen.step === address)) return [];
        return [
          {
            kind: 'not-used',
            label: optionLabel({ option: step.option.number, title: step.title }),
            cameTo: 'not used',
          },
        ];
      }),
  );
}
