import { askSystem } from './ask-system.ts';

/** The kinds of `script(1)`: util-linux, and that of macOS and the BSDs. */
export type RecorderProgram = 'util-linux' | 'bsd';

/** Which `script(1)` is here; undefined: none (Windows, slim images). */
export async function findRecorder(
  env: NodeJS.ProcessEnv = process.env,
): Promise<RecorderProgram | undefined> {
  if (['darwin', 'freebsd', 'openbsd', 'netbsd'].includes(process.platform)) return 'bsd';
  return /util-linux/.test(await askSystem('script', ['--version'], env)) ? 'util-linux' : undefined;
}

/**
 * The words that run shell text on a terminal of its own, every byte of it appended to the file `record` at once.
 * BSD's words are from its manual. `SHELL` must be `/bin/sh` in the environment: util-linux hands the text to that.
 */
export function recorderCommand(
  program: RecorderProgram,
  record: string,
  text: string,
): [string, ...string[]] {
  return program === 'util-linux'
    ? ['script', '-q', '-a', '-f', '-e', '-c', text, record]
    : ['script', '-q', '-a', '-F', record, '/bin/sh', '-c', text];
}
