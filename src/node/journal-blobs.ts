import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Stored } from '../ports.ts';
import { disk } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf, deleted, journalProblem, orAbsent } from './journal-problem.ts';
import { beginPart } from './output-part.ts';
import type { OutputPart } from './output-part.ts';
import type { WriterNames } from './writer-id.ts';

const blobName = /^[0-9a-f]{64}(\.gz)?$/;

/** The outputs and texts of a record, each under the hash of its plain bytes. */
export interface Blobs {
  keep(run: string, chunk: Uint8Array): Promise<void>;
  seal(run: string): Promise<Stored | undefined>;
  store(bytes: Uint8Array): Promise<Stored>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  remove(sha256: string): Promise<void>;
  /** Every name, and the hash of what it holds; undefined where it can't be unpacked. */
  hashAll(): Promise<ReadonlyMap<string, string | undefined>>;
  close(): Promise<void>;
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
  const parts = new Map<string, OutputPart>();
  /** What is under way for each run: calls for one run wait for each other. */
  const turns = new Map<string, Promise<unknown>>();
  let count = 0;

  function inTurn<Result>(run: string, act: () => Promise<Result>): Promise<Result> {
    const before = turns.get(run) ?? Promise.resolve();
    const turn = before.then(act, act);
    turns.set(run, turn);
    const forget = (): void => {
      if (turns.get(run) === turn) turns.delete(run);
    };
    turn.then(forget, forget);
    return turn;
  }

  async function begin(): Promise<OutputPart> {
    if (count === 0) await makeReady(options);
    return beginPart(folder, `${writer}.${++count}`, modes);
  }

  async function add(run: string, chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    const part = parts.get(run) ?? (await begin());
    parts.set(run, part);
    await part.add(chunk);
  }

  async function end(run: string): Promise<Stored | undefined> {
    const stored = await parts.get(run)?.end();
    parts.delete(run);
    return stored;
  }

  async function store(bytes: Uint8Array): Promise<Stored> {
    const part = await begin();
    try {
      await part.add(bytes);
      return await part.end();
    } catch (error) {
      await part.giveUp();
      throw error;
    }
  }

  async function saying<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    try {
      return await act();
    } catch (error) {
      throw journalProblem(`${what} could not be kept in ${folder}`, error);
    }
  }

  return {
    keep: (run, chunk) => inTurn(run, () => saying('Output', () => add(run, chunk))),
    seal: (run) => inTurn(run, () => saying('Output', () => end(run))),
    store: (bytes) => saying('A text', () => store(bytes)),
    read: (sha256) => readBlob(folder, sha256),
    remove: (sha256) => removeBlob(folder, sha256),
    hashAll: () => hashAll(folder),
    async close() {
      await Promise.allSettled(turns.values());
      for (const part of parts.values()) await part.giveUp();
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

async function removeBlob(folder: string, sha256: string): Promise<void> {
  if (!blobName.test(sha256)) return;
  const gone: boolean[] = [];
  for (const name of [sha256, `${sha256}.gz`]) gone.push(await deleted(path.join(folder, name)));
  if (gone.includes(true)) await disk.syncFolder(folder);
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
