import { structuredPatch } from 'diff';
import type { Fix, Problem } from '../guide/guide.ts';
import type { EventOf, IncidentEvent } from '../incident/event.ts';
import type { Sentence } from '../incident/sentence.ts';
import { code, outcomeOfRun, strong, words } from '../incident/sentence.ts';
import { clockWords } from '../incident/time.ts';
import { toneOfRun } from '../incident/story.ts';
import type { IncidentState, RunState } from '../incident/state.ts';
import { outcomeWords } from '../run/outcome.ts';
import type { Improvement } from './document.ts';
import type { PostMortemSource } from './source.ts';
import { lastWords, linesOf, stepInGuide } from './source.ts';

type Found = Omit<Improvement, 'text' | 'spans' | 'task'> & { spans: Sentence; task: Sentence };

/** What the incident taught about the guide: what fixed it by hand, failed as written, was skipped, or is a known problem. */
export function improvementsOf(source: PostMortemSource): Improvement[] {
  const found: Found[] = [
    ...typedByHand(source),
    ...failedAsWritten(source),
    ...skipped(source.state),
    ...problemsMet(source),
  ];
  return found.map(({ spans, task, ...rest }) => ({
    ...rest,
    task: [...task],
    text: spans.map((span) => span.text).join(''),
    spans: [...spans],
  }));
}

/** Commands that changed something and succeeded, though the guide does not have them. */
function typedByHand(source: PostMortemSource): Found[] {
  const { state } = source;
  const replaced = new Set(replacements(state).values());
  return state.adhoc
    .filter((event) => event.exitCode === 0 && event.danger !== 'safe' && !replaced.has(event))
    .map((event): Found => {
      const fixed = isFix(event, state);
      const lead = fixed
        ? [words('The step that fixed it is not in the guide. Proposed:')]
        : [words('Typed by hand, and not in the guide: '), code(event.command), words('. If it helped:')];
      const edit = [`+# Option ${nextOption(source)}: (say what it does)`, ...added(event.command)];
      const task = [words('Put into the guide: '), code(event.command)];
      return { kind: 'by-hand', task, spans: lead, edit };
    });
}

/** Whether nothing else was changed between it and the next verification, which passed. */
function isFix(event: IncidentEvent, state: IncidentState): boolean {
  const from = state.events.indexOf(event);
  const next = state.events.find(
    (later, at) => at > from && (later.type === 'verification' || isAnotherChange(later)),
  );
  return next?.type === 'verification' && next.result === 'passed';
}

function isAnotherChange(event: IncidentEvent): boolean {
  if (event.type === 'adhoc-run') return event.danger !== 'safe';
  return event.type === 'run-started' && (event.kind === 'option' || event.danger === 'destructive');
}

/** One more than the highest number among the playbook's options; as far as the record knows them when the guide is not here. */
function nextOption({ state, guide }: PostMortemSource): number {
  const playbook = guide?.guide.playbooks.find((one) => one.id === state.playbook);
  const written = (playbook?.phases ?? [])
    .flatMap((phase) => phase.blocks.flatMap((block) => block.steps))
    .map((step) => step.option?.number);
  const numbers = [...written, ...state.options.map((chosen) => chosen.option)]
    .map(Number)
    .filter((number) => Number.isInteger(number));
  return Math.max(0, ...numbers) + 1;
}

/** Steps that failed each time they ran, with what a person typed instead when that is plain to see. */
function failedAsWritten(source: PostMortemSource): Found[] {
  const { state } = source;
  const instead = replacements(state);
  return [...state.runsOfStep.values()].flatMap((runs): Found[] => {
    const last = runs.at(-1);
    if (!last || last.verification || runs.some((run) => toneOfRun(run) !== 'bad')) return [];
    const said = lastWords(linesOf(source, last.run));
    const line = stepInGuide(source, last.step, last.playbook)?.line;
    const typed = instead.get(last.run);
    const spans = [
      words(line === undefined ? '' : `Line ${line}: `),
      strong(last.title),
      words(
        ` failed ${runs.length === 1 ? 'as written' : `each of the ${runs.length} times`} (${outcomeWords(outcomeOfRun(last))})`,
      ),
      ...(said === undefined ? [] : [words(': '), code(said)]),
      words(typed ? '. Typed instead, and it succeeded:' : '.'),
    ];
    const failed = failedCommand(last);
    return [
      {
        kind: 'failed',
        task: [words('See why this fails as it is written: '), strong(last.title)],
        spans,
        ...(line !== undefined && { line }),
        ...(typed && failed !== undefined && { edit: [...removed(failed), ...added(typed.command)] }),
      },
    ];
  });
}

