/**
 * Runs one of our TypeScript scripts: `node tools/with-node.mjs tools/check.ts …`.
 * The scripts and the tools they use need Node 22.18; whoever types `npm test` needs no more than Node 20.
 */
import { installDependencies, main, runScript } from './setup.mjs';

await main(() => {
  installDependencies();
  return runScript(process.argv.slice(2));
});
