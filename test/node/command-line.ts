import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IncidentEvent } from '../../src/core/incident/event.ts';

const root = path.join(import.meta.dirname, '../..');
const program = process.env['INCIDENT_RUNBOOK_CLI'] ?? path.join(root, 'dist/cli.js');

/** What a command line came to. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface Typed {
  env?: Readonly<Record<string, string>>;
  /** Called with all of stdout so far, whenever something came. */
  onOutput?: (stdout: string, child: ChildProcess) => void;
  /** Run on a terminal of its own, typing this into it. */
  typing?: string;
}

/** A folder with guides in it, where command lines are typed. Whoever makes it removes it. */
export interface Desk {
  folder: string;
  type(words: readonly string[], typed?: Typed): Promise<Ended>;
  /** The lines of all records, in the order of their files. */
  linesOnDisk(): string[];
  /** Whether any incident was made. */
  hasRecord(): boolean;
  remove(): void;
}

export function desk(...guides: readonly string[]): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  mkdirSync(path.join(folder, 'work'));
  const work = path.join(folder, 'work');
  for (const guide of guides) copyFileSync(path.join(root, 'test/data/cli', guide), path.join(work, guide));
  const records = path.join(work, '.incidents');
  return {
    folder: work,
    type: (words, typed) => type(words, { cwd: work, home, ...typed }),
    hasRecord: () => existsSync(records),
    linesOnDisk: () =>
      readdirSync(records, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .flatMap((name) => readFileSync(path.join(records, name), 'utf8').split('\n').filter(Boolean)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function type(
  words: readonly string[],
  { cwd, home, env, onOutput, typing }: Typed & { cwd: string; home: string },
): Promise<Ended> {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    SHELL: '/bin/bash',
    TERM: 'xterm',
    LANG: 'C.UTF-8',
    ...env,
  };
  const argv = [process.execPath, program, ...words];
  const [command = '', ...rest] =
    typing === undefined
      ? argv
      : ['script', '-qec', argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '), '/dev/null'];
  const child = spawn(command, rest, {
    cwd,
    env: environment,
    stdio: [typing === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    onOutput?.(stdout, child);
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  if (typing !== undefined) child.stdin?.write(typing);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** The events that `--json` printed; the summary behind them is none. */
export function eventsOf({ stdout }: Ended): IncidentEvent[] {
  return linesOf(stdout)
    .filter((line) => !line.startsWith('{"type":"summary"'))
    .map((line) => JSON.parse(line) as IncidentEvent);
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter(Boolean);
}

/** Each step that ran or was left out, in order, with what came of it: `immediate-action/1 succeeded`. */
export function toldSteps(ended: Ended): string[] {
  return eventsOf(ended).flatMap((event) => {
    if (event.type === 'run-ended') return [`${event.step} ${event.outcome}`];
    if (event.type === 'step-skipped') return [`${event.step} skipped`];
    return [];
  });
}

/** Nothing was said but one line of words. */
export function assertOneLine({ stderr, stdout }: Ended): void {
  assert.equal(stdout, '');
  assert.match(stderr, /^incident-runbook: .+\n$/);
}
