import { createReadStream, createWriteStream, promises as fs } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTarDecoder, createTarPacker } from 'modern-tar';
import type { ParsedTarEntry } from 'modern-tar';
import type { Finding } from '../core/incident/chain.ts';
import type { Journal } from '../ports.ts';
import { disk, syncFile } from './disk.ts';
import type { FolderJournals } from './journal-folder.ts';
import type { Modes } from './journal-modes.ts';
import { makeJournalFolder } from './journal-place.ts';
import { codeOf, journalProblem, nothingMoreToTell, orAbsent } from './journal-problem.ts';

/** All that belongs to an incident, by its path in the incident's folder. Nothing else goes in or comes out. */
const belongs =
  /^(incident\.yaml|guide\.md|post-mortem\.md|events\/[a-z0-9-]{8,40}(\.\d{1,9})?\.(jsonl|torn)|blobs\/[0-9a-f]{64}(\.gz)?|attachments\/[^/\\\p{Cc}]{1,255})$/u;
const folders = ['events', 'blobs', 'attachments'];
const idName = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]{0,200}$/u;

/** What came of packing a whole incident. */
export interface Packed {
  files: number;
  /** What is wrong with the record that was packed: it goes as it is. */
  findings: readonly Finding[];
}

/**
 * Writes a whole incident into one new file, a plain tar: guide, events, outputs, attached files, post-mortem. The same
 * record gives the same bytes. Rejects with `EEXIST` when the file is there.
 */
export async function packIncident(journal: Journal, file: string): Promise<Packed> {
  const { incident, folder } = journal;
  const { findings } = await journal.verify();
  const names = await filesOf(folder);
  const { readable, controller } = createTarPacker();
  const add = async (name: string): Promise<void> => {
    const from = path.join(folder, name);
    const { size } = await fs.stat(from);
    const header = {
      name: `${incident}/${name}`,
      size,
      mode: 0o600,
      mtime: new Date(0),
      type: 'file',
    } as const;
    const entry = controller.add(header).getWriter();
    // Just so many bytes as its header says: a writer may be adding lines meanwhile.
    if (size > 0)
      for await (const chunk of createReadStream(from, { end: size - 1 })) await entry.write(chunk as Buffer);
    await entry.close();
  };
  const addAll = async (): Promise<void> => {
    try {
      for (const name of names) await add(name);
      controller.finalize();
    } catch (error) {
      controller.error(error);
      throw error;
    }
  };
  const writing = pipeline(Readable.fromWeb(readable), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  await settled([writing, addAll()], (error) => removeUnlessThere(file, error));
  await syncFile(file);
  return { files: names.length, findings };
}

/** What came of taking in a whole incident. */
export type Unpacked =
  | { kind: 'imported'; incident: string; folder: string; events: number }
  | { kind: 'refused'; reason: string };

/**
 * Takes a whole incident from a file that `packIncident` wrote. Everything is held against its hashes under a temporary
 * name first; only an undamaged record comes in, by a rename, and never over one that is there.
 */
export async function unpackIncident(
  file: string,
  journals: FolderJournals,
  shortId: string,
): Promise<Unpacked> {
  const modes = await makeJournalFolder(journals.folder);
  const temporary = path.join(journals.folder, `.import-${shortId}.part`);
  try {
    await fs.mkdir(temporary, { mode: modes.folder });
    const stranger = await unpack(file, temporary, modes);
    if (stranger !== undefined) return { kind: 'refused', reason: stranger };
    return await takeIn(temporary, journals);
  } catch (error) {
    if (isNoTar(error))
      return { kind: 'refused', reason: 'it is not a whole incident, or a part of it is missing' };
    throw journalProblem(`The incident could not be imported into ${journals.folder}`, error);
  } finally {
    await fs.rm(temporary, { recursive: true, force: true }).catch(nothingMoreToTell);
  }
}

async function takeIn(temporary: string, journals: FolderJournals): Promise<Unpacked> {
  const journal = await journals.openFolder(temporary);
  const { intact, findings, events } = await journal.verify();
  await journal.close();
  const [finding] = findings.filter(({ kind }) => kind !== 'torn');
  if (!intact && finding)
    return { kind: 'refused', reason: `the record in it is damaged: ${finding.file}: ${finding.message}` };
  const incident = events[0]?.incident ?? '';
  if (!idName.test(incident)) return { kind: 'refused', reason: 'there is no incident in it' };
  const folder = path.join(journals.folder, incident);
  if (await orAbsent(fs.lstat(folder))) return { kind: 'refused', reason: `${incident} is here already` };
  await fs.rename(temporary, folder);
  await disk.syncFolder(journals.folder);
  return { kind: 'imported', incident, folder, events: events.length };
}

/** Writes all entries below a folder; returns what is no part of an incident, in words, and then stops. */
async function unpack(file: string, folder: string, modes: Modes): Promise<string | undefined> {
  for (const name of folders) {
    await fs.mkdir(path.join(folder, name), { mode: modes.folder });
    await modes.apply(path.join(folder, name), 'folder');
  }
  const entries = Readable.toWeb(createReadStream(file)).pipeThrough(createTarDecoder({ strict: true }));
  let top: string | undefined;
  for await (const entry of entries) {
    const name = entry.header.name;
    const [first = ''] = name.split('/');
    const inside = name.slice(first.length + 1);
    top ??= first;
    if (entry.header.type !== 'file' || first !== top || !belongs.test(inside))
      return `it holds what is no part of an incident: ${JSON.stringify(name)}`;
    await writeEntry(entry, path.join(folder, inside), modes);
  }
  for (const name of folders) await disk.syncFolder(path.join(folder, name));
  return undefined;
}

async function writeEntry({ body }: ParsedTarEntry, file: string, modes: Modes): Promise<void> {
  await pipeline(body, createWriteStream(file, { flags: 'wx', mode: modes.file }));
  await modes.apply(file, 'file');
  await syncFile(file);
}

/** In an order that is the same everywhere. */
async function filesOf(folder: string): Promise<string[]> {
  const below = await Promise.all(
    folders.map(async (name) => {
      const files = (await orAbsent(fs.readdir(path.join(folder, name)))) ?? [];
      return files.map((file) => `${name}/${file}`);
    }),
  );
  const names = [...(await fs.readdir(folder)), ...below.flat()].filter((name) => belongs.test(name));
  return names.sort((a, b) => (a < b ? -1 : 1));
}

/** Waits for all, also when one fails: nothing goes on behind the back of whoever is told. */
async function settled(
  works: readonly Promise<unknown>[],
  onFailure: (error: unknown) => Promise<void>,
): Promise<void> {
  const results = await Promise.allSettled(works);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return;
  await onFailure(failed.reason);
  throw failed.reason;
}

/** Half a file is of no use to anybody; one that was there before is not ours. */
async function removeUnlessThere(file: string, error: unknown): Promise<void> {
  if (codeOf(error) !== 'EEXIST') await fs.rm(file, { force: true });
}

/** What the reader of the tar says, and a name that comes twice; the system's own errors are about the disk. */
function isNoTar(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined || code === 'EEXIST' || code.startsWith('ERR_');
}
