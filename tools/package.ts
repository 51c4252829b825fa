/** `npm run package`: leaves one .vsix in the repository's folder, and none of an older version. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main, root } from './setup.mjs';
import { packageExtension } from './vsix.ts';

await main(async () => {
  for (const file of readdirSync(root)) if (file.endsWith('.vsix')) rmSync(join(root, file));
  await packageExtension(root);
  return 0;
});
