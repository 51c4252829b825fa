import { isatty } from 'node:tty';
import type { PersonsTerminal } from '../node/tty-shell.ts';

/** Where the command line was typed: what it reads and writes beside files. */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where a person sits and can be asked: undefined unless stdin and stdout are terminals. */
  readonly person: PersonsTerminal | undefined;
  /** Writes to stdout. A pipe that was closed by its reader (`| head -1`) takes nothing more; the work goes on. */
  write(text: string | Uint8Array): void;
  /** Says something beside the result: one line on stderr. */
  tell(words: string): void;
  /** Asks in a line of its own; undefined when no answer came. */
  askLine(question: string, signal?: AbortSignal): Promise<string | undefined>;
  readonly paint: Paint;
  /** Resolves when all that was written has left this process. */
  flush(): Promise<void>;
}

/** Colours for words; each returns the words as they are where no colour is wanted. */
export type Paint = Readonly<Record<'bold' | 'dim' | 'good' | 'bad', (words: string) => string>>;

const codes = { bold: '1', dim: '2', good: '32', bad: '31' } as const;

/** The terminal, pipe or file that a process was started on. */
export function terminalOf(started: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr, env } = started;
  const closed = new Set<NodeJS.WriteStream>();
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed.add(stdout);
    if (error.code !== 'EPIPE')
      write(stderr, `incident-runbook: nothing more can be printed: ${error.message}\n`);
  });
  stderr.on('error', () => closed.add(stderr)); // there is nowhere left to say it
  const write = (to: NodeJS.WriteStream, text: string | Uint8Array): void => {
    if (!closed.has(to)) to.write(text);
  };
  const isColoured = isatty(1) && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  return {
    cwd: started.cwd(),
    env,
    person: isatty(0) && isatty(1) ? { input: stdin, output: stdout } : undefined,
    write: (text) => {
      write(stdout, text);
    },
    tell: (words) => {
      write(stderr, `incident-runbook: ${oneLine(words)}\n`);
    },
    async askLine(question, signal) {
      const { createInterface } = await import('node:readline/promises');
      const lines = createInterface({ input: stdin, output: stdout });
      const close = (): void => {
        lines.close();
      };
      // While a line is typed the terminal sends Ctrl-C as a character: it means here what it means everywhere.
      lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
      signal?.addEventListener('abort', close);
      const ended = new Promise<undefined>((resolve) => {
        lines.once('close', () => {
          resolve(undefined);
        });
      });
      try {
        return await Promise.race([lines.question(question), ended]);
      } finally {
        signal?.removeEventListener('abort', close);
        close();
      }
    },
    paint: paintWith((code, words) => (isColoured ? `\u001B[${code}m${words}\u001B[0m` : words)),
    async flush() {
      await Promise.all([stdout, stderr].map(drained));
    },
  };
}

function paintWith(put: (code: string, words: string) => string): Paint {
  return {
    bold: (words) => put(codes.bold, words),
    dim: (words) => put(codes.dim, words),
    good: (words) => put(codes.good, words),
    bad: (words) => put(codes.bad, words),
  };
}

function oneLine(words: string): string {
  return words.replace(/\s*\n\s*/g, ' ').trim();
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    }); // called with an error too, when its reader is gone
  });
}
