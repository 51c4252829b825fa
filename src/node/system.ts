import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { promisify } from 'node:util';
import type { Actor } from '../core/incident/event.ts';
import type { Clock, Disposable, Place } from '../ports.ts';

/** Letters without those that are read for another. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** The system's clock, and one timer for all who want seconds. Whoever makes it disposes it. */
export function systemClock(): Clock & Disposable {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  return {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    newId: () => [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join(''),
    timezone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    everySecond(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const one of [...listeners]) one();
      }, 1000).unref();
      return {
        dispose() {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          clearInterval(timer);
          timer = undefined;
        },
      };
    },
    dispose() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}

/** Who works here, and where: git's `user.name`, else the system's user. */
export async function placeOf(folder: string, via: Actor['via']): Promise<Place> {
  const user = systemUser();
  const host = hostname();
  return { actor: { name: (await gitUser(folder)) ?? user, host, via }, host, user, folder };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown'; // a container may run under an id that has no name
  }
}

async function gitUser(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['config', 'user.name'], {
      cwd: folder,
      timeout: 3000,
    });
    return stdout.trim() === '' ? undefined : stdout.trim();
  } catch {
    return undefined; // no git, or no name in it
  }
}
