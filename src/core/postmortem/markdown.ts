import { count } from '../incident/sentence.ts';
import { clockWords, dayWords, lastedSeconds, zoneClock, placeOf } from '../incident/time.ts';
import type { Attempt, PostMortem } from './document.ts';
import { codeSpan, fenced, inline, sentence, short } from './escape.ts';
import { blocks, prompt, table } from './layout.ts';
import { comparisonMarkdown, diagnosisMarkdown, evidenceMarkdown, shownRunsOf } from './outputs-markdown.ts';
import { fillTemplate, identityLine, idsInTemplate, regionLines } from './regions.ts';
import type { Region } from './regions.ts';
import { timelineMarkdown } from './story-markdown.ts';

/** A section: its heading, the facts that are ours to bring up to date, and a question to people. */
interface Section {
  id: string;
  heading?: string;
  region?: Region;
  /** Outside the region: written once, and people's from then on. */
  prompt?: string;
}

/** The document's sections in their order. */
function sectionsOf(document: PostMortem): Section[] {
  const ours = (id: string, heading: string, lines: readonly string[], question?: string): Section => ({
    id,
    heading: `## ${heading}`,
    region: { id, markdown: lines.map((line) => line.trimEnd()).join('\n') },
    ...(question !== undefined && { prompt: prompt(question) }),
  });
  const theirs = (id: string, heading: string, question: string): Section => ({
    id,
    heading: `## ${heading}`,
    prompt: prompt(question),
  });
  return [
    { id: 'title', heading: titleLine(document) },
    { id: 'header', region: { id: 'header', markdown: headerMarkdown(document).join('\n') } },
    theirs('summary', 'Summary', 'What happened, in three sentences, for someone who was asleep.'),
    ours('impact', 'Impact', [impactPrompt(document)]),
    ours('figures', 'Key figures', figuresMarkdown(document)),
    ours('timeline', 'Timeline', timelineMarkdown(document, shownRunsOf(document))),
    ours(
      'detection',
      'Detection',
      detectionMarkdown(document),
      'Who or what noticed it first? Could it have been noticed sooner?',
    ),
    ours('diagnosis', 'Diagnosis', diagnosisMarkdown(document)),
    ours('tried', 'What was tried', triedMarkdown(document)),
    ours('resolution', 'Resolution and verification', resolutionMarkdown(document)),
    ours('people', 'Escalation and roles', peopleMarkdown(document)),
    ours('evidence', 'Evidence', evidenceMarkdown(document)),
    ours('comparisons', 'Before and after', comparisonMarkdown(document)),
    ours('root-cause', 'Root cause', [rootCausePrompt(document)]),
    theirs(
      'lessons',
      'What went well, what went badly, where we were lucky',
      'One line each. No names: what made it easy or hard?',
    ),
    ours('action-items', 'Action items', actionItemsMarkdown(document), 'What else, by whom, until when?'),
    ours('improvements', 'Guide improvements', improvementsMarkdown(document)),
    ours('record', 'Record', recordMarkdown(document)),
  ];
}

/** A new document, with LF ends: in our order, or as a team's template has it. `unknown`: ids there that no section has. */
export function markdownOf(document: PostMortem, template?: string): { text: string; unknown: string[] } {
  const sections = sectionsOf(document);
  if (template !== undefined) {
    const parts = new Map(sections.map((section) => [section.id, bodyLines(section)]));
    return fillTemplate(template, parts, document.incident);
  }
  const lines = sections.flatMap((section) => ['', ...sectionLines(section)]);
  return { text: [identityLine(document.incident), ...lines.slice(1), ''].join('\n'), unknown: [] };
}

/** The regions that a document is to have. */
export function regionsOf(document: PostMortem, template?: string): Region[] {
  const ids = template === undefined ? undefined : new Set(idsInTemplate(template));
  return sectionsOf(document)
    .filter((section) => ids === undefined || ids.has(section.id))
    .flatMap(({ region }) => region ?? []);
}

