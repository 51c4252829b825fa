import type { IncidentEvent } from '../core/incident/event.ts';
import type { Clock, Disposable } from '../ports.ts';
import { JournalProblem, notOnDisk } from './journal-problem.ts';
import { createSegments } from './journal-segments.ts';
import type { SegmentOptions } from './journal-segments.ts';

/** A disk that has not answered for so long is told of; its answer still counts when it comes. */
const stalledAfterMs = 10_000;

/** A line as it goes to disk. */
export interface StampedLine {
  text: string;
  event: IncidentEvent;
}

/** Makes the line when its turn has come, so that it names what was last seen; throws for a fact that makes none. */
export type Stamp = () => StampedLine;

export interface WriterOptions extends SegmentOptions {
  clock: Clock;
  /** Before lines are stamped: reads what the others wrote. */
  beforeStamping(): Promise<void>;
}

/** A line that somebody waits for. */
interface Waiting {
  stamp: Stamp;
  sinceMs: number;
  /** Once it is stamped. */
  event?: IncidentEvent;
  /** Once its writer was told that it is not on disk, `resolve` is that of `written`. */
  told: boolean;
  resolve: (event: IncidentEvent) => void;
  reject: (reason: Error) => void;
}

/**
 * Appends the lines of one process to its own files, in order.
 *
 * Lines that come while a sync is under way share the next one. A line is acknowledged when its bytes are synced and the
 * file is still where it was. When the disk says no, all that wait are told, and the lines stay in memory in their order:
 * they are tried again each second and by each new line, before it. A fact is never taken back, because its bytes may be on
 * disk in spite of the error; whoever did not do what it announces says so by another fact.
 *
 * Where the lines go, and what happens to a file that failed: `journal-segments.ts`.
 */
export interface LineWriter {
  append(stamp: Stamp): Promise<IncidentEvent>;
  /** Waits for what is under way and lets go of the file. */
  close(): Promise<void>;
}

export function lineWriter(options: WriterOptions): LineWriter {
  const { eventsFolder, clock } = options;
  const segments = createSegments(options);
  const lines: Uint8Array[] = [];
  let waiting: Waiting[] = [];
  let pumping: Promise<void> | undefined;
  let retrying: Disposable | undefined;
  let closed = false;

  async function writeWaiting(): Promise<void> {
    const batch = [...waiting];
    try {
      await options.beforeStamping();
      for (const one of batch) stampOne(one);
      await segments.write(lines);
      const onDisk = new Set(batch);
      waiting = waiting.filter((one) => !onDisk.has(one));
      for (const { event, resolve } of batch) if (event) resolve(event);
    } catch (error) {
      tell(batch, error);
    }
  }

  function stampOne(one: Waiting): void {
    if (one.event) return;
    try {
      const { text, event } = one.stamp();
      one.event = event;
      lines.push(Buffer.from(text));
    } catch (error) {
      waiting = waiting.filter((other) => other !== one);
      one.reject(error instanceof Error ? error : new JournalProblem(String(error)));
    }
  }

  function tell(batch: readonly Waiting[], cause: unknown): void {
    const still = new Set(waiting);
    for (const one of batch) if (still.has(one)) tellNotOnDisk(one, eventsFolder, cause);
  }

  async function pump(): Promise<void> {
    const slow = clock.everySecond(() => {
      const late = clock.monotonicMs() - stalledAfterMs;
      const stalled = waiting.filter(({ sinceMs }) => sinceMs <= late);
      tell(stalled, new JournalProblem('the disk has not answered for 10 seconds'));
    });
    do await writeWaiting();
    while (waiting.some(({ told }) => !told));
    slow.dispose();
  }

  /** Starts writing, if it is not under way, and goes on each second while something waits. */
  function start(): void {
    if (closed || pumping) return;
    pumping = pump().finally(() => {
      pumping = undefined;
      if (waiting.some(({ told }) => !told)) start();
      else if (waiting.length > 0 && !closed) retrying ??= clock.everySecond(start);
      else {
        retrying?.dispose();
        retrying = undefined;
      }
    });
  }

  return {
    append(stamp) {
      return new Promise((resolve, reject) => {
        if (closed) throw new JournalProblem('The record was closed.');
        waiting.push({ stamp, sinceMs: clock.monotonicMs(), told: false, resolve, reject });
        start();
      });
    },
    async close() {
      while (pumping) await pumping;
      closed = true;
      retrying?.dispose();
      await segments.close();
    },
  };
}

/** Rejects it, if its appender was not told yet. It goes on waiting. */
function tellNotOnDisk(one: Waiting, folder: string, cause: unknown): void {
  if (one.told) return;
  one.told = true;
  const { reject } = one;
  const written = new Promise<IncidentEvent>((resolve) => {
    one.resolve = resolve;
  });
  reject(notOnDisk(folder, written, cause));
}
