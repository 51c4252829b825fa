import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Target } from '../../src/core/run/target.ts';
import { readTarget } from '../../src/node/target.ts';
import { desk, eventsOf } from './command-line.ts';
import type { Desk } from './command-line.ts';
import { scratchFolder } from './scratch.ts';

const quiet = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function git(folder: string, ...words: readonly string[]): string {
  const who = ['-c', 'user.name=ana', '-c', 'user.email=ana@example.org'];
  const env = { ...process.env, ...quiet };
  return execFileSync('git', [...who, ...words], { cwd: folder, env, encoding: 'utf8' }).trim();
}

function commit(folder: string): string {
  git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'a change');
  return git(folder, 'log', '-1', '--format=%h');
}

describe('what a step would be pointed at', () => {
  let at: ReturnType<typeof scratchFolder>;
  let folder: string;
  const where = { host: 'web-1', user: 'ana' };
  const read = (env: Record<string, string> = {}, composeFile?: string): Promise<Target> =>
    readTarget({ ...where, folder, env: { HOME: folder, ...env }, ...(composeFile && { composeFile }) });
  beforeEach(() => {
    at = scratchFolder();
    folder = path.join(realpathSync(at.folder), 'shop');
    mkdirSync(folder);
  });
  afterEach(() => {
    at.remove();
  });

  it('is its place alone where nothing else is there', async () => {
    assert.deepEqual(await read(), { ...where, folder });
  });

  it('is the branch and its last commit; before the first commit the branch alone', async () => {
    git(folder, 'init', '--quiet', '--initial-branch', 'release');
    assert.equal((await read())['branch'], 'release');
    const last = commit(folder);
    assert.deepEqual(await read(), { ...where, folder, branch: 'release', commit: last });
    git(folder, 'checkout', '--quiet', '--detach');
    assert.deepEqual(await read(), { ...where, folder, commit: last });
  });

  it('is the compose project of the folder or one above it, or of the file that the guide names', async () => {
    writeFileSync(path.join(folder, 'compose.yml'), 'services: {}\n');
    writeFileSync(path.join(folder, 'compose.night.yml'), 'name: night\n');
    const { compose, composeFile } = await read();
    assert.deepEqual([compose, composeFile], ['shop', 'compose.yml']);
    const named = await read({}, 'compose.night.yml');
    assert.deepEqual([named['compose'], named['composeFile']], ['night', 'compose.night.yml']);
    folder = path.join(folder, 'api');
    mkdirSync(folder);
    assert.equal((await read())['compose'], 'shop');
  });

  it('is the kube context of KUBECONFIG, else of the home folder, without what lies beside it', async () => {
    mkdirSync(path.join(folder, '.kube'));
    const config = (name: string): string =>
      `current-context: ${name}\ncontexts:\n- name: ${name}\n  context: {namespace: pay}\nusers:\n- user: {token: s3cr3t}\n`;
    writeFileSync(path.join(folder, '.kube/config'), config('staging'));
    writeFileSync(path.join(folder, 'other'), config('prod-eu'));
    assert.deepEqual(await read(), { ...where, folder, kubeContext: 'staging', namespace: 'pay' });
    const other = await read({ KUBECONFIG: `${folder}/gone:${folder}/other` });
    assert.equal(other['kubeContext'], 'prod-eu');
    assert.ok(!JSON.stringify(other).includes('s3cr3t'));
  });

  it('waits for no pipe that nobody writes into', async () => {
    writeFileSync(path.join(folder, 'compose.yml'), 'services: {}\n');
    execFileSync('mkfifo', [path.join(folder, '.env')]);
    assert.equal((await read())['compose'], 'shop');
  });
});

describe('run, where the target changed in the middle of an incident', function () {
  this.timeout(60_000); // each test starts several processes, one after another
  let at: Desk;
  const step = (number: number): string[] => [
    ...['run', 'target.md', '--playbook', 'shop-down', '--json'],
    ...['--step', `recovery/${number}`],
  ];
  beforeEach(() => {
    at = desk('target.md');
    git(at.folder, 'init', '--quiet', '--initial-branch', 'main');
    commit(at.folder);
  });
  afterEach(() => {
    at.remove();
  });

  it('is refused with 4 and the flag that allows it; nothing is written', async () => {
    const first = await at.type([...step(1), '--allow', 'changes'], { env: quiet });
    assert.equal(first.exitCode, 0, first.stderr);
    const types = eventsOf(first).map(({ type }) => type);
    assert.deepEqual(types.slice(0, 3), ['opened', 'target-seen', 'run-started']);
    const before = at.linesOnDisk();
    const last = commit(at.folder);
    const again = [...step(1), '--incident', 'latest'];
    const refused = await at.type([...again, '--allow', 'changes'], { env: quiet });
    assert.equal(refused.exitCode, 4);
    assert.match(refused.stderr, new RegExp(`commit: \\w+, now ${last}\\); --allow destructive lets it run`));
    assert.deepEqual(at.linesOnDisk(), before);
    const allowed = await at.type([...again, '--allow', 'destructive'], { env: quiet });
    assert.equal(allowed.exitCode, 0, allowed.stderr);
    const seen = eventsOf(allowed).find((event) => event.type === 'target-seen');
    assert.equal(seen?.type === 'target-seen' && seen.target['commit'], last);
  });

  it('by a step of the guide itself goes on, and is recorded after that step', async () => {
    const both = await at.type([...step(2), '--step', 'recovery/1', '--allow', 'changes'], { env: quiet });
    assert.equal(both.exitCode, 0, both.stderr);
    const told = eventsOf(both).filter(({ type }) => type === 'target-seen' || type === 'run-started');
    assert.deepEqual(
      told.map(({ type }) => type),
      ['target-seen', 'run-started', 'run-started', 'target-seen'],
    );
    const more = await at.type([...step(1), '--incident', 'latest', '--allow', 'changes'], { env: quiet });
    assert.equal(more.exitCode, 0, more.stderr);
  });
});
