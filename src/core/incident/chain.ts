import type { IncidentEvent } from './event.ts';
import type { LineClaims, RecordLine } from './journal.ts';
import type { Head } from './order.ts';

/** What is wrong with a record, found while reading it. */
export interface Finding {
  kind: 'altered' | 'missing' | 'inserted' | 'reordered' | 'unreadable' | 'torn' | 'blob' | 'guide';
  /** Relative to the incident's folder. */
  file: string;
  /** 1-based; 0 when it is about the whole file. */
  line: number;
  event?: string;
  message: string;
}

/** Of two lines for one place, an undamaged one is worth more than all that speaks for a damaged one. */
const worthOfUndamaged = 8;

/** A line that can take a place in its writer's chain. */
interface Link {
  line: RecordLine;
  seq: number;
  hash: string;
  id?: string;
  /** Only of an undamaged line. */
  prev?: string;
}

/** The lines of one writer, each judged by the ones around it. */
export interface Chain {
  writer: string;
  findings: readonly Finding[];
  /** Its lines, also damaged ones as far as they can be read, but not what was inserted. Each once. */
  events: readonly IncidentEvent[];
  /** Its last line. */
  head: Head | undefined;
  /** What stands at a place of the chain, damaged or not. */
  at(seq: number): { hash: string; damaged: boolean } | undefined;
  /** Where its next line would stand. */
  end: { file: string; line: number };
  /** Lines at its end that can't be read, so that nothing is known of their places. */
  unreadableAtEnd: number;
  /** For a line that another writer had seen otherwise. */
  lineAt(seq: number): { file: string; line: number; id?: string } | undefined;
}

/**
 * Judges the lines of one writer, in the order of its files. A line in two of its files is one: after a failed sync a
 * writer says again, in a new file, what it can't be sure of.
 * `witnessed` has the hashes that lines of other writers had seen: of two lines for one place the witnessed one stays.
 */
export function chainOf(
  writer: string,
  lines: readonly RecordLine[],
  { incident, witnessed }: { incident: string; witnessed: ReadonlySet<string> },
): Chain {
  const findings: Finding[] = [];
  const links: Link[] = [];
  const events: IncidentEvent[] = [];
  const files = new Map<string, string>();
  for (const line of lines) {
    const alone = findingOfLine(line, writer, incident);
    if (alone) findings.push(alone);
    const link = linkOf(line);
    if (alone?.kind === 'inserted' || !link) continue;
    const before = files.get(link.hash);
    files.set(link.hash, line.file);
    if (before === undefined) links.push(link);
    else if (before === line.file) findings.push(finding('inserted', link, 'stands here a second time'));
  }
  const { chosen, strays } = choose(links, witnessed);
  for (const { line } of links) if (line.kind === 'event' && !strays.has(line)) events.push(line.event);
  findings.push(...strays.values(), ...misplaced(chosen), ...breaks(chosen, lines));
  const bySeq = new Map(chosen.map((link) => [link.seq, link]));
  const last = [...bySeq.values()].reduce<Link | undefined>(
    (a, b) => (a && a.seq > b.seq ? a : b),
    undefined,
  );
  return {
    writer,
    findings,
    events,
    head: last && { seq: last.seq, hash: last.hash },
    at: (seq) => {
      const link = bySeq.get(seq);
      return link && { hash: link.hash, damaged: link.prev === undefined };
    },
    lineAt: (seq) => {
      const link = bySeq.get(seq);
      return link && { ...placeOf(link.line), ...(link.id !== undefined && { id: link.id }) };
    },
    end: endOf(lines),
    unreadableAtEnd:
      lines.length - 1 - lines.findLastIndex((line) => linkOf(line) !== undefined || line.kind === 'torn'),
  };
}

/** What a line's own bytes say of it. */
function findingOfLine(line: RecordLine, writer: string, incident: string): Finding | undefined {
  if (line.kind === 'torn') return claimed('torn', line, line.claims, line.reason);
  if (line.kind === 'damaged') return claimed(line.as, line, line.claims, line.reason);
  const { event, intact } = line;
  if (!intact) return claimed('altered', line, event, 'its hash does not fit its text');
  if (event.writer !== writer)
    return claimed('inserted', line, event, `belongs to the writer ${event.writer}`);
  if (event.incident !== incident)
    return claimed('inserted', line, event, `belongs to the incident ${event.incident}`);
  return undefined;
}

function linkOf(line: RecordLine): Link | undefined {
  if (line.kind === 'torn') return undefined;
  if (line.kind === 'damaged') return claimedLink(line, line.claims);
  const { event, intact } = line;
  return intact ? { line, ...placeInChain(event), prev: event.prev } : claimedLink(line, event);
}

function placeInChain({ seq, hash, id }: IncidentEvent): { seq: number; hash: string; id: string } {
  return { seq, hash, id };
}

function claimedLink(line: RecordLine, { seq, hash, id }: LineClaims): Link | undefined {
  if (seq === undefined || hash === undefined) return undefined;
  return { line, seq, hash, ...(id !== undefined && { id }) };
}

