import type { EventOf, IncidentEvent } from '../incident/event.ts';
import { adhocOutcome, hiddenWords, optionLabel, outcomeOfRun } from '../incident/sentence.ts';
import { momentOf, optionOf } from '../incident/story.ts';
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
  const changedAt = firstChange(state);
  return [...state.runsOfStep.values()].flatMap((runs) => {
    const asked = runs.filter(isDiagnostic);
    const before = asked.filter((run) => isBefore(run, changedAt, state));
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

/** The first event that was meant to change something; undefined when nothing was. */
function firstChange(state: IncidentState): IncidentEvent | undefined {
  return state.events.find(
    (event) =>
      (event.type === 'adhoc-run' && event.danger !== 'safe') ||
      (event.type === 'run-started' &&
        (event.kind === 'option' || event.phase === 'recover') &&
        event.danger !== 'safe'),
  );
}

function isBefore(run: RunState, event: IncidentEvent | undefined, state: IncidentState): boolean {
  if (!event) return true;
  const position = (id: string): number => state.events.findIndex((one) => one.id === id);
  return position(run.event) < position(event.id);
}

/**
 * What was tried, in the order in which it was: options, other steps that change something, and what was typed by hand,
 * each with the verification that came next; behind them the options of the guide that nobody used.
 */
export function attemptsOf(source: PostMortemSource): Attempt[] {
  const { state } = source;
  const tried: Attempt[] = [];
  for (const [index, event] of state.events.entries()) {
    const attempt = attemptOf(event, state);
    if (!attempt) continue;
    const verification = verificationAfter(index, state);
    tried.push({ ...attempt, ...(verification && { verification }) });
  }
  return [...tried, ...notUsed(source)];
}

function attemptOf(event: IncidentEvent, state: IncidentState): Attempt | undefined {
  const when = { by: event.actor.name, at: momentOf(event, state) };
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

/** The first verification between this attempt and the next one. */
function verificationAfter(index: number, state: IncidentState): 'passed' | 'failed' | undefined {
  for (const event of state.events.slice(index + 1)) {
    if (event.type === 'verification') return event.result;
    if (attemptOf(event, state)) return undefined;
  }
  return undefined;
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
