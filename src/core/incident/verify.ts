import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { chainOf } from './chain.ts';
import type { Chain, Finding } from './chain.ts';
import { SCHEMA } from './event.ts';
import type { EventOf, IncidentEvent } from './event.ts';
import type { RecordLine } from './journal.ts';
import { compareEvents } from './order.ts';
import type { Head } from './order.ts';

/** What is in the files of a record's `events/`, and what is wrong with them. */
export interface RecordContents {
  /** In the order that is the same everywhere. A line whose hash does not fit is among them as far as it can be read. */
  events: readonly IncidentEvent[];
  /** Sorted by file and line. */
  findings: readonly Finding[];
  /** sha256 over the sorted `writer:hash` lines of the writers' last, each with its newline. */
  head: string;
  /** Whether an undamaged line has a schema that this version does not know: such a record is only read. */
  newer: boolean;
}

/** The files of a record beside its events. */
export interface RecordFiles {
  /** The lines of each file in `events/`, by its name there. */
  lines: ReadonlyMap<string, readonly RecordLine[]>;
  /** The bytes of `guide.md`. */
  guide: Uint8Array | undefined;
  /** Each name in `blobs/`, and the sha256 of what it holds, taken out of its `.gz`; undefined when it can't be taken out. */
  blobs: ReadonlyMap<string, string | undefined>;
  /** The sha256 of each attached file, by its path in the record. */
  attachments: ReadonlyMap<string, string>;
}

export interface Verification extends RecordContents {
  /** Nothing but torn tails. */
  intact: boolean;
  /** Outputs that are named and not in this copy: no damage. */
  outputsNotHere: number;
  /** Outputs and attached files that people took out for good: no damage. */
  outputsRemoved: number;
}

const fileName = /^([a-z0-9-]{8,40})(?:\.(\d{1,9}))?\.jsonl$/;

/** The writer and the number of a file in `events/`; undefined for a file that is no writer's. */
export function writerOf(name: string): { writer: string; segment: number } | undefined {
  const [, writer, segment] = fileName.exec(name) ?? [];
  return writer === undefined ? undefined : { writer, segment: Number(segment ?? 1) };
}

/** The name of a writer's file: its first, or the one it went on in after a sync that failed. */
export function fileOf(writer: string, segment: number): string {
  return segment === 1 ? `${writer}.jsonl` : `${writer}.${segment}.jsonl`;
}

/** Reads what the lines of all writers say, and holds each against its writer's chain and what the others had seen. */
export function readRecord(files: ReadonlyMap<string, readonly RecordLine[]>): RecordContents {
  const lines = [...files.values()].flat();
  const intact = lines.flatMap((line) => (line.kind === 'event' && line.intact ? [line.event] : []));
  const chains = chainsOf(files, intact);
  const findings = [...chains.values()].flatMap((chain) => chain.findings);
  findings.push(...strangers(files), ...unseen(chains, intact));
  return {
    events: [...chains.values()].flatMap((chain) => chain.events).sort(compareEvents),
    findings: findings.sort((a, b) => compareText(a.file, b.file) || a.line - b.line),
    head: headOf(chains.values()),
    newer: intact.some(({ schema }) => schema > SCHEMA),
  };
}

/** All of a record held against itself: its lines, its outputs, its copy of the guide. */
export function verifyRecord({ lines, guide, blobs, attachments }: RecordFiles): Verification {
  const contents = readRecord(lines);
  const { events } = contents;
  const named = namedBlobs(events);
  const findings = [
    ...contents.findings,
    ...guideFindings(events, guide),
    ...blobFindings(blobs, named),
    ...orphanFindings(contents, blobs, named),
    ...attachmentFindings(events, attachments),
  ];
  const here = new Set([...blobs.keys()].map(hashOfBlob));
  const removed = new Set(ofType(events, 'tombstone').map((event) => event.sha256));
  return {
    ...contents,
    findings,
    intact: findings.every(({ kind }) => kind === 'torn'),
    outputsRemoved: removed.size,
    outputsNotHere:
      [...named.keys()].filter((hash) => !here.has(hash) && !removed.has(hash)).length +
      attachedFiles(events).filter(({ file, sha256 }) => !attachments.has(file) && !removed.has(sha256))
        .length,
  };
}

function chainsOf(
  files: ReadonlyMap<string, readonly RecordLine[]>,
  intact: readonly IncidentEvent[],
): ReadonlyMap<string, Chain> {
  const byWriter = new Map<string, { segment: number; lines: readonly RecordLine[] }[]>();
  for (const [name, lines] of files) {
    const owner = writerOf(name);
    if (owner) byWriter.set(owner.writer, [...(byWriter.get(owner.writer) ?? []), { ...owner, lines }]);
  }
  const witnessed = new Set(intact.flatMap(({ seen }) => Object.values(seen).map(({ hash }) => hash)));
  const incident = incidentOf(intact);
  return new Map(
    [...byWriter].map(([writer, segments]) => {
      const lines = segments.sort((a, b) => a.segment - b.segment).flatMap((segment) => segment.lines);
      return [writer, chainOf(writer, lines, { incident, witnessed })];
    }),
  );
}

