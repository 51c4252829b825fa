import { processShell } from '../../src/node/process.ts';
import type { ProcessShell } from '../../src/node/process.ts';
import type { RunEnd } from '../../src/core/run/outcome.ts';
import type { RunRequest, Shell } from '../../src/ports.ts';
import { grammar } from '../grammar.ts';

/** What came of one step. */
export interface Ran {
  output: Buffer;
  end: RunEnd;
  notices: readonly string[];
}

export type StepInTest = Partial<RunRequest> & { commands: readonly string[] };

let runs = 0;

/** A request for a step of which only the commands matter. */
function request(step: StepInTest): RunRequest {
  runs += 1;
  return {
    run: `run${runs}`,
    title: 'a step',
    language: 'bash',
    onFailure: 'go-on',
    lane: 'main',
    ...step,
  };
}

/** A shell without a terminal, in a folder of the test's own. */
export function shellIn(folder: string, shell: string, planned: RunRequest[] = []): ProcessShell {
  return processShell({
    shell,
    cwd: folder,
    env: { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' },
    spool: folder,
    grammar,
    planned,
  });
}

/** Runs one step to its end and takes it out of the spool, as the actions do. */
export async function runStep(
  shell: Shell,
  step: StepInTest,
  signal: AbortSignal = new AbortController().signal,
): Promise<Ran> {
  const asked = request(step);
  await shell.prepare(asked);
  const result = await shell.start(asked, signal);
  if (result.kind === 'refused') throw new Error(result.reason);
  const { execution } = result;
  const chunks: Uint8Array[] = [];
  for await (const chunk of execution.output) chunks.push(chunk);
  const end = await execution.ended;
  await execution.release();
  return { output: Buffer.concat(chunks), end, notices: execution.notices };
}

/** `0 1(1,0) SIGKILL +2 => failed 1`: each command, how many were not reached, the step. */
export function told({ outcome, commands, notRun }: RunEnd): string {
  const each = commands.map(({ outcome, exitCode, signal, pipeStatus }) => {
    const code = signal ?? (outcome === 'succeeded' || outcome === 'failed' ? String(exitCode) : outcome);
    return code + (pipeStatus ? `(${pipeStatus.join()})` : '');
  });
  const left = notRun === undefined ? [] : [`+${notRun}`];
  const detail =
    'signal' in outcome ? [outcome.signal] : 'exitCode' in outcome ? [String(outcome.exitCode)] : [];
  return [...each, ...left, '=>', outcome.outcome, ...detail].join(' ');
}
