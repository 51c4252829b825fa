import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cached, installAlone, npm, ownNode, SetupError, step } from '../setup.mjs';

/** The last release of code-server whose parts were all tried; it contains VS Code's own server of the same number. */
const version = '4.139.1';

/** Modules that would have to be compiled, and what stands in for them. */
const standIns = ['spdlog', 'native-watchdog'];

/** Parts of the editor that are large and that nothing here uses. */
const leftOut = ['@github/copilot-sdk-linux-x64', '@github/copilot-sdk-linux-arm64', '@microsoft/mxc-sdk'];

/** A real VS Code that runs anywhere: its server, and the Node it runs on. */
export interface InstalledEditor {
  node: string;
  /** The server's start file. */
  main: string;
}

/**
 * Puts VS Code's server into the cache folder, from npm alone and without a compiler: 170 MB to download, about 20 seconds.
 * The parts that matter (terminals, file watching, search) come built; see the stand-ins for what does not.
 */
export function installEditor(): InstalledEditor {
  const node = ownNode();
  if (!node) {
    throw new SetupError(
      'Without VS Code on the PATH this needs Linux. In VS Code: "Shell Command: Install code".',
    );
  }
  const server = (folder: string): string => join(folder, 'node_modules/code-server/lib/vscode');
  const folder = cached(`editor-${version}-${process.platform}-${process.arch}`, (own) => {
    step(`Installing the editor ${version} (170 MB to download, kept in the cache folder)`, () => {
      fill(own, server(own), node);
    });
  });
  return { node, main: join(server(folder), 'out/server-main.js') };
}

function fill(folder: string, server: string, node: string): void {
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, PATH: [dirname(node), process.env['PATH']].join(delimiter) };
  installAlone(folder, `code-server@${version}`, env);
  // `npm ci` refuses: the shrinkwrap file that comes along is not complete.
  npm(server, ['install', '--omit=dev'], env);
  for (const name of standIns) {
    copyFileSync(
      join(import.meta.dirname, 'stand-ins', `${name}.cjs`),
      join(server, 'node_modules/@vscode', name, 'index.js'),
    );
  }
  for (const name of leftOut) rmSync(join(server, 'node_modules', name), { recursive: true, force: true });
  // A terminal module that does not load would show only in the first test that opens one.
  execFileSync(node, ['-e', `require(${JSON.stringify(join(server, 'node_modules/node-pty'))})`]);
}