/** One link for each place: an undamaged one that others name, else that fits, else the first. The rest are strays. */
function choose(
  links: readonly Link[],
  witnessed: ReadonlySet<string>,
): { chosen: readonly Link[]; strays: ReadonlyMap<RecordLine, Finding> } {
  if (isUnbroken(links)) return { chosen: links, strays: new Map() };
  const named = new Set(links.flatMap(({ prev }) => (prev === undefined ? [] : [prev])));
  const places = new Map(links.map(({ hash, seq }) => [hash, seq]));
  const follows = ({ seq, prev }: Link): boolean =>
    prev !== undefined && (prev === '' ? seq <= 1 : places.get(prev) === seq - 1);
  const worth = (link: Link): number =>
    (link.prev === undefined ? 0 : worthOfUndamaged) +
    (witnessed.has(link.hash) ? 4 : 0) +
    (named.has(link.hash) ? 2 : 0) +
    (follows(link) ? 1 : 0);
  const best = new Map<number, Link>();
  for (const link of links) {
    const rival = best.get(link.seq);
    if (!rival || worth(link) > worth(rival)) best.set(link.seq, link);
  }
  const standsAlone = (link: Link, index: number): boolean =>
    worth(link) === worthOfUndamaged && (links[index + 1]?.seq ?? Infinity) <= link.seq;
  const chosen = links.filter((link, index) => best.get(link.seq) === link && !standsAlone(link, index));
  const kept = new Set(chosen);
  const strays = links.filter((link) => !kept.has(link) && link.prev !== undefined);
  const said = 'has no place in the chain of its writer';
  return { chosen, strays: new Map(strays.map((link) => [link.line, finding('inserted', link, said)])) };
}

/** Whether each line follows the one before it: so it is in nearly every record, and nothing is left to judge. */
function isUnbroken(links: readonly Link[]): boolean {
  return links.every(({ seq, prev }, index) => {
    const before = links[index - 1];
    return before ? seq === before.seq + 1 && prev === before.hash : seq <= 1 && prev === '';
  });
}

/** Those that don't stand in the order in which they were written: all but the longest run that does. */
function misplaced(links: readonly Link[]): Finding[] {
  if (links.every(({ seq }, index) => index === 0 || seq > (links[index - 1]?.seq ?? 0))) return [];
  const inOrder = longestRising(links);
  return links
    .filter((link) => !inOrder.has(link) && link.prev !== undefined)
    .map((link) =>
      finding('reordered', link, `is number ${link.seq} of its writer and does not stand in its place`),
    );
}

function longestRising(links: readonly Link[]): ReadonlySet<Link> {
  const ends: Link[] = [];
  const before = new Map<Link, Link | undefined>();
  for (const link of links) {
    const last = ends.at(-1);
    const length = !last || last.seq < link.seq ? ends.length : ends.findIndex(({ seq }) => seq >= link.seq);
    before.set(link, ends[length - 1]);
    ends[length] = link;
  }
  const rising = new Set<Link>();
  for (let link = ends.at(-1); link; link = before.get(link)) rising.add(link);
  return rising;
}

/** Places that nothing stands at, and lines that the one after them did not follow. */
function breaks(links: readonly Link[], lines: readonly RecordLine[]): Finding[] {
  const findings: Finding[] = [];
  const ordered = links.filter(({ prev }) => prev !== undefined).sort((x, y) => x.seq - y.seq);
  ordered.forEach((link, index) => {
    const before = ordered[index - 1];
    const absent = link.seq - (before?.seq ?? 0) - 1;
    if (absent > 0 && absent > unknownBetween(lines, before, link)) findings.push(gap(link, absent));
    else if (absent === 0 && before && link.prev !== before.hash)
      findings.push(finding('altered', before, 'the line after it was written behind another text'));
  });
  return findings;
}

/** How many damaged lines stand between two of the chain: each may be an absent one, whatever it says. */
function unknownBetween(lines: readonly RecordLine[], before: Link | undefined, after: Link): number {
  const from = before ? lines.indexOf(before.line) + 1 : 0;
  return lines
    .slice(from, lines.indexOf(after.line))
    .filter((line) => line.kind === 'damaged' || (line.kind === 'event' && !line.intact)).length;
}

function gap(link: Link, absent: number): Finding {
  return finding(
    'missing',
    link,
    absent === 1 ? 'the line before this one is gone' : `${absent} lines before this one are gone`,
  );
}

function endOf(lines: readonly RecordLine[]): { file: string; line: number } {
  const last = lines.at(-1);
  if (!last) return { file: '', line: 0 };
  return { file: last.file, line: last.kind === 'torn' ? last.line : last.line + 1 };
}

function placeOf({ file, line }: { file: string; line: number }): { file: string; line: number } {
  return { file, line };
}

function finding(kind: Finding['kind'], { line, id }: Link, message: string): Finding {
  return claimed(kind, line, id === undefined ? {} : { id }, message);
}

function claimed(
  kind: Finding['kind'],
  { file, line }: RecordLine,
  { id }: LineClaims,
  message: string,
): Finding {
  return { kind, file, line, ...(id !== undefined && { event: id }), message };
}
