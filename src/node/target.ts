import { execFile } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Target } from '../core/run/target.ts';
import {
  composeFileNames,
  composeTarget,
  databaseHost,
  dockerTarget,
  kubeTarget,
} from '../core/run/target-sources.ts';
import type { Place } from '../ports.ts';

/** How long one source may take (a folder on a dead mount, a git that waits for a lock) before it is left out. */
const WITHIN_MS = 2000;
/** What is read of a file at most. */
const FILE_BYTES = 1024 * 1024;

/** Where a step is about to run. */
export interface TargetPlace extends Pick<Place, 'host' | 'user'> {
  /** The shell's folder now. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** The compose file that the guide names with `-f`, relative to the folder. */
  composeFile?: string;
}

/**
 * What a step would be pointed at: read from git, from compose's and kubectl's own files and from the environment, in a few
 * milliseconds. Asks no server and starts no kubectl; what can't be read in time is left out.
 */
export async function readTarget(place: TargetPlace): Promise<Target> {
  const { host, user, folder, env } = place;
  const database = databaseHost(env);
  const parts = await Promise.all(
    [gitTarget(folder), dockerOf(env), composeOf(place), kubeOf(env)].map(inTime),
  );
  return Object.assign({ host, user, folder }, ...parts, database !== undefined && { database }) as Target;
}

async function inTime(part: Promise<Target>): Promise<Target> {
  const late = new AbortController();
  try {
    return await Promise.race([part, wait(WITHIN_MS, {}, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}

async function gitTarget(folder: string): Promise<Target> {
  const [branch, commit] = await Promise.all([
    git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
    git(folder, ['log', '-1', '--format=%h']),
  ]);
  // A wrapper named git may say anything.
  return { ...(/^\S+$/.test(branch) && { branch }), ...(/^[0-9a-f]{4,64}$/.test(commit) && { commit }) };
}

/** Empty when git isn't there, the folder is in no repository, or nothing was committed. */
async function git(folder: string, words: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...words], {
      cwd: folder,
      timeout: WITHIN_MS,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    });
    return stdout.trim();
  } catch {
    return ''; // so it says nothing of the target
  }
}

async function dockerOf(env: NodeJS.ProcessEnv): Promise<Target> {
  const folder = env['DOCKER_CONFIG'] || join(env['HOME'] ?? homedir(), '.docker');
  const docker = dockerTarget(env, await readText(join(folder, 'config.json')));
  return docker === undefined ? {} : { docker };
}

async function composeOf({ folder, env, composeFile }: TargetPlace): Promise<Target> {
  const named = env['COMPOSE_FILE']?.split(env['COMPOSE_PATH_SEPARATOR'] ?? delimiter)[0] || composeFile;
  const found = named === undefined ? await defaultComposeFile(folder) : await composeText(folder, named);
  if (!found) return {};
  const { path, text } = found;
  const dotEnv = await readText(join(dirname(path), '.env'));
  return composeTarget(env, {
    file: isAbsolute(named ?? '') ? path : (named ?? basename(path)),
    folder: basename(dirname(path)),
    text,
    ...(dotEnv !== undefined && { dotEnv }),
  });
}

interface FoundFile {
  path: string;
  text: string;
}

async function composeText(folder: string, name: string): Promise<FoundFile | undefined> {
  const path = resolve(folder, name);
  const text = await readText(path);
  return text === undefined ? undefined : { path, text };
}

/** As compose looks: in the folder, then in those above it. */
async function defaultComposeFile(folder: string): Promise<FoundFile | undefined> {
  for (const name of composeFileNames) {
    const found = await composeText(folder, name);
    if (found) return found;
  }
  const above = dirname(folder);
  return above === folder ? undefined : defaultComposeFile(above);
}

async function kubeOf(env: NodeJS.ProcessEnv): Promise<Target> {
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  const paths = named.length > 0 ? named : [join(env['HOME'] ?? homedir(), '.kube', 'config')];
  const texts = await Promise.all(paths.map(readText));
  return kubeTarget(texts.filter((text) => text !== undefined));
}

/** A file's text up to a limit; undefined when it can't be read or is none: to open a pipe (a vault's `.env`) would wait for its writer. */
async function readText(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(FILE_BYTES), 0, FILE_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined; // what can't be read is not a part of the target
  }
}
