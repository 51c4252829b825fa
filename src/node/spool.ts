import { chmod, lstat, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { identify } from './processes.ts';
import { isOwned, readRunFile, shellOf } from './run-files.ts';

const NAME = 'incident-runbook';

/**
 * The private folder on this host's disk where raw bytes lie while a step runs: `incident-runbook` in `$XDG_STATE_HOME`, else
 * `~/.local/state`, else the folder for temporary files. (`XDG_RUNTIME_DIR` would be emptied by a logout under a running step.)
 * Rejects when none of them can be written.
 */
export async function openSpool(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const state = environment['XDG_STATE_HOME'];
  const candidates = [
    ...(state?.startsWith('/') ? [state] : []),
    join(environment['HOME'] ?? homedir(), '.local', 'state'),
    environment['TMPDIR'] ?? tmpdir(),
  ];
  for (const candidate of candidates) {
    const folder = await privateFolder(join(candidate, NAME));
    if (folder !== undefined) return folder;
  }
  return mkdtemp(join(tmpdir(), `${NAME}-`)); // somebody else has the name in the shared folder
}

async function privateFolder(path: string): Promise<string | undefined> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const found = await lstat(path);
    if (!found.isDirectory() || (process.platform !== 'win32' && found.uid !== userInfo().uid))
      return undefined;
    await chmod(path, 0o700);
    return path;
  } catch {
    return undefined; // read-only, or not a folder: the next candidate
  }
}

/** A run whose folder is still there. */
export interface Leftover {
  folder: string;
  run: string;
  state:
    /** A living process has it. */ 'owned' | /** Nobody has it and its shell goes on. */ 'running' | 'ended';
}

/** The runs found in the spool, for whoever comes back: to be read into the record. */
export async function leftovers(spool: string): Promise<Leftover[]> {
  const found: Leftover[] = [];
  for (const entry of await readdir(spool, { withFileTypes: true })) {
    const folder = join(spool, entry.name);
    const file = entry.isDirectory() ? await readRunFile(folder) : undefined;
    if (file) found.push({ folder, run: file.run, state: await stateOf(folder) });
  }
  return found;
}

async function stateOf(folder: string): Promise<Leftover['state']> {
  if (await isOwned(folder)) return 'owned';
  const shell = await shellOf(folder);
  return shell !== undefined && (await identify(shell)) ? 'running' : 'ended';
}