function sectionLines(section: Section): string[] {
  const heading = section.heading === undefined || section.id === 'title' ? [] : [section.heading];
  return blocks(heading, bodyLines(section));
}

/** A section without its heading: what a template's line stands for. The title is its heading. */
function bodyLines({ id, heading, region, prompt: question }: Section): string[] {
  if (id === 'title' && heading !== undefined) return [heading];
  return blocks(region ? regionLines(region) : [], question === undefined ? [] : [question]);
}

function titleLine({ title, header }: PostMortem): string {
  return `# ${inline(title)}${header.openedAt === undefined ? '' : `, ${dayWords(header.openedAt)}`}`;
}

function headerMarkdown({ header }: PostMortem): string[] {
  const { openedAt, resolvedAt, timezone, lastedSeconds: seconds } = header;
  const place = placeOf(timezone);
  const local =
    openedAt !== undefined && place !== undefined
      ? ` (${zoneClock(timezone)(openedAt) ?? ''} in ${place})`
      : '';
  const when = (at: string | undefined): string =>
    at === undefined ? '' : `${clockWords(at, openedAt ?? at)} UTC`;
  const row = [
    inline(header.severity ?? ''),
    inline(header.rehearsal ? `rehearsal, ${header.status}` : header.status),
    `${when(openedAt)}${local}`,
    when(resolvedAt),
    seconds === undefined ? '' : lastedSeconds(seconds),
    inline(header.responders.join(', ')),
  ];
  return table(['Severity', 'Status', 'Opened', 'Resolved', 'Lasted', 'Responders'], [row]);
}

function impactPrompt({ impact, header }: PostMortem): string {
  const matrix =
    impact.fromGuide === undefined
      ? ''
      : ` The guide says of ${inline(header.severity ?? 'this severity')}: ${inline(impact.fromGuide)}.`;
  return prompt(`Who could not do what, from when to when?${matrix}`);
}

function figuresMarkdown({ figures }: PostMortem): string[] {
  const rows = figures.map(({ name, seconds, targetSeconds, result, definition }) => [
    name,
    seconds === undefined ? 'not recorded' : lastedSeconds(seconds),
    targetSeconds === undefined
      ? ''
      : `${lastedSeconds(targetSeconds)}${result === undefined ? '' : `, ${result}`}`,
    definition,
  ]);
  return table(['', 'Figure', 'Target', 'Defined as'], rows);
}

function detectionMarkdown({ detection, header }: PostMortem): string[] {
  const { detectedAt, beforeOpeningSeconds = 0, fromGuide } = detection;
  const when =
    detectedAt === undefined
      ? 'No detection time was recorded.'
      : `Detected at ${clockWords(detectedAt, header.openedAt ?? detectedAt)} UTC, ${lastedSeconds(beforeOpeningSeconds)} before it was opened.`;
  return [fromGuide === undefined ? when : `${when} The guide detects it by: ${inline(fromGuide)}`];
}

function triedMarkdown({ tried, header }: PostMortem): string[] {
  if (tried.length === 0) return ['Nothing was tried that changes something.'];
  const rows = tried.map((attempt) => [
    attemptLabel(attempt),
    inline(attempt.by ?? ''),
    attempt.at === undefined ? '' : clockWords(attempt.at, header.openedAt ?? ''),
    inline(attempt.cameTo),
    attempt.verification ?? (attempt.kind === 'not-used' ? '' : 'none'),
  ]);
  return table(['Option', 'By', 'When', 'Came to', 'Verification after it'], rows);
}

function attemptLabel({ label, command }: Attempt): string {
  return command === undefined ? inline(label) : `${inline(label)}: ${codeSpan(short(command, 200))}`;
}

