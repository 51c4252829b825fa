import { createHash } from 'node:crypto';
import type { Actor, Fact, IncidentEvent } from '../src/core/incident/event.ts';
import { lineOf, linesOf } from '../src/core/incident/journal.ts';
import type { RecordLine } from '../src/core/incident/journal.ts';
import { compareEvents, createKnowledge, nextHlc } from '../src/core/incident/order.ts';
import { readRecord, verifyRecord } from '../src/core/incident/verify.ts';
import { JournalProblem, notOnDisk } from '../src/node/journal-problem.ts';
import type { Clock, Journal, Journals, NewIncident, Stored } from '../src/ports.ts';

/** A home of incidents without a disk, for tests of what is done with a journal. */
export interface MemoryJournals extends Journals {
  /** From now on the disk says no, for this reason (`the disk is full`), until it is mended. */
  fail(reason: string): void;
  /** The disk is back: what waited is written. */
  mend(): void;
  /** Who wants to know what happens, in order: `disk run-started`, `disk output`. */
  onWritten(listener: (what: string) => void): void;
}

interface MemoryRecord {
  id: string;
  incident: NewIncident;
  files: Map<string, string>;
  blobs: Map<string, Uint8Array>;
  attachments: Map<string, Uint8Array>;
  /** Tells every open journal that a writer wrote something. */
  changed: Set<(event: IncidentEvent) => void>;
}

interface Home {
  clock: Clock;
  actor: Actor;
  /** Why the disk says no at the moment. */
  trouble: { reason?: string };
  waiting: (() => void)[];
  tell(what: string): void;
}

export function memoryJournals({ clock, actor }: { clock: Clock; actor: Actor }): MemoryJournals {
  const records = new Map<string, MemoryRecord>();
  const listeners: ((what: string) => void)[] = [];
  const home: Home = {
    clock,
    actor,
    trouble: {},
    waiting: [],
    tell: (what) => {
      for (const listener of listeners) listener(what);
    },
  };
  return {
    folder: '/memory/.incidents',
    list: () =>
      Promise.resolve(
        [...records.values()]
          .sort((a, b) => b.incident.openedAt.getTime() - a.incident.openedAt.getTime())
          .map(({ id }) => ({ id, folder: `/memory/.incidents/${id}` })),
      ),
    create(incident) {
      const { reason } = home.trouble;
      if (reason !== undefined)
        return Promise.reject(new JournalProblem(`The incident could not be opened: ${reason}.`));
      const id = `${incident.openedAt.toISOString().slice(0, 10)}-${incident.playbook}-${clock.newId()}`;
      const kept = { files: new Map(), blobs: new Map(), attachments: new Map() };
      const record = { id, incident, ...kept, changed: new Set<never>() };
      records.set(id, record);
      return Promise.resolve(memoryJournal(record, home));
    },
    open(id) {
      const record = records.get(id);
      if (record) return Promise.resolve(memoryJournal(record, home));
      return Promise.reject(
        new JournalProblem(`There is no record of an incident in /memory/.incidents/${id}.`),
      );
    },
    fail(reason) {
      home.trouble.reason = reason;
    },
    mend() {
      delete home.trouble.reason;
      for (const write of home.waiting.splice(0)) write();
    },
    onWritten: (listener) => void listeners.push(listener),
  };
}

