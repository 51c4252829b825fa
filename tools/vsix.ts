import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { run } from './run.ts';
import { root, SetupError } from './setup.mjs';
import manifest from '../package.json' with { type: 'json' };

/** Builds the extension and packages it into a folder; returns the .vsix. */
export async function packageExtension(folder: string): Promise<string> {
  const { ok, output } = await run(['node', 'esbuild.config.mjs'], { output: 'keep' });
  if (!ok) throw new SetupError(`The build failed.\n${output}`);
  const vsix = join(folder, vsixName);
  // All that runs is bundled, so no packages go in; the README's pictures are in the package, so its links stay as they are.
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  return vsix;
}

export const vsixName = `${manifest.name}-${manifest.version}.vsix`;
