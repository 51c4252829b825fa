import * as v from 'valibot';

const optional = v.exactOptional;
const time = v.pipe(v.string(), v.description('ISO 8601, UTC'));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const tally = v.picklist(['passed', 'failed']);

const span = v.object({ kind: v.picklist(['text', 'strong', 'code']), text: v.string() });

/** What a command printed, as far as it is shown. */
const output = v.variant('state', [
  v.object({
    state: v.literal('here'),
    bytes: count,
    sha256: v.pipe(v.array(v.string()), v.description('of the stored bytes, a part each')),
    head: v.array(v.string()),
    leftOut: v.pipe(count, v.description('lines between head and tail that are not shown')),
    tail: v.array(v.string()),
  }),
  v.object({ state: v.literal('nothing') }),
  v.object({ state: v.literal('removed'), why: v.string() }),
  v.object({ state: v.literal('absent'), bytes: count, sha256: v.array(v.string()) }),
]);

const entry = v.object({
  event: v.string(),
  at: time,
  kind: v.picklist([
    'milestone',
    'option',
    'verification',
    'run',
    'by-hand',
    'note',
    'evidence',
    'people',
    'record',
  ]),
  text: v.string(),
  spans: v.array(span),
  /** Of what a person filled in or corrected: when it was recorded. */
  recordedAt: optional(time),
  /** The last line that a failed run printed. */
  said: optional(v.string()),
  run: optional(v.string()),
});

const figure = v.object({
  id: v.picklist(['detected', 'acknowledged', 'first-output', 'mitigated', 'resolved']),
  name: v.string(),
  seconds: optional(seconds),
  targetSeconds: optional(seconds),
  result: optional(v.picklist(['met', 'missed'])),
  definition: v.string(),
});

const answer = v.object({
  run: v.string(),
  step: v.string(),
  question: v.string(),
  at: time,
  by: v.string(),
  cameTo: v.string(),
  answer: optional(v.string()),
  timesAsked: count,
  output,
});

const attempt = v.object({
  kind: v.picklist(['option', 'step', 'by-hand', 'by-hand-done', 'not-used']),
  label: v.string(),
  command: optional(v.string()),
  by: optional(v.string()),
  at: optional(time),
  cameTo: v.string(),
  verification: optional(tally),
});

const evidence = v.variant('kind', [
  v.object({
    kind: v.literal('output'),
    event: v.string(),
    run: v.string(),
    title: v.string(),
    at: time,
    by: v.string(),
    cameTo: v.string(),
    commands: v.array(v.string()),
    lines: optional(v.string()),
    output,
  }),
  v.object({
    kind: v.picklist(['file', 'picture', 'link']),
    event: v.string(),
    title: v.string(),
    at: time,
    by: v.string(),
    link: optional(v.string()),
    file: optional(v.string()),
    sha256: optional(v.string()),
    /** Why the file was taken out of the record. */
    removed: optional(v.string()),
  }),
]);

const comparison = v.object({
  title: v.string(),
  before: v.object({ run: v.string(), at: time, cameTo: v.string() }),
  after: v.object({ run: v.string(), at: time, cameTo: v.string() }),
  /** Lines with `+`, `-` or a blank before them; empty: both printed the same; absent: too different to be shown, or not here. */
  difference: optional(v.array(v.string())),
});

const improvement = v.object({
  kind: v.picklist(['failed', 'skipped', 'by-hand', 'problem']),
  /** What to do about it, in few words. */
  task: v.array(span),
  text: v.string(),
  spans: v.array(span),
  line: optional(count),
  /** A proposed edit: lines with `+`, `-` or a blank before them. */
  edit: optional(v.array(v.string())),
});

/** How the reader of a record names damage. */
const finding = v.object({
  kind: v.string(),
  file: v.string(),
  line: count,
  event: optional(v.string()),
  message: v.string(),
});

/** A post-mortem as data: what the Markdown and the HTML show, a field a section, in their order. Published as a JSON schema. */
export const postMortemSchema = v.object({
  schema: v.literal(1),
  incident: v.string(),
  title: v.string(),
  header: v.object({
    rehearsal: optional(v.pipe(v.literal(true), v.description('nothing of it was run'))),
    severity: optional(v.string()),
    status: v.string(),
    openedAt: optional(time),
    timezone: v.string(),
    resolvedAt: optional(time),
    closedAt: optional(time),
    lastedSeconds: optional(seconds),
    responders: v.array(v.string()),
    guide: optional(v.string()),
  }),
  impact: v.object({ fromGuide: optional(v.string()) }),
  figures: v.array(figure),
  timeline: v.object({ story: v.array(entry), log: v.array(entry) }),
  detection: v.object({
    detectedAt: optional(time),
    beforeOpeningSeconds: optional(seconds),
    fromGuide: optional(v.string()),
  }),
  diagnosis: v.array(answer),
  tried: v.array(attempt),
  resolution: v.object({
    verifications: v.array(
      v.object({ at: time, title: v.string(), result: tally, by: v.string(), cameTo: v.string() }),
    ),
    isVerified: v.boolean(),
    resolvedAt: optional(time),
    resolvedBy: optional(v.string()),
    reason: optional(v.string()),
  }),
  people: v.object({
    contact: optional(
      v.object({
        issue: v.string(),
        primary: optional(v.string()),
        secondary: optional(v.string()),
        notes: optional(v.string()),
      }),
    ),
    entries: v.array(entry),
  }),
  evidence: v.array(evidence),
  comparisons: v.array(comparison),
  rootCause: v.object({ suggestion: optional(v.array(span)) }),
  actionItems: v.array(v.array(span)),
  improvements: v.array(improvement),
  record: v.object({
    events: count,
    writers: count,
    head: v.string(),
    isIntact: v.boolean(),
    findings: v.array(finding),
    redacted: count,
    runsWithoutEnd: v.array(v.string()),
    outputsNotHere: count,
    outputsRemoved: count,
    writtenByNewer: v.boolean(),
    targets: v.array(v.object({ at: time, words: v.string() })),
    guideSha256: optional(v.string()),
  }),
});

export type PostMortem = v.InferOutput<typeof postMortemSchema>;
export type Entry = v.InferOutput<typeof entry>;
export type Answer = v.InferOutput<typeof answer>;
export type Attempt = v.InferOutput<typeof attempt>;
export type Evidence = v.InferOutput<typeof evidence>;
export type Comparison = v.InferOutput<typeof comparison>;
export type Improvement = v.InferOutput<typeof improvement>;
export type ShownOutput = v.InferOutput<typeof output>;
