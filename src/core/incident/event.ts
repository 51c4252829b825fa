import * as v from 'valibot';
import { commandOutcomeSchema } from '../run/outcome.ts';
import { runScreenSchema } from '../run/pictures.ts';

/** The format that this version writes. A journal of an older one opens forever; a newer one opens read-only. */
export const SCHEMA = 1;

export const statusSchema = v.picklist(['investigating', 'identified', 'monitoring', 'resolved']);
export type Status = v.InferOutput<typeof statusSchema>;

const optional = v.exactOptional;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const stored = { bytes: count, sha256: v.string() };
const step = { step: v.string(), title: v.string() };

export const actorSchema = v.object({
  name: v.string(),
  host: v.string(),
  via: v.picklist(['editor', 'cli', 'agent', 'auto']),
});
export type Actor = v.InferOutput<typeof actorSchema>;

/** What each type of fact says. Published: `docs/journal-format.md` is made from these. */
const payloads = {
  opened: v.object({
    playbook: v.string(),
    title: v.string(),
    kind: optional(v.literal('tool')),
    /** A playbook walked with nothing run: outcomes are recorded ones or answers. */
    rehearsal: optional(v.literal(true)),
    severity: optional(v.string()),
    /** The path from the journal folder's parent, with `/`; outside it: absolute. */
    guide: v.string(),
    guideSha256: v.string(),
    detectedAt: optional(v.string()),
    /** Where a person is told to look when the response time is missed; copied so that the record stands by itself. */
    responseSeconds: optional(count),
    impact: optional(v.string()),
    contact: optional(
      v.object({
        issue: v.string(),
        primary: optional(v.string()),
        secondary: optional(v.string()),
        notes: optional(v.string()),
      }),
    ),
    detection: optional(v.string()),
    target: v.object({ host: v.string(), user: v.string(), folder: v.string() }),
    /** IANA name of the zone of the person who opened it. */
    timezone: v.string(),
  }),
  'run-started': v.object({
    run: v.string(),
    ...step,
    /** Of a tool's run in another playbook's incident. */
    playbook: optional(v.string()),
    phase: optional(v.picklist(['immediate', 'diagnose', 'recover', 'verify', 'monitor', 'other'])),
    kind: optional(v.picklist(['numbered', 'option', 'question', 'verify', 'monitor', 'plain', 'manual'])),
    danger: optional(v.picklist(['safe', 'changes', 'destructive'])),
    /** This and the hash are more than the format asks for: a record of another program may be without. */
    commands: optional(v.array(v.string())),
    stepSha256: optional(v.string()),
    /** Where the raw files of the run lie, so that another process on this host can read its end. */
    spool: optional(v.string()),
    /** What had the terminal and whose shell runs it: `ssh db1`. */
    within: optional(v.string()),
  }),
  output: v.object({ run: v.string(), part: optional(count), ...stored }),
  'run-ended': v.object({
    run: v.string(),
    ...step,
    playbook: optional(v.string()),
    /** `outcome`, `exitCode`, `signal`, `reason`: see outcomeSchema. */
    outcome: v.picklist(['succeeded', 'failed', 'signalled', 'stopped', 'unknown']),
    exitCode: optional(count),
    signal: optional(v.string()),
    reason: optional(v.string()),
    durationMs: v.number(),
    notRun: optional(count),
    commands: v.array(commandOutcomeSchema),
    /** The whole output, parts joined. */
    output: optional(v.object(stored)),
    /** Of a program that redraws. */
    screen: optional(runScreenSchema),
  }),
  'adhoc-run': v.object({
    command: v.string(),
    danger: optional(v.picklist(['safe', 'changes', 'destructive'])),
    exitCode: optional(count),
    durationMs: optional(v.number()),
    output: optional(v.object(stored)),
  }),
  'step-done': v.object({ ...step, note: optional(v.string()) }),
  'step-skipped': v.object({ ...step, why: v.string() }),
  'option-chosen': v.object({ ...step, option: v.union([v.number(), v.string()]) }),
  verification: v.object({
    run: v.string(),
    step: optional(v.string()),
    title: optional(v.string()),
    result: v.picklist(['passed', 'failed']),
  }),
  note: v.object({ text: v.string(), by: optional(v.string()) }),
  'evidence-pinned': v.object({ run: v.string(), lines: optional(v.string()) }),
  attached: v.object({
    kind: v.picklist(['file', 'picture', 'link']),
    title: v.string(),
    link: optional(v.string()),
    file: optional(v.string()),
    sha256: optional(v.string()),
  }),
  'severity-changed': v.object({
    severity: v.string(),
    reason: v.string(),
    responseSeconds: optional(count),
  }),
  'status-changed': v.object({ status: statusSchema, reason: optional(v.string()) }),
  milestone: v.object({
    milestone: v.picklist(['detected', 'acknowledged', 'identified', 'mitigated', 'resolved']),
    reason: optional(v.string()),
  }),
  'role-assigned': v.object({ role: v.string(), name: v.string() }),
  escalated: v.object({ to: v.string(), why: optional(v.string()) }),
  'update-copied': v.object({ text: v.string() }),
  handoff: v.object({ to: v.string(), text: optional(v.string()) }),
  'placeholder-set': v.object({ name: v.string(), value: v.string() }),
  'target-seen': v.object({ target: v.record(v.string(), v.string()) }),
  'guide-changed': v.object({ guideSha256: v.string() }),
  'shown-in-story': v.object({ event: v.string() }),
  'left-out': v.object({ event: v.string() }),
  /** What stands in the place of another event's words or time; that one's line stays as it is. */
  amended: v.object({
    event: v.string(),
    text: optional(v.string()),
    happenedAt: optional(v.string()),
    why: v.string(),
  }),
  /** A blob taken out for privacy: what it was stays said. */
  tombstone: v.object({ sha256: v.string(), why: v.string() }),
  /** What a later writer did with a torn tail it found. */
  'torn-set-aside': v.object({ file: v.string(), bytes: count }),
  closed: v.object({ reason: optional(v.string()) }),
  reopened: v.object({ reason: optional(v.string()) }),
};
export type EventType = keyof typeof payloads;

