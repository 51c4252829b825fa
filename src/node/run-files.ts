import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { markValues } from '../core/run/marks.ts';
import type { Mark } from '../core/run/marks.ts';
import { comesTrue } from './folder-changes.ts';
import { identify, isAlive, processIdentitySchema } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';

const runFileSchema = v.object({
  run: v.string(),
  nonce: v.string(),
  /** Where the raw bytes go: a file that only grows while the run goes on. */
  record: v.string(),
  source: v.picklist(['pipe', 'terminal']),
  /** The folder of the commands' marks, when a shell inside the shell runs them. */
  inner: v.exactOptional(v.string()),
  /** All commands are one file of an interpreter: they have one outcome. */
  whole: v.exactOptional(v.boolean()),
  limit: v.exactOptional(v.object({ seconds: v.number(), reason: v.picklist(['time', 'timeout']) })),
  owner: v.exactOptional(processIdentitySchema),
  /** The shell that runs it, once it is known. */
  shell: v.exactOptional(processIdentitySchema),
  startedMs: v.exactOptional(v.number()),
  /** The program in that shell whose own shell runs it (`ssh`, `su`): the marks are in the record only. */
  within: v.exactOptional(processIdentitySchema),
  /** Processes that earlier steps left in that shell: not this step's to end. */
  leaveAlone: v.exactOptional(v.array(v.number())),
  /** It runs until somebody stops it, and only its owner can show it: without its owner it is to end. */
  whenAlone: v.exactOptional(v.literal('end')),
});
/** What is known of a run before it begins; beside it lie the marks that its shell leaves. */
export type RunFile = v.InferOutput<typeof runFileSchema>;

const ABOUT = 'run.json';
const CLAIM = 'claim';
/** In a run's folder or a terminal's: where its shell is now. */
export const WHERE = 'where';

/** Makes a run's private folder (0700, in the spool). Its name holds the run's id. */
export async function makeRunFolder(spool: string, run: string): Promise<string> {
  const folder = await mkdtemp(join(spool, `${run.replace(/[^\w-]/g, '_')}-`));
  await chmod(folder, 0o700);
  return folder;
}

/** A fresh nonce for a run's markers. */
export function newNonce(): string {
  return randomBytes(8).toString('hex');
}

/** Writes what makes the run readable by another process; this process is its owner. */
export async function describeRun(folder: string, about: Omit<RunFile, 'owner'>): Promise<RunFile> {
  const owner = await identify(process.pid);
  const whole: RunFile = { ...about, ...(owner && { owner }) };
  await writePrivate(join(folder, `${ABOUT}.new`), JSON.stringify(whole));
  await rename(join(folder, `${ABOUT}.new`), join(folder, ABOUT));
  return whole;
}

/** What was written of a run; undefined when there is nothing readable of it. */
export async function readRunFile(folder: string): Promise<RunFile | undefined> {
  const text = await readFile(join(folder, ABOUT), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const parsed = v.safeParse(runFileSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // cut short by a crash: as good as not there
  }
}

/** Writes a file that nobody else may read. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
}

/** Whether another process that is alive has the run, or has said that it records the end. */
export async function isOwned(folder: string): Promise<boolean> {
  return (await holders(folder)).some(({ pid }) => pid !== process.pid);
}

/** The same, or this process does. */
export async function isHeld(folder: string): Promise<boolean> {
  return (await holders(folder)).length > 0;
}

async function holders(folder: string): Promise<ProcessIdentity[]> {
  const living: ProcessIdentity[] = [];
  for (const holder of [(await readRunFile(folder))?.owner, await readClaim(folder)])
    if (holder && (await isAlive(holder))) living.push(holder);
  return living;
}

/**
 * Claims the recording of the end of a run whose owner is gone. Of several processes one gets `true`.
 * A claim whose process died counts for nothing; should two take over such a one at once, the record holds two ends and the first counts.
 */
export async function claimEnd(folder: string): Promise<boolean> {
  if (await isOwned(folder)) return false;
  const me = JSON.stringify(await identify(process.pid));
  try {
    await writeFile(join(folder, CLAIM), me, { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    // There is one, of a process that is gone (else the run would be owned), or of this one.
  }
  if ((await readClaim(folder))?.pid === process.pid) return false;
  await rm(join(folder, CLAIM), { force: true });
  return writeFile(join(folder, CLAIM), me, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  );
}

async function readClaim(folder: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(join(folder, CLAIM), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const parsed = v.safeParse(processIdentitySchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the wrapper to run no further command. */
export async function writeStop(folder: string, reason: 'time' | 'timeout' | undefined): Promise<void> {
  const inner = (await readRunFile(folder))?.inner;
  for (const at of inner === undefined ? [folder] : [inner, folder])
    await writePrivate(join(at, 'stop'), reason ?? '');
}

/** Removes a run's folder with everything raw in it. */
export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }); // its recorder may just be writing
}

/** The process id of the shell that began the step; undefined when none has. */
export async function shellOf(folder: string): Promise<number | undefined> {
  return (await readMark(join(folder, '0')))?.values[0];
}

/** Waits until a shell has begun the step; false when the shell is gone without having, or `signal` gives up. */
export function hasBegun(folder: string, shellGone: Promise<void>, signal?: AbortSignal): Promise<boolean> {
  return comesTrue(folder, async () => (await shellOf(folder)) !== undefined, shellGone, signal);
}

/** Whether the shell is done with the step. */
export async function isEnded(folder: string): Promise<boolean> {
  return (await readMark(join(folder, 'end'))) !== undefined;
}

/** One mark; undefined while it is not there or not written to its end. */
export async function readMark(path: string): Promise<Mark | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const values = text === undefined ? undefined : markValues(text);
  const file = values && (await stat(path).catch(() => undefined));
  return values && file && { values, atMs: file.mtimeMs };
}

/** Whether there is such a file or folder. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
