import type { ComposeProgram } from '../core/guide/compose.ts';
import { askSystem } from './ask-system.ts';
import { findProgram } from './find-program.ts';

/**
 * By which other name compose is here; undefined where it is here by the one that is written, or not at all. Starts docker only
 * when the answer hangs on it.
 */
export async function otherCompose(
  written: ComposeProgram,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ComposeProgram | undefined> {
  const first = (await findProgram('docker-compose', env)) !== undefined;
  if (first === (written === 'docker-compose')) return undefined;
  const second = /\bversion\b/i.test(await askSystem('docker', ['compose', 'version'], env));
  if (written === 'docker-compose') return second ? 'docker compose' : undefined;
  return second ? undefined : 'docker-compose';
}
