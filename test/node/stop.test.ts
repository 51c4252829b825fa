import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endAbandoned, whyEnd } from '../../src/node/abandoned.ts';
import { pickUpRun } from '../../src/node/execution.ts';
import { endStep, familyOf, identify, isAlive } from '../../src/node/processes.ts';
import type { ProcessIdentity } from '../../src/node/processes.ts';
import { isEnded, shellOf } from '../../src/node/run-files.ts';
import type { Execution, RunRequest } from '../../src/ports.ts';
import { until } from '../until.ts';
import { scratchFolder } from './scratch.ts';
import { shellIn } from './steps.ts';

/** A program that says which signals it got, and ends for none of them. */
const deaf = `sh -c "trap 'echo INT' INT; trap 'echo TERM' TERM; echo ready; while :; do sleep 0.05; done"`;

describe('stopping a step that does not listen', () => {
  let at: ReturnType<typeof scratchFolder>;
  beforeEach(() => {
    at = scratchFolder();
  });
  afterEach(() => {
    at.remove();
  });

  /** Starts it; `printed` grows with what it prints. */
  async function started(
    limit?: RunRequest['limit'],
  ): Promise<{ execution: Execution; printed: () => string; shell: ReturnType<typeof shellIn> }> {
    const shell = shellIn(at.folder, '/bin/bash');
    const about = { run: 'deaf', title: 'deaf', language: 'bash', onFailure: 'go-on', lane: 'main' } as const;
    const request: RunRequest = { ...about, commands: [deaf], ...(limit && { limit }) };
    await shell.prepare(request);
    const result = await shell.start(request, new AbortController().signal);
    assert.ok(result.kind === 'started');
    let text = '';
    void (async () => {
      for await (const chunk of result.execution.output) text += Buffer.from(chunk).toString();
    })();
    return { execution: result.execution, printed: () => text, shell };
  }

  it('a second stop ends it at once', async () => {
    const { execution, printed, shell } = await started();
    await until('it runs', () => printed().includes('ready'));
    execution.stop();
    await until('it got the first', () => printed().includes('INT'));
    execution.stop();
    const { outcome, durationMs } = await execution.ended;
    assert.equal(outcome.outcome, 'stopped');
    assert.ok(durationMs < 5000, `${durationMs} ms: without the time that asking takes`);
    assert.equal(printed().includes('TERM'), false);
    await execution.release();
    shell.close();
  });

  it('a stop while its time limit is ending it ends it at once; the limit stays the reason', async () => {
    const { execution, printed, shell } = await started({ seconds: 0.5, reason: 'time' });
    await until('its time is over', () => printed().includes('INT'));
    execution.stop();
    const { outcome, durationMs } = await execution.ended;
    assert.deepEqual(outcome, { outcome: 'stopped', reason: 'time' });
    assert.ok(durationMs < 5000, `${durationMs} ms`);
    await execution.release();
    shell.close();
  });

  it('the stronger ending follows by itself: SIGINT, SIGTERM, SIGKILL', async () => {
    const child = spawn('/bin/sh', ['-c', `exec ${deaf}`], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await until('it runs', () => said.includes('ready'));
    const members = (): Promise<ProcessIdentity[]> => familyOf(child.pid ?? 0);
    const isOver = async (): Promise<boolean> => (await members()).length === 0;
    await endStep({ members, isOver, patienceMs: 300 });
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    assert.deepEqual(said.trim().split('\n'), ['ready', 'INT', 'TERM']);
  });
});

describe('a step whose process was killed', () => {
  let at: ReturnType<typeof scratchFolder>;
  beforeEach(() => {
    at = scratchFolder();
  });
  afterEach(() => {
    at.remove();
  });

  async function abandoned(...words: readonly string[]): Promise<{ spool: string; shell: ProcessIdentity }> {
    const program = fileURLToPath(new URL('./abandoning-child.ts', import.meta.url));
    const child = spawn(process.execPath, [program, at.folder, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
    await until('its step runs', () => said.endsWith('\n'));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [, spool = ''] = said.trim().split(' ');
    const shell = await identify((await shellOf(spool)) ?? 0);
    assert.ok(shell, 'its shell goes on');
    return { spool, shell };
  }

  it('is ended when it would go on for ever; its end can still be read into the record', async () => {
    const { spool, shell } = await abandoned('watch', 'echo looking; tail -f /dev/null');
    await endAbandoned(at.folder, Date.now(), new AbortController().signal);
    await until('its shell is gone', async () => !(await isAlive(shell)));
    const found = await pickUpRun({ run: 'alone', spool, commands: ['echo looking; tail -f /dev/null'] });
    assert.ok(found.kind === 'found');
    assert.equal((await found.execution.ended).outcome.outcome, 'stopped');
    await found.execution.release();
  });

  it('goes on when it will end by itself', async () => {
    const wait = `until [ -e ${at.folder}/go ]; do sleep 0.05; done; echo went`;
    const { spool } = await abandoned('main', wait);
    await endAbandoned(at.folder, Date.now(), new AbortController().signal);
    assert.equal(await isEnded(spool), false);
    const go = spawn('touch', [path.join(at.folder, 'go')]);
    await once(go, 'exit');
    await until('it has ended', () => isEnded(spool));
    await until('all is written', () => readFileSync(path.join(spool, 'output'), 'utf8').includes('went'));
  });

  const limit = { seconds: 60, reason: 'timeout' } as const;
  const rows: Readonly<Record<string, [Parameters<typeof whyEnd>[0], ReturnType<typeof whyEnd>]>> = {
    'whose time is over is ended, for that reason': [{ limit, startedMs: 0 }, { reason: 'timeout' }],
    'whose time is not over goes on, watched or not': [
      { limit, startedMs: 50_000, whenAlone: 'end' },
      undefined,
    ],
    'that ends by itself goes on': [{ startedMs: 0 }, undefined],
    'that never ends is ended': [{ startedMs: 0, whenAlone: 'end' }, {}],
  };
  for (const [name, [file, why]] of Object.entries(rows)) {
    it(name, () => {
      assert.deepEqual(whyEnd(file, 61_000), why);
    });
  }
});
