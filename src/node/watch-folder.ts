import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import type { Clock, Disposable } from '../ports.ts';

/**
 * Looks when the folder says that it changed, and each second, for the folders that never say so (network shares).
 * One look at a time; what changes meanwhile is looked at after it.
 */
export function watchFolder(folder: string, look: () => Promise<void>, clock: Clock): Disposable {
  let state: 'idle' | 'looking' | 'again' = 'idle';

  async function lookOn(): Promise<void> {
    do {
      state = 'looking';
      await look();
    } while (isAgain());
  }
  const isAgain = (): boolean => state === 'again';

  /** A look that fails is nothing to report: it comes again in a second, and who reads or writes is told by that. */
  function changed(): void {
    if (state !== 'idle') {
      state = 'again';
      return;
    }
    const idle = (): void => {
      state = 'idle';
    };
    lookOn().then(idle, idle);
  }

  const seconds = clock.everySecond(changed);
  const watcher = startWatching(folder, changed);
  return {
    dispose() {
      seconds.dispose();
      watcher?.close();
    },
  };
}

/** Undefined where the system can't watch this folder, or has no watches left: the look each second remains. */
function startWatching(folder: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on('error', () => {
      watcher.close();
    });
    return watcher;
  } catch {
    return undefined;
  }
}
