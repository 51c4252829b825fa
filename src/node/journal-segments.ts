import path from 'node:path';
import { fileOf } from '../core/incident/verify.ts';
import type { Disk, LineFile } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf } from './journal-problem.ts';

export interface SegmentOptions {
  eventsFolder: string;
  writer: string;
  disk: Disk;
  modes: Modes;
}

/** The files of one writer, of which the last is written to. */
export interface Segments {
  /**
   * Returns when all these lines are on disk, those before this call included; the ones that already are are not written
   * again. Rejects when one is not; the next call goes on behind what is.
   */
  write(lines: readonly Uint8Array[]): Promise<void>;
  close(): Promise<void>;
}

interface Segment {
  file: LineFile;
  /** How much of it is synced. */
  bytes: number;
}

export function createSegments({ eventsFolder, writer, disk, modes }: SegmentOptions): Segments {
  let number = 1;
  let current: Segment | undefined;
  /** How many lines are on disk where a reader finds them. */
  let written = 0;

  async function begin(): Promise<Segment> {
    for (; ; number++) {
      try {
        const file = await disk.create(path.join(eventsFolder, fileOf(writer, number)), modes);
        current = { file, bytes: 0 };
        break;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
    }
    try {
      await disk.syncFolder(eventsFolder);
    } catch (error) {
      await leave();
      throw error;
    }
    return current;
  }

  /** The next line goes to a new file. */
  async function leave(): Promise<void> {
    const file = current?.file;
    current = undefined;
    number++;
    await file?.close().catch(nothingToTell);
  }

  async function add(segment: Segment, lines: readonly Uint8Array[]): Promise<void> {
    try {
      for (const line of lines) await segment.file.write(line);
    } catch (error) {
      await segment.file.cut(segment.bytes).catch(leave);
      throw error;
    }
    try {
      await segment.file.sync();
    } catch (error) {
      await leave();
      throw error;
    }
  }

  async function write(lines: readonly Uint8Array[]): Promise<void> {
    const rest = lines.slice(written);
    if (rest.length === 0) return;
    const segment = current ?? (await begin());
    await add(segment, rest);
    if (await segment.file.isInPlace()) {
      segment.bytes += rest.reduce((sum, { length }) => sum + length, 0);
      written = lines.length;
      return;
    }
    written = 0;
    await leave();
    await write(lines); // where the folder has gone this rejects, with the system's reason
  }

  return {
    write,
    async close() {
      await current?.file.close();
      current = undefined;
    },
  };
}

/** Closing a file that already failed can only fail for the reason that was told. */
function nothingToTell(): void {
  return undefined;
}
