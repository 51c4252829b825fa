import { happenedAt } from './amendments.ts';
import { responseClock } from './clocks.ts';
import type { EventOf, EventType, IncidentEvent } from './event.ts';
import type { Sentence } from './sentence.ts';
import {
  amendedWords,
  optionLabel,
  outcomeOfRun,
  runSentence,
  sentenceOf,
  strong,
  verificationSentence,
  words,
} from './sentence.ts';
import { stepKey } from './state.ts';
import type { IncidentState, RunState } from './state.ts';
import { lastedSeconds } from './time.ts';

/** What a row is about: the icon and the lane it gets. */
export type RowKind =
  'milestone' | 'option' | 'verification' | 'run' | 'by-hand' | 'note' | 'evidence' | 'people' | 'record';

/** How it went; `none` where nothing can go well or badly. */
export type Tone = 'good' | 'bad' | 'unknown' | 'none';

/** One line of what happened. */
export interface StoryRow {
  /** The event that `shown-in-story` and `left-out` name for this row. */
  event: string;
  /** When it happened: ISO, UTC. */
  at: string;
  kind: RowKind;
  tone: Tone;
  sentence: Sentence;
  run?: string;
  step?: string;
}

/**
 * The story: milestones, options, verifications, pins, notes, the first failure of each step, what was changed by hand,
 * and what a person put into it, in the order in which it happened. A run is told once, where it began, with what came of it.
 */
export function storyRows(state: IncidentState): StoryRow[] {
  const rows: StoryRow[] = [];
  let target: string | undefined;
  for (const event of inTimeOrder(state)) {
    if (event.type === 'run-started') {
      rows.push(...startRows(event, state));
    } else if (event.type === 'target-seen') {
      const seen = JSON.stringify(event.target);
      if (isTold(event, state, target !== undefined && seen !== target)) rows.push(logRow(event, state));
      target = seen;
    } else if (isTold(event, state, tellsStory(event, state))) {
      rows.push(logRow(event, state));
    }
  }
  return rows;
}

/** Every event, one row each, in the order in which it happened. */
export function logRows(state: IncidentState): StoryRow[] {
  return inTimeOrder(state).map((event) => logRow(event, state));
}

/** The events that the story tells: of a run its start, end and verification, since one row tells all three. */
export function storyEvents(state: IncidentState): Set<string> {
  const events = storyRows(state).flatMap(({ event, run, kind }) => {
    const told = run === undefined || kind === 'evidence' ? undefined : state.runs.get(run);
    return told ? eventsOfRun(told, state) : [event];
  });
  return new Set(events);
}

function isTold(event: IncidentEvent, state: IncidentState, byItself: boolean): boolean {
  const chosen = state.story.get(event.id);
  return chosen === undefined ? byItself : chosen === 'shown';
}

/** Whether the story tells an event of a type by itself. Runs are told at their start, by `startRows`. */
function tellsStory(event: IncidentEvent, state: IncidentState): boolean {
  if (event.type === 'adhoc-run') return event.danger !== 'safe';
  if (event.type === 'option-chosen') return !isRunOfOption(event, state);
  // Of a run whose start is lost, the end is told where it stands.
  if (event.type === 'run-ended' || event.type === 'verification') return !state.runs.has(event.run);
  return types[event.type].told === 'always';
}

/** Whether a run of the option's step follows: then the run tells it. */
function isRunOfOption(event: EventOf<'option-chosen'>, state: IncidentState): boolean {
  const from = state.events.indexOf(event);
  return state.events.some((one, at) => at > from && one.type === 'run-started' && one.step === event.step);
}

function startRows(event: EventOf<'run-started'>, state: IncidentState): StoryRow[] {
  const run = state.runs.get(event.run);
  if (run?.event !== event.id) return isTold(event, state, false) ? [logRow(event, state)] : [];
  return [...acknowledgedRow(run, state), ...(isRunTold(run, state) ? [runRow(run, state)] : [])];
}

/** The first run acknowledges the incident, unless a person said when that was. */
function acknowledgedRow(run: RunState, state: IncidentState): StoryRow[] {
  const [first] = state.runs.values();
  if (run !== first || state.milestonesSet.has('acknowledged') || !state.opened) return [];
  if (state.kind === 'tool' || state.story.get(run.event) === 'left-out') return [];
  // Two rows must not stand for one event: a run without an end is told by its start.
  if (!run.end && isRunTold(run, state)) return [];
  const clock = responseClock(state, new Date(Date.parse(run.at) || 0));
  const against =
    clock.kind === 'met' || clock.kind === 'missed'
      ? [
          words(
            ` after ${lastedSeconds(clock.elapsedSeconds)} (target ${lastedSeconds(clock.targetSeconds)}, ${clock.kind})`,
          ),
        ]
      : [];
  const tone = clock.kind === 'missed' ? 'bad' : 'good';
  return [
    { event: run.event, at: run.at, kind: 'milestone', tone, sentence: [strong('Acknowledged'), ...against] },
  ];
}

/** The events of a run, the one that tells it first: its verification, its end, else its start. */
function eventsOfRun(run: RunState, state: IncidentState): string[] {
  const verification = state.verifications.find((one) => one.run === run.run);
  return [verification?.id, run.end?.event, run.event].filter((id) => id !== undefined);
}

function isRunTold(run: RunState, state: IncidentState): boolean {
  const chosen = lastChoice(eventsOfRun(run, state), state);
  if (chosen !== undefined) return chosen === 'shown';
  if (run.verification || run.kind === 'option' || run.phase === 'recover' || run.danger === 'destructive')
    return true;
  return isFirstFailure(run, state);
}

