import type { Outcome } from '../run/outcome.ts';
import { hiddenParts, outcomeWords } from '../run/outcome.ts';
import { targetWords } from '../run/target.ts';
import { happenedAt } from './amendments.ts';
import type { Amendment } from './amendments.ts';
import type { EventOf, IncidentEvent } from './event.ts';
import { removedWords } from './removed.ts';
import type { IncidentState, RunState } from './state.ts';
import { outcomeOf } from './state.ts';
import { clockWords, lasted } from './time.ts';

/** A piece of a sentence: words, words that matter, or text as it was typed. Each place escapes it in its own way. */
export interface Span {
  kind: 'text' | 'strong' | 'code';
  text: string;
}
export type Sentence = readonly Span[];

export const words = (text: string): Span => ({ kind: 'text', text });
export const strong = (text: string): Span => ({ kind: 'strong', text });
export const code = (text: string): Span => ({ kind: 'code', text });

/** A sentence as bare text: for trees, tooltips and screen readers. */
export function plain(sentence: Sentence): string {
  return sentence.map((span) => span.text).join('');
}

/** One sentence for one event, as the full log tells it; `state` names the runs and events it is about. */
export function sentenceOf(event: IncidentEvent, state: IncidentState): Sentence {
  return [
    ...toldBy(event, state),
    ...(event.actor.via === 'agent' ? [words(` [agent, for ${event.actor.name}]`)] : []),
    ...amendedWords(state.amendments.get(event.id)),
  ];
}

/** ` (corrected: it was the other host)`; nothing for what nobody corrected. */
export function amendedWords(amendment: Amendment | undefined): Sentence {
  return amendment ? [words(` (corrected: ${amendment.why})`)] : [];
}

/** Why a run has no outcome, while its end is not in the record. */
const NO_END: Outcome = { outcome: 'unknown', reason: 'no end was recorded' };

/** What came of a run; a run without an end is unknown, never taken as good. */
export function outcomeOfRun(run: RunState): Outcome {
  return run.end?.outcome ?? NO_END;
}

/** `Verify service status: exit 1 (0.6 s)`, `Memory leak? succeeded`, and the pipe parts that its exit code hides. */
export function runSentence(run: RunState, label: Span = words(run.title)): Sentence {
  const { end } = run;
  const outcome = outcomeOfRun(run);
  return [
    label,
    words(/[?!.:]$/.test(label.text) ? ' ' : ': '),
    outcome.outcome === 'succeeded' ? words(outcomeWords(outcome)) : strong(outcomeWords(outcome)),
    words(tookWords(run)),
    ...withinWords(run),
    ...(end?.notRun ? [words(`, ${count(end.notRun, 'command')} not reached`)] : []),
    ...pictureWords(run),
    ...hiddenWords(run).map((part) => words(`; ${part}`)),
  ];
}

/** `, in ssh db1`: of a step that was sent into what had the terminal. */
function withinWords({ within }: Pick<RunState, 'within'>): Sentence {
  return within === undefined ? [] : [words(', in '), code(within)];
}

/** `, its picture changed 2 times, last after 1 min 05 s: api Exit 137`: of `watch` and the like. */
function pictureWords({ end }: RunState): Sentence {
  const { changes, log = [] } = end?.screen ?? {};
  const last = log.at(-1);
  if (changes === undefined) return [];
  if (changes === 0 || !last) return [words(', its picture did not change')];
  const which = changes > log.length ? `at ${lasted(last.afterMs)}` : `last after ${lasted(last.afterMs)}`;
  return [
    words(`, its picture changed ${count(changes, 'time')}, ${which}: `),
    code(last.lines.join(' / ').replace(/\s+/g, ' ')),
  ];
}

/** `Verification **failed**: Verify recovery, exit 22 (0.4 s)`; of one that passed the outcome goes without saying. */
export function verificationSentence(run: RunState, result: 'passed' | 'failed'): Sentence {
  const outcome = outcomeOfRun(run);
  const isExpected = result === 'passed' && outcome.outcome === 'succeeded';
  return [
    words('Verification '),
    strong(result),
    words(`: ${run.title}${isExpected ? '' : `, ${outcomeWords(outcome)}`}${tookWords(run)}`),
    ...hiddenWords(run).map((part) => words(`; ${part}`)),
  ];
}

/** ` (0.6 s)`; nothing when no time was measured. */
function tookWords({ end }: RunState): string {
  return end && end.durationMs > 0 ? ` (${lasted(end.durationMs)})` : '';
}

/** The parts of a run's pipes that failed behind its exit code. */
export function hiddenWords(run: RunState): string[] {
  return hiddenParts(run.end?.commands ?? []);
}

function toldBy(event: IncidentEvent, state: IncidentState): Sentence {
  switch (event.type) {
    case 'opened':
      return openedSentence(event);
    case 'run-started':
      return [words(`Started: ${event.title}`), ...withinWords(event)];
    case 'output':
      return [words(`Output kept: ${titleOfRun(state, event.run)}, ${count(event.bytes, 'byte')}`)];
    case 'run-ended':
      return runEndedSentence(event, state);
    case 'adhoc-run':
      return adhocSentence(event);
    case 'step-done':
      return [words(`Done by hand: ${event.title}${colon(event.note)}`)];
    case 'step-skipped':
      return [words(`Skipped: ${event.title}${colon(event.why)}`)];
    case 'option-chosen':
      return [words('Chosen: '), strong(optionLabel(event))];
    case 'verification':
      return [
        words('Verification '),
        strong(event.result),
        words(`: ${event.title ?? titleOfRun(state, event.run)}`),
      ];
    case 'note':
      return [words(`Note (${event.by ?? event.actor.name}): ${event.text}`)];
    case 'evidence-pinned':
      return [words(`Pinned as evidence: ${titleOfRun(state, event.run)}${linesWords(event.lines)}`)];
    case 'attached':
      return [words(`Attached ${event.kind}: ${event.title}`)];
    case 'severity-changed':
      return [words('Severity '), strong(event.severity), words(colon(event.reason))];
    case 'status-changed':
      return [words('Status '), strong(event.status), words(colon(event.reason))];
    case 'milestone':
      return [strong(capital(event.milestone)), words(colon(event.reason))];
    case 'role-assigned':
    case 'escalated':
    case 'update-copied':
    case 'handoff':
    case 'placeholder-set':
    case 'target-seen':
    case 'guide-changed':
    case 'shown-in-story':
    case 'left-out':
    case 'amended':
    case 'tombstone':
    case 'torn-set-aside':
    case 'closed':
    case 'reopened':
      return toldOfPeopleAndRecord(event, state);
  }
}

