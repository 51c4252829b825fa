import { endByShell, livingShell } from './execution.ts';
import { isHeld, readRunFile, writeStop } from './run-files.ts';
import type { RunFile } from './run-files.ts';
import { leftovers } from './spool.ts';

/**
 * Ends the steps whose process is gone and that nobody would ever end: those whose time is over, and those that run until somebody
 * stops them and that nobody can see. All others go on to their own end. What came of a step stays in its files, to be read into the record by
 * whoever next writes to its incident. Resolves when nothing of them is left; an aborted `atOnce` ends them by SIGKILL.
 */
export async function endAbandoned(spool: string, now: number, atOnce: AbortSignal): Promise<void> {
  const alone = (await leftovers(spool)).filter(({ state }) => state === 'running');
  await Promise.all(alone.map(({ folder }) => endIfAlone(folder, now, atOnce)));
}

async function endIfAlone(folder: string, now: number, atOnce: AbortSignal): Promise<void> {
  const file = await readRunFile(folder);
  const why = file && whyEnd(file, now);
  if (!why || (await isHeld(folder))) return;
  const shell = await livingShell(folder, file);
  if (!shell) return;
  await writeStop(folder, why.reason);
  await endByShell(folder, shell, new Set(file.leaveAlone), atOnce);
}

/** Why a step that is alone is to be ended; undefined when it may go on. `now` is in milliseconds of the epoch. */
export function whyEnd(
  { limit, startedMs, whenAlone }: Pick<RunFile, 'limit' | 'startedMs' | 'whenAlone'>,
  now: number,
): { reason?: 'time' | 'timeout' } | undefined {
  if (limit && startedMs !== undefined && now - startedMs > limit.seconds * 1000)
    return { reason: limit.reason };
  return whenAlone === 'end' && !limit ? {} : undefined;
}
