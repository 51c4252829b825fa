import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { writePrivate } from './run-files.ts';

/**
 * Copies a run's pipe into its file, in a process of its own: the step's output is complete even when we are killed, and a
 * program that the step left in the background never writes into a closed pipe. `closed` says that all writers are gone;
 * SIGTERM, that what still comes is of no interest.
 */
const PIPE_RECORDER = `
exec 3<"$1/pipe"
cat <&3 >>"$1/output" & copier=$!
trap 'kill $copier; exec cat <&3 >/dev/null' TERM
wait $copier && : >"$1/closed"
`;

/** A recorder that runs on when this process ends. */
export interface PipeRecorder {
  /** From now on what comes is thrown away. */
  ignoreRest: () => void;
}

/** Makes the pipe of a run and copies what comes out of it to the file `output` beside it. Rejects when there is no `mkfifo`. */
export async function recordPipe(folder: string): Promise<PipeRecorder> {
  await writePrivate(pipeRecordOf(folder), ''); // there before anyone looks for it
  await rm(join(folder, 'pipe'), { force: true }); // of a shell that died before it began
  await execa('mkfifo', ['-m', '600', join(folder, 'pipe')]);
  const recorder = execa('sh', ['-c', PIPE_RECORDER, 'recorder', folder], {
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  });
  recorder.unref();
  return { ignoreRest: () => void recorder.kill('SIGTERM') };
}

/** The file that `recordPipe` writes. */
export function pipeRecordOf(folder: string): string {
  return join(folder, 'output');
}
