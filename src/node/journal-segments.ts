import path from 'node:path';
import { fileOf } from '../core/incident/verify.ts';
import type { Disk, LineFile } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf, JournalProblem, nothingMoreToTell } from './journal-problem.ts';

export interface SegmentOptions {
  eventsFolder: string;
  writer: string;
  disk: Disk;
  modes: Modes;
}

/**
 * The files of one writer, of which the last is written to.
 *
 * A write that fails is cut back to what was synced, and the file goes on when the disk is back. After a failed sync nothing
 * is known of the file any more (the system may have dropped the pages, and call the next sync a success): it is left as it
 * is, and the lines that were not acknowledged go to a new one, at once. When the file was moved or deleted with its folder,
 * a new one repeats all lines of this process: a line in two files is one.
 */
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

type Added = { kind: 'added' | 'moved away' } | { kind: 'not synced'; error: unknown };

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
    await file?.close().catch(nothingMoreToTell);
  }

  /** Puts lines behind a segment's synced ones; tells whether they are known to be on disk, where a reader finds them. */
  async function add({ file, bytes }: Segment, lines: readonly Uint8Array[]): Promise<Added> {
    try {
      for (const line of lines) await file.write(line);
    } catch (error) {
      await file.cut(bytes).catch(leave);
      throw error;
    }
    try {
      await file.sync();
    } catch (error) {
      return { kind: 'not synced', error };
    }
    return { kind: (await file.isInPlace()) ? 'added' : 'moved away' };
  }

  async function write(
    lines: readonly Uint8Array[],
    mayGoOn: 'in a new file' | 'no' = 'in a new file',
  ): Promise<void> {
    const rest = lines.slice(written);
    if (rest.length === 0) return;
    const segment = current ?? (await begin());
    const added = await add(segment, rest);
    if (added.kind === 'added') {
      segment.bytes += rest.reduce((sum, { length }) => sum + length, 0);
      written = lines.length;
      return;
    }
    await leave();
    if (added.kind === 'moved away') written = 0;
    if (mayGoOn === 'no') throw added.kind === 'not synced' ? added.error : movedAway();
    await write(lines, 'no');
  }

  return {
    write: (lines) => write(lines),
    async close() {
      await current?.file.close();
      current = undefined;
    },
  };
}

function movedAway(): JournalProblem {
  return new JournalProblem('the folder was moved or deleted while it was written to');
}