function resolutionMarkdown({ resolution, header }: PostMortem): string[] {
  const since = header.openedAt ?? '';
  const { resolvedAt, resolvedBy, reason, isVerified, verifications } = resolution;
  const rows = verifications.map(({ at, title, result, by, cameTo }) => [
    clockWords(at, since),
    inline(title),
    `${result}: ${inline(cameTo)}`,
    inline(by),
  ]);
  const verified = isVerified
    ? 'the last verification after the last change passed'
    : 'no verification passed after the last change';
  const lead =
    resolvedAt === undefined
      ? `Not resolved; ${verified}.`
      : `Resolved at ${clockWords(resolvedAt, since)} UTC${resolvedBy === undefined ? '' : ` by ${inline(resolvedBy)}`}; ${verified}.`;
  return blocks(
    [reason === undefined || reason === '' ? lead : `${lead} Reason given: ${inline(reason)}`],
    table(['When', 'Verification', 'Came to', 'By'], rows),
  );
}

function peopleMarkdown({ people, header }: PostMortem): string[] {
  const { contact, entries } = people;
  const called = [contact?.primary, contact?.secondary].filter((name) => name !== undefined).map(inline);
  const names =
    called.length === 0
      ? []
      : [
          `The guide names ${called.join(', then ')}${contact?.notes === undefined ? '' : ` (${inline(contact.notes)})`}.`,
        ];
  const rows = entries.map(({ at, spans }) => [clockWords(at, header.openedAt ?? ''), sentence(spans)]);
  return blocks(
    names,
    rows.length === 0 ? ['No call, hand-over or role was recorded.'] : table(['UTC', 'What'], rows),
  );
}

function rootCausePrompt({ rootCause }: PostMortem): string {
  const hint = rootCause.suggestion ? ` The first sign in the record: ${sentence(rootCause.suggestion)}` : '';
  return prompt(`What made it possible?${hint}`);
}

function actionItemsMarkdown({ actionItems }: PostMortem): string[] {
  if (actionItems.length === 0) return ['The record suggests none.'];
  return actionItems.map((task) => `- [ ] ${sentence(task)}`);
}

function improvementsMarkdown({ improvements }: PostMortem): string[] {
  if (improvements.length === 0) return ['The record suggests none.'];
  return improvements.flatMap(({ spans, edit = [] }) => [
    `- ${sentence(spans)}`,
    ...(edit.length === 0 ? [] : fenced(edit, 'diff').map((line) => `  ${line}`.trimEnd())),
  ]);
}

/** What changing steps were pointed at, from when on. */
function targetSentence({ record, header }: PostMortem): string[] {
  const { openedAt = '' } = header;
  const seen = record.targets.map(({ at, words }) => `from ${clockWords(at, openedAt)} UTC ${inline(words)}`);
  return seen.length === 0 ? [] : [`Target: ${seen.join('; ')}.`];
}

function recordMarkdown(document: PostMortem): string[] {
  const { record, incident, header } = document;
  const verified = record.isIntact ? 'verified (hashes and chain fit)' : '**damaged: see below**';
  const facts = [
    `Incident ${codeSpan(incident)}: ${count(record.events, 'event')} of ${count(record.writers, 'writer')}, ${verified}. Head ${codeSpan(record.head)}.`,
    `Guide ${codeSpan(header.guide ?? 'unknown')}${record.guideSha256 === undefined ? '' : `, sha256 ${codeSpan(record.guideSha256)}`}.`,
    ...targetSentence(document),
    record.redacted === 0 ? 'Nothing was redacted.' : `${count(record.redacted, 'secret')} redacted.`,
  ];
  const gaps = [
    ...record.runsWithoutEnd.map((run) => `Run without an end: ${inline(run)}`),
    ...(record.outputsNotHere > 0
      ? [`${count(record.outputsNotHere, 'output')} not in this copy of the record`]
      : []),
    ...(record.outputsRemoved > 0
      ? [`${count(record.outputsRemoved, 'output')} removed from the record`]
      : []),
    ...(record.writtenByNewer ? ['Parts were written by a newer version and are not shown'] : []),
    ...record.findings.map(
      ({ kind, file, line, message }) => `${kind}: ${codeSpan(`${file}:${line}`)} ${inline(message)}`,
    ),
  ];
  return gaps.length === 0
    ? [`${facts.join(' ')} No gaps.`]
    : blocks(
        [facts.join(' ')],
        gaps.map((gap) => `- ${gap}`),
      );
}
