import { execa } from 'execa';
import { exportsOf, greeting } from '../core/run/script.ts';
import type { ShellKind } from '../core/run/script.ts';
import type { Marks } from '../core/run/marks.ts';
import { pipeRecordOf } from './pipe-recorder.ts';
import type { PipeRecorders } from './pipe-recorder.ts';

/** Where a shell begins: in the place of one that a step ended, with what that one had exported. */
export interface Beginnings {
  cwd: string;
  /** Commands that set the exported variables, in the shell's own language. */
  exports: string;
}

export interface ShellStart extends Beginnings {
  path: string;
  kind: ShellKind;
  env: NodeJS.ProcessEnv;
}

/** A living shell without a prompt that reads, line by line, which step to run. */
export interface DrivenShell {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** What its steps have for stdin, stdout and stderr. */
  readonly stdio: 'pipe' | 'tty';
  feed(line: string): void;
  /** Makes ready to record the bytes of the next step. */
  record(folder: string): Promise<StepRecord>;
  /** How it ended; undefined while it lives. */
  gone(): Marks['gone'];
  /** Resolves when it has ended. */
  readonly whenGone: Promise<void>;
  /** Lets it end by itself, after its step; what its steps left in the background goes on. */
  close: () => void;
}

/** Where a step's bytes go. */
export interface StepRecord {
  path: string;
  source: 'pipe' | 'terminal';
  /** The step has ended. */
  over: () => void;
  /** What still comes is not wanted. */
  release: () => Promise<void> | undefined;
}

/** Starts a shell, non-login and non-interactive, in a session of its own, so that a Ctrl-C for us is not for it. */
export function startPipedShell(start: ShellStart, recorders: PipeRecorders): DrivenShell {
  const child = execa(start.path, shellArguments(start.kind), {
    stdin: 'pipe',
    stdout: 'ignore', // each step has a pipe of its own
    stderr: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
    cwd: start.cwd,
    env: start.env,
    extendEnv: false,
  });
  let gone: Marks['gone'];
  const whenGone = child.then((result) => {
    gone = howItEnded(result);
  });
  const feed = (line: string): void => void child.stdin.write(line);
  feed(firstLines(start));
  return {
    pid: child.pid,
    stdio: 'pipe',
    feed,
    record: (folder) => recordInPipe(folder, recorders),
    gone: () => gone,
    whenGone,
    close: () => {
      child.stdin.end();
      child.unref();
    },
  };
}

async function recordInPipe(folder: string, recorders: PipeRecorders): Promise<StepRecord> {
  const recorder = await recorders.record(folder);
  return {
    path: pipeRecordOf(folder),
    source: 'pipe',
    over: () => undefined,
    release: recorder.ignoreRest,
  };
}

/** fish reads all of its input before it runs any, so it gets a loop. */
export function shellArguments(kind: ShellKind): string[] {
  return kind === 'fish' ? ['-c', 'while read -l __ir_line; eval $__ir_line; end'] : ['-s'];
}

/** What a new shell is fed before its first step. */
export function firstLines({ kind, exports }: ShellStart): string {
  return greeting(kind) + exportsOf(kind, exports);
}

/** Of a process's end: its code or its signal. */
export function howItEnded(result: { exitCode?: number | undefined; signal?: string | undefined }): object {
  const { exitCode, signal } = result;
  return { ...(exitCode !== undefined && { exitCode }), ...(signal !== undefined && { signal }) };
}
