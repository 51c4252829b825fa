import { open, readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runEnd } from '../core/run/marks.ts';
import type { Mark, Marks } from '../core/run/marks.ts';
import type { RunEnd } from '../core/run/outcome.ts';
import { readStream, recorderFooter, streamRest, streamStart } from '../core/run/stream.ts';
import { watchFolders } from './folder-changes.ts';
import type { Changes } from './folder-changes.ts';
import { exists, isEnded, readMark } from './run-files.ts';
import { toldMarks } from './told-marks.ts';
import type { RunFile } from './run-files.ts';

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
  const readTold = file.within && toldMarks(folder, file);
  let lastLook = readTold === undefined;
  for (;;) {
    const version = changes.version();
    const gone = await life.gone(); // asked before looking: what was left till then is seen
    await readTold?.();
    if (await isEnded(folder)) return undefined;
    if (gone && lastLook) return gone;
    lastLook ||= gone !== undefined; // what it told last is a moment on its way to the record
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
    let held: Uint8Array = new Uint8Array(); // what may be the recorder's last line, and is if nothing follows
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
        for (const bytes of read.bytes) {
          if (held.length > 0) yield held;
          const footer = file.source === 'terminal' ? recorderFooter(bytes) : -1;
          held = footer < 0 ? bytes.subarray(bytes.length) : bytes.subarray(footer);
          yield footer < 0 ? bytes : bytes.subarray(0, footer);
        }
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

async function readStop(folder: string): Promise<Marks['stop']> {
  const path = join(folder, 'stop');
  const reason = await readFile(path, 'utf8').catch(() => undefined);
  const file = reason === undefined ? undefined : await stat(path).catch(() => undefined);
  return file && { atMs: file.mtimeMs, ...(reason && { reason }) };
}
