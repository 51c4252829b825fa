import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LearntSecret, Redactor } from '../core/run/secrets.ts';
import { openSpool } from './spool.ts';

/** Hexadecimal digits of a fingerprint: enough to tell two secrets of one incident apart, too few to search for one. */
const FINGERPRINT_DIGITS = 8;

export interface RedactionSources {
  /** The incident whose key makes the fingerprints. */
  incident: string;
  /** Folders whose `.env*` files hold values to be learnt. */
  folders: readonly string[];
  extraPatterns: readonly string[];
}

/**
 * The redactor of an incident: values learnt from `.env*` files and from this process's environment, which the terminal
 * starts with. Its rules are heavy and are loaded here, at first need.
 */
export async function redactorFor({ incident, folders, extraPatterns }: RedactionSources): Promise<Redactor> {
  const { createRedactor, learntFrom } = await import('../core/run/secrets.ts');
  const learnt: LearntSecret[] = [...learntFrom(process.env)];
  for (const folder of new Set(folders)) {
    for (const text of await environmentFiles(folder)) learnt.push(...learntFrom(text));
  }
  const key = await keyOf(incident);
  const fingerprint = (value: string): string =>
    createHmac('sha256', key).update(value).digest('hex').slice(0, FINGERPRINT_DIGITS);
  return createRedactor({ learnt, extraPatterns, fingerprint });
}

/** The texts of a folder's `.env*` files; a folder or file that can't be read teaches nothing. */
async function environmentFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^\.env(\..+)?$/.test(name)).map((name) => join(folder, name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.filter((text) => text !== '');
}

/** The incident's key, made at first need. It lies with the spool and never in the record: a fingerprint can't be tried without it. */
async function keyOf(incident: string): Promise<Buffer> {
  const folder = join(await openSpool(), 'keys');
  const file = join(folder, incident);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isAlreadyThere(error)) throw error; // another window made it first
  }
  return readFile(file);
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
