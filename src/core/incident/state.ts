import type { CommandOutcome, Outcome } from '../run/outcome.ts';
import { amendmentsIn, asAmended, happenedAt } from './amendments.ts';
import type { Amendment } from './amendments.ts';
import type { Actor, EventOf, IncidentEvent, Status } from './event.ts';
import type { StepKind, PhaseKind } from '../guide/guide.ts';
import type { DangerLevel } from '../shell/danger.ts';

/** Bytes that are in the record. */
export interface StoredOutput {
  bytes: number;
  sha256: string;
}

/** How a run came out, and when its end was recorded. */
export interface RunEnding {
  event: string;
  at: string;
  outcome: Outcome;
  durationMs: number;
  commands: readonly CommandOutcome[];
  notRun: number;
  /** The whole output, parts joined. */
  output?: StoredOutput;
  /** Of a program that redraws. */
  screen?: NonNullable<EventOf<'run-ended'>['screen']>;
}

/** One execution of one step. Without an end it is still going on, or its end was lost. */
export interface RunState {
  run: string;
  event: string;
  step: string;
  title: string;
  /** Of a tool's run in another playbook's incident. */
  playbook?: string;
  phase?: PhaseKind;
  kind?: StepKind;
  danger?: DangerLevel;
  at: string;
  actor: Actor;
  commands: readonly string[];
  stepSha256: string;
  spool?: string;
  /** What it ran inside of, when that was not the terminal's own shell: `ssh db1`. */
  within?: string;
  end?: RunEnding;
  /** The output's parts, in order. */
  output: readonly StoredOutput[];
  verification?: 'passed' | 'failed';
}

export interface Target {
  at: string;
  target: Readonly<Record<string, string>>;
}

/** What an incident is: nothing but what its events say. Lists are in the order of the events. */
export interface IncidentState {
  incident: string;
  opened: EventOf<'opened'> | undefined;
  playbook: string;
  title: string;
  kind: 'incident' | 'tool';
  /** Nothing of it was run: it says nothing of how steps go. */
  rehearsal: boolean;
  severity: string | undefined;
  responseSeconds: number | undefined;
  status: Status;
  closedAt: string | undefined;
  resolvedAt: string | undefined;
  runs: ReadonlyMap<string, RunState>;
  /** The runs of a step, in order, by `stepKey`. */
  runsOfStep: ReadonlyMap<string, readonly RunState[]>;
  done: ReadonlyMap<string, EventOf<'step-done'>>;
  skipped: readonly EventOf<'step-skipped'>[];
  options: readonly EventOf<'option-chosen'>[];
  verifications: readonly EventOf<'verification'>[];
  notes: readonly EventOf<'note'>[];
  evidence: readonly EventOf<'evidence-pinned'>[];
  attached: readonly EventOf<'attached'>[];
  adhoc: readonly EventOf<'adhoc-run'>[];
  roles: readonly EventOf<'role-assigned'>[];
  escalations: readonly EventOf<'escalated'>[];
  updates: readonly EventOf<'update-copied'>[];
  handoffs: readonly EventOf<'handoff'>[];
  placeholders: ReadonlyMap<string, string>;
  target: Target | undefined;
  guideSha256: string | undefined;
  /** Set by a person or a rule: the first of each kind that a person set stands over a rule's. */
  milestonesSet: ReadonlyMap<Milestone, EventOf<'milestone'>>;
  statusChanges: readonly EventOf<'status-changed'>[];
  /** Event ids a person put into the story or took out of it. */
  story: ReadonlyMap<string, 'shown' | 'left-out'>;
  amendments: ReadonlyMap<string, Amendment>;
  tombstones: ReadonlyMap<string, EventOf<'tombstone'>>;
  /** With their amendments. */
  events: readonly IncidentEvent[];
}

export type Milestone = EventOf<'milestone'>['milestone'];

type Mutable<T> = { -readonly [K in keyof T]: Widened<T[K]> };
type Widened<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V extends readonly (infer I)[] ? I[] : V>
    : T extends readonly (infer I)[]
      ? I[]
      : T;
type Draft = Mutable<IncidentState>;

/**
 * What an incident is after these events, which must be in the record's order (`order.ts`).
 * Pure and total: a damaged record shows what is left of it. One pass; 10,000 events take some 10 ms.
 */
export function stateOf(incident: string, events: readonly IncidentEvent[]): IncidentState {
  const draft = emptyState(incident);
  draft.amendments = amendmentsIn(events);
  draft.events = events.map((event) => asAmended(event, draft.amendments));
  for (const event of draft.events) apply(draft, event);
  return draft;
}

/** A step's address, told apart from the same address in a tool that ran in this incident. */
export function stepKey(step: string, tool: string | undefined): string {
  return tool === undefined ? step : `${tool}//${step}`;
}

function emptyState(incident: string): Draft {
  return {
    incident,
    opened: undefined,
    playbook: '',
    title: incident,
    kind: 'incident',
    rehearsal: false,
    severity: undefined,
    responseSeconds: undefined,
    status: 'investigating',
    closedAt: undefined,
    resolvedAt: undefined,
    runs: new Map(),
    runsOfStep: new Map(),
    done: new Map(),
    skipped: [],
    options: [],
    verifications: [],
    notes: [],
    evidence: [],
    attached: [],
    adhoc: [],
    roles: [],
    escalations: [],
    updates: [],
    handoffs: [],
    placeholders: new Map(),
    target: undefined,
    guideSha256: undefined,
    milestonesSet: new Map(),
    statusChanges: [],
    story: new Map(),
    amendments: new Map(),
    tombstones: new Map(),
    events: [],
  };
}

