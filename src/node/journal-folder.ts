import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Actor, Fact, IncidentEvent } from '../core/incident/event.ts';
import { lineOf } from '../core/incident/journal.ts';
import { nextHlc } from '../core/incident/order.ts';
import { fileOf, readRecord, verifyRecord } from '../core/incident/verify.ts';
import type { Clock, Journal, Journals } from '../ports.ts';
import { disk as realDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { createAttachments } from './journal-attachments.ts';
import { createBlobs } from './journal-blobs.ts';
import { modesLike } from './journal-modes.ts';
import { followOthers } from './journal-others.ts';
import type { Others } from './journal-others.ts';
import { describedIn, isFolder, listIncidents, makeIncidentFolder } from './journal-place.ts';
import { JournalProblem, journalProblem, orAbsent } from './journal-problem.ts';
import { setAsideTorn } from './journal-torn.ts';
import { lineWriter } from './journal-writer.ts';
import type { StampedLine } from './journal-writer.ts';
import { writerNames } from './writer-id.ts';

export interface FolderJournalsOptions {
  /** Holds the incidents' folders; made when the first incident is. */
  folder: string;
  clock: Clock;
  /** Who, where a fact does not say. */
  actor: Actor;
  /** Another disk: a failing one, in tests. */
  disk?: Disk;
}

export interface FolderJournals extends Journals {
  /** A record wherever it lies and whatever its folder is called: a copy. */
  openFolder(folder: string): Promise<Journal>;
}

/** The records in a folder of incidents (`.incidents`). Opening one writes nothing; its first fact does. */
export function folderJournals(options: FolderJournalsOptions): FolderJournals {
  const { folder, clock } = options;
  const openFolder = async (lies: string): Promise<Journal> => {
    const described = await describedIn(lies);
    if (!described && !isFolder(path.join(lies, 'events')))
      throw new JournalProblem(`There is no record of an incident in ${lies}.`);
    return openRecord({ ...options, incident: described?.incident ?? path.basename(lies), folder: lies });
  };
  return {
    folder,
    list: () => listIncidents(folder),
    openFolder,
    open: (id) => openFolder(path.join(folder, id)),
    async create(incident) {
      try {
        const id = await makeIncidentFolder(folder, incident, clock.newId().slice(-6));
        return await openRecord({ ...options, incident: id, folder: path.join(folder, id) });
      } catch (error) {
        throw journalProblem(`The incident could not be opened in ${folder}`, error);
      }
    },
  };
}

interface RecordOptions extends FolderJournalsOptions {
  incident: string;
}

/** One incident's record, written to by a writer of its own. */
async function openRecord({
  incident,
  folder,
  clock,
  actor,
  disk = realDisk,
}: RecordOptions): Promise<Journal> {
  const names = writerNames();
  const writer = names.make(clock.newId());
  const modes = await modesLike(path.dirname(folder));
  const eventsFolder = path.join(folder, 'events');
  const others = followOthers(eventsFolder, writer, clock);
  const blobs = createBlobs({ folder: path.join(folder, 'blobs'), writer, names, modes });
  const attachments = createAttachments({ folder, modes });
  const lines = lineWriter({ eventsFolder, writer, disk, modes, clock, beforeStamping: () => others.look() });
  const stampOf = stamper({ incident, writer, clock, actor }, others);
  const append = async (fact: Fact): Promise<IncidentEvent> => {
    const event = await lines.append(stampOf(fact));
    tidy.start();
    return event;
  };
  const tidy = tidier(others, async (file) => {
    const torn = await setAsideTorn(file, { eventsFolder, names, modes, ownFile: fileOf(writer, 1) });
    const auto: Actor = { ...actor, via: 'auto' };
    if (torn) await lines.append(stampOf({ type: 'torn-set-aside', actor: auto, ...torn }));
  });
  const saying = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act();
    } catch (error) {
      throw journalProblem(`The record in ${folder} could not be read`, error);
    }
  };
  return {
    incident,
    folder,
    append,
    keep: (run, chunk) => blobs.keep(run, chunk),
    seal: (run) => blobs.seal(run),
    store: (bytes) => blobs.store(bytes),
    attach: (name, bytes) => attachments.add(name, bytes),
    async remove({ sha256, file }) {
      try {
        await (file === undefined ? blobs.remove(sha256) : attachments.remove(file));
      } catch (error) {
        throw journalProblem(`It could not be removed from ${folder}`, error);
      }
    },
    attachment: (attached) => saying(() => attachments.read(attached)),
    blob: (sha256) => saying(() => blobs.read(sha256)),
    read: () => saying(async () => readRecord(await others.readAll())),
    verify: () =>
      saying(async () =>
        verifyRecord({
          lines: await others.readAll(),
          guide: await orAbsent(fs.readFile(path.join(folder, 'guide.md'))),
          blobs: await blobs.hashAll(),
          attachments: await attachments.hashAll(),
        }),
      ),
    onOthers: (listener) => others.onOthers(listener),
    async close() {
      await tidy.ended();
      await lines.close();
      await blobs.close();
    },
  };
}

/** Gives each fact its place: in this writer's chain, in time, and behind what the others had written. */
function stamper(
  { incident, writer, clock, actor }: { incident: string; writer: string; clock: Clock; actor: Actor },
  others: Others,
): (fact: Fact) => () => StampedLine {
  let seq = 0;
  let prev = '';
  return (fact) => {
    const told = clock.now();
    const id = clock.newId();
    return () => {
      if (others.newer)
        throw new JournalProblem('This record was written by a newer version: it can be read, not added to.');
      const hlc = nextHlc(told.getTime(), others.largestHlc);
      const at = told.toISOString();
      const context = { id, incident, writer, seq: seq + 1, hlc, at, actor, prev, seen: others.seen() };
      const line = lineOf(fact, context);
      if (line.kind === 'invalid')
        throw new JournalProblem(`A fact that no reader would accept: ${line.reason}.`);
      ({ seq, hash: prev } = line.event);
      others.wrote(line.event);
      return line;
    };
  };
}

/** After a line of ours: looks after the tails that others left torn. One round at a time. */
function tidier(
  others: Others,
  setAside: (file: string) => Promise<void>,
): { start(): void; ended(): Promise<void> } {
  let running: Promise<void> | undefined;

  async function round(): Promise<void> {
    for (const file of others.unended) await setAside(file);
  }

  /** What can't be set aside stays where it is: it is reported by every reader, and tried again after the next line. */
  function start(): void {
    const idle = (): void => {
      running = undefined;
    };
    running ??= others.unended.length > 0 ? round().then(idle, idle) : undefined;
  }

  return { start, ended: async () => running };
}
