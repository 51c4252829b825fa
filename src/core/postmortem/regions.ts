import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A part of the document that is ours to rewrite; its Markdown has LF ends and no marker. */
export interface Region {
  id: string;
  markdown: string;
}

const OPENING = /^<!-- incident-runbook:([a-z][a-z0-9-]*) sha256:([0-9a-f]{64}) -->$/;
const IDENTITY = /^<!-- incident-runbook post-mortem of (\S+) -->$/m;

/** The line that says which incident a document is of. */
export function identityLine(incident: string): string {
  return `<!-- incident-runbook post-mortem of ${incident.replace(/\s|--/g, '-')} -->`;
}

/** A region between its markers. The hash is of the UTF-8 bytes between the two marker lines, with LF ends. */
export function regionLines({ id, markdown }: Region): string[] {
  const body = markdown === '' ? '' : `${markdown}\n`;
  return [
    `<!-- incident-runbook:${id} sha256:${hashOf(body)} -->`,
    ...(markdown === '' ? [] : markdown.split('\n')),
    closing(id),
  ];
}

function closing(id: string): string {
  return `<!-- /incident-runbook:${id} -->`;
}

function hashOf(body: string): string {
  return bytesToHex(sha256(utf8ToBytes(body.toWellFormed())));
}

/** What came of bringing a document up to date. */
export type MergeResult =
  | {
      kind: 'merged';
      text: string;
      /** Regions that a person changed: left as they are. */
      edited: string[];
      /** Regions that a person took out, or whose markers are damaged: not put back. */
      missing: string[];
    }
  /** Not this incident's post-mortem: nothing of it may be touched. */
  | { kind: 'foreign'; reason: string };

/**
 * Brings the regions of an existing document up to date. Everything outside them is kept byte for byte; a region that a
 * person changed is left; one that a person took out stays out. Each region keeps the line ends that it had.
 */
export function mergeRegions(existing: string, regions: readonly Region[], incident: string): MergeResult {
  const foreign = foreignReason(existing, incident);
  if (foreign !== undefined) return { kind: 'foreign', reason: foreign };
  const lines = existing.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const fresh = new Map(regions.map((region) => [region.id, region]));
  const seen = new Set<string>();
  const edited: string[] = [];
  const parts: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const found = regionAt(lines, at);
    const region = found && fresh.get(found.id);
    if (!found || !region || seen.has(found.id)) {
      parts.push(lines[at] ?? '');
      continue;
    }
    seen.add(found.id);
    if (found.isOurs || isSame(lines, at, found.last, region)) {
      parts.push(withEnds(regionLines(region), found.end, lines[found.last] ?? ''));
    } else {
      edited.push(found.id);
      parts.push(...lines.slice(at, found.last + 1));
    }
    at = found.last;
  }
  const missing = regions.map((region) => region.id).filter((id) => !seen.has(id));
  return { kind: 'merged', text: parts.join(''), edited, missing };
}

/** A region in a document: its lines, whether its hash still fits, and how its lines end. */
interface FoundRegion {
  id: string;
  last: number;
  isOurs: boolean;
  end: '\n' | '\r\n';
}

/** The region that opens at a line; undefined when none does, or when it is not closed before another one opens. */
function regionAt(lines: readonly string[], at: number): FoundRegion | undefined {
  const first = lines[at] ?? '';
  const opening = OPENING.exec(bare(first));
  const [, id, hash] = opening ?? [];
  if (id === undefined || hash === undefined) return undefined;
  const rest = lines.slice(at + 1);
  const length = rest.findIndex((line) => bare(line) === closing(id));
  if (length < 0 || rest.slice(0, length).some((line) => OPENING.test(bare(line)))) return undefined;
  const body = rest
    .slice(0, length)
    .map((line) => line.replace(/\r\n$/, '\n'))
    .join('');
  return {
    id,
    last: at + 1 + length,
    isOurs: hashOf(body) === hash,
    end: first.endsWith('\r\n') ? '\r\n' : '\n',
  };
}

/** A person may have changed it to what it is now anyway. */
function isSame(lines: readonly string[], at: number, last: number, { markdown }: Region): boolean {
  const body = lines.slice(at + 1, last).map((line) => bare(line));
  return body.join('\n') === markdown;
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, '');
}

/** Lines with a document's own ends; the last one ends as the closing marker did (a file may end without a line end). */
function withEnds(lines: readonly string[], end: string, last: string): string {
  const hasEnd = last.endsWith('\n');
  return lines.join(end) + (hasEnd ? end : '');
}

/** Why a document is not this incident's post-mortem; undefined when it is. */
function foreignReason(existing: string, incident: string): string | undefined {
  const named = IDENTITY.exec(existing.replaceAll('\r\n', '\n'))?.[1];
  if (named !== undefined && identityLine(incident).includes(` ${named} `)) return undefined;
  if (named !== undefined) return `it is the post-mortem of ${named}`;
  const hasRegion = existing.split(/\r?\n/).some((line) => OPENING.test(line));
  // The first line may have been taken out; the Record section names the incident too.
  if (hasRegion && existing.includes(incident)) return undefined;
  return 'it is not a post-mortem of this incident';
}

const TEMPLATE_LINE = /^\s*<!-- incident-runbook:([a-z][a-z0-9-]*) -->\s*$/;

/** A team's template: each `<!-- incident-runbook:ID -->` line stands for that section; all else is kept as it is. */
export function fillTemplate(
  template: string,
  parts: ReadonlyMap<string, readonly string[]>,
  incident: string,
): { text: string; unknown: string[] } {
  const lines = template.replaceAll('\r\n', '\n').split('\n');
  const filled = lines.flatMap((line) => parts.get(TEMPLATE_LINE.exec(line)?.[1] ?? '') ?? [line]);
  return {
    text: [identityLine(incident), ...filled].join('\n'),
    unknown: idsInTemplate(template).filter((id) => !parts.has(id)),
  };
}

/** The sections that a template asks for. */
export function idsInTemplate(template: string): string[] {
  return template.split(/\r?\n/).flatMap((line) => TEMPLATE_LINE.exec(line)?.[1] ?? []);
}