function apply(draft: Draft, event: IncidentEvent): void {
  switch (event.type) {
    case 'opened':
      return open(draft, event);
    case 'run-started':
      return startRun(draft, event);
    case 'output': {
      const run = draft.runs.get(event.run);
      if (run) run.output = [...run.output, { bytes: event.bytes, sha256: event.sha256 }];
      return;
    }
    case 'run-ended':
      return endRun(draft, event);
    case 'verification': {
      draft.verifications.push(event);
      const run = draft.runs.get(event.run);
      if (run) run.verification = event.result;
      return;
    }
    case 'adhoc-run':
      return void draft.adhoc.push(event);
    case 'step-done':
      return void draft.done.set(event.step, event);
    case 'step-skipped':
      return void draft.skipped.push(event);
    case 'option-chosen':
      return void draft.options.push(event);
    case 'note':
      return void draft.notes.push(event);
    case 'evidence-pinned':
      return void draft.evidence.push(event);
    case 'attached':
      return void draft.attached.push(event);
    case 'severity-changed':
      draft.severity = event.severity;
      draft.responseSeconds = event.responseSeconds;
      return;
    case 'status-changed':
      return changeStatus(draft, event);
    case 'milestone':
      if (!draft.milestonesSet.has(event.milestone) || event.actor.via !== 'auto')
        draft.milestonesSet.set(event.milestone, event);
      return;
    case 'role-assigned':
      return void draft.roles.push(event);
    case 'escalated':
      return void draft.escalations.push(event);
    case 'update-copied':
      return void draft.updates.push(event);
    case 'handoff':
      return void draft.handoffs.push(event);
    case 'placeholder-set':
      return void draft.placeholders.set(event.name, event.value);
    case 'target-seen':
      draft.target = { at: event.at, target: event.target };
      return;
    case 'guide-changed':
      draft.guideSha256 = event.guideSha256;
      return;
    case 'shown-in-story':
      return void draft.story.set(event.event, 'shown');
    case 'left-out':
      return void draft.story.set(event.event, 'left-out');
    case 'tombstone':
      return void draft.tombstones.set(event.sha256, event);
    case 'amended':
    case 'torn-set-aside':
      return;
    case 'closed':
      draft.closedAt = happenedAt(event);
      return;
    case 'reopened':
      draft.closedAt = undefined;
      return;
  }
}

function open(draft: Draft, event: EventOf<'opened'>): void {
  if (draft.opened) return;
  draft.opened = event;
  draft.playbook = event.playbook;
  draft.title = event.title;
  draft.kind = event.kind ?? 'incident';
  draft.rehearsal = event.rehearsal ?? false;
  draft.severity = event.severity;
  draft.responseSeconds = event.responseSeconds;
  draft.guideSha256 = event.guideSha256;
}

function startRun(draft: Draft, event: EventOf<'run-started'>): void {
  if (draft.runs.has(event.run)) return;
  const { run, step, title, actor, playbook, phase, kind, danger, spool, within } = event;
  const started: RunState = {
    run,
    event: event.id,
    step,
    title,
    at: happenedAt(event),
    actor,
    commands: event.commands ?? [],
    stepSha256: event.stepSha256 ?? '',
    output: [],
    ...(playbook !== undefined && { playbook }),
    ...(phase && { phase }),
    ...(kind && { kind }),
    ...(danger && { danger }),
    ...(spool !== undefined && { spool }),
    ...(within !== undefined && { within }),
  };
  draft.runs.set(run, started);
  const key = stepKey(step, playbook);
  const ofStep = draft.runsOfStep.get(key);
  if (ofStep) ofStep.push(started);
  else draft.runsOfStep.set(key, [started]);
}

/** Of two ends the first in order counts: two windows may have read the same files. */
function endRun(draft: Draft, event: EventOf<'run-ended'>): void {
  const run = draft.runs.get(event.run);
  if (!run || run.end) return;
  run.end = {
    event: event.id,
    at: happenedAt(event),
    outcome: outcomeOf(event),
    durationMs: event.durationMs,
    commands: event.commands,
    notRun: event.notRun ?? 0,
    ...(event.output && { output: event.output }),
    ...(event.screen && { screen: event.screen }),
  };
}

function changeStatus(draft: Draft, event: EventOf<'status-changed'>): void {
  draft.status = event.status;
  draft.statusChanges.push(event);
  draft.resolvedAt = event.status === 'resolved' ? happenedAt(event) : undefined;
}

/** The outcome that stands flat in a `run-ended` line. */
export function outcomeOf(event: EventOf<'run-ended'>): Outcome {
  const { exitCode, reason } = event;
  switch (event.outcome) {
    case 'succeeded':
      return { outcome: 'succeeded' };
    case 'failed':
      return {
        outcome: 'failed',
        ...(exitCode !== undefined && { exitCode }),
        ...(reason !== undefined && { reason }),
      };
    case 'signalled':
      return {
        outcome: 'signalled',
        signal: event.signal ?? 'unknown',
        ...(exitCode !== undefined && { exitCode }),
      };
    case 'stopped':
      return {
        outcome: 'stopped',
        ...(reason !== undefined && { reason }),
        ...(exitCode !== undefined && { exitCode }),
      };
    case 'unknown':
      return { outcome: 'unknown', reason: reason ?? 'the record does not say why' };
  }
}
