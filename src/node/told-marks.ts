import { open, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStream, streamStart } from '../core/run/stream.ts';
import type { StreamMark } from '../core/run/stream.ts';
import type { RunFile } from './run-files.ts';

const CHUNK_BYTES = 64 * 1024;
const isMark = ({ name }: StreamMark): boolean => /^(\d+|cut|exit|end)$/.test(name);

/**
 * Reads what a step that runs where our files aren't tells by markers, and leaves it as the files that its shell would have left:
 * so everything else reads such a run as any other, after a crash too. Each call of what it returns reads on to the record's end.
 * A mark's time is when the record had it; of a run that is picked up, marks that nobody saw come all have the record's last time.
 */
export function toldMarks(folder: string, { record, nonce, shell }: RunFile): () => Promise<void> {
  let position = streamStart('terminal');
  let offset = 0;
  const leave = async ({ name, values }: StreamMark, at: Date): Promise<void> => {
    const path = join(folder, name);
    // What the shell over there says of itself means nothing here: the run's shell is the terminal's.
    const said = name === '0' ? [shell?.pid ?? 0] : name === 'cut' || values.length > 0 ? values : [0];
    const isNew = await writeFile(path, `${said.join(' ')}\n`, { flag: 'wx', mode: 0o600 }).then(
      () => true,
      () => false, // it was seen before
    );
    if (isNew) await utimes(path, at, at);
  };
  return async () => {
    const file = await open(record, 'r').catch(() => undefined);
    if (!file) return;
    try {
      const { mtime } = await file.stat();
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
        if (bytesRead === 0) return;
        const read = readStream(position, buffer.subarray(0, bytesRead), nonce);
        position = read.position;
        offset += bytesRead;
        for (const mark of read.marks.filter(isMark)) await leave(mark, mtime);
      }
    } finally {
      await file.close();
    }
  };
}
