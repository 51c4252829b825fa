import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recorderCommand } from '../../src/node/recorder.ts';

/** A terminal as an incident has one: a program on it, and every byte that it shows in a record. */
export interface TestTerminal {
  record: string;
  /** Of the recorder: VS Code's `processId`. */
  pid: number;
  shown(): string;
  /** As if typed. */
  send(keys: string): void;
  ended: Promise<unknown>;
  close(): Promise<void>;
}

/** Starts shell text on a terminal of its own. */
export function openTestTerminal(folder: string, text: string): TestTerminal {
  const record = join(folder, 'record');
  writeFileSync(record, '');
  const [program, ...words] = recorderCommand('util-linux', record, text);
  const child = spawn(program, words, {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: folder,
    env: {
      ...process.env,
      SHELL: '/bin/sh',
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      PS1: 'ready> ',
      TERM: 'xterm',
      HISTFILE: '',
    },
  });
  const ended = once(child, 'exit');
  child.stdin.on('error', () => undefined); // it ended
  return {
    record,
    pid: child.pid ?? 0,
    shown: () => readFileSync(record, 'utf8'),
    send: (keys) => void child.stdin.write(keys),
    ended,
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
