#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runCommandLine } from './cli/arguments.ts';
import { terminalOf } from './cli/terminal.ts';
import type { Terminal } from './cli/terminal.ts';
import type { Workplace } from './cli/workplace.ts';
import type { Grammar } from './core/shell/syntax.ts';
import { placeOf, systemClock } from './node/system.ts';
import type { Place } from './ports.ts';

withoutOptimising();
const terminal = terminalOf(process);
const exitCode = await runCommandLine(process.argv.slice(2), {
  version: versionOf('../package.json'),
  workplace: workplaceOf(terminal),
}).catch((error: unknown) => {
  terminal.tell(error instanceof Error ? error.message : String(error));
  return 1;
});
await terminal.flush();
process.exit(exitCode); // what a step left in the background is not waited for

function workplaceOf(at: Terminal): Workplace {
  let place: Promise<Place> | undefined;
  let grammar: Promise<Grammar> | undefined;
  return {
    terminal: at,
    clock: systemClock(),
    place: () => (place ??= placeOf(at.cwd, 'cli')),
    grammar: () => (grammar ??= loadGrammar()),
  };
}

function versionOf(packageJson: string): string {
  const read: unknown = JSON.parse(readFileSync(new URL(packageJson, import.meta.url), 'utf8'));
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'unknown';
}

/**
 * Keeps V8 from optimising the shell grammar: that takes it 2 s, for which a process must wait before it can end, and a guide
 * of 0.7 MB is read sooner without (2.5 s to 8 s on a busy machine). A newer Node takes the flag only from its beginning, so
 * this process begins again with it.
 */
function withoutOptimising(): void {
  const flag = '--liftoff-only';
  if (process.execArgv.includes(flag)) return;
  if (process.platform === 'win32' || !('execve' in process)) {
    setFlagsFromString(flag);
    return;
  }
  const { execPath, execArgv, argv, env } = process;
  process.execve(execPath, [execPath, flag, ...execArgv, ...argv.slice(1)], env);
}

async function loadGrammar(): Promise<Grammar> {
  const { loadGrammar: load } = await import('./node/grammar.ts');
  return load({
    engine: wasmOf('web-tree-sitter/web-tree-sitter.wasm'),
    bash: wasmOf('tree-sitter-bash/tree-sitter-bash.wasm'),
    programs: programsFolder(),
  });
}

/** Beside the bundle, as it is shipped; from the installed packages when the sources are run. */
function wasmOf(packaged: string): string {
  const beside = new URL(packaged.replace(/^.*\//, './'), import.meta.url);
  return fileURLToPath(existsSync(beside) ? beside : import.meta.resolve(packaged));
}

/** As for the wasm: what programs do lies beside the bundle. */
function programsFolder(): string {
  const inSources = new URL('./core/shell/programs/', import.meta.url);
  return fileURLToPath(existsSync(inSources) ? inSources : new URL('./programs/', import.meta.url));
}
