import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endMarked } from '../processes.ts';
import { installEditor } from './install.ts';

export interface ServerOptions {
  /** Where the server keeps everything of its own: settings, extensions, window state. Given again, it goes on with them. */
  folder: string;
  /** Packaged extensions to install. */
  vsix?: readonly string[];
  /** Folders of extensions that are there from the beginning, as they are. Only in a new folder. */
  unpacked?: readonly string[];
  /** User settings; written when the folder is new. */
  settings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the extension host and of terminals. */
  env?: Readonly<Record<string, string>>;
  /** 0 or absent: any free one. */
  port?: number;
  /** Whoever does not know it is turned away. Without one, everybody on this machine gets a shell. */
  token?: string;
  /**
   * Lets the page's address name an extension to develop and its tests. It also hides all toasts, so whoever wants to see what a
   * person sees installs a .vsix instead.
   */
  driver?: boolean;
}

export interface Server {
  readonly url: string;
  readonly token: string | undefined;
  /** All it has said so far; names the extension hosts it started. */
  log(): string;
  /** Resolves with the exit code once it has ended, for whatever reason. */
  readonly ended: Promise<number | null>;
  /** Ends it and everything it started, shells included. */
  stop(): Promise<void>;
  /** As a power cut would: only the server itself, at once. */
  kill(): void;
}

/** What the window shows first. Paths are absolute. */
export interface Opened {
  folder?: string;
  file?: string;
  /** Only with `driver`. */
  extension?: string;
  /** Only with `driver`. */
  tests?: string;
}

/** Starts VS Code's server on loopback. Rejects with what it said when it does not listen within a minute. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { node, main } = installEditor();
  const places = prepare(options);
  const mark = { name: 'INCIDENT_RUNBOOK_SERVER', value: randomUUID() };
  const env = {
    ...process.env,
    ...options.env,
    [mark.name]: mark.value,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
  const install = (options.vsix ?? []).flatMap((file) => ['--install-extension', file]);
  if (install.length > 0) {
    execFileSync(node, [main, ...install, ...places], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const child = spawn(node, [main, ...places, ...serverFlags(options)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill); // a test that throws leaves no server behind
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const log = collect(child);
  const port = await listening(child, log);
  return {
    url: `http://127.0.0.1:${port}`,
    token: options.token,
    log: () => log.text,
    ended,
    kill,
    async stop() {
      process.off('exit', kill);
      child.kill('SIGTERM');
      await Promise.race([ended, pause(5_000, undefined, { ref: false })]);
      await endMarked(mark);
      await ended;
    },
  };
}

/** The address a browser opens. */
export function workbenchUrl(server: Server, { folder, file, extension, tests }: Opened): string {
  const url = new URL(server.url);
  const remote = (path: string): string => `vscode-remote://${url.host}${path}`;
  const payload = Object.entries({
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    openFile: file,
  })
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, path]) => [key, remote(path)]);
  if (server.token) url.searchParams.set('tkn', server.token);
  if (folder) url.searchParams.set('folder', folder);
  else url.searchParams.set('ew', 'true'); // an empty window, not the folder of last time
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function prepare({ folder, settings = {}, unpacked = [] }: ServerOptions): string[] {
  const user = join(folder, 'user');
  const extensions = join(folder, 'extensions');
  const settingsFile = join(user, 'User/settings.json');
  mkdirSync(dirname(settingsFile), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  for (const extension of unpacked) {
    cpSync(extension, join(extensions, basename(extension)), { recursive: true });
  }
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify(settings, null, 2));
  return ['--server-data-dir', folder, '--user-data-dir', user, '--extensions-dir', extensions];
}

function serverFlags({ port = 0, token, driver = false }: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(driver ? ['--enable-smoke-test-driver'] : []),
  ];
}

function collect(child: ChildProcess): { text: string } {
  const log = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (log.text += chunk));
  }
  return log;
}

function listening(child: ChildProcess, log: { text: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`The editor's server ${why}\n${log.text}`));
    };
    const timer = setTimeout(fail, 60_000, 'did not start in a minute.');
    child.once('exit', (code) => fail(`ended with ${code ?? 'a signal'}.`));
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(log.text)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(port);
    });
  });
}
