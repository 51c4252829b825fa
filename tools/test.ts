/**
 * `npm test`: every suite, one after another, and at the end one line for all of them. `npm test -- unit ui` runs only those.
 * In a fresh clone it gets what it needs first; what a machine truly lacks is named and counted as failed.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forTests, missing, provide } from './needs.ts';
import { endMarked } from './processes.ts';
import { run } from './run.ts';
import { root, say } from './setup.mjs';
import { readVerdict, sentence, sum, verdictVariable, type Verdict } from './verdict.ts';

interface Suite {
  name: string;
  /** What makes it ready. */
  before?: readonly string[];
  command: readonly string[];
  /** Names of what it can't run without. */
  needs: readonly string[];
  limitMinutes: number;
}

const build = ['node', 'esbuild.config.mjs'];

const suites: readonly Suite[] = [
  { name: 'check', command: ['node', 'tools/check.ts'], needs: [], limitMinutes: 10 },
  {
    name: 'unit',
    command: ['c8', 'mocha', 'test/{core,actions}/**/*.test.ts'],
    needs: [],
    limitMinutes: 10,
  },
  {
    name: 'node',
    before: build,
    command: ['mocha', 'test/{node,cli}/**/*.test.ts'],
    needs: ['bash', 'script'],
    limitMinutes: 20,
  },
  {
    name: 'host',
    before: build,
    command: ['node', 'test/host/run.ts'],
    needs: ['chromium'],
    limitMinutes: 15,
  },
  {
    name: 'ui',
    before: ['node', 'tools/package.ts'],
    command: ['mocha', '--timeout', '600000', 'test/ui/**/*.test.ts'],
    needs: ['bash', 'script', 'chromium'],
    limitMinutes: 40,
  },
];

const results = join(root, 'test/results');
const mark = { name: 'INCIDENT_RUNBOOK_TESTS', value: randomUUID() };
const scratch = mkdtempSync(join(tmpdir(), 'incident-'));

async function runSuite(suite: Suite): Promise<Verdict> {
  say(`\n━━ ${suite.name}`);
  const lacks = missing(forTests).filter(({ name }) => suite.needs.includes(name));
  if (lacks.length > 0)
    return failed(`${suite.name} could not run without ${lacks.map(({ name }) => name).join(', ')}`);
  if (suite.before) {
    const { ok, output } = await run(suite.before, { output: 'keep' });
    if (!ok) return failed(`${suite.name} could not be made ready\n${output}`);
  }
  const file = join(results, `${suite.name}.json`);
  rmSync(file, { force: true });
  const { ok } = await run(suite.command, {
    output: 'show',
    env: { [verdictVariable]: file, [mark.name]: mark.value, TMPDIR: scratch },
    limitMs: suite.limitMinutes * 60_000,
  });
  await endMarked(mark);
  const verdict = readVerdict(file);
  if (!verdict) return failed(`${suite.name} ended before it could say how`);
  // Coverage below its line, or a crash after the last test.
  if (!ok && verdict.failures === 0)
    return sum([verdict, failed(`${suite.name} failed after its last test`)]);
  return verdict;
}

function failed(why: string): Verdict {
  say(`✗ ${why}`);
  return { passes: 0, failures: 1 };
}

async function tidy(): Promise<void> {
  await endMarked(mark);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    say(`There is no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  mkdirSync(results, { recursive: true });
  const wanted = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const needed = forTests.filter(
    ({ name }) => names.length === 0 || wanted.some(({ needs }) => needs.includes(name)),
  );
  const verdicts: Verdict[] = [{ passes: 0, failures: provide(needed).length }];
  const lines: string[] = [];
  for (const suite of wanted) {
    const verdict = await runSuite(suite);
    verdicts.push(verdict);
    lines.push(`${suite.name.padEnd(6)} ${sentence(verdict)}`);
  }
  say(`\n${lines.join('\n')}`);
  const all = sum(verdicts);
  process.stdout.write(`${sentence(all)}\n`);
  return all.failures === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void tidy().finally(() => process.exit(130)));
}
try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  await tidy();
}