type PeopleOrRecord = EventOf<
  | 'role-assigned'
  | 'escalated'
  | 'update-copied'
  | 'handoff'
  | 'placeholder-set'
  | 'target-seen'
  | 'guide-changed'
  | 'shown-in-story'
  | 'left-out'
  | 'amended'
  | 'tombstone'
  | 'torn-set-aside'
  | 'closed'
  | 'reopened'
>;

function toldOfPeopleAndRecord(event: PeopleOrRecord, state: IncidentState): Sentence {
  switch (event.type) {
    case 'role-assigned':
      return [words(`${event.role}: ${event.name}`)];
    case 'escalated':
      return [words('Called '), strong(event.to), words(colon(event.why))];
    case 'update-copied':
      return [words(`Update said: ${event.text.replace(/\s*\n\s*/g, ' / ')}`)];
    case 'handoff':
      return [words('Handed over to '), strong(event.to), words(colon(event.text))];
    case 'placeholder-set':
      return [words(`Filled in: ${event.name} is `), code(event.value)];
    case 'target-seen':
      return [words(`Target: ${targetWords(event.target)}`)];
    case 'guide-changed':
      return [words('The guide was changed')];
    case 'shown-in-story':
      return [words(`Put into the story: ${namedEvent(state, event.event)}`)];
    case 'left-out':
      return [words(`Left out of the story: ${namedEvent(state, event.event)}`)];
    case 'amended':
      return amendedSentence(event, state);
    case 'tombstone':
      return [words(`Removed from the record: ${removedWords(state, event.sha256)}${colon(event.why)}`)];
    case 'torn-set-aside':
      return [words(`A torn end of ${event.file} was set aside (${count(event.bytes, 'byte')})`)];
    case 'closed':
      return [strong('Closed'), words(colon(event.reason))];
    case 'reopened':
      return [strong('Opened again'), words(colon(event.reason))];
  }
}

function openedSentence(event: EventOf<'opened'>): Sentence {
  const detectedMs = Date.parse(happenedAt(event)) - Date.parse(event.detectedAt ?? '');
  return [
    strong(event.rehearsal ? 'Rehearsal opened' : 'Opened'),
    words(` by ${event.actor.name} from `),
    code(event.guide),
    ...(detectedMs > 0 ? [words(`, ${lasted(detectedMs)} after it was detected`)] : []),
  ];
}

function runEndedSentence(event: EventOf<'run-ended'>, state: IncidentState): Sentence {
  const run = state.runs.get(event.run);
  if (run?.end?.event === event.id) return runSentence(run);
  return [words(`${event.title}: `), strong(outcomeWords(outcomeOf(event))), words(', told a second time')];
}

function adhocSentence(event: EventOf<'adhoc-run'>): Sentence {
  return [words('Typed off the guide: '), code(event.command), words(`, ${adhocOutcome(event)}`)];
}

/** What was said before: the corrected event itself says what is right. */
function amendedSentence(
  { event: id, text, happenedAt: time, why }: EventOf<'amended'>,
  state: IncidentState,
): Sentence {
  const what = [time === undefined ? '' : 'time', text === undefined ? '' : 'words']
    .filter(Boolean)
    .join(' and ');
  const original = state.amendments.get(id)?.original;
  const before =
    original && time !== undefined
      ? `, which stood at ${clockWords(happenedAt(original), state.opened?.at ?? '')} UTC`
      : '';
  return [words(`Corrected the ${what} of "${namedEvent(state, id)}"${before}${colon(why)}`)];
}

/** What came of a command typed by hand; shells without integration don't say. */
export function adhocOutcome(event: EventOf<'adhoc-run'>): string {
  if (event.exitCode === undefined) return 'outcome unknown: the shell did not say';
  return event.exitCode === 0 ? 'succeeded' : `exit ${event.exitCode}`;
}

/** `Option 1: Restart service`. */
export function optionLabel({ option, title }: { option: number | string; title: string }): string {
  return `Option ${option}: ${title}`;
}

function titleOfRun(state: IncidentState, run: string): string {
  return state.runs.get(run)?.title ?? `a run that is not in the record (${run})`;
}

/** An event in the words of its line, whatever was corrected since. */
function namedEvent(state: IncidentState, id: string): string {
  const event = state.amendments.get(id)?.original ?? state.events.find((one) => one.id === id);
  if (!event) return `an event that is not in the record (${id})`;
  // A correction may name a correction, and so on in a circle: one step is enough to know what is meant.
  if (event.type === 'shown-in-story' || event.type === 'left-out' || event.type === 'amended')
    return event.type;
  return plain(toldBy(event, state));
}

function linesWords(lines: string | undefined): string {
  return lines === undefined ? '' : `, lines ${lines}`;
}

function colon(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `1 command`, `2 commands`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
