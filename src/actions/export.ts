import { removalOf } from '../core/incident/removed.ts';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import type { PostMortem } from '../core/postmortem/document.ts';
import { safeFile } from '../core/postmortem/escape.ts';
import { readableLines } from '../core/postmortem/excerpt.ts';
import { drawnLines } from '../core/run/pictures.ts';
import type { ScreenSize } from '../core/run/screen.ts';
import { htmlOf, incidentOfPage } from '../core/postmortem/html.ts';
import { markdownOf, regionsOf } from '../core/postmortem/markdown.ts';
import { pictureAddress } from '../core/postmortem/pictures.ts';
import { mergeRegions } from '../core/postmortem/regions.ts';
import { postMortemOf } from '../core/postmortem/sections.ts';
import type { KeptText, RecordedGuide } from '../core/postmortem/source.ts';
import { timelineSvg } from '../core/view/timeline-svg.ts';
import type { Journal, JournalContents } from '../ports.ts';

export type ExportFormat = 'md' | 'json' | 'html';

type Blobs = Pick<Journal, 'incident' | 'blob' | 'attachment'>;

export interface ExportRequest {
  journal: Blobs;
  contents: JournalContents;
  format: ExportFormat;
  /** The text of the file that the export will be written onto, when there is one. */
  existing?: string;
  /** `merge` keeps what people wrote and refuses a file that is not this incident's post-mortem; `replace` writes it anew. */
  onto?: 'merge' | 'replace';
  /** The Markdown post-mortem as people have edited it: the HTML page shows it, brought up to date. */
  edited?: string;
  /** A team's own document, with a line `<!-- incident-runbook:ID -->` where a section is to stand. */
  template?: string;
  /** The guide as the incident recorded it (`guide.md`), with its problems; without it, what only it knows is left out. */
  guide?: RecordedGuide;
}

export type ExportResult =
  | {
      kind: 'exported';
      text: string;
      /** Regions that a person changed and that are left as they are. */
      edited: readonly string[];
      /** Regions that a person took out and that are not put back. */
      missing: readonly string[];
      /** Section ids of the template that there are none of. */
      unknown: readonly string[];
    }
  /** The file is not this incident's post-mortem: it must not be touched. */
  | { kind: 'refused'; reason: string };

const NOT_OURS: ExportResult = { kind: 'refused', reason: 'it is not a post-mortem of this incident' };

/** The post-mortem as text. It writes nothing: where it goes is the caller's. */
export async function exportPostMortem(request: ExportRequest): Promise<ExportResult> {
  const state = stateOf(request.journal.incident, request.contents.events);
  const document = await documentOf(state, request);
  const existing = request.onto === 'replace' ? '' : (request.existing ?? '');
  const isNew = existing.trim() === '';
  switch (request.format) {
    case 'md':
      return markdownOnto(document, existing, request.template);
    case 'json':
      return isNew || isDataOf(existing, document.incident)
        ? exported(`${JSON.stringify(document, undefined, 2)}\n`)
        : NOT_OURS;
    case 'html':
      if (!isNew && incidentOfPage(existing, document.incident) === 'other') return NOT_OURS;
      return pageOf(document, state, request);
  }
}

function exported(text: string): ExportResult {
  return { kind: 'exported', text, edited: [], missing: [], unknown: [] };
}

function markdownOnto(document: PostMortem, existing: string, template: string | undefined): ExportResult {
  const { text, unknown } = markdownOf(document, template);
  if (existing.trim() === '') return { kind: 'exported', text, edited: [], missing: [], unknown };
  const merged = mergeRegions(existing, regionsOf(document, template), document.incident);
  if (merged.kind === 'foreign') return { kind: 'refused', reason: merged.reason };
  return { kind: 'exported', text: merged.text, edited: merged.edited, missing: merged.missing, unknown };
}

/** The page of the document as people have edited it; their file stays as it is. */
async function pageOf(
  document: PostMortem,
  state: IncidentState,
  request: ExportRequest,
): Promise<ExportResult> {
  const markdown = markdownOnto(document, request.edited ?? '', request.template);
  if (markdown.kind === 'refused') return markdown;
  const text = htmlOf(markdown.text, {
    incident: document.incident,
    title: document.title,
    timeline: timelineSvg(state),
    pictures: await picturesOf(state, request.journal),
  });
  return { ...markdown, text };
}

function isDataOf(text: string, incident: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && 'incident' in data && data.incident === incident;
  } catch {
    return false; // not JSON: surely not ours
  }
}

/** The post-mortem as data. */
async function documentOf(
  state: IncidentState,
  { journal, contents, guide }: ExportRequest,
): Promise<PostMortem> {
  const texts = new Map<string, KeptText>();
  for (const run of state.runs.values()) {
    if (run.output.length === 0 || removalOf(state, run.output)) continue;
    const isWhole = state.evidence.some((pin) => pin.run === run.run && pin.lines !== undefined);
    texts.set(run.run, await textOf(journal, run.output, isWhole ? Infinity : MOST_PARTS, run.end?.screen));
  }
  for (const { id, output } of state.adhoc) {
    if (output && !removalOf(state, [output])) texts.set(id, await textOf(journal, [output], MOST_PARTS));
  }
  return postMortemOf({
    state,
    head: contents.head,
    findings: contents.findings,
    age: contents.newer ? 'newer' : 'known',
    texts,
    ...(guide && { guide }),
  });
}

/** Of a longer output only the first and the last part are read: a document shows no more of it, unless lines of it are pinned. */
const MOST_PARTS = 4;

async function textOf(
  journal: Blobs,
  parts: readonly { bytes: number; sha256: string }[],
  mostParts: number,
  screen?: ScreenSize,
): Promise<KeptText> {
  const decoder = new TextDecoder();
  const skipped = parts.length > mostParts ? parts.slice(1, -1) : [];
  let text = '';
  for (const part of parts) {
    if (skipped[0] === part) {
      text += `\n… ${skipped.reduce((sum, one) => sum + one.bytes, 0)} bytes not read …\n`;
    }
    if (skipped.includes(part)) continue;
    const bytes = await journal.blob(part.sha256);
    if (!bytes) return { kind: 'absent' };
    text += decoder.decode(bytes, { stream: true });
  }
  text += decoder.decode();
  return { kind: 'lines', lines: (screen && drawnLines(text, screen)) ?? readableLines(text) };
}

/** Attached pictures that are in the record, by the address that the Markdown gives them. */
async function picturesOf(state: IncidentState, journal: Blobs): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const { kind, file, sha256 } of state.attached) {
    if (kind !== 'picture' || file === undefined || sha256 === undefined) continue;
    const bytes = await journal.attachment({ file, sha256 });
    const source = safeFile(file);
    const address = bytes && pictureAddress(bytes);
    if (source !== undefined && address !== undefined) pictures.set(source, address);
  }
  return pictures;
}
