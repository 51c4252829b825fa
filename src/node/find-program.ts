import { stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a program lies by the environment's PATH; an absolute path is taken as it is. */
export async function findProgram(program: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (isAbsolute(program)) return program;
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program);
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile()) return path;
  }
  return undefined;
}
