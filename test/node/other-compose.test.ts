import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { otherCompose } from '../../src/node/other-compose.ts';
import { desk, eventsOf } from './command-line.ts';
import type { Desk } from './command-line.ts';

const plugin = 'if [ "$1" = compose ]; then echo "Docker Compose version v2.24.0"; else exit 1; fi';
const noPlugin = 'echo "docker: \'compose\' is not a docker command." >&2; exit 1';

/** A folder with these programs and nothing else but what the shell needs. */
function programs(folder: string, texts: Readonly<Record<string, string>>): { PATH: string } {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  return { PATH: bin };
}

describe('compose by its other name', function () {
  this.timeout(60_000); // the command line is started several times
  let at: Desk;
  beforeEach(() => {
    at = desk('compose.md');
  });
  afterEach(() => {
    at.remove();
  });

  const rows: readonly [
    name: string,
    here: Record<string, string>,
    first: string | undefined,
    second: string | undefined,
  ][] = [
    ['is the second version where only that is here', { docker: plugin }, 'docker compose', undefined],
    [
      'is the first where only that is here',
      { docker: noPlugin, 'docker-compose': 'true' },
      undefined,
      'docker-compose',
    ],
    ['is none where both are here', { docker: plugin, 'docker-compose': 'true' }, undefined, undefined],
    ['is none where none is here', { docker: noPlugin }, undefined, undefined],
    ['is none without docker', {}, undefined, undefined],
  ];
  for (const [name, here, first, second] of rows) {
    it(name, async () => {
      const env = programs(at.folder, here);
      assert.equal(await otherCompose('docker-compose', env), first);
      assert.equal(await otherCompose('docker compose', env), second);
    });
  }

  const run = ['run', 'compose.md', '--playbook', 'shop-down', '--json'];

  it('is told once where nobody can be asked, and the step runs as it is written', async () => {
    const { PATH } = programs(at.folder, { docker: plugin });
    const ended = await at.type(run, { env: { PATH: `${PATH}:/usr/bin:/bin` } });
    assert.equal(
      ended.stderr,
      'incident-runbook: "Look" calls docker-compose, which is not here; docker compose is: --set \'docker-compose=docker compose\' calls that.\n',
    );
    const codes = eventsOf(ended).flatMap((event) => (event.type === 'run-ended' ? [event.exitCode] : []));
    assert.deepEqual(codes, [127, 127]);
  });

  it('is called where a flag says so, and the record says so', async () => {
    const { PATH } = programs(at.folder, { docker: plugin });
    const ended = await at.type([...run, '--set', 'docker-compose=docker compose'], {
      env: { PATH: `${PATH}:/usr/bin:/bin` },
    });
    assert.equal(ended.exitCode, 0, ended.stderr);
    const set = eventsOf(ended).filter(({ type }) => type === 'placeholder-set');
    assert.equal(set.length, 1);
    const commands = eventsOf(ended).flatMap((event) => (event.type === 'run-started' ? event.commands : []));
    assert.deepEqual(commands, ['docker compose ps', 'docker compose ps --all']);
  });
});
