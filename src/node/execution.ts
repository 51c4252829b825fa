import type { RunEnd } from '../core/run/outcome.ts';
import type { Execution, PickUp, RunRequest } from '../ports.ts';
import { endStep, familyOf, identify, isAlive } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';
import { followRun } from './follow.ts';
import { sizeOfTerminal } from './tty.ts';
import { claimEnd, isEnded, readRunFile, removeRunFolder, shellOf, writeStop } from './run-files.ts';
import type { Followed } from './follow.ts';
import type { RunFile } from './run-files.ts';

export type Ender = (atOnce: AbortSignal, over: Promise<unknown>, reason?: StopReason) => Promise<void>;
/** Absent where a person stops it. */
type StopReason = NonNullable<RunRequest['limit']>['reason'];

/** What must be known of a run that goes on, to end it when asked to and to clean up after it. */
export interface Supervision {
  folder: string;
  followed: Followed;
  /** Grows until the run has ended. */
  notices: readonly string[];
  /** Ends what of the run still runs, by SIGKILL once `atOnce` is aborted; resolves when nothing is left. `over`: the run has ended. */
  end: Ender;
  limit?: RunRequest['limit'];
  /** Milliseconds of the limit that are already over. */
  spentMs?: number;
  signal?: AbortSignal;
  /** Raw bytes are no longer wanted. */
  release?: () => Promise<void> | undefined;
}

/**
 * A followed run as the port wants it: it can be stopped, by a person or when its time is over, and released. Whoever stops it
 * while it is being stopped does not want to wait: it ends at once.
 */
export function supervise(run: Supervision): Execution {
  const { folder, followed, limit, signal } = run;
  const atOnce = new AbortController();
  let stopping: Promise<void> | undefined;
  const stop = (reason?: 'time' | 'timeout'): void => {
    if (!stopping) stopping = stopWith(folder, reason, () => run.end(atOnce.signal, followed.ended, reason));
    else if (reason === undefined) atOnce.abort();
  };
  const onAbort = (): void => {
    stop();
  };
  const timer =
    limit &&
    setTimeout(
      () => {
        stop(limit.reason);
      },
      Math.max(0, limit.seconds * 1000 - (run.spentMs ?? 0)),
    );
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) stop();

  const settle = async (): Promise<RunEnd> => {
    try {
      return await followed.ended;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      await stopping;
    }
  };
  return {
    output: followed.output,
    ended: settle(),
    notices: run.notices,
    size: async () => {
      const shell = await shellOf(folder);
      return shell === undefined ? undefined : sizeOfTerminal(shell);
    },
    stop: onAbort,
    async release() {
      await run.release?.();
      followed.dispose();
      await removeRunFolder(folder);
    },
  };
}

async function stopWith(
  folder: string,
  reason: 'time' | 'timeout' | undefined,
  end: () => Promise<void>,
): Promise<void> {
  await writeStop(folder, reason).catch(() => undefined); // the step may have removed the folder: signals reach it all the same
  await end();
}

/**
 * Ends a step by signals to its shell's family. `leaveAlone` are processes that earlier steps left in the background;
 * the shell itself is left alone once it is done with the step.
 */
export async function endByShell(
  folder: string,
  shell: ProcessIdentity,
  leaveAlone: ReadonlySet<number>,
  atOnce?: AbortSignal,
): Promise<void> {
  const isOver = async (): Promise<boolean> => (await isEnded(folder)) || !(await isAlive(shell));
  const members = async (): Promise<ProcessIdentity[]> => {
    const over = await isOver();
    return (await familyOf(shell.pid)).filter(({ pid }) =>
      pid === shell.pid ? !over : !leaveAlone.has(pid),
    );
  };
  await endStep({ members, isOver, ...(atOnce && { atOnce }) });
}

/**
 * Reads on, from its files, a run of another process on this host that is gone. Whoever gets it records its end. It is ended by
 * signals, unless `enderOf` says how.
 */
export async function pickUpRun(
  run: { run: string; spool: string; commands: readonly string[] },
  enderOf?: (folder: string, file: RunFile, shell: ProcessIdentity) => Ender,
): Promise<PickUp> {
  const file = await readRunFile(run.spool);
  if (file?.run !== run.run) return { kind: 'lost', reason: 'the files of the run are gone' };
  if (!(await claimEnd(run.spool))) return { kind: 'owned' };
  const shell = await livingShell(run.spool, file);
  const notices: string[] = [];
  const gone = async (): Promise<object | undefined> => ((await isThere(shell, file)) ? undefined : {});
  const followed = followRun(
    { folder: run.spool, file, texts: run.commands, notices },
    { gone, endAfterStep: () => undefined },
  );
  const execution = supervise({
    folder: run.spool,
    followed,
    notices,
    end: async (atOnce, over, reason) => {
      if (shell && enderOf) await enderOf(run.spool, file, shell)(atOnce, over, reason);
      else if (shell) await endByShell(run.spool, shell, new Set(file.leaveAlone), atOnce);
    },
    ...(file.limit && { limit: file.limit, spentMs: Date.now() - (file.startedMs ?? Date.now()) }),
  });
  return { kind: 'found', execution };
}

/** Whether what runs a step is still there: its shell, and the program in that which it was sent into. */
export async function isThere(
  shell: ProcessIdentity | undefined,
  { within }: Pick<RunFile, 'within'>,
): Promise<boolean> {
  return shell !== undefined && (await isAlive(shell)) && (!within || (await isAlive(within)));
}

/** The run's shell, if it is still the same process. What only its number is known of counts while the system has not been started anew. */
export async function livingShell(folder: string, file: RunFile): Promise<ProcessIdentity | undefined> {
  if (file.shell) return (await isAlive(file.shell)) ? file.shell : undefined;
  const pid = await shellOf(folder);
  const now = pid === undefined ? undefined : await identify(pid);
  return now?.boot === file.owner?.boot ? now : undefined;
}
