#!/usr/bin/env node
/**
 * A VS Code for @vscode/test-electron where there is none to download: takes the desktop's flags, and runs the same tests in the
 * extension host of VS Code's server, its window in a browser nobody sees. Ends with the tests' exit code.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, format } from 'node:util';
import type { Page } from 'playwright-core';
import { startServer, workbenchUrl, type Server } from '../../tools/editor/server.ts';
import { startBrowser, stillSettings } from '../browser.ts';

const limitMs = Number(process.env['VSCODE_TEST_TIMEOUT_MS'] ?? 600_000);

/** The workbench reports through two functions it expects on its page; its own log comes the same way, before mocha's first line. */
async function listen(page: Page): Promise<{ ended: Promise<number>; heldBack: string[] }> {
  const heldBack: string[] = [];
  let hasBegun = Boolean(process.env['VSCODE_TEST_VERBOSE']);
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const isWorkbench = /^%c|^Ignoring fetching/.test(String(args[0]));
    const line = format(...args);
    hasBegun ||= args[0] === '%s%s'; // how mocha's spec reporter writes a suite's title
    if (!hasBegun) heldBack.push(line);
    else if (!isWorkbench) process.stdout.write(`${line}\n`);
  });
  const ended = new Promise<number>((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
  return { ended, heldBack };
}

async function openTests(server: Server, page: Page): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const { ended, heldBack } = await listen(page);
  await page.goto(
    workbenchUrl(server, {
      folder: positionals[0] ?? '',
      extension: String(values.extensionDevelopmentPath),
      tests: String(values.extensionTestsPath),
    }),
  );
  const late = once(AbortSignal.timeout(limitMs), 'abort').then(
    () => `the tests did not end in ${limitMs / 1000} s`,
  );
  const died = server.ended.then(() => `the server died\n${server.log()}`);
  const result = await Promise.race([ended, late, died]);
  if (typeof result === 'number') {
    // Something threw before mocha wrote its first line: a test file that does not load.
    if (result !== 0) process.stderr.write(heldBack.join('\n'));
    return result;
  }
  process.stderr.write(`${result}\n`);
  return 1;
}

const folder = mkdtempSync(join(tmpdir(), 'editor-'));
const server = await startServer({
  folder,
  settings: { ...stillSettings, 'security.workspace.trust.enabled': false },
  driver: true,
});
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  process.exitCode = await openTests(server, page);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