function memoryJournal(record: MemoryRecord, home: Home): Journal {
  const { clock } = home;
  const folder = `/memory/.incidents/${record.id}`;
  const writer = `memory-${clock.newId()}`.toLowerCase();
  const file = `${writer}.jsonl`;
  const knowledge = createKnowledge();
  const listeners = new Set<(events: readonly IncidentEvent[]) => void>();
  const parts = new Map<string, Uint8Array[]>();
  let untold: IncidentEvent[] = [];
  let seq = 0;
  let prev = '';

  const learn = (event: IncidentEvent): void => {
    knowledge.add(event);
    if (event.writer === writer) return;
    if (listeners.size === 0) untold.push(event);
    for (const listener of [...listeners]) listener([event]);
  };
  for (const event of [...readRecord(linesOfAll(record)).events].sort(compareEvents)) learn(event);
  record.changed.add(learn);

  function write(event: IncidentEvent, text: string): IncidentEvent {
    record.files.set(file, (record.files.get(file) ?? '') + text);
    home.tell(`disk ${event.type}`);
    for (const tell of [...record.changed]) tell(event);
    return event;
  }

  function append(fact: Fact): IncidentEvent {
    const now = clock.now();
    const stamp = {
      id: clock.newId(),
      incident: record.id,
      writer,
      actor: home.actor,
      at: now.toISOString(),
    };
    const place = {
      seq: seq + 1,
      prev,
      hlc: nextHlc(now.getTime(), knowledge.largestHlc),
      seen: knowledge.seenBy(writer),
    };
    const line = lineOf(fact, { ...stamp, ...place });
    if (line.kind === 'invalid')
      throw new JournalProblem(`A fact that no reader would accept: ${line.reason}.`);
    ({ seq, hash: prev } = line.event);
    const { reason } = home.trouble;
    if (reason === undefined) return write(line.event, line.text);
    const written = new Promise<IncidentEvent>((resolve) => {
      home.waiting.push(() => {
        resolve(write(line.event, line.text));
      });
    });
    throw notOnDisk(folder, written, new JournalProblem(`${reason}.`));
  }

  function store(pieces: readonly Uint8Array[]): Stored {
    refuseInTrouble();
    const bytes = Buffer.concat(pieces);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    record.blobs.set(sha256, bytes);
    return { bytes: bytes.length, sha256 };
  }

  function refuseInTrouble(): void {
    const { reason } = home.trouble;
    if (reason !== undefined) throw new JournalProblem(`Output could not be kept in ${folder}: ${reason}.`);
  }

  return {
    incident: record.id,
    folder,
    append: (fact) => later(() => append(fact)),
    keep: (run, chunk) =>
      later(() => {
        refuseInTrouble();
        if (chunk.length === 0) return;
        parts.set(run, [...(parts.get(run) ?? []), chunk]);
        home.tell('disk output');
      }),
    seal: (run) =>
      later(() => {
        const pieces = parts.get(run);
        const stored = pieces && store(pieces);
        parts.delete(run);
        return stored;
      }),
    store: (bytes) => later(() => store([bytes])),
    attach: (name, bytes) =>
      later(() => {
        refuseInTrouble();
        const sha256 = sha256Of(bytes);
        const file = `attachments/${sha256.slice(0, 12)}-${name}`;
        record.attachments.set(file, bytes);
        return { bytes: bytes.length, sha256, file };
      }),
    remove: ({ sha256, file }) =>
      later(() => {
        record.blobs.delete(sha256);
        if (file !== undefined) record.attachments.delete(file);
      }),
    attachment: ({ file, sha256 }) =>
      later(() => {
        const bytes = record.attachments.get(file);
        return bytes && sha256Of(bytes) === sha256 ? bytes : undefined;
      }),
    blob: (sha256) => later(() => record.blobs.get(sha256)),
    read: () =>
      later(() => {
        untold = [];
        return readRecord(linesOfAll(record));
      }),
    verify: () =>
      later(() => {
        const blobs = new Map([...record.blobs].map(([name, bytes]) => [name, sha256Of(bytes)]));
        return verifyRecord({
          lines: linesOfAll(record),
          guide: Buffer.from(record.incident.guideText),
          blobs,
          attachments: new Map([...record.attachments].map(([file, bytes]) => [file, sha256Of(bytes)])),
        });
      }),
    onOthers(listener) {
      listeners.add(listener);
      const early = untold;
      untold = [];
      if (early.length > 0) queueMicrotask(() => listeners.has(listener) && listener(early));
      return { dispose: () => void listeners.delete(listener) };
    },
    close: () => later(() => void record.changed.delete(learn)),
  };
}

/** Does it at once, and answers as a disk would. */
async function later<Result>(act: () => Result): Promise<Result> {
  return Promise.resolve(act());
}

function linesOfAll({ files }: MemoryRecord): Map<string, RecordLine[]> {
  return new Map([...files].map(([name, text]) => [name, linesOf(`events/${name}`, Buffer.from(text))]));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
