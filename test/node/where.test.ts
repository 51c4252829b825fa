import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Where } from '../../src/core/run/where.ts';
import { saysWhere, whereIn, writeLook } from '../../src/node/terminal-where.ts';
import type { Shell } from '../../src/ports.ts';
import { until } from '../until.ts';
import { desk, eventsOf } from './command-line.ts';
import { scratchFolder } from './scratch.ts';
import { shells } from './shell-cases.ts';
import type { ShellName } from './shell-cases.ts';
import { runStep, shellIn } from './steps.ts';
import { terminalIn } from './terminal.ts';
import type { TerminalInTest } from './terminal.ts';

const languages = { bash: 'bash', zsh: 'bash', dash: 'sh', fish: 'fish' } as const;

async function exportIn(
  shell: Shell,
  name: ShellName,
  exports: Readonly<Record<string, string>>,
): Promise<void> {
  const commands = Object.entries(exports).map(([variable, value]) => `export ${variable}='${value}'`);
  await runStep(shell, { language: languages[name], commands: [...commands, 'cd /usr'] });
}

/** Everything that lies in a folder, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('where a shell is', function () {
  this.timeout(60_000);
  let at: ReturnType<typeof scratchFolder>;
  let open: (Shell & { close: () => void | Promise<void> })[];
  beforeEach(() => {
    at = scratchFolder();
    open = [];
  });
  afterEach(async () => {
    for (const shell of open) await shell.close();
    at.remove();
  });

  function terminal(name: ShellName): TerminalInTest {
    const opened = terminalIn(at.folder, `/usr/bin/${name}`);
    open.push(opened);
    return opened;
  }

  async function said(terminal: TerminalInTest): Promise<Where> {
    const where = await whereIn(terminal.place() ?? { folder: '' });
    assert.ok(where);
    return where;
  }

  for (const name of shells) {
    it(`is said after each step: its folder and what it exported (${name})`, async () => {
      const shell = shellIn(at.folder, name);
      open.push(shell);
      await exportIn(shell, name, { KUBECONFIG: '/etc/prod' });
      const headless = await shell.where();
      const shown = terminal(name);
      await exportIn(shown, name, { KUBECONFIG: '/etc/prod' });
      for (const where of [headless, await said(shown)]) {
        assert.equal(where?.folder, '/usr');
        assert.equal(where.env['KUBECONFIG'], '/etc/prod');
      }
    });

    it(`is said when asked, with what was typed by hand since (${name})`, async () => {
      const shown = terminal(name);
      await exportIn(shown, name, { PGHOST: 'db-1' });
      assert.equal((await said(shown)).env['PGHOST'], 'db-1');
      shown.type('export PGHOST=db-2; cd /; echo typed\n');
      await until('it ran', () => shown.shows('typed\r\n'));
      const place = shown.place();
      assert.ok(place);
      shown.type(`${await writeLook(place)}\n`);
      assert.ok(await saysWhere(place), 'it said so in time');
      const { folder, env } = await said(shown);
      assert.deepEqual([folder, env['PGHOST']], ['/', 'db-2']);
    });
  }

  it('says of a URL no more than its host, and no password is anywhere on the disk', async () => {
    const shown = terminal('bash');
    const urls = {
      DATABASE_URL: 'postgres://ana:tr0ub4dor@db-1:5432/shop?sslpassword=tr0ub4dor',
      DOCKER_HOST: 'ssh://ana:tr0ub4dor@prod-1',
    };
    writeFileSync(path.join(at.folder, '.secrets'), Object.entries(urls).map(([name, url]) => `export ${name}='${url}'\n`).join('')); // prettier-ignore
    await runStep(shown, { commands: ['. ~/.secrets'] });
    writeFileSync(path.join(at.folder, '.secrets'), '');
    const { env } = await said(shown);
    assert.deepEqual([env['DATABASE_URL'], env['DOCKER_HOST']], ['postgres://db-1:5432', 'ssh://prod-1']);
    assert.ok(!everythingIn(at.folder).includes('tr0ub4dor'));
  });

  const unsafe = [
    'postgres://u:tr0ub/4dor@db-1/shop',
    'host=db-1 password=tr0ub4dor',
    'postgres://u:tr0ub@4dor@db-1/x',
  ];
  for (const url of unsafe)
    it(`says nothing of a URL whose host can't be told from a password: ${url}`, async () => {
      const shown = terminal('bash');
      await runStep(shown, { commands: [`export DATABASE_URL='${url}'`] });
      assert.equal((await said(shown)).env['DATABASE_URL'], undefined);
    });

  it('counts for the target of the steps behind it on a command line', async () => {
    const here = desk('exports.md');
    try {
      writeFileSync(path.join(here.folder, 'prod'), 'current-context: prod-eu\n');
      const run = [
        'run',
        'exports.md',
        '--playbook',
        'shop-down',
        '--phase',
        'recovery',
        '--allow',
        'changes',
        '--json',
      ];
      const ended = await here.type(run);
      const seen = eventsOf(ended).flatMap((event) => (event.type === 'target-seen' ? [event.target] : []));
      assert.deepEqual(
        seen.map(({ kubeContext, docker }) => [kubeContext, docker]),
        [
          [undefined, undefined],
          ['prod-eu', 'prod-1'],
        ],
      );
    } finally {
      here.remove();
    }
  });
});
