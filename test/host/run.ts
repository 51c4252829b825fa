/**
 * The host suite: mocha inside a real extension host, started by @vscode/test-electron in every case. Which VS Code that is:
 * the one VSCODE_PATH names; else a downloaded one, where there is a screen and the internet; else our launcher's.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from '../../tools/setup.mjs';

const bundled = join(root, 'test/results/host');

async function bundleTests(): Promise<void> {
  rmSync(bundled, { recursive: true, force: true });
  mkdirSync(bundled, { recursive: true });
  writeFileSync(join(bundled, 'package.json'), '{"type":"commonjs"}\n');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/index.ts', 'test/host/**/*.test.ts'],
    outdir: bundled,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function findEditor(): Promise<string> {
  const named = process.env['VSCODE_PATH'];
  if (named) return named;
  const launcher = join(import.meta.dirname, 'launcher.ts');
  return hasScreen() && (await isOnline()) ? downloadAndUnzipVSCode('stable') : launcher;
}

function hasScreen(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function isOnline(): Promise<boolean> {
  try {
    const address = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(address, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false; // which is the answer
  }
}

await bundleTests();
const workspace = mkdtempSync(join(tmpdir(), 'host-'));
try {
  await runTests({
    vscodeExecutablePath: await findEditor(),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(bundled, 'index.js'),
    launchArgs: [workspace],
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
