import { disk } from '../../src/node/disk.ts';
import type { Disk, LineFile } from '../../src/node/disk.ts';

type Step = 'create' | 'write' | 'half a write' | 'sync' | 'cut' | 'sync folder';

/** The real disk, with faults to be put in; and what was asked of it, in order. */
export interface FailingDisk extends Disk {
  /** From now on this step fails, so many times. */
  fail(step: Step, code: string, times?: number): void;
  /** From now on syncs do not come back, until the returned function is called. */
  stall(): () => void;
  mend(): void;
  /** `create writer.jsonl`, `write writer.jsonl`, `sync writer.jsonl`, `sync folder` … */
  readonly asked: readonly string[];
}

export function failingDisk(): FailingDisk {
  const faults = new Map<Step, { code: string; times: number }>();
  const asked: string[] = [];
  let stalled: Promise<void> | undefined;

  function may(step: Step): void {
    const fault = faults.get(step);
    if (!fault || fault.times === 0) return;
    fault.times--;
    throw Object.assign(new Error(`${fault.code}: put in by a test`), { code: fault.code });
  }

  function failing(file: LineFile, name: string): LineFile {
    return {
      ...file,
      async write(bytes) {
        asked.push(`write ${name}`);
        may('write');
        try {
          may('half a write');
        } catch (error) {
          await file.write(bytes.subarray(0, bytes.length / 2));
          throw error;
        }
        await file.write(bytes);
      },
      async sync() {
        asked.push(`sync ${name}`);
        await stalled;
        may('sync');
        await file.sync();
      },
      async cut(bytes) {
        asked.push(`cut ${name}`);
        may('cut');
        await file.cut(bytes);
      },
    };
  }

  return {
    asked,
    async create(path, modes) {
      const name = path.replace(/^.*\//, '').replace(/^.+?(\.\d+)?\.jsonl$/, 'writer$1.jsonl');
      asked.push(`create ${name}`);
      may('create');
      return failing(await disk.create(path, modes), name);
    },
    async syncFolder(path) {
      asked.push('sync folder');
      may('sync folder');
      await disk.syncFolder(path);
    },
    fail(step, code, times = Infinity) {
      faults.set(step, { code, times });
    },
    stall() {
      let release = (): void => undefined;
      stalled = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        stalled = undefined;
        release();
      };
    },
    mend() {
      faults.clear();
    },
  };
}
