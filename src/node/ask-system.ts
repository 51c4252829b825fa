import { execFile } from 'node:child_process';

/**
 * What a small program of the system says, as `ps` or `script --version`; empty when it isn't there or fails. Steps are run by
 * a library; for one line of words Node's own is enough, and the extension then need not carry it.
 */
export function askSystem(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(program, words, { env, maxBuffer: 16 * 1024 * 1024 }, (_failed, stdout) => {
      resolve(stdout);
    });
    child.stdin?.end();
  });
}
