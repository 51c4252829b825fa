import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Stored } from '../ports.ts';
import { disk, syncFile } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf, journalProblem, orAbsent } from './journal-problem.ts';
import type { WriterNames } from './writer-id.ts';

/** From this size on an output is kept compressed; below it a file takes a block of the disk anyhow. */
const compressFromBytes = 32 * 1024;

const blobName = /^[0-9a-f]{64}(\.gz)?$/;

/** The outputs and texts of a record, each under the hash of its plain bytes. */
export interface Blobs {
  keep(run: string, chunk: Uint8Array): Promise<void>;
  seal(run: string): Promise<Stored | undefined>;
  store(bytes: Uint8Array): Promise<Stored>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  /** Every name, and the hash of what it holds; undefined where it can't be unpacked. */
  hashAll(): Promise<ReadonlyMap<string, string | undefined>>;
  close(): Promise<void>;
}

/** A run's id; what is stored at once has no name of its own. */
type RunKey = string | symbol;

/** A part of an output that grows: a file under a temporary name, so that memory stays flat. */
interface Part {
  file: string;
  handle: FileHandle;
  hash: Hash;
  bytes: number;
}

export interface BlobOptions {
  /** `blobs/` of one incident. */
  folder: string;
  writer: string;
  names: WriterNames;
  modes: Modes;
}

export function createBlobs(options: BlobOptions): Blobs {
  const { folder, writer, modes } = options;
  const parts = new Map<RunKey, Part>();
  /** What is under way for each run: calls for one run wait for each other. */
  const turns = new Map<RunKey, Promise<unknown>>();
  let count = 0;

  function inTurn<Result>(run: RunKey, act: () => Promise<Result>): Promise<Result> {
    const before = turns.get(run) ?? Promise.resolve();
    const turn = before.then(act, act);
    turns.set(run, turn);
    const forget = (): void => {
      if (turns.get(run) === turn) turns.delete(run);
    };
    turn.then(forget, forget);
    return turn;
  }

  async function begin(): Promise<Part> {
    if (count === 0) await makeReady(options);
    const file = path.join(folder, `${writer}.${++count}.part`);
    const handle = await fs.open(file, 'wx', modes.file);
    await modes.apply(file, 'file');
    return { file, handle, hash: createHash('sha256'), bytes: 0 };
  }

  async function add(run: RunKey, chunk: Uint8Array): Promise<Part> {
    const part = parts.get(run) ?? (await begin());
    parts.set(run, part);
    for (let done = 0; done < chunk.length;)
      // At its own place, so that what a failed call left there is written over.
      done += (await part.handle.write(chunk, done, chunk.length - done, part.bytes + done)).bytesWritten;
    part.hash.update(chunk);
    part.bytes += chunk.length;
    return part;
  }

  async function end(run: RunKey, part: Part): Promise<Stored> {
    await part.handle.truncate(part.bytes);
    const stored = { bytes: part.bytes, sha256: part.hash.copy().digest('hex') };
    if (part.bytes < compressFromBytes) {
      await part.handle.sync();
      await fs.rename(part.file, path.join(folder, stored.sha256));
    } else {
      const packed = `${part.file}.gz`;
      await pipeline(
        createReadStream(part.file),
        createGzip(),
        createWriteStream(packed, { mode: modes.file }),
      );
      await modes.apply(packed, 'file');
      await syncFile(packed);
      await fs.rename(packed, path.join(folder, `${stored.sha256}.gz`));
      await fs.rm(part.file);
    }
    await disk.syncFolder(folder);
    parts.delete(run);
    await part.handle.close();
    return stored;
  }

  async function saying<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    try {
      return await act();
    } catch (error) {
      throw journalProblem(`${what} could not be kept in ${folder}`, error);
    }
  }

  const keep = (run: string, chunk: Uint8Array): Promise<void> =>
    inTurn(run, () =>
      saying('Output', async () => {
        if (chunk.length > 0) await add(run, chunk);
      }),
    );
  const seal = (run: string): Promise<Stored | undefined> =>
    inTurn(run, () =>
      saying('Output', async () => {
        const part = parts.get(run);
        return part && end(run, part);
      }),
    );

  return {
    keep,
    seal,
    async store(bytes) {
      const turn = Symbol('stored at once');
      return inTurn(turn, () =>
        saying('A text', async () => {
          return end(turn, await add(turn, bytes));
        }),
      );
    },
    read: (sha256) => readBlob(folder, sha256),
    hashAll: () => hashAll(folder),
    async close() {
      await Promise.allSettled(turns.values());
      for (const { handle } of parts.values()) await handle.close();
      parts.clear();
    },
  };
}

/** A clone has no outputs, so no folder for them; and what a writer that was killed left half done is nobody's. */
async function makeReady({ folder, names, modes }: BlobOptions): Promise<void> {
  try {
    await fs.mkdir(folder, { mode: modes.folder });
    await modes.apply(folder, 'folder');
    await disk.syncFolder(path.dirname(folder));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  for (const name of await fs.readdir(folder)) {
    const [writer = ''] = name.split('.');
    if (/\.part(\.gz)?$/.test(name) && names.stateOf(writer) === 'gone')
      await fs.rm(path.join(folder, name), { force: true });
  }
}

async function readBlob(folder: string, sha256: string): Promise<Uint8Array | undefined> {
  if (!blobName.test(sha256)) return undefined;
  const plain = await orAbsent(fs.readFile(path.join(folder, sha256)));
  const packed = plain ? undefined : await orAbsent(fs.readFile(path.join(folder, `${sha256}.gz`)));
  const bytes = plain ?? (packed && (await unpack(packed)));
  return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
}

/** Undefined for what is no whole gzip. */
async function unpack(packed: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await promisify(gunzip)(packed);
  } catch {
    return undefined;
  }
}

/** Reads through every blob in pieces: outputs may be larger than the memory they should take. */
async function hashAll(folder: string): Promise<ReadonlyMap<string, string | undefined>> {
  const names = (await orAbsent(fs.readdir(folder))) ?? [];
  const hashes = new Map<string, string | undefined>();
  for (const name of names.filter((one) => blobName.test(one)).sort())
    hashes.set(name, await hashOf(path.join(folder, name)));
  return hashes;
}

async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  const plain = createReadStream(file);
  try {
    if (file.endsWith('.gz')) await pipeline(plain, createGunzip(), hash);
    else await pipeline(plain, hash);
    return hash.digest('hex');
  } catch (error) {
    if (codeOf(error)?.startsWith('Z_') === true) return undefined;
    throw error;
  }
}
