import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endByShell, pickUpRun, supervise } from '../../src/node/execution.ts';
import { followRun } from '../../src/node/follow.ts';
import { identify, isAlive } from '../../src/node/processes.ts';
import type { ProcessIdentity } from '../../src/node/processes.ts';
import { describeRun, hasBegun, makeRunFolder, shellOf } from '../../src/node/run-files.ts';
import { emptyRecord, makeTerminalFolder } from '../../src/node/terminal-folder.ts';
import type { TerminalFolder } from '../../src/node/terminal-folder.ts';
import { writeTerminalStep } from '../../src/node/terminal-step.ts';
import type { Shell } from '../../src/ports.ts';
import { grammar } from '../grammar.ts';

/** The terminal of an incident as the editor opens it, without the editor: a person's shell at its prompt, recorded. */
export interface TerminalInTest extends Shell {
  /** What a person presses. */
  type(keys: string): void;
  /** Whether the step that runs has printed this. */
  shows(text: string): boolean;
  /** What lies behind it; undefined before its first step. */
  place(): TerminalFolder | undefined;
  close(): Promise<void>;
}

interface Opened {
  folder: TerminalFolder;
  child: ChildProcess;
  gone: Promise<void>;
  /** Known once a step began in it. */
  shell?: ProcessIdentity;
}

const BEGINS_WITHIN_MS = 10_000;

/** Whoever opens it closes it. A terminal whose shell ended is followed by a new one, as in the editor. */
export function terminalIn(home: string, shell: string): TerminalInTest {
  writeFileSync(path.join(home, '.zshrc'), ''); // zsh would ask a new person how it is to be set up
  let opened: Opened | undefined;

  async function terminal(): Promise<Opened> {
    if (opened && (!opened.shell || (await isAlive(opened.shell)))) return opened;
    await opened?.gone;
    const folder = await makeTerminalFolder(home, { incident: 'test', lane: 'main', shell });
    const { ENV: _, ...env } = process.env;
    const child = spawn(folder.launcher, [], {
      cwd: home,
      env: { ...env, HOME: home, LC_ALL: 'C.UTF-8', RECORD_SHELL: shell, RECORD_FOLDER: folder.folder },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const gone = once(child, 'exit').then(() => undefined);
    opened = { folder, child, gone };
    return opened;
  }

  const folders = new Map<string, string>();
  const type = (keys: string): void => void opened?.child.stdin?.write(keys);
  return {
    async prepare({ run }) {
      const spool = await makeRunFolder(home, run);
      folders.set(run, spool);
      return { spool };
    },
    async start(request, signal) {
      const folder = folders.get(request.run) ?? '';
      const at = await terminal();
      const written = await writeTerminalStep(folder, request, { shell, record: at.folder.record, grammar });
      if (written.kind === 'refused') return written;
      await emptyRecord(at.folder);
      type(`${written.line}\n`);
      if (!(await hasBegun(folder, at.gone, AbortSignal.timeout(BEGINS_WITHIN_MS))))
        return { kind: 'refused', reason: 'its shell did not read it' };
      const pid = (await shellOf(folder)) ?? 0;
      const identity = (await identify(pid)) ?? { pid, start: '', boot: '' }; // it began, and is gone already
      at.shell = identity;
      const { about, notices } = written;
      const file = await describeRun(folder, { ...about, shell: identity, startedMs: Date.now() });
      const life = {
        gone: async () => ((await isAlive(identity)) ? undefined : {}),
        endAfterStep: () => undefined,
      };
      const execution = supervise({
        folder,
        followed: followRun({ folder, file, texts: request.commands, notices }, life),
        notices,
        signal,
        end: (atOnce) => endByShell(folder, identity, new Set(), atOnce),
      });
      return { kind: 'started', execution, spool: folder };
    },
    pickUp: pickUpRun,
    onTyped: () => ({ dispose: () => undefined }),
    type,
    shows: (text) => opened !== undefined && readFileSync(opened.folder.record, 'utf8').includes(text),
    place: () => opened?.folder,
    async close() {
      if (!opened) return;
      opened.child.stdin?.end('\u0004'); // the recorder hands it on, and the shell ends
      opened.child.kill('SIGKILL');
      await opened.gone;
    },
  };
}
