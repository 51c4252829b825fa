import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** The program of a child as one file, so that starting it a hundred times takes little; returns where it lies. */
export function buildChild(folder: string): string {
  const outfile = path.join(folder, 'journal-child.mjs');
  const entry = fileURLToPath(new URL('./journal-child.ts', import.meta.url));
  buildSync({
    entryPoints: [entry],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}

/** Where a child writes. */
export interface ChildPlace {
  /** Its program. */
  program: string;
  folder: string;
  incident: string;
}

export interface Written {
  /** The events that were acknowledged. */
  ids: string[];
  /** How the process ended. */
  signal: NodeJS.Signals | null;
  exitCode: number | null;
  errors: string;
}

/** A process that writes so many facts; killed without warning once it has said so many, if `killAfter` is there. */
export async function writeInChild(
  { program, folder, incident }: ChildPlace,
  { count, killAfter }: { count: number; killAfter?: number },
): Promise<Written> {
  const running = spawn(process.execPath, [program, folder, incident, String(count)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let errors = '';
  running.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  running.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    if (killAfter !== undefined && said.split('\n').length > killAfter) running.kill('SIGKILL');
  });
  await once(running, 'close');
  const ids = said.split('\n').slice(0, -1); // what follows the last newline was not said to its end
  return { ids, signal: running.signalCode, exitCode: running.exitCode, errors };
}

/** Does all of it, so many at a time. */
export async function severalAtOnce<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of rest) results[index] = await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
