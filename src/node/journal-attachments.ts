import { createHash } from 'node:crypto';
import { createReadStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Stored } from '../ports.ts';
import { disk, writeSynced } from './disk.ts';
import type { Modes } from './journal-modes.ts';
import {
  codeOf,
  deleted,
  JournalProblem,
  journalProblem,
  nothingMoreToTell,
  orAbsent,
} from './journal-problem.ts';

const folderName = 'attachments';

/** So much of the hash tells two files of one name apart in a folder that people look into. */
const shownDigits = 12;

/** The longest name that every file system takes, with the hash before it; in bytes. */
const longestName = 120;

/** The files that people attached, each under its name with its hash before it. */
export interface Attachments {
  add(name: string, bytes: Uint8Array): Promise<Stored & { file: string }>;
  read(attached: { file: string; sha256: string }): Promise<Uint8Array | undefined>;
  /** Deletes a file for good. */
  remove(file: string): Promise<void>;
  /** The sha256 of each file that is here, by its path in the record. */
  hashAll(): Promise<ReadonlyMap<string, string>>;
}

/** `folder` is the incident's own. */
export function createAttachments({ folder, modes }: { folder: string; modes: Modes }): Attachments {
  const place = path.join(folder, folderName);

  async function makeReady(): Promise<void> {
    const made = await fs.mkdir(place, { recursive: true, mode: modes.folder });
    if (made === undefined) return;
    await modes.apply(place, 'folder');
    await disk.syncFolder(folder);
  }

  /** Whether the file is there with these bytes now; never writes over another one. */
  async function put(name: string, bytes: Uint8Array, sha256: string): Promise<boolean> {
    const file = path.join(place, name);
    try {
      await writeSynced(file, bytes, modes);
      await disk.syncFolder(place);
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        await fs.rm(file, { force: true }).catch(nothingMoreToTell); // half a file would stand in the way of the whole one
        throw error;
      }
      return (await hashOf(file)) === sha256;
    }
  }

  return {
    async add(name, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const kept = fileName(name);
      try {
        await makeReady();
        for (const digits of [sha256.slice(0, shownDigits), sha256]) {
          const file = `${digits}-${kept}`;
          if (await put(file, bytes, sha256))
            return { bytes: bytes.length, sha256, file: `${folderName}/${file}` };
        }
      } catch (error) {
        throw journalProblem(`The file could not be kept in ${place}`, error);
      }
      throw new JournalProblem(`The file could not be kept in ${place}: another one stands in its place.`);
    },
    async read({ file, sha256 }) {
      const name = nameIn(file);
      const bytes = name === undefined ? undefined : await orAbsent(fs.readFile(path.join(place, name)));
      return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
    },
    async remove(file) {
      const name = nameIn(file);
      if (name === undefined) return;
      if (await deleted(path.join(place, name))) await disk.syncFolder(place);
    },
    async hashAll() {
      const entries = (await orAbsent(fs.readdir(place, { withFileTypes: true }))) ?? [];
      const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
      const hashes = new Map<string, string>();
      for (const name of names.sort())
        hashes.set(`${folderName}/${name}`, await hashOf(path.join(place, name)));
      return hashes;
    },
  };
}

/** The name of a file in the folder of attachments: a record's words are no path to trust. */
function nameIn(file: string): string | undefined {
  const name = path.basename(file);
  return name !== folderName && file === `${folderName}/${name}` ? name : undefined;
}

/** A name of characters that every file system, link and person can take. Of a long one the end stays: it says what it is. */
function fileName(name: string): string {
  const clean = path
    .basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  let kept = clean === '' ? 'file' : clean;
  while (Buffer.byteLength(kept) > longestName) kept = [...kept].slice(1).join('');
  return kept;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
