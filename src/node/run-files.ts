import { randomBytes } from 'node:crypto';
import { watch } from 'node:fs';
import { chmod, mkdtemp, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { markValues, runEnd } from '../core/run/marks.ts';
import type { Mark, Marks } from '../core/run/marks.ts';
import type { RunEnd } from '../core/run/outcome.ts';
import { readStream, streamRest, streamStart } from '../core/run/stream.ts';
import { identify, isAlive, processIdentitySchema } from './processes.ts';

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
  /** Processes that earlier steps left in that shell: not this step's to end. */
  leaveAlone: v.exactOptional(v.array(v.number())),
});
/** What is known of a run before it begins; beside it lie the marks that its shell leaves. */
export type RunFile = v.InferOutput<typeof runFileSchema>;

const ABOUT = 'run.json';
const CLAIM = 'claim';

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
  const owner = (await readRunFile(folder))?.owner;
  if (owner && owner.pid !== process.pid && (await isAlive(owner))) return true;
  const claimant = await readClaim(folder);
  return claimant !== undefined && claimant.pid !== process.pid && (await isAlive(claimant));
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

async function readClaim(folder: string): Promise<v.InferOutput<typeof processIdentitySchema> | undefined> {
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
  await writePrivate(join(folder, 'stop'), reason ?? '');
}

/** Removes a run's folder with everything raw in it. */
export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }); // its recorder may just be writing
}

/** The process id of the shell that began the step; undefined when none has. */
export async function shellOf(folder: string): Promise<number | undefined> {
  return (await readMark(join(folder, '0')))?.values[0];
}

/** Waits until a shell has begun the step; false when the shell is gone without having. */
export async function hasBegun(folder: string, shellGone: Promise<void>): Promise<boolean> {
  const changes = watchFolders([folder]);
  let gone = false;
  void shellGone.then(() => {
    gone = true;
    changes.wake();
  });
  try {
    for (;;) {
      const version = changes.version();
      const last = gone; // asked before looking: what it left till then is seen
      if ((await shellOf(folder)) !== undefined) return true;
      if (last) return false;
      await changes.after(version);
    }
  } finally {
    changes.close();
  }
}

/** Whether the shell is done with the step. */
export async function isEnded(folder: string): Promise<boolean> {
  return (await readMark(join(folder, 'end'))) !== undefined;
}

// ---------------------------------------------------------------- following a run

/** What only whoever watches the shell's process can say. */
export interface ShellLife {
  /** Set once the shell is no longer there. */
  gone(): Promise<Marks['gone']>;
  /** The step removed its own folder: nothing can tell its end any more but the shell's own, so it is to end after it. */
  endAfterStep(): void;
}

export interface Followed {
  /** The run's own bytes as they come, ending when the run has ended and all of them were read. */
  output: AsyncGenerator<Uint8Array, void, undefined>;
  ended: Promise<RunEnd>;
  dispose(): void;
}

/**
 * Reads a run from its files: the one reader, of the live run and of the run whose owner is gone, headless and in a terminal.
 * `notices` grows when the output may be incomplete.
 */
export function followRun(
  run: { folder: string; file: RunFile; texts: readonly string[]; notices: string[] },
  life: ShellLife,
): Followed {
  const { folder, file } = run;
  const texts = file.whole ? [run.texts.join('\n')] : run.texts;
  const changes = watchFolders([
    folder,
    dirname(file.record),
    ...(file.inner === undefined ? [] : [file.inner]),
  ]);
  let over = false;
  const ended = untilOver(folder, file, texts.length, life, changes).then(async (gone): Promise<RunEnd> => {
    over = true;
    changes.wake();
    if (!(await exists(folder)))
      return { outcome: { outcome: 'unknown', reason: FILES_REMOVED }, durationMs: 0, commands: [] };
    return runEnd(texts, await readMarks(folder, file, gone));
  });
  const output = follow(run, changes, () => over);
  return { output, ended, dispose: changes.close };
}

const FILES_REMOVED = 'the files that hold its outcome were removed while it ran';
/** How long the output may stay silent after the run's end, before what is missing is given up. */
const MISSING_AFTER_MS = 2000;
/** How long after the last command's mark a prompt may take, before the step counts as done without it. */
const PROMPT_WITHIN_MS = 1000;

