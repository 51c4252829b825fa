import { randomUUID } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import path from 'node:path';
import { linesOf } from '../core/incident/journal.ts';
import { writerOf } from '../core/incident/verify.ts';
import { disk, syncFile, writeSynced } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf, orAbsent } from './journal-problem.ts';
import type { WriterNames } from './writer-id.ts';

/** A writer on another host counts as gone when its tail has not moved for so long, by the clock of the disk itself. */
const quietMs = 60_000;

export interface TornTail {
  /** In `events/`. */
  file: string;
  bytes: number;
}

export interface TornOptions {
  eventsFolder: string;
  names: WriterNames;
  modes: Modes;
  /** A file that this process has just written to, there: its time is now, by the clock that all its files have. */
  ownFile: string;
}

/**
 * Moves the torn tail of a writer that has gone to `<writer>.torn`: first the copy is on disk, then the file is cut, so
 * that a crash in between loses nothing and is done again. Undefined when there is nothing to do, or its writer may still
 * be writing, or another process was first.
 */
export async function setAsideTorn(file: string, options: TornOptions): Promise<TornTail | undefined> {
  const { eventsFolder, modes } = options;
  const from = path.join(eventsFolder, file);
  if (!(await isGone(file, from, options))) return undefined;
  const bytes = await orAbsent(fs.readFile(from));
  if (!bytes) return undefined;
  const last = linesOf(file, bytes).at(-1);
  if (last?.kind !== 'torn') return undefined;
  const whole = bytes.length - last.bytes;
  const copied = await copyTail(bytes.subarray(whole), from.replace(/\.jsonl$/, '.torn'), modes);
  if (copied === 'under-way') return undefined;
  await disk.syncFolder(eventsFolder);
  await cut(from, whole);
  return copied === 'now' ? { file: `events/${file}`, bytes: last.bytes } : undefined;
}

async function isGone(
  file: string,
  from: string,
  { eventsFolder, names, ownFile }: TornOptions,
): Promise<boolean> {
  const owner = writerOf(file);
  if (!owner) return false;
  const state = names.stateOf(owner.writer);
  if (state !== 'elsewhere') return state === 'gone';
  const [its, own] = await Promise.all(
    [from, path.join(eventsFolder, ownFile)].map((name) => orAbsent(fs.stat(name))),
  );
  return its !== undefined && own !== undefined && own.mtimeMs - its.mtimeMs >= quietMs;
}

/** Returns when the tail is on disk: put there now, or before; or when another process is just doing it. */
async function copyTail(tail: Uint8Array, to: string, modes: Modes): Promise<'now' | 'before' | 'under-way'> {
  const before = await orAbsent(fs.readFile(to));
  if (before?.subarray(-tail.length).equals(tail)) {
    await syncFile(to);
    return 'before';
  }
  const part = `${to}.${randomUUID()}.part`;
  try {
    await writeSynced(part, before ? Buffer.concat([before, tail]) : tail, modes);
    if (before) {
      await fs.rename(part, to);
      return 'now';
    }
    return await placeNew(part, to);
  } finally {
    await fs.rm(part, { force: true });
  }
}

/**
 * Gives a whole file its name unless that is taken: whoever looks sees all of it or nothing, and of several who come at
 * once one places it. A disk without hard links (FAT, some shares) gets a copy, which is seen growing.
 */
async function placeNew(part: string, to: string): Promise<'now' | 'under-way'> {
  try {
    try {
      await fs.link(part, to);
    } catch (error) {
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
      await fs.copyFile(part, to, constants.COPYFILE_EXCL);
      await syncFile(to);
    }
    return 'now';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'under-way';
    throw error;
  }
}

async function cut(file: string, bytes: number): Promise<void> {
  const handle = await fs.open(file, 'r+');
  try {
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