/** The incident that most lines are of: a copy of the folder may have any name. */
function incidentOf(events: readonly IncidentEvent[]): string {
  const counts = new Map<string, number>();
  for (const { incident } of events) counts.set(incident, (counts.get(incident) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function strangers(files: ReadonlyMap<string, readonly RecordLine[]>): Finding[] {
  return [...files.keys()]
    .filter((name) => !writerOf(name))
    .map((name) => ({
      kind: 'inserted',
      file: `events/${name}`,
      line: 0,
      message: 'is not the file of a writer',
    }));
}

/** What a writer had seen of another and is not there any more, or reads otherwise. */
function unseen(chains: ReadonlyMap<string, Chain>, intact: readonly IncidentEvent[]): Finding[] {
  const missing = new Map<string, Head>();
  const findings = new Map<string, Finding>();
  for (const { seen } of intact) {
    for (const [writer, head] of Object.entries(seen)) {
      const chain = chains.get(writer);
      const there = chain?.at(head.seq);
      if (!there && head.seq > (missing.get(writer)?.seq ?? -1)) missing.set(writer, head);
      const place = chain?.lineAt(head.seq);
      if (!there || there.damaged || there.hash === head.hash || !place) continue;
      const { id, ...at } = place;
      findings.set(`${writer}:${head.seq}`, {
        kind: 'altered',
        ...at,
        ...(id !== undefined && { event: id }),
        message: 'another writer had seen another text here',
      });
    }
  }
  for (const [writer, { seq }] of missing) {
    const finding = missingTail(writer, chains.get(writer), seq);
    if (finding) findings.set(writer, finding);
  }
  return [...findings.values()];
}

function missingTail(writer: string, chain: Chain | undefined, seq: number): Finding | undefined {
  if (!chain) {
    const message = `the file is gone: another writer had seen ${seq} ${seq === 1 ? 'line' : 'lines'} of it`;
    return { kind: 'missing', file: `events/${fileOf(writer, 1)}`, line: 0, message };
  }
  const last = chain.head?.seq ?? 0;
  if (seq <= last + chain.unreadableAtEnd) return undefined; // a gap, or a line that can't be read: told by its chain
  const message = `the end is gone: another writer had seen number ${seq} of this one, and ${last} is the last here`;
  const { file, line } = chain.end;
  return { kind: 'missing', file: file === '' ? `events/${fileOf(writer, 1)}` : file, line, message };
}

function headOf(chains: Iterable<Chain>): string {
  const lasts = [...chains].flatMap(({ writer, head }) => (head ? [`${writer}:${head.hash}\n`] : []));
  return bytesToHex(sha256(utf8ToBytes(lasts.sort(compareText).join(''))));
}

function guideFindings(events: readonly IncidentEvent[], guide: Uint8Array | undefined): Finding[] {
  const [opened] = ofType(events, 'opened');
  if (!opened) return [];
  const about = { kind: 'guide', file: 'guide.md', line: 0, event: opened.id } as const;
  if (!guide) return [{ ...about, message: 'the copy of the guide is not there' }];
  if (bytesToHex(sha256(guide)) === opened.guideSha256) return [];
  return [{ ...about, message: 'is not the guide that the incident was opened with' }];
}

function blobFindings(blobs: RecordFiles['blobs'], named: ReadonlyMap<string, string>): Finding[] {
  return [...blobs]
    .filter(([name, hash]) => hash !== hashOfBlob(name))
    .map(([name, hash]) => {
      const event = named.get(hashOfBlob(name));
      const message = hash === undefined ? 'cannot be unpacked' : `its content is not what its name says`;
      return { kind: 'blob', file: `blobs/${name}`, line: 0, ...(event !== undefined && { event }), message };
    });
}

/** The files that people attached. A link is none, and one with a file but without its hash can't be held against anything. */
function attachedFiles(events: readonly IncidentEvent[]): { id: string; file: string; sha256: string }[] {
  return ofType(events, 'attached').flatMap(({ id, file, sha256 }) =>
    file === undefined || sha256 === undefined ? [] : [{ id, file, sha256 }],
  );
}

function attachmentFindings(
  events: readonly IncidentEvent[],
  attachments: RecordFiles['attachments'],
): Finding[] {
  return attachedFiles(events)
    .filter(({ file, sha256 }) => attachments.has(file) && attachments.get(file) !== sha256)
    .map(({ id, file }) => {
      const message = 'its content is not what was attached';
      return { kind: 'blob', file, line: 0, event: id, message };
    });
}

/**
 * Outputs that no line names. A writer that is killed between an output and the line that names it leaves one behind; more
 * than that, or any beside a torn tail, say that lines are gone.
 */
function orphanFindings(
  { events, findings }: RecordContents,
  blobs: RecordFiles['blobs'],
  named: ReadonlyMap<string, string>,
): Finding[] {
  const orphans = [...blobs.keys()].filter((name) => !named.has(hashOfBlob(name)));
  const writers = new Set(events.map(({ writer }) => writer)).size;
  const torn = findings.find(({ kind }) => kind === 'torn');
  if (orphans.length <= (torn ? 0 : writers + 1)) return []; // one writer may have had no line yet
  const { file, line } = torn ?? { file: `blobs/${orphans[0] ?? ''}`, line: 0 };
  const message = `${orphans.length === 1 ? 'an output is' : `${orphans.length} outputs are`} here that no line names`;
  return [{ kind: 'missing', file, line, message }];
}

/** The blobs that events name, each with the first event that does. */
function namedBlobs(events: readonly IncidentEvent[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const event of events) {
    const hash = blobOf(event);
    if (hash !== undefined && !named.has(hash)) named.set(hash, event.id);
  }
  return named;
}

function blobOf(event: IncidentEvent): string | undefined {
  if (event.type === 'output') return event.sha256;
  if (event.type === 'adhoc-run') return event.output?.sha256;
  if (event.type === 'guide-changed') return event.guideSha256;
  if (event.type === 'attached' && event.file === undefined) return event.sha256;
  return undefined;
}

function hashOfBlob(name: string): string {
  return name.replace(/\.gz$/, '');
}

function ofType<T extends IncidentEvent['type']>(events: readonly IncidentEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
