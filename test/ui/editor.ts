import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startServer, workbenchUrl, type Server } from '../../tools/editor/server.ts';
import { onPath } from '../../tools/needs.ts';
import { root } from '../../tools/setup.mjs';
import { vsixName } from '../../tools/vsix.ts';
import { startBrowser, stillSettings } from '../browser.ts';
import { leave, openWindow, type EditorWindow } from './window.ts';

export interface EditorOptions {
  /** `granted` (default): every folder is trusted. `asked`: a folder is restricted until the person trusts it. */
  trust?: 'granted' | 'asked';
  /** User settings beside those that make the editor hold still. */
  settings?: Readonly<Record<string, unknown>>;
  env?: Readonly<Record<string, string>>;
}

export interface OpenOptions {
  /** Files of the fresh folder, by their paths in it. */
  files?: Readonly<Record<string, string>>;
  /** The one that is shown at first. */
  show?: string;
  /** An existing folder instead of a fresh one. */
  folder?: string;
  /** `none`: the window opens no folder; the files are there all the same. */
  workspace?: 'folder' | 'none';
}

/**
 * A real editor with the product installed from its .vsix, as a person has it: one server and one browser. Start one in a
 * suite's `before`, end it in its `after`; each test opens a window of its own on a fresh folder.
 */
export interface Editor {
  /** HOME of its terminals; `bin` in it is first on their PATH. */
  readonly home: string;
  /** Where VS Code lets the product keep things of no folder. */
  readonly storage: string;
  /** Puts a stand-in for a program on the PATH of the terminals: the text of a script, with or without `#!`. */
  standIn(program: string, script: string): void;
  open(options?: OpenOptions): Promise<EditorWindow>;
  /**
   * Closes the windows of a test, for a suite's `afterEach`: `endTest(this.currentTest)`. Of a test that failed it leaves pictures
   * of them, and what the server said, in test/results.
   */
  endTest(test: Mocha.Test | undefined): Promise<void>;
  /** As a power cut would: the server is gone at once, and what it had not written is lost. Windows stay, disconnected. */
  die(): Promise<void>;
  /** After `die`: the same server again, at the same address. Windows then `reload`. */
  comeBack(): Promise<void>;
  /** Ends the editor, its windows and everything that runs in its terminals. */
  stop(): Promise<void>;
}

/** Starts the editor. Needs the .vsix in the repository's folder: `npm run package`, which the suite does first. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const scratch = mkdtempSync(join(tmpdir(), 'ui-'));
  const home = makeHome(join(scratch, 'home'));
  const places = join(scratch, 'probes');
  mkdirSync(places);
  const serverOptions = {
    folder: join(scratch, 'server'),
    settings: {
      ...stillSettings,
      'security.workspace.trust.enabled': options.trust === 'asked',
      ...options.settings,
    },
    env: { HOME: home, SHELL: onPath('bash') ?? '/bin/sh', PROBE_PLACES: places, ...options.env },
  };
  const servers = [
    await startServer({
      ...serverOptions,
      vsix: [join(root, vsixName)],
      unpacked: [join(import.meta.dirname, 'probe')],
    }),
  ];
  const current = (): Server => servers.at(-1) as Server;
  const browser = await startBrowser();
  return {
    home,
    storage: join(scratch, 'server/user/User/globalStorage/incident-runbook.incident-runbook'),
    standIn(program, script) {
      const file = join(home, 'bin', program);
      writeFileSync(file, script.startsWith('#!') ? script : `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    },
    async open({ files = {}, show, workspace = 'folder', ...options } = {}) {
      const folder = options.folder ?? mkdtempSync(join(scratch, 'folder-'));
      for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
      const url = workbenchUrl(current(), {
        ...(workspace === 'folder' && { folder }),
        ...(show && { file: join(folder, show) }),
      });
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
      return openWindow({ context, url, folder, workspace: workspace === 'folder' ? folder : '', places });
    },
    async endTest(test) {
      if (test?.state === 'failed') await keepEvidence(test.fullTitle(), browser, current().log());
      for (const context of browser.contexts()) {
        for (const page of context.pages()) await leave(page);
        await context.close();
      }
    },
    async die() {
      current().kill();
      await current().ended;
    },
    async comeBack() {
      servers.push(await startServer({ ...serverOptions, port: Number(new URL(current().url).port) }));
    },
    async stop() {
      await browser.close();
      for (const server of servers) await server.stop();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function keepEvidence(title: string, browser: Browser, log: string): Promise<void> {
  const name = join(root, 'test/results', title.replaceAll(/\W+/g, '-').slice(0, 80));
  writeFileSync(`${name}.log`, log);
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) await page.screenshot({ path: `${name}-${index + 1}.png` });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The server asks a login shell for PATH, and terminals start others: each finds the stand-ins first. */
function makeHome(home: string): string {
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const file of ['.profile', '.bashrc', '.zshenv']) {
    writeFileSync(join(home, file), 'export PATH="$HOME/bin:$PATH"\n');
  }
  return home;
}
