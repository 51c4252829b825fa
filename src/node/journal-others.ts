import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { IncidentEvent } from '../core/incident/event.ts';
import { SCHEMA } from '../core/incident/event.ts';
import { linesOf } from '../core/incident/journal.ts';
import type { RecordLine } from '../core/incident/journal.ts';
import { compareEvents, createKnowledge } from '../core/incident/order.ts';
import type { Head, Knowledge } from '../core/incident/order.ts';
import { writerOf } from '../core/incident/verify.ts';
import type { Clock, Disposable } from '../ports.ts';
import { createAudience } from './journal-audience.ts';
import type { EventListener } from './journal-audience.ts';
import { orAbsent } from './journal-problem.ts';
import { watchFolder } from './watch-folder.ts';

/** What this process knows of the lines of a record: the others', read as they grow, and its own, as it writes them. */
export interface Others {
  /** The latest time of any line. */
  readonly largestHlc: string;
  /** Whether a line of a newer version was seen. */
  readonly newer: boolean;
  /** Files of others whose last look ended in a line without an end. */
  readonly unended: readonly string[];
  /** What a new line of this writer names. */
  seen(): Record<string, Head>;
  /** Takes in a line of this process's own. */
  wrote(event: IncidentEvent): void;
  /** Reads what the others wrote since the last look. */
  look(): Promise<void>;
  /** All lines on disk, read anew; whoever gets them needs not be told of them again. */
  readAll(): Promise<ReadonlyMap<string, readonly RecordLine[]>>;
  onOthers(listener: EventListener): Disposable;
}

interface Followed {
  /** How far whole lines were taken in. */
  bytes: number;
  lines: number;
}

export function followOthers(eventsFolder: string, writer: string, clock: Clock): Others {
  const knowledge: Knowledge = createKnowledge();
  const files = new Map<string, Followed>();
  const known = new Set<string>();
  const unended = new Set<string>();
  let newer = false;
  const audience = createAudience(() => watchFolder(eventsFolder, look, clock));

  const isOthers = (name: string): boolean => (writerOf(name)?.writer ?? writer) !== writer;

  /** Lines that were not taken in before; those of a file that was read twice at once are taken once. */
  function take(found: readonly RecordLine[]): void {
    const events = found.flatMap((line) => (isOwners(line) ? [line.event] : []));
    const fresh = events.filter(({ hash }) => !known.has(hash)).sort(compareEvents);
    for (const event of fresh) {
      known.add(event.hash);
      knowledge.add(event);
      newer ||= event.schema > SCHEMA;
    }
    audience.tell(fresh);
  }

  /** A torn tail is looked at again: it may be a line that is being written. */
  function follow(name: string, bytes: number, linesBefore: number, found: readonly RecordLine[]): void {
    const last = found.at(-1);
    const torn = last?.kind === 'torn' ? last.bytes : 0;
    files.set(name, { bytes: bytes - torn, lines: linesBefore + found.length - Math.sign(torn) });
    if (torn > 0) unended.add(name);
    else unended.delete(name);
  }

  async function lookAt(name: string): Promise<RecordLine[]> {
    const { bytes: from, lines } = files.get(name) ?? { bytes: 0, lines: 0 };
    const rest = await readFrom(path.join(eventsFolder, name), from);
    const found = linesOf(`events/${name}`, rest, lines + 1);
    if ((files.get(name)?.bytes ?? 0) === from) follow(name, from + rest.length, lines, found);
    return found;
  }

  async function look(): Promise<void> {
    const names = (await fs.readdir(eventsFolder)).filter(isOthers);
    take((await Promise.all(names.map(lookAt))).flat());
  }

  return {
    get largestHlc() {
      return knowledge.largestHlc;
    },
    get newer() {
      return newer;
    },
    get unended() {
      return [...unended];
    },
    seen: () => knowledge.seenBy(writer),
    wrote: (event) => {
      knowledge.add(event);
    },
    look,
    async readAll() {
      const all = new Map<string, readonly RecordLine[]>();
      for (const name of (await namesIn(eventsFolder)).sort()) {
        if (!name.endsWith('.jsonl')) continue;
        const bytes = await fs.readFile(path.join(eventsFolder, name));
        const lines = linesOf(`events/${name}`, bytes);
        all.set(name, lines);
        if (isOthers(name)) follow(name, bytes.length, 0, lines);
      }
      take([...all].flatMap(([name, lines]) => (isOthers(name) ? lines : [])));
      audience.allTold();
      return all;
    },
    onOthers: (listener) => audience.add(listener),
  };
}

/** Whether a line is undamaged and of the writer whose file it stands in. */
function isOwners(line: RecordLine): line is RecordLine & { kind: 'event' } {
  return (
    line.kind === 'event' && line.intact && line.event.writer === writerOf(path.basename(line.file))?.writer
  );
}

/** A record that lost its events is damaged, and can be read; one that is not there can't. */
async function namesIn(eventsFolder: string): Promise<string[]> {
  const names = await orAbsent(fs.readdir(eventsFolder));
  if (!names) await fs.stat(path.dirname(eventsFolder));
  return names ?? [];
}

/** What stands in a file behind this many bytes; nothing when it is not longer, or not there. */
async function readFrom(file: string, start: number): Promise<Uint8Array> {
  const stat = await orAbsent(fs.stat(file));
  if (!stat || stat.size <= start) return new Uint8Array();
  const handle = await fs.open(file, 'r');
  try {
    const bytes = new Uint8Array(stat.size - start);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
