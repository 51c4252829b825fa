import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Set in the environment of what is started, so that all of it can be found again, however far it went away from its parent. */
export interface Mark {
  name: string;
  value: string;
}

/**
 * Ends every process that carries the mark: first with SIGHUP and SIGTERM, two seconds later for good.
 * Shells under a recorder and browsers outlive whoever started them. Only Linux shows environments; elsewhere nothing is done.
 */
export async function endMarked(mark: Mark): Promise<void> {
  const deadline = Date.now() + 2_000;
  for (const signal of ['SIGHUP', 'SIGTERM'] as const) for (const pid of marked(mark)) send(pid, signal);
  while (marked(mark).length > 0 && Date.now() < deadline) await pause(50);
  for (const pid of marked(mark)) send(pid, 'SIGKILL');
}

function marked({ name, value }: Mark): number[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid && environment(pid).includes(`${name}=${value}`));
}

/** Of a process that is gone by now, or is another person's: nothing. */
function environment(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
