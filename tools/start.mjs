/**
 * `npm start`: from a fresh clone to the customer's guide, open in VS Code with the extension in it. Ctrl-C ends all of it.
 * Opens the desktop's VS Code when it is on the PATH; else, or with `npm start -- --browser`, the same editor in a browser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies, main, root, runScript, say, SetupError, step } from './setup.mjs';

const guide = join(root, 'runbooks/incident-guide.md');
const desktops = ['code', 'code-insiders', 'codium'];
const shell = process.platform === 'win32'; // `code` is a .cmd there

/** @param {string} program */
const answers = (program) => spawnSync(program, ['--version'], { stdio: 'ignore', shell }).status === 0;

function buildForDevelopment() {
  const { status } = spawnSync(process.execPath, ['esbuild.config.mjs', '--dev'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new SetupError('The build failed, see above.');
}

/** @param {string} code @returns {Promise<number>} */
function openDesktop(code) {
  const args = ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, root, '--goto', guide];
  const window = spawn(code, args, { stdio: 'inherit', shell });
  return new Promise((resolve) => window.once('exit', (status) => resolve(status ?? 130)));
}

await main(async () => {
  installDependencies();
  const desktop = process.argv.includes('--browser') ? undefined : desktops.find(answers);
  if (!desktop) return runScript([join(root, 'tools/start-in-browser.ts'), guide]);
  step('Building', buildForDevelopment);
  say(`Opening ${guide} in ${desktop}. Close its window, or press Ctrl-C, to end.`);
  return openDesktop(desktop);
});
