/** `npm run check`: the nets. Each counts as a test; what a net finds is shown in full. `npm run check -- lint arrows` runs only those. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './setup.mjs';
import { run } from './run.ts';
import { leaveVerdict, readVerdict, sentence, sum, verdictVariable, type Verdict } from './verdict.ts';

interface Net {
  name: string;
  catches: string;
  command: readonly string[];
}

const typescriptProjects = ['tsconfig.json', 'tsconfig.core.json', 'media/tsconfig.json'];

const nets: readonly Net[] = [
  { name: 'build', catches: 'what does not bundle', command: ['node', 'esbuild.config.mjs'] },
  ...typescriptProjects
    .filter((project) => existsSync(join(root, project)))
    .map((project) => ({
      name: `types (${project})`,
      catches: 'what does not fit together',
      command: ['tsc', '--project', project],
    })),
  { name: 'lint', catches: 'slips', command: ['eslint', '--max-warnings=0'] },
  {
    name: 'arrows',
    catches: 'imports against the map',
    command: ['depcruise', '--output-type', 'err-long', 'src', 'media', 'test', 'tools', 'bench'],
  },
  { name: 'dead code', catches: 'what nobody uses', command: ['knip', '--no-progress'] },
  {
    name: 'contributions',
    catches: 'package.json and docs against the table of commands and settings',
    command: ['node', 'tools/contributes.ts', '--check'],
  },
  { name: 'layout', catches: 'talk about layout', command: ['prettier', '--check', '--log-level=warn', '.'] },
];

const results = join(root, 'test/results');

/** The nets that are tests of their own: budgets, words. */
async function house(): Promise<Verdict> {
  const file = join(results, 'house.json');
  rmSync(file, { force: true });
  const patient = ['--timeout', '120000']; // packaging takes as long as the machine lets it
  await run(['mocha', ...patient, 'test/house/**/*.test.ts'], {
    output: 'show',
    env: { [verdictVariable]: file },
  });
  return readVerdict(file) ?? { passes: 0, failures: 1 };
}

async function cast({ name, catches, command }: Net): Promise<Verdict> {
  const startedAt = Date.now();
  const { ok, output } = await run(command, { output: 'keep' });
  say(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s): ${catches}`);
  if (!ok) say(output.trimEnd());
  return ok ? { passes: 1, failures: 0 } : { passes: 0, failures: 1 };
}

mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean =>
  wanted.length === 0 || wanted.some((word) => name.startsWith(word));
const verdicts: Verdict[] = [];
for (const net of nets) if (isWanted(net.name)) verdicts.push(await cast(net));
if (isWanted('house')) verdicts.push(await house());
const all = sum(verdicts);
leaveVerdict(all);
say(sentence(all));
process.exitCode = all.failures === 0 ? 0 : 1;
