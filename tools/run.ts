import { spawn } from 'node:child_process';
import { root } from './setup.mjs';

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  /** `show` lets it write to our screen; `keep` keeps what it says, for when it fails. */
  output: 'show' | 'keep';
  /** Ended after this time, as failed. */
  limitMs?: number;
}

export interface Ran {
  ok: boolean;
  output: string;
}

/** Runs a program in the repository's folder. Programs of installed packages are found by their names. */
export function run([program = '', ...args]: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: options.output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      timeout: options.limitMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code, signal) => {
      if (signal) output += `\n${program} was ended by ${signal}.`;
      resolve({ ok: code === 0, output });
    });
  });
}
