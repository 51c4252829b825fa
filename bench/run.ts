import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { runStep, shellIn } from '../test/node/steps.ts';

/** What running a step without a terminal costs beside a plain shell of the same program. */
export interface RunFigures {
  /** From the request to the result of a command that does nothing; the plain shell is told by a line and answers by one. */
  readonly step: { medianMs: number; plainMs: number };
  /** A large output from its first byte to the result. */
  readonly output: {
    megabytes: number;
    bytes: number;
    ms: number;
    plainMs: number;
  };
}

const samples = 15;
const megabytes = 10;
const flood = `head -c ${megabytes * 1024 * 1024} /dev/zero | tr '\\0' x`;

export async function measureRun(): Promise<RunFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'run-bench-'));
  const shell = shellIn(folder, 'bash');
  try {
    await runStep(shell, { commands: ['true'] }); // the shell itself is started once
    const step = async (): Promise<unknown> => runStep(shell, { commands: ['true'] });
    const plain = plainShell();
    const medianMs = await medianOf(step);
    const plainMs = await medianOf(() => plain.run('true'));
    let bytes = 0;
    const ms = await took(async () => {
      bytes = (await runStep(shell, { commands: [flood] })).output.length;
    });
    const plainFloodMs = await took(() => plain.run(flood));
    plain.end();
    return {
      step: { medianMs, plainMs },
      output: { megabytes, bytes, ms, plainMs: plainFloodMs },
    };
  } finally {
    shell.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A shell that is fed lines; a line of its own says that one is done. */
function plainShell(): { run: (command: string) => Promise<void>; end: () => void } {
  const child = spawn('bash', ['-s'], { stdio: ['pipe', 'pipe', 'ignore'] });
  return {
    run: (command) =>
      new Promise((resolve) => {
        let end = '';
        const onData = (bytes: Buffer): void => {
          end = (end + bytes.toString('latin1', Math.max(0, bytes.length - 10))).slice(-10);
          if (!end.endsWith('=done\n')) return;
          child.stdout.off('data', onData);
          resolve();
        };
        child.stdout.on('data', onData);
        child.stdin.write(`${command}\necho; echo =done\n`);
      }),
    end: () => {
      child.stdin.end();
    },
  };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample++) times.push(await took(work));
  return times.sort((a, b) => a - b)[Math.floor(samples / 2)] ?? 0;
}
