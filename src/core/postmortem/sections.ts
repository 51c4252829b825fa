import { happenedAt } from '../incident/amendments.ts';
import { milestonesOf, secondsBetween } from '../incident/clocks.ts';
import { figuresOf } from '../incident/figures.ts';
import type { Span } from '../incident/sentence.ts';
import { outcomeOfRun, plain, words } from '../incident/sentence.ts';
import { isVerified } from '../incident/verified.ts';
import type { IncidentState } from '../incident/state.ts';
import type { StoryRow } from '../incident/story.ts';
import { inTimeOrder, logRows, storyRows } from '../incident/story.ts';
import { targetWords } from '../run/target.ts';
import type { Entry, Improvement, PostMortem } from './document.ts';
import { comparisonsOf, evidenceOf } from './evidence.ts';
import { causeSuggestion, improvementsOf } from './improvements.ts';
import { attemptsOf, cameTo, diagnosisOf } from './ledger.ts';
import type { PostMortemSource } from './source.ts';
import { lastWords, linesOf } from './source.ts';

/** A post-mortem's facts, a function a section, in the document's order. Pure: the same record gives the same document. */
export function postMortemOf(source: PostMortemSource): PostMortem {
  const { state } = source;
  const improvements = improvementsOf(source);
  const suggestion = causeSuggestion(source);
  return {
    schema: 1,
    incident: state.incident,
    title: state.title,
    header: headerOf(state),
    impact: state.opened?.impact === undefined ? {} : { fromGuide: state.opened.impact },
    figures: figuresOf(state),
    timeline: {
      story: storyRows(state).map((row) => storyEntry(row, source)),
      log: logOf(state),
    },
    detection: detectionOf(state),
    diagnosis: diagnosisOf(source),
    tried: attemptsOf(source),
    resolution: resolutionOf(state),
    people: peopleOf(state),
    evidence: evidenceOf(source),
    comparisons: comparisonsOf(source),
    rootCause: suggestion ? { suggestion: [...suggestion] } : {},
    actionItems: actionItemsOf(state, improvements),
    improvements,
    record: recordOf(source),
  };
}

function headerOf(state: IncidentState): PostMortem['header'] {
  const { opened, severity, status, closedAt, resolvedAt } = state;
  const openedAt = opened && happenedAt(opened);
  const end = resolvedAt ?? closedAt;
  return {
    ...(state.rehearsal && { rehearsal: true as const }),
    ...(severity !== undefined && { severity }),
    status: closedAt === undefined ? status : `${status}, closed`,
    ...(openedAt !== undefined && { openedAt }),
    timezone: opened?.timezone ?? 'UTC',
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(closedAt !== undefined && { closedAt }),
    ...(openedAt !== undefined && end !== undefined && { lastedSeconds: secondsBetween(openedAt, end) }),
    responders: respondersOf(state),
    ...(opened && { guide: opened.guide }),
  };
}

/** What the record asks people to look at: targets that were missed, an end that nothing verified, the guide's faults. */
function actionItemsOf(state: IncidentState, improvements: readonly Improvement[]): Span[][] {
  const missed = figuresOf(state).filter((figure) => figure.result === 'missed');
  const unverified = state.status === 'resolved' && !isVerified(state);
  return [
    ...missed.map((figure) => [words(`${figure.name} later than the target: what held it up?`)]),
    ...(unverified ? [[words('Find a way to verify that it is over: it was resolved without.')]] : []),
    ...improvements.map(({ task }) => task),
  ];
}

/** Who did something, in the order in which they came in; an agent is named with the person who allowed it. */
function respondersOf(state: IncidentState): string[] {
  const names = state.events.flatMap((event) => {
    const { name, via } = event.actor;
    if (via === 'auto') return [];
    return [
      event.type === 'note' && event.by !== undefined
        ? event.by
        : via === 'agent'
          ? `an agent, for ${name}`
          : name,
    ];
  });
  return [...new Set(names)];
}

function entryOf({ event, at, kind, sentence, run }: StoryRow): Entry {
  return {
    event,
    at,
    kind,
    text: plain(sentence),
    spans: [...sentence],
    ...(run !== undefined && { run }),
  };
}

