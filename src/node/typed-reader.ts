import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { typedIn } from '../core/run/typed.ts';
import type { TypedLine } from '../core/run/typed.ts';
import type { TypedCommand } from '../ports.ts';
import { emptyRecord } from './terminal-folder.ts';
import type { TerminalFolder } from './terminal-folder.ts';
import { sizeOfTerminal } from './tty.ts';

/** Reads from a terminal's record what was typed at its prompt. What is asked of it is done one after the other. */
export interface TypedReader {
  /**
   * Hands over the line that ended and of which VS Code says these words: once, and while its output lies in the record.
   * Nothing is handed over of a line that begins with a space, or that can't be told.
   */
  take(
    told: string,
    hand: (typed: Pick<TypedCommand, 'command' | 'exitCode' | 'output'>) => Promise<void>,
  ): Promise<void>;
  /** Empties the record: for a step, or behind one, when the prompt that stands there is still understood afterwards. */
  empty(until: 'step' | 'prompt'): Promise<void>;
}

/** The last bytes land a moment after VS Code's event. */
const LANDS_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 50;
/** A record is emptied when it has grown to this between steps; a line that printed more than the other is not kept. */
const GROWN = 1024 * 1024;
const MOST = 64 * GROWN;

/** `pid` is of the terminal's process: its size is the terminal's. */
export function typedReader({
  folder,
  pid,
}: {
  folder: TerminalFolder;
  pid: () => Promise<number | undefined>;
}): TypedReader {
  const { record } = folder;
  let consumed = 0;
  let before = '';
  let last: Promise<void> = Promise.resolve();

  const inTurn = (act: () => Promise<void>): Promise<void> => {
    last = last.then(act, act);
    return last;
  };

  /** The first line not taken yet of which these words were told, its offsets in the file. */
  async function find(told: string): Promise<TypedLine | undefined> {
    const number = await pid();
    const size = (number === undefined ? undefined : await sizeOfTerminal(number)) ?? {
      columns: 80,
      rows: 24,
    };
    const deadline = performance.now() + LANDS_WITHIN_MS;
    do {
      if ((await stat(record)).size > MOST) return undefined;
      const bytes = await readFile(record);
      const text = before + bytes.subarray(consumed).toString('latin1');
      const shift = consumed - before.length;
      const found = typedIn(text, size, decode).lines.find((line) => isSaid(line, told));
      if (found) {
        const { from, to } = found.output;
        return { ...found, output: { from: from + shift, to: to + shift }, end: found.end + shift };
      }
      await wait(LOOK_EVERY_MS);
    } while (performance.now() < deadline);
    return undefined;
  }

  async function empty(until: 'step' | 'prompt'): Promise<void> {
    const prompt = until === 'prompt' ? await promptAtEnd(record) : '';
    await emptyRecord(folder);
    consumed = 0;
    before = prompt;
  }

  return {
    take: (told, hand) =>
      inTurn(async () => {
        const line = await find(told);
        if (!line) return;
        const { command, exitCode, output, end } = line;
        if (command !== undefined && !/^\s/.test(command))
          await hand({
            command,
            output: bytesOf(record, output),
            ...(exitCode !== undefined && { exitCode }),
          });
        consumed = end;
        before = '';
        if ((await stat(record)).size > GROWN) await empty('prompt');
      }),
    empty: (until) => inTurn(() => empty(until)),
  };
}

/** VS Code says what the shell told it, or what it read on its own screen. */
function isSaid({ told, command }: TypedLine, said: string): boolean {
  return [told.trim(), command?.trim()].includes(said.trim());
}

async function* bytesOf(record: string, { from, to }: TypedLine['output']): AsyncGenerator<Uint8Array> {
  if (to <= from) return;
  for await (const chunk of createReadStream(record, { start: from, end: to - 1 })) yield chunk as Uint8Array;
}

const TAIL = 16 * 1024;

async function promptAtEnd(record: string): Promise<string> {
  const file = await open(record);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(size, TAIL)),
      0,
      Math.min(size, TAIL),
      Math.max(0, size - TAIL),
    );
    return typedIn(buffer.subarray(0, bytesRead).toString('latin1'), { columns: 80, rows: 24 }, decode)
      .prompt;
  } finally {
    await file.close();
  }
}

function decode(bytes: string): string {
  return new TextDecoder().decode(Buffer.from(bytes, 'latin1'));
}
