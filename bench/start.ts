import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What it takes, in ms of this machine, before the first line of ours runs. Needs `npm run build`. */
export interface StartFigures {
  /** The extension's file compiled and evaluated by a process that has Node's own modules, as VS Code's has. */
  readonly extensionMs: number;
}

const samples = 11;
const extension = fileURLToPath(new URL('../dist/extension.cjs', import.meta.url));

/** Stands for all of `vscode`: nothing of it is called before a person does something. */
const evaluate = `
  const load = process.getBuiltinModule('module');
  for (const name of load.builtinModules) if (!name.startsWith('_')) require(name);
  const stub = new Proxy(function () {}, { get: () => stub, apply: () => stub, construct: () => stub });
  const real = load._load;
  load._load = (name, ...rest) => (name === 'vscode' ? stub : real(name, ...rest));
  const started = performance.now();
  require(process.argv[1]);
  console.log(performance.now() - started);
`;

export function measureStart(): StartFigures {
  const times = Array.from({ length: samples }, () => {
    const child = spawnSync(process.execPath, ['--no-warnings', '-e', evaluate, extension]);
    return Number(child.stdout.toString());
  });
  return { extensionMs: median(times) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