/** Every event; of what was moved in time, the log says when it was recorded. */
function logOf(state: IncidentState): Entry[] {
  const recorded = new Map(state.events.map((event) => [event.id, event.at]));
  return logRows(state).map((row) => {
    const recordedAt = recorded.get(row.event);
    return { ...entryOf(row), ...(recordedAt !== undefined && recordedAt !== row.at && { recordedAt }) };
  });
}

/** A failure is told with the last line that it printed: that is what the responder saw. */
function storyEntry(row: StoryRow, source: PostMortemSource): Entry {
  const said = row.tone === 'bad' ? lastWords(linesOf(source, row.run ?? row.event)) : undefined;
  return { ...entryOf(row), ...(said !== undefined && { said }) };
}

function detectionOf(state: IncidentState): PostMortem['detection'] {
  const { opened } = state;
  const detectedAt = milestonesOf(state).detected;
  return {
    ...(detectedAt !== undefined && { detectedAt }),
    ...(detectedAt !== undefined &&
      opened && { beforeOpeningSeconds: secondsBetween(detectedAt, happenedAt(opened)) }),
    ...(opened?.detection !== undefined && { fromGuide: opened.detection }),
  };
}

function resolutionOf(state: IncidentState): PostMortem['resolution'] {
  const resolving = state.status === 'resolved' ? state.statusChanges.at(-1) : undefined;
  return {
    verifications: state.verifications.map((event) => {
      const run = state.runs.get(event.run);
      return {
        at: run?.at ?? happenedAt(event),
        title: event.title ?? run?.title ?? '',
        result: event.result,
        by: event.actor.name,
        cameTo: run ? cameTo(run) : 'unknown: its run is not in the record',
      };
    }),
    isVerified: isVerified(state),
    ...(state.resolvedAt !== undefined && { resolvedAt: state.resolvedAt }),
    ...(resolving && { resolvedBy: resolving.actor.name }),
    ...(resolving?.reason !== undefined && { reason: resolving.reason }),
  };
}

function peopleOf(state: IncidentState): PostMortem['people'] {
  const told = new Set(['role-assigned', 'escalated', 'handoff', 'update-copied']);
  const ids = new Set(
    inTimeOrder(state)
      .filter((event) => told.has(event.type))
      .map((event) => event.id),
  );
  return {
    ...(state.opened?.contact && { contact: state.opened.contact }),
    entries: logRows(state)
      .filter((row) => ids.has(row.event))
      .map(entryOf),
  };
}

function recordOf(source: PostMortemSource): PostMortem['record'] {
  const { state, head, findings, texts } = source;
  return {
    events: state.events.length,
    writers: new Set(state.events.map((event) => event.writer)).size,
    head,
    isIntact: findings.every((finding) => finding.kind === 'torn'),
    findings: findings.map((finding) => ({ ...finding })),
    redacted: redactionsIn(source),
    runsWithoutEnd: [...state.runs.values()]
      .filter((run) => !run.end)
      .map((run) => `${run.title}: ${reasonOf(run)}`),
    outputsNotHere: [...texts.values()].filter((text) => text.kind === 'absent').length,
    outputsRemoved: state.tombstones.size,
    writtenByNewer: source.age === 'newer',
    targets: state.events.flatMap((event) =>
      event.type === 'target-seen' ? [{ at: happenedAt(event), words: targetWords(event.target) }] : [],
    ),
    ...(state.opened && { guideSha256: state.opened.guideSha256 }),
  };
}

function reasonOf(run: Parameters<typeof outcomeOfRun>[0]): string {
  const outcome = outcomeOfRun(run);
  return 'reason' in outcome ? (outcome.reason ?? '') : '';
}

/** What stands in the place of a secret (`run/secrets.ts`). */
const REDACTION_MARK = /\[secret [a-z][\w-]{0,60} [0-9a-f]{2,64}\]/g;

/** How many marks of taken-out secrets stand in the record: in its words, and in the outputs that are here. */
function redactionsIn({ state, texts }: PostMortemSource): number {
  const marks = (text: string): number => text.match(REDACTION_MARK)?.length ?? 0;
  const recorded = state.events.map((event) => state.amendments.get(event.id)?.original ?? event);
  const inEvents = recorded.reduce((sum, event) => sum + marks(JSON.stringify(event)), 0);
  const inOutputs = [...texts.values()]
    .flatMap((text) => (text.kind === 'lines' ? text.lines : []))
    .reduce((sum, line) => sum + marks(line), 0);
  return inEvents + inOutputs;
}
