import { constants, promises as fs } from 'node:fs';
import type { Modes } from './journal-modes.ts';
import { orAbsent } from './journal-problem.ts';

/** One file that lines are added to. */
export interface LineFile {
  /** All bytes at the file's end. */
  write(bytes: Uint8Array): Promise<void>;
  /** Returns when what was written would survive a power cut. */
  sync(): Promise<void>;
  /** Takes back what stands behind this many bytes. */
  cut(bytes: number): Promise<void>;
  /** Whether the path still leads to this file: one in a deleted or moved folder takes bytes that nobody finds again. */
  isInPlace(): Promise<boolean>;
  close(): Promise<void>;
}

/** What the record asks of a disk when it writes lines. Tests put a failing one in its place. */
export interface Disk {
  /** A new file; rejects with `EEXIST` when there is one. */
  create(path: string, modes: Modes): Promise<LineFile>;
  /** Makes the names in a folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
}

export const disk: Disk = { create: createLineFile, syncFolder };

async function createLineFile(path: string, modes: Modes): Promise<LineFile> {
  const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;
  const handle = await fs.open(path, O_APPEND | O_CREAT | O_EXCL | O_WRONLY, modes.file);
  await modes.apply(path, 'file');
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten;
    },
    sync: () => handle.datasync(),
    cut: (bytes) => handle.truncate(bytes),
    async isInPlace() {
      const [own, there] = await Promise.all([handle.stat(), orAbsent(fs.stat(path))]);
      return own.ino === there?.ino && own.dev === there.dev;
    },
    close: () => handle.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // a folder can't be opened there, and NTFS journals its names
  const folder = await fs.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A new file with these bytes, synced; rejects with `EEXIST` when there is one. */
export async function writeSynced(path: string, bytes: Uint8Array | string, modes: Modes): Promise<void> {
  const handle = await fs.open(path, 'wx', modes.file);
  try {
    await modes.apply(path, 'file');
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFile(path: string): Promise<void> {
  const handle = await fs.open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
