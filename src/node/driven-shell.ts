import { execa } from 'execa';
import { exportsOf, greeting } from '../core/run/script.ts';
import type { ShellKind } from '../core/run/script.ts';
import type { Marks } from '../core/run/marks.ts';

/** Where a shell begins: in the place of one that a step ended, with what that one had exported. */
export interface Beginnings {
  cwd: string;
  /** Commands that set the exported variables, in the shell's own language. */
  exports: string;
}

/** A living shell without a prompt that reads, line by line, which step to run. */
export interface DrivenShell {
  readonly kind: ShellKind;
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  feed(line: string): void;
  /** How it ended; undefined while it lives. */
  gone(): Marks['gone'];
  /** Resolves when it has ended. */
  readonly whenGone: Promise<void>;
  /** Lets it end by itself; what its steps left in the background goes on. */
  close(): void;
}

/** Starts a shell, non-login and non-interactive, in a session of its own, so that a Ctrl-C of ours is not its own. */
export function startDrivenShell(
  path: string,
  kind: ShellKind,
  from: Beginnings & { env: NodeJS.ProcessEnv },
): DrivenShell {
  const child = execa(path, argumentsOf(kind), {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
    cwd: from.cwd,
    env: from.env,
    extendEnv: false,
  });
  let gone: Marks['gone'];
  const whenGone = child.then(({ exitCode, signal }) => {
    gone = { ...(exitCode !== undefined && { exitCode }), ...(signal !== undefined && { signal }) };
  });
  const feed = (line: string): void => void child.stdin.write(line);
  feed(greeting(kind) + exportsOf(kind, from.exports));
  return {
    kind,
    pid: child.pid,
    feed,
    gone: () => gone,
    whenGone,
    close: () => {
      child.stdin.end();
      child.unref();
    },
  };
}

/** fish reads all of its input before it runs any, so it gets a loop. */
function argumentsOf(kind: ShellKind): string[] {
  return kind === 'fish' ? ['-c', 'while read -l __ir_line; eval $__ir_line; end'] : ['-s'];
}
