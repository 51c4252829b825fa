import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeRecordOf, startPipeRecorders } from '../../src/node/pipe-recorder.ts';
import { until } from '../until.ts';
import { scratchFolder } from './scratch.ts';

describe('the pipe of a run', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  it('is made anew for a shell that takes over from one that died before it began', async () => {
    const recorders = startPipeRecorders();
    const first = await recorders.record(scratch.folder);
    const second = await recorders.record(scratch.folder);
    await first.ignoreRest();
    execFileSync('sh', ['-c', 'echo said >"$1"', 'sh', path.join(scratch.folder, 'pipe')]);
    await until('it is kept', () => readFileSync(pipeRecordOf(scratch.folder), 'utf8') === 'said\n');
    assert.equal(readFileSync(pipeRecordOf(scratch.folder), 'utf8'), 'said\n');
    await second.ignoreRest();
    recorders.close();
  });

  it('is refused where none can be made, and the next one is made all the same', async () => {
    const recorders = startPipeRecorders();
    const nowhere = path.join(scratch.folder, 'pipe', 'below-a-file');
    await assert.rejects(recorders.record(nowhere));
    await (await recorders.record(scratch.folder)).ignoreRest();
    recorders.close();
  });
});
