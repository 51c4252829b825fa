import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Stored } from '../ports.ts';
import { disk, syncFile } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { nothingMoreToTell } from './journal-problem.ts';

/** From this size on an output is kept compressed; below it a file takes a block of the disk anyhow. */
const compressFromBytes = 32 * 1024;

/** A part of an output that grows: a file under a temporary name, so that memory stays flat. */
export interface OutputPart {
  /** All of the chunk, or, when it rejects, nothing of it. */
  add(chunk: Uint8Array): Promise<void>;
  /** Ends it under the hash of its bytes, synced; when it rejects it may be called again. */
  end(): Promise<Stored>;
  /** Lets go of what was not ended. */
  giveUp(): Promise<void>;
}

/** A new part in `blobs/`. */
export async function beginPart(folder: string, name: string, modes: Modes): Promise<OutputPart> {
  const file = path.join(folder, `${name}.part`);
  const handle = await fs.open(file, 'wx', modes.file);
  await modes.apply(file, 'file');
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async add(chunk) {
      for (let done = 0; done < chunk.length;) {
        // At its own place, so that what a failed call left there is written over.
        const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, bytes + done);
        done += bytesWritten;
      }
      hash.update(chunk);
      bytes += chunk.length;
    },
    async end() {
      await handle.truncate(bytes);
      const sha256 = hash.copy().digest('hex');
      if (bytes < compressFromBytes) {
        await handle.sync();
        await fs.rename(file, path.join(folder, sha256));
      } else {
        await compress(file, path.join(folder, `${sha256}.gz`), modes);
        await fs.rm(file);
      }
      await disk.syncFolder(folder);
      await handle.close();
      return { bytes, sha256 };
    },
    async giveUp() {
      await handle.close().catch(nothingMoreToTell);
      await fs.rm(file, { force: true }).catch(nothingMoreToTell);
    },
  };
}

async function compress(from: string, to: string, modes: Modes): Promise<void> {
  const packed = `${from}.gz`;
  await pipeline(createReadStream(from), createGzip(), createWriteStream(packed, { mode: modes.file }));
  await modes.apply(packed, 'file');
  await syncFile(packed);
  await fs.rename(packed, to);
}