/** Of a run's events several may have been chosen: what was said last counts. */
function lastChoice(ids: readonly string[], state: IncidentState): 'shown' | 'left-out' | undefined {
  if (!ids.some((id) => state.story.has(id))) return undefined;
  const last = state.events.findLast(
    (event) => (event.type === 'shown-in-story' || event.type === 'left-out') && ids.includes(event.event),
  );
  return last?.type === 'shown-in-story' ? 'shown' : 'left-out';
}

function isFirstFailure(run: RunState, state: IncidentState): boolean {
  const failed = (state.runsOfStep.get(stepKey(run.step, run.playbook)) ?? []).find(
    (one) => toneOfRun(one) === 'bad',
  );
  return failed === run;
}

function runRow(run: RunState, state: IncidentState): StoryRow {
  const [event = run.event] = eventsOfRun(run, state);
  const by = [
    ...(run.actor.via === 'agent' ? [words(` [agent, for ${run.actor.name}]`)] : []),
    ...amendedWords(state.amendments.get(run.event)),
  ];
  const at = { event, at: run.at, run: run.run, step: run.step };
  if (run.verification) {
    const sentence = [...verificationSentence(run, run.verification), ...by];
    return { ...at, kind: 'verification', tone: run.verification === 'passed' ? 'good' : 'bad', sentence };
  }
  const option = optionOf(run, state);
  const label = option === undefined ? words(run.title) : strong(optionLabel({ option, title: run.title }));
  const sentence = [...runSentence(run, label), ...by];
  return { ...at, kind: option === undefined ? 'run' : 'option', tone: toneOfRun(run), sentence };
}

/** The number of the option that a run used, as it was last chosen. */
export function optionOf(run: RunState, state: IncidentState): number | string | undefined {
  return state.options.findLast((one) => one.step === run.step)?.option;
}

function logRow(event: IncidentEvent, state: IncidentState): StoryRow {
  return {
    event: event.id,
    at: happenedAt(event),
    kind: types[event.type].kind,
    tone: toneOf(event, state),
    sentence: sentenceOf(event, state),
    ...('run' in event && { run: event.run }),
    ...('step' in event && { step: event.step }),
  };
}

/** What each type of event is about, and whether the story tells it whatever it says. */
const types: Readonly<Record<EventType, { kind: RowKind; told: 'always' | 'sometimes' | 'never' }>> = {
  opened: { kind: 'milestone', told: 'always' },
  milestone: { kind: 'milestone', told: 'always' },
  'severity-changed': { kind: 'milestone', told: 'always' },
  'status-changed': { kind: 'milestone', told: 'always' },
  closed: { kind: 'milestone', told: 'always' },
  reopened: { kind: 'milestone', told: 'always' },
  'option-chosen': { kind: 'option', told: 'sometimes' },
  verification: { kind: 'verification', told: 'sometimes' },
  'run-started': { kind: 'run', told: 'sometimes' },
  'run-ended': { kind: 'run', told: 'sometimes' },
  output: { kind: 'run', told: 'never' },
  'step-done': { kind: 'run', told: 'always' },
  'step-skipped': { kind: 'run', told: 'never' },
  'adhoc-run': { kind: 'by-hand', told: 'sometimes' },
  note: { kind: 'note', told: 'always' },
  'evidence-pinned': { kind: 'evidence', told: 'always' },
  attached: { kind: 'evidence', told: 'always' },
  'role-assigned': { kind: 'people', told: 'always' },
  escalated: { kind: 'people', told: 'always' },
  'update-copied': { kind: 'people', told: 'always' },
  handoff: { kind: 'people', told: 'always' },
  'placeholder-set': { kind: 'record', told: 'never' },
  'target-seen': { kind: 'record', told: 'sometimes' },
  'guide-changed': { kind: 'record', told: 'never' },
  'shown-in-story': { kind: 'record', told: 'never' },
  'left-out': { kind: 'record', told: 'never' },
  amended: { kind: 'record', told: 'never' },
  tombstone: { kind: 'record', told: 'never' },
  'torn-set-aside': { kind: 'record', told: 'never' },
};

function toneOf(event: IncidentEvent, state: IncidentState): Tone {
  if (event.type === 'verification') return event.result === 'passed' ? 'good' : 'bad';
  if (event.type === 'run-ended') {
    const run = state.runs.get(event.run);
    return run ? toneOfRun(run) : 'unknown';
  }
  if (event.type !== 'adhoc-run') return 'none';
  if (event.exitCode === undefined) return 'unknown';
  return event.exitCode === 0 ? 'good' : 'bad';
}

/** A time-out counts as failed; what a person or the guide's time stopped does not. */
export function toneOfRun(run: RunState): Tone {
  const outcome = outcomeOfRun(run);
  switch (outcome.outcome) {
    case 'succeeded':
      return 'good';
    case 'failed':
    case 'signalled':
      return 'bad';
    case 'stopped':
      return outcome.reason === 'timeout' ? 'bad' : 'none';
    case 'unknown':
      return 'unknown';
  }
}

/**
 * The events in the order in which they happened. The record's order stands, whatever the clocks of its writers said;
 * only what a person moved in time goes before the first event that was recorded later than that.
 */
export function inTimeOrder(state: IncidentState): IncidentEvent[] {
  const isMoved = (event: IncidentEvent): boolean => happenedAt(event) !== event.at;
  const ordered = state.events.filter((event) => !isMoved(event));
  const moved = state.events.filter(isMoved);
  moved.sort((a, b) => Date.parse(happenedAt(a)) - Date.parse(happenedAt(b)) || 0);
  for (const event of moved) {
    const ms = Date.parse(happenedAt(event));
    const before = ordered.findIndex((one) => Date.parse(happenedAt(one)) > ms);
    ordered.splice(before < 0 ? ordered.length : before, 0, event);
  }
  return ordered;
}
