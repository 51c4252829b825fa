import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { identify, isAlive, send } from './processes.ts';
import { exists, writePrivate } from './run-files.ts';

/**
 * Copies each run's pipe into its file, in a process of the run's own: the step's output is complete even when we are killed, and
 * a program that the step left in the background never writes into a closed pipe. `closed` says that all writers are gone;
 * SIGTERM, that what still comes is of no interest. One program makes them all: it forks in a tenth of the time that we do, and
 * answers each folder it reads with its recorder's number.
 */
const RECORDERS = `
while IFS= read -r folder; do
  mkfifo -m 600 "$folder/pipe" || { echo; continue; }
  (
    exec 3<"$folder/pipe"
    cat <&3 >>"$folder/output" & copier=$!
    trap 'kill $copier; exec cat <&3 >/dev/null' TERM
    wait $copier && : >"$folder/closed"
  ) </dev/null >/dev/null & echo $!
done
`;

/** A recorder that runs on when this process ends. */
export interface PipeRecorder {
  /** From now on what comes is thrown away. */
  ignoreRest: () => Promise<void>;
}

/** What makes recorders; whoever starts it closes it. Those that still copy run on. */
export interface PipeRecorders {
  /** Makes the pipe of a run and copies what comes out of it to the file `output` beside it. Rejects when there is no `mkfifo`. */
  record(folder: string): Promise<PipeRecorder>;
  close: () => void;
}

/** Starts the program that makes a shell's recorders. */
export function startPipeRecorders(): PipeRecorders {
  const maker = execa('sh', ['-c', RECORDERS], {
    stdio: ['pipe', 'pipe', 'ignore'],
    buffer: false,
    detached: true,
    cleanup: false,
    reject: false,
  });
  maker.stdin.on('error', () => undefined); // it is gone: the answer that does not come says so
  const answers = createInterface({ input: maker.stdout })[Symbol.asyncIterator]();
  return {
    async record(folder) {
      await writePrivate(pipeRecordOf(folder), ''); // there before anyone looks for it
      await rm(join(folder, 'pipe'), { force: true }); // of a shell that died before it began
      maker.stdin.write(`${folder}\n`);
      const answer = await answers.next();
      const pid = answer.done ? 0 : Number(answer.value);
      if (pid === 0) throw new Error(`No pipe could be made in ${folder}.`);
      const recorder = await identify(pid);
      return {
        async ignoreRest() {
          if (recorder && !(await exists(join(folder, 'closed'))) && (await isAlive(recorder)))
            send([recorder], 'SIGTERM');
        },
      };
    },
    close: () => {
      maker.stdin.end();
      maker.unref();
    },
  };
}

/** The file that a run's recorder writes. */
export function pipeRecordOf(folder: string): string {
  return join(folder, 'output');
}
