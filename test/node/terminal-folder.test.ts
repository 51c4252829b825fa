import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identify } from '../../src/node/processes.ts';
import type { ProcessIdentity } from '../../src/node/processes.ts';
import { describeRun, makeRunFolder, newNonce } from '../../src/node/run-files.ts';
import {
  leftTerminals,
  makeTerminalFolder,
  setAside,
  sweepTerminals,
} from '../../src/node/terminal-folder.ts';
import type { TerminalFolder } from '../../src/node/terminal-folder.ts';
import { until } from '../until.ts';
import { scratchFolder } from './scratch.ts';

const lane = { incident: '2026-11-24-api-down-1a2b3c', lane: 'main' } as const;

/** A process that stays until it is killed, and who it is. */
async function living(): Promise<{ identity: ProcessIdentity; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const identity = await identify(child.pid ?? 0);
  assert.ok(identity);
  const exited = once(child, 'exit');
  return {
    identity,
    async end() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

describe('the terminals that a window left behind', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let window: Awaited<ReturnType<typeof living>>;
  let shell: Awaited<ReturnType<typeof living>>;
  beforeEach(async () => {
    scratch = scratchFolder();
    window = await living();
    shell = await living();
  });
  afterEach(async () => {
    await window.end();
    await shell.end();
    scratch.remove();
  });

  /** A terminal as a window makes it, whose launcher wrote its number. */
  async function terminal(changes: { boot?: string; pid?: number } = {}): Promise<TerminalFolder> {
    const made = await makeTerminalFolder(scratch.folder, { ...lane, shell: '/bin/bash' });
    const about = path.join(made.folder, 'terminal.json');
    const owner = { ...window.identity, ...(changes.boot !== undefined && { boot: changes.boot }) };
    writeFileSync(about, JSON.stringify({ ...JSON.parse(readFileSync(about, 'utf8')), owner }));
    writeFileSync(path.join(made.folder, 'pid'), String(changes.pid ?? shell.identity.pid));
    return made;
  }

  it('are none while their window lives', async () => {
    await terminal();
    assert.deepEqual(await leftTerminals(scratch.folder, lane), []);
  });

  it('are known by their process once the window is gone, for their incident and lane', async () => {
    const made = await terminal();
    await window.end();
    assert.deepEqual(await leftTerminals(scratch.folder, lane), [{ folder: made, pid: shell.identity.pid }]);
    assert.deepEqual(await leftTerminals(scratch.folder, { ...lane, lane: 'watch' }), []);
    assert.deepEqual(await leftTerminals(scratch.folder, { ...lane, incident: 'another' }), []);
  });

  it('are none that were left for a fresh one', async () => {
    const made = await terminal();
    await setAside(made);
    const about = path.join(made.folder, 'terminal.json');
    const owner = window.identity;
    writeFileSync(about, JSON.stringify({ ...JSON.parse(readFileSync(about, 'utf8')), owner }));
    await window.end();
    assert.deepEqual(await leftTerminals(scratch.folder, lane), []);
  });

  it('are none whose process is gone, or has a number from before the machine was started again', async () => {
    await terminal({ boot: 'another boot' });
    await window.end();
    assert.deepEqual(await leftTerminals(scratch.folder, lane), []);
    await terminal();
    await shell.end();
    assert.deepEqual(await leftTerminals(scratch.folder, lane), []);
  });

  it('are swept when window and shell are gone, but not before a run in there was read', async () => {
    const made = await terminal();
    const run = await makeRunFolder(scratch.folder, 'run-1');
    await describeRun(run, { run: 'run-1', nonce: newNonce(), record: made.record, source: 'terminal' });
    await sweepTerminals(scratch.folder);
    assert.ok(existsSync(made.folder), 'its window lives');
    await window.end();
    await sweepTerminals(scratch.folder);
    assert.ok(existsSync(made.folder), 'its shell lives');
    await shell.end();
    await sweepTerminals(scratch.folder);
    assert.ok(existsSync(made.folder), 'its bytes are still to be read');
    writeFileSync(path.join(run, 'run.json'), '');
    await sweepTerminals(scratch.folder);
    assert.ok(!existsSync(made.folder));
  });

  it('keep a launcher with the name of the shell, which tells its number and starts that shell', async () => {
    const made = await makeTerminalFolder(scratch.folder, { ...lane, shell: '/bin/sh' });
    assert.equal(path.basename(made.launcher), 'sh');
    const child = spawn(made.launcher, ['-c', 'echo "shell: $RECORD_SHELL$RECORD_FOLDER."; sleep 60'], {
      env: { ...process.env, RECORD_SHELL: '/bin/sh', RECORD_FOLDER: made.folder },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    await until('the shell writes', () => readFileSync(made.record, 'utf8').includes('shell: .'));
    assert.equal(Number(readFileSync(path.join(made.folder, 'pid'), 'utf8')), child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
