import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file system of its own that a test can fill. */
export interface SmallDisk {
  folder: string;
  /** Takes all of it. */
  fill(): void;
  makeRoom(): void;
  /** Whoever makes it removes it, when nothing has it open any more. */
  remove(): void;
}

/** Mounts one in memory, which only root may do: throws in words where it can't be had. */
export function smallDisk({ kilobytes }: { kilobytes: number }): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-disk-'));
  const filler = path.join(folder, 'filler');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw new Error('A small file system could not be mounted: this test needs root.', { cause: error });
  }
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    makeRoom: () => {
      rmSync(filler);
    },
    remove() {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
