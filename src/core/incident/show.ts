import { happenedAt } from './amendments.ts';
import type { CommandOutcome, Outcome } from '../run/outcome.ts';
import type { RunScreen } from '../run/pictures.ts';
import type { Finding } from './chain.ts';
import { milestonesOf } from './clocks.ts';
import type { Milestones } from './clocks.ts';
import { SCHEMA } from './event.ts';
import type { IncidentEvent, Status } from './event.ts';
import { removalOf } from './removed.ts';
import type { IncidentState, RunState, StoredOutput } from './state.ts';
import { inTimeOrder } from './story.ts';

/** The sha256 of no bytes: what a run printed that printed nothing. */
const nothingSha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What a run printed. `sha256` is of the whole; a long run without an end has only its parts so far. */
export interface ShownOutput {
  bytes: number;
  sha256?: string;
  /** Why it was taken out of the record. */
  removed?: string;
  parts?: readonly StoredOutput[];
}

/** A run, flat: its outcome's fields are its own. */
export interface ShownRun {
  run: string;
  step: string;
  title: string;
  /** Of a tool's run in another playbook's incident. */
  playbook?: string;
  at: string;
  outcome: Outcome['outcome'];
  reason?: string;
  exitCode?: number;
  signal?: string;
  durationMs?: number;
  notRun?: number;
  verification?: 'passed' | 'failed';
  commands: readonly CommandOutcome[];
  output: ShownOutput;
  /** Of a program that redraws: when its picture changed. */
  screen?: RunScreen;
}

interface ShownEvent {
  event: string;
  /** When it happened. */
  at: string;
  by: string;
}

/** The published state of an incident: `show --json`. Optional fields are absent, not null; times are ISO, UTC. */
export interface ShownIncident {
  schema: typeof SCHEMA;
  incident: string;
  /** The only field that differs between two copies of a record. */
  folder: string;
  kind: IncidentState['kind'];
  /** Nothing of it was run. */
  rehearsal?: true;
  playbook: string;
  title: string;
  severity?: string;
  status: Status | 'closed';
  openedAt?: string;
  resolvedAt?: string;
  closedAt?: string;
  guide?: string;
  milestones: Milestones;
  runs: readonly ShownRun[];
  options: readonly (ShownEvent & { step: string; title: string; option: number | string })[];
  verifications: readonly (ShownEvent & {
    run: string;
    step: string;
    title: string;
    result: 'passed' | 'failed';
  })[];
  done: readonly (ShownEvent & { step: string; title: string; note?: string })[];
  skipped: readonly (ShownEvent & { step: string; title: string; why: string })[];
  notes: readonly (ShownEvent & { text: string })[];
  evidence: readonly (ShownEvent & { run: string; lines?: string })[];
  attached: readonly (ShownEvent & {
    kind: 'file' | 'picture' | 'link';
    title: string;
    link?: string;
    file?: string;
    sha256?: string;
  })[];
  /** What people corrected: the fields above have it already. */
  amended: readonly { event: string; text?: string; happenedAt?: string; why: string }[];
  /** Event ids in the order in which things happened. */
  timeline: readonly string[];
  head: string;
  findings: readonly Finding[];
}

/** What a record beside its events says: from `readRecord`. */
export interface ShownRecord {
  folder: string;
  head: string;
  findings: readonly Finding[];
}

/** The status as people say it: `closed` is one, over the four that may follow each other. */
export function statusOf(state: IncidentState): Status | 'closed' {
  return state.closedAt === undefined ? state.status : 'closed';
}

/** What an incident is now, as data for others: a function of its journal alone, so that every copy shows the same bytes. */
export function showIncident(state: IncidentState, { folder, head, findings }: ShownRecord): ShownIncident {
  const { opened, severity, resolvedAt, closedAt } = state;
  const at = (event: IncidentEvent): ShownEvent => ({
    event: event.id,
    at: happenedAt(event),
    by: event.actor.name,
  });
  return {
    schema: SCHEMA,
    incident: state.incident,
    folder,
    kind: state.kind,
    ...(state.rehearsal && { rehearsal: true }),
    playbook: state.playbook,
    title: state.title,
    ...(severity !== undefined && { severity }),
    status: statusOf(state),
    ...(opened && { openedAt: happenedAt(opened) }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(closedAt !== undefined && { closedAt }),
    ...(opened && { guide: opened.guide }),
    milestones: milestonesOf(state),
    runs: [...state.runs.values()].map((run) => showRun(run, state)),
    options: state.options.map((event) => ({
      ...at(event),
      step: event.step,
      title: event.title,
      option: event.option,
    })),
    verifications: state.verifications.map((event) => ({
      ...at(event),
      run: event.run,
      step: event.step ?? state.runs.get(event.run)?.step ?? '',
      title: event.title ?? state.runs.get(event.run)?.title ?? '',
      result: event.result,
    })),
    done: [...state.done.values()].map((event) => ({
      ...at(event),
      step: event.step,
      title: event.title,
      ...(event.note !== undefined && { note: event.note }),
    })),
    skipped: state.skipped.map((event) => ({
      ...at(event),
      step: event.step,
      title: event.title,
      why: event.why,
    })),
    notes: state.notes.map((event) => ({
      ...at(event),
      ...(event.by !== undefined && { by: event.by }),
      text: event.text,
    })),
    evidence: state.evidence.map((event) => ({
      ...at(event),
      run: event.run,
      ...(event.lines !== undefined && { lines: event.lines }),
    })),
    attached: state.attached.map((event) => ({
      ...at(event),
      kind: event.kind,
      title: event.title,
      ...(event.link !== undefined && { link: event.link }),
      ...(event.file !== undefined && { file: event.file }),
      ...(event.sha256 !== undefined && { sha256: event.sha256 }),
    })),
    amended: [...state.amendments].map(([event, { text, happenedAt: time, why }]) => ({
      event,
      ...(text !== undefined && { text }),
      ...(time !== undefined && { happenedAt: time }),
      why,
    })),
    timeline: inTimeOrder(state).map((event) => event.id),
    head,
    findings,
  };
}

function showRun(run: RunState, state: IncidentState): ShownRun {
  const { end, playbook, verification } = run;
  const outcome = end?.outcome ?? noEndOf(run);
  return {
    run: run.run,
    step: run.step,
    title: run.title,
    ...(playbook !== undefined && { playbook }),
    at: run.at,
    ...outcome,
    ...(outcome.outcome === 'succeeded' && { exitCode: 0 }),
    ...(end && { durationMs: end.durationMs }),
    ...(end && end.notRun > 0 && { notRun: end.notRun }),
    ...(verification && { verification }),
    commands: end?.commands ?? run.commands.map((text) => ({ text, outcome: 'unknown' })),
    output: { ...showOutput(run), ...removedOf(state, run) },
    ...(end?.screen && { screen: end.screen }),
  };
}

function removedOf(state: IncidentState, { output }: RunState): { removed?: string } {
  const removal = removalOf(state, output);
  return removal ? { removed: removal.why } : {};
}

function noEndOf({ actor }: RunState): Outcome {
  return { outcome: 'unknown', reason: `on ${actor.host}, no end recorded` };
}

function showOutput({ output: parts, end }: RunState): ShownOutput {
  if (end?.output) return { bytes: end.output.bytes, sha256: end.output.sha256 };
  const [first, ...more] = parts;
  if (!first) return { bytes: 0, sha256: nothingSha256 };
  if (more.length === 0) return { bytes: first.bytes, sha256: first.sha256 };
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0), parts };
}
