/**
 * What VS Code loads in its extension host to run the tests there: `run` is VS Code's contract. Bundled as CommonJS, each test
 * file beside it, so that it runs in every VS Code, whether or not its Node reads TypeScript.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import VerdictReporter from '../../tools/verdict-reporter.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: VerdictReporter,
  });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const file of files) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
