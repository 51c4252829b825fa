import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './journal-problem.ts';

/**
 * Names of writers: `<host, 8 hex>-<boot, 6 hex>-<pid, base 36>-<start, base 36>-<id>`. From a name anybody on the same
 * host can tell whether its process still lives, without a lock: by pid and start time, of this boot.
 */
export interface WriterNames {
  /** A name that no writer has had. `id` is unique, `[a-z0-9]`. */
  make(id: string): string;
  /**
   * `gone`: its process has ended, or it is no name of ours, so no process of ours can be writing under it.
   * `elsewhere`: of another host; nobody here can know.
   */
  stateOf(writer: string): 'alive' | 'gone' | 'elsewhere';
}

const form = /^([0-9a-f]{8})-([0-9a-f]{6})-([0-9a-z]{1,7})-([0-9a-z]{1,8})-[0-9a-z]{1,6}$/;

export function writerNames(): WriterNames {
  // Containers may share a host's name, but not its processes.
  const host = digest(`${hostname()}\n${readOr('', () => readlinkSync('/proc/self/ns/pid'))}`).slice(0, 8);
  const boot = digest(readOr('', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))).slice(0, 6);
  return {
    make: (id) =>
      [host, boot, process.pid.toString(36), startOf(process.pid)?.toString(36) ?? '0', id.slice(-6)].join(
        '-',
      ),
    stateOf(writer) {
      const [, itsHost, itsBoot, pid = '', start = ''] = form.exec(writer) ?? [];
      if (itsHost === undefined) return 'gone';
      if (itsHost !== host) return 'elsewhere';
      if (itsBoot !== boot) return 'gone';
      return isAlive(parseInt(pid, 36), parseInt(start, 36)) ? 'alive' : 'gone';
    },
  };
}

/** A pid counts only with its start time; where the system does not tell it (no `/proc`), the pid alone. */
function isAlive(pid: number, start: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false; // EPERM: it lives, and is somebody else's
  }
  return start === 0 || startOf(pid) === start;
}

/** When a process started, in the kernel's ticks since boot. */
function startOf(pid: number): number | undefined {
  const stat = readOr('', () => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the program's name, in brackets, may hold anything
  const start = Number(fields[19]);
  return Number.isInteger(start) ? start : undefined;
}

/** What the system tells, or the other where this system does not tell it. */
function readOr(other: string, read: () => string): string {
  try {
    return read();
  } catch {
    return other;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