const common = {
  id: v.string(),
  incident: v.string(),
  writer: v.pipe(v.string(), v.regex(/^[a-z0-9-]{8,40}$/)),
  seq: count,
  /** `<ms, 15 digits>-<counter, 4 digits>`. */
  hlc: v.pipe(v.string(), v.regex(/^\d{15}-\d{4}$/)),
  /** When it was recorded, UTC. */
  at: v.string(),
  /** When it happened, where a person fills in what was before. */
  occurredAt: optional(v.string()),
  actor: actorSchema,
  schema: v.pipe(v.number(), v.integer()),
  prev: v.string(),
  /** The heads of the other writers that this one knew of. */
  seen: v.record(v.string(), v.object({ seq: count, hash: v.string() })),
  hash: v.string(),
};

type Payloads = { [T in EventType]: v.InferOutput<(typeof payloads)[T]> };
type Common = v.InferOutput<v.ObjectSchema<typeof common, undefined>>;

/** One fact as it stands in the record. */
export type IncidentEvent = { [T in EventType]: Common & { type: T } & Payloads[T] }[EventType];

/** What a person, a shell or a rule tells the journal; the journal adds who, when, and the chain. */
export type Fact = {
  [T in EventType]: { type: T; occurredAt?: string; actor?: Actor } & Payloads[T];
}[EventType];

export type EventOf<T extends EventType> = Extract<IncidentEvent, { type: T }>;

/** The schema of one type's whole line. Fields that a newer version added pass through. */
export function schemaOf(type: EventType): v.GenericSchema {
  return v.looseObject({ ...common, type: v.literal(type), ...payloads[type].entries });
}

/** What every line has, of a type that this version knows or not. */
export const lineSchema = v.looseObject({ ...common, type: v.string() });

export const eventTypes = Object.keys(payloads) as readonly EventType[];