async function untilOver(
  folder: string,
  file: RunFile,
  count: number,
  life: ShellLife,
  changes: Changes,
): Promise<Marks['gone']> {
  const last = join(file.inner ?? folder, String(count));
  for (;;) {
    const version = changes.version();
    if (await isEnded(folder)) return undefined;
    const gone = await life.gone();
    if (gone) return gone;
    if (!(await exists(folder))) life.endAfterStep();
    const mark = await stat(last).catch(() => undefined);
    // The step may have removed the prompt hook that writes the end.
    if (mark && file.inner === undefined && Date.now() - mark.mtimeMs > PROMPT_WITHIN_MS) return undefined;
    await changes.after(version);
  }
}

const CHUNK_BYTES = 64 * 1024;

async function* follow(
  { folder, file, notices }: { folder: string; file: RunFile; notices: string[] },
  changes: Changes,
  isOver: () => boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  const record = await openWhenThere(file.record, changes, isOver);
  if (!record) return;
  try {
    let position = streamStart(file.source);
    let offset = 0;
    let grewAt = performance.now();
    while (position.phase !== 'after') {
      const version = changes.version();
      const complete = isOver() && (await exists(join(folder, 'closed'))); // asked before reading: what was written till then is read
      const { bytesRead, buffer } = await record.read(
        Buffer.allocUnsafe(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        offset,
      );
      if (bytesRead > 0) {
        const read = readStream(position, buffer.subarray(0, bytesRead), file.nonce);
        position = read.position;
        offset += bytesRead;
        grewAt = performance.now();
        yield* read.bytes;
        continue;
      }
      if (complete) break;
      if (isOver() && performance.now() - grewAt > MISSING_AFTER_MS) {
        notices.push('The end of the output did not come: it may be incomplete.');
        break;
      }
      await changes.after(version);
    }
    const rest = streamRest(position);
    if (rest.length > 0) yield rest;
  } finally {
    await record.close();
  }
}

async function openWhenThere(
  path: string,
  changes: Changes,
  isOver: () => boolean,
): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  for (;;) {
    const version = changes.version();
    const over = isOver();
    const handle = await open(path, 'r').catch(() => undefined);
    if (handle || over) return handle;
    await changes.after(version);
  }
}

async function readMarks(folder: string, file: RunFile, gone: Marks['gone']): Promise<Marks> {
  const marks = file.inner ?? folder;
  const names = await readdir(marks).catch((): string[] => []);
  const commands = new Map<number, Mark>();
  for (const name of names.filter((name) => /^[1-9]\d*$/.test(name))) {
    const mark = await readMark(join(marks, name));
    if (mark) commands.set(Number(name), mark);
  }
  const started = await readMark(join(marks, '0'));
  const exit = await readMark(join(marks, 'exit'));
  const end = (await readMark(join(marks, 'end'))) ?? (await readMark(join(folder, 'end')));
  const cut = (await readMark(join(marks, 'cut')))?.values[0];
  const stop = await readStop(folder);
  return {
    commands,
    atTerminal: file.source === 'terminal',
    ...(started && { started }),
    ...(exit && { exit }),
    ...(end && { end }),
    ...(cut !== undefined && { cut }),
    ...(stop && { stop }),
    ...(gone && { gone }),
  };
}

async function readMark(path: string): Promise<Mark | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const values = text === undefined ? undefined : markValues(text);
  const file = values && (await stat(path).catch(() => undefined));
  return values && file && { values, atMs: file.mtimeMs };
}

async function readStop(folder: string): Promise<Marks['stop']> {
  const path = join(folder, 'stop');
  const reason = await readFile(path, 'utf8').catch(() => undefined);
  const file = reason === undefined ? undefined : await stat(path).catch(() => undefined);
  return file && { atMs: file.mtimeMs, ...(reason && { reason }) };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

// ---------------------------------------------------------------- waiting for files

interface Changes {
  /** Counts what happened: take it before looking, so that nothing is missed between looking and waiting. */
  version(): number;
  /** Resolves when something happened after that, at the latest after a short while: not every file system tells. */
  after(version: number): Promise<void>;
  wake(): void;
  close: () => void;
}

const LOOK_AGAIN_MS = 100;

function watchFolders(folders: readonly string[]): Changes {
  let version = 0;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    version++;
    for (const go of waiting) go();
  };
  const watchers = [...new Set(folders)].map((folder) =>
    watch(folder, { persistent: false }, wake).on('error', wake),
  );
  return {
    version: () => version,
    after: (seen) =>
      new Promise((resolve) => {
        if (version !== seen) {
          resolve();
          return;
        }
        const go = (): void => {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, LOOK_AGAIN_MS);
        waiting.add(go);
      }),
    wake,
    close: () => {
      for (const watcher of watchers) watcher.close();
      wake();
    },
  };
}
