/** The second half of `npm start` where there is no VS Code on the PATH: the same editor, served to a browser on this machine. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, workbenchUrl, type Server } from './editor/server.ts';
import { forSteps, installLine, missing } from './needs.ts';
import { run } from './run.ts';
import { main, root, say, SetupError } from './setup.mjs';
import { vsixName } from './vsix.ts';

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Whoever typed `npm start` has run this folder's programs already.
  'security.workspace.trust.enabled': false,
};

/** Opens the person's browser where there is a screen; the address is printed in any case. */
function openBrowser(url: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const hasScreen = process.platform === 'darwin' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasScreen) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .once('error', () => say(`(${opener} is not here: open the address by hand.)`))
    .unref();
}

/** Resolves when the person, or whoever started us, wants it to end, or when the server ended by itself. */
function untilAskedToEnd(server: Server): Promise<unknown> {
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(
    (signal) => new Promise((resolve) => process.on(signal, resolve)),
  );
  return Promise.race([...signals, server.ended]);
}

async function serve(folder: string, file: string): Promise<void> {
  const lacks = missing(forSteps);
  for (const { name, why } of lacks) say(`! ${name} is missing: ${why}.`);
  if (lacks.length > 0) say(`  Type, as root: ${installLine(lacks)}`);
  say('… Building and packaging the extension');
  const { ok, output } = await run(['node', 'tools/package.ts'], { output: 'keep' });
  if (!ok) throw new SetupError(output);
  const token = randomBytes(16).toString('hex');
  const port = Number(process.env['PORT'] ?? 0);
  const server = await startServer({ folder, vsix: [join(root, vsixName)], settings, token, port });
  const askedToEnd = untilAskedToEnd(server);
  const url = workbenchUrl(server, { folder: root, file });
  say(
    '\nOpen this address. It is for this machine only; whoever has it has a shell here. Ctrl-C ends everything.\n',
  );
  process.stdout.write(`${url}\n`);
  openBrowser(url);
  await askedToEnd;
  say('\nEnding…');
  await server.stop();
}

await main(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-start-'));
  try {
    await serve(folder, process.argv[2] ?? '');
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