function failedCommand(run: RunState): string | undefined {
  return run.end?.commands.find((command) => command.outcome !== 'succeeded')?.text ?? run.commands[0];
}

/** By run: the first command typed after it failed that succeeded and shares most of its words. */
function replacements(state: IncidentState): Map<string, EventOf<'adhoc-run'>> {
  const found = new Map<string, EventOf<'adhoc-run'>>();
  for (const run of state.runs.values()) {
    const failed = failedCommand(run);
    if (failed === undefined || toneOfRun(run) !== 'bad') continue;
    const typed = state.adhoc.find(
      (event) => event.at > run.at && event.exitCode === 0 && likeness(failed, event.command) >= MOSTLY_ALIKE,
    );
    if (typed) found.set(run.run, typed);
  }
  return found;
}

const MOSTLY_ALIKE = 0.6;

/** Dice's coefficient over the words of two commands: 0 nothing shared, 1 the same words. */
function likeness(one: string, other: string): number {
  const a = new Set(one.split(/\s+/));
  const b = new Set(other.split(/\s+/));
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}

function skipped(state: IncidentState): Found[] {
  return state.skipped
    .filter((event) => !state.runsOfStep.has(event.step) && !state.done.has(event.step))
    .map((event) => ({
      kind: 'skipped',
      task: [words('Keep or drop the step: '), strong(event.title)],
      spans: [strong(event.title), words(` was skipped: ${event.why}`)],
    }));
}

/** Problems that the lint finds in the steps that this incident used. */
function problemsMet(source: PostMortemSource): Found[] {
  const used = [...source.state.runsOfStep.values()]
    .map(([run]) => run && stepInGuide(source, run.step, run.playbook))
    .filter((step) => step !== undefined);
  return (source.guide?.problems ?? [])
    .filter((problem) => used.some((step) => problem.line <= step.endLine && problem.endLine >= step.line))
    .map((problem) => problemFinding(problem, source.guide?.text ?? ''));
}

function problemFinding({ line, message, fix }: Problem, text: string): Found {
  const edit = fix ? editOf(text, fix) : [];
  return {
    kind: 'problem',
    task: [words(`Mend line ${line} of the guide`)],
    spans: [words(`Line ${line}: ${message}`)],
    line,
    ...(edit.length > 0 && { edit }),
  };
}

const MOST_EDIT_LINES = 20;

/** What a fix would change, as lines with `+` and `-`; nothing when that is too much to read. */
function editOf(text: string, { edits }: Fix): string[] {
  const sorted = [...edits].sort((a, b) => b.start - a.start);
  const mended = sorted.reduce(
    (all, edit) => all.slice(0, edit.start) + edit.text + all.slice(edit.end),
    text,
  );
  const { hunks } = structuredPatch('', '', text, mended, '', '', { context: 0 });
  const lines = hunks.flatMap((hunk) => hunk.lines).filter((line) => !line.startsWith('\\'));
  return lines.length > MOST_EDIT_LINES ? [] : lines;
}

function added(text: string): string[] {
  return text.split('\n').map((line) => `+${line}`);
}

function removed(text: string): string[] {
  return text.split('\n').map((line) => `-${line}`);
}

/** What the record suggests about the cause, for people to judge: the first thing that was killed, or failed at all. */
export function causeSuggestion(source: PostMortemSource): Sentence | undefined {
  const { state } = source;
  const failed = [...state.runs.values()].filter((run) => toneOfRun(run) === 'bad');
  const killed = [...state.runs.values()].find((run) => killedMark(source, run) !== undefined);
  const run = killed ?? failed[0];
  if (!run) return undefined;
  const at = clockWords(run.at, state.opened?.at ?? run.at);
  const said = killedMark(source, run) ?? lastWords(linesOf(source, run.run));
  return [
    words(`${run.title} at ${at}, ${outcomeWords(outcomeOfRun(run))}`),
    ...(said === undefined ? [] : [words(': '), code(said)]),
  ];
}

/** A line that says that something was killed for memory: 137 is 128 + SIGKILL, as containers report it. */
function killedMark(source: PostMortemSource, run: RunState): string | undefined {
  const isKill = /\b(?:oom[- ]?kill|out of memory|exit(?:ed)?(?: code)? ?\(?137\)?)/i;
  return lastWords(linesOf(source, run.run)?.filter((line) => isKill.test(line)));
}
