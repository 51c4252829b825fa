import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';

/** What happens in some folders, for whoever looks at their files again and again. */
export interface Changes {
  /** Counts what happened: take it before looking, so that nothing is missed between looking and waiting. */
  version(): number;
  /** Resolves when something happened after that, at the latest after a short while: not every file system tells. */
  after(version: number): Promise<void>;
  wake(): void;
  close: () => void;
}

const LOOK_AGAIN_MS = 100;

/** Whoever calls this closes what it returns. */
export function watchFolders(folders: readonly string[]): Changes {
  let version = 0;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    version++;
    for (const go of waiting) go();
  };
  const watchers = [...new Set(folders)].flatMap((folder) => startWatching(folder, wake));
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

/** None where the system can't watch this folder, or has no watches left: looking again remains. */
function startWatching(folder: string, wake: () => void): FSWatcher[] {
  try {
    return [watch(folder, { persistent: false }, wake).on('error', wake)];
  } catch {
    return [];
  }
}

/** Waits until something about a folder's files is true; false when it isn't and `gone` or `signal` says that it won't be. */
export async function comesTrue(
  folder: string,
  isTrue: () => Promise<boolean>,
  gone: Promise<void>,
  signal?: AbortSignal,
): Promise<boolean> {
  const changes = watchFolders([folder]);
  let given = signal?.aborted ?? false;
  const giveUp = (): void => {
    given = true;
    changes.wake();
  };
  void gone.then(giveUp);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    for (;;) {
      const version = changes.version();
      const last = given; // asked before looking: what was left till then is seen
      if (await isTrue()) return true;
      if (last) return false;
      await changes.after(version);
    }
  } finally {
    signal?.removeEventListener('abort', giveUp);
    changes.close();
  }
}
