import { rmSync } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { execa } from 'execa';
import { quotePosix } from '../core/run/script.ts';
import type { Marks } from '../core/run/marks.ts';
import { firstLines, howItEnded, shellArguments } from './driven-shell.ts';
import type { DrivenShell, ShellStart } from './driven-shell.ts';
import { recorderCommand } from './recorder.ts';
import type { RecorderProgram } from './recorder.ts';
import { comesTrue } from './folder-changes.ts';
import { writePrivate } from './run-files.ts';

/** The person's own terminal, that we stand between while a step runs. */
export interface PersonsTerminal {
  input: ReadStream;
  output: WriteStream;
}

/**
 * Starts a shell without a prompt on a terminal of its own that is recorded (in `folder`) and joined to the person's:
 * steps may ask, draw and be interrupted. Between steps the person's terminal is as it was.
 */
export async function startTtyShell(
  start: ShellStart,
  terminal: PersonsTerminal,
  { program, folder }: { program: RecorderProgram; folder: string },
): Promise<DrivenShell> {
  const record = join(folder, 'record');
  const device = join(folder, 'device');
  await writePrivate(record, '');
  const [recorder, ...words] = recorderCommand(program, record, openingText(start, terminal.output, device));
  const child = execa(recorder, words, {
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'], // the last one tells which step to run
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
    cwd: start.cwd,
    env: { ...start.env, SHELL: '/bin/sh' },
    extendEnv: false,
  });
  const orders = child.stdio[3] as unknown as Writable;
  let gone: Marks['gone'];
  const whenGone = child.then((result) => {
    gone = howItEnded(result);
  });
  for (const stream of [orders, child.stdin]) stream.on('error', () => undefined); // it ended: `gone` says how
  child.stdout.on('data', (bytes: Uint8Array) => void terminal.output.write(bytes));
  orders.write(firstLines(start));
  const written = await comesTrue(folder, async () => (await readText(device)) !== undefined, whenGone);
  const [pid, tty = ''] = written ? ((await readText(device)) ?? '').trim().split(' ') : [];
  return {
    pid: pid === undefined ? undefined : Number(pid),
    stdio: 'tty',
    feed: (line) => void orders.write(line),
    async record() {
      await truncate(record, 0); // it is opened to append
      return {
        path: record,
        source: 'terminal',
        over: handOn(terminal, child.stdin, tty),
        release: () => undefined,
      };
    },
    gone: () => gone,
    whenGone,
    close: () => {
      orders.end();
      child.unref();
      rmSync(folder, { recursive: true, force: true }); // what it still shows is nobody's
    },
  };
}

/** What the recorder runs: a terminal as the person's is, then the shell, which reads from the fourth stream what to do. */
function openingText(
  { path, kind, env }: ShellStart,
  { columns, rows }: WriteStream,
  device: string,
): string {
  const shell = [path, ...shellArguments(kind)].map(quotePosix).join(' ');
  const own = env['SHELL'];
  return [
    "trap '' HUP", // what steps left in the background outlives this terminal
    own === undefined ? 'unset SHELL' : `SHELL=${quotePosix(own)}; export SHELL`,
    `stty echo cols ${columns} rows ${rows}`,
    `echo "$$ $(tty)" >${quotePosix(`${device}.new`)}`,
    `mv ${quotePosix(`${device}.new`)} ${quotePosix(device)}`,
    `exec ${shell} <&3 3<&-`,
  ].join('; ');
}

/** Hands the person's keys and the size of their window on, until what it returns is called. */
function handOn({ input, output }: PersonsTerminal, keys: Writable, tty: string): () => void {
  const onKeys = (bytes: Uint8Array): void => void keys.write(bytes);
  const onResize = (): void => {
    const flag = process.platform === 'linux' ? '-F' : '-f';
    const size = ['cols', String(output.columns), 'rows', String(output.rows)];
    void execa('stty', [flag, tty, ...size], { reject: false });
  };
  input.setRawMode(true);
  input.on('data', onKeys);
  input.resume();
  output.on('resize', onResize);
  return () => {
    input.off('data', onKeys);
    input.pause();
    input.setRawMode(false);
    output.off('resize', onResize);
  };
}

function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
