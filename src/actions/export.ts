import { stateOf } from '../core/incident/state.ts';
import { readableLines } from '../core/postmortem/excerpt.ts';
import { markdownOf, sectionsOf } from '../core/postmortem/markdown.ts';
import { mergeRegions } from '../core/postmortem/regions.ts';
import { postMortemOf } from '../core/postmortem/sections.ts';
import type { KeptText, RecordedGuide } from '../core/postmortem/source.ts';
import type { PostMortem } from '../core/postmortem/document.ts';
import type { Journal, JournalContents } from '../ports.ts';

export type ExportFormat = 'md' | 'json' | 'html';

export interface ExportRequest {
  journal: Pick<Journal, 'incident' | 'blob'>;
  contents: JournalContents;
  format: ExportFormat;
  /** The text of the file that the export will be written onto, when there is one. */
  existing?: string;
  /** `merge` keeps what people wrote and refuses a file that is not this incident's post-mortem; `replace` writes it anew. */
  onto?: 'merge' | 'replace';
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
    }
  /** The file is not this incident's post-mortem: it must not be touched. */
  | { kind: 'refused'; reason: string };

/** The post-mortem as text. It writes nothing: where it goes is the caller's. */
export async function exportPostMortem(request: ExportRequest): Promise<ExportResult> {
  const document = await documentOf(request);
  return markdownOnto(document, request);
}

function markdownOnto(document: PostMortem, { existing = '', onto }: ExportRequest): ExportResult {
  if (existing.trim() === '' || onto === 'replace') {
    return { kind: 'exported', text: markdownOf(document), edited: [], missing: [] };
  }
  const regions = sectionsOf(document).flatMap(({ region }) => region ?? []);
  const merged = mergeRegions(existing, regions, document.incident);
  return merged.kind === 'merged'
    ? { ...merged, kind: 'exported' }
    : { kind: 'refused', reason: merged.reason };
}

/** The post-mortem as data. */
export async function documentOf({ journal, contents, guide }: ExportRequest): Promise<PostMortem> {
  const state = stateOf(journal.incident, contents.events);
  const texts = new Map<string, KeptText>();
  for (const run of state.runs.values()) {
    if (run.output.length > 0) texts.set(run.run, await textOf(journal, run.output));
  }
  for (const { id, output } of state.adhoc) {
    if (output) texts.set(id, await textOf(journal, [output]));
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

/** Of a longer output only the first and the last part are read: a document shows no more of it. */
const MOST_PARTS = 4;

async function textOf(
  journal: Pick<Journal, 'blob'>,
  parts: readonly { bytes: number; sha256: string }[],
): Promise<KeptText> {
  const decoder = new TextDecoder();
  const skipped = parts.length > MOST_PARTS ? parts.slice(1, -1) : [];
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
  return { kind: 'lines', lines: readableLines(text + decoder.decode()) };
}
