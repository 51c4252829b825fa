import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { runStep, shellIn } from './steps.ts';
import type { ProcessShell } from '../../src/node/process.ts';
import { scratchFolder } from './scratch.ts';

const steps = 200;

/** What a leak would make grow. Memory in MB, after the garbage is gone where the runtime lets us say so. */
function held(): { files: number; handles: number; megabytes: number } {
  globalThis.gc?.();
  return {
    files: readdirSync('/proc/self/fd').length,
    handles: process.getActiveResourcesInfo().length,
    megabytes: process.memoryUsage().heapUsed / 1024 / 1024,
  };
}

describe(`${steps} steps in one shell`, function () {
  this.timeout(180_000); // some 20 s on an idle machine
  let at: ReturnType<typeof scratchFolder>;
  let shell: ProcessShell;
  before(() => {
    at = scratchFolder();
    shell = shellIn(at.folder, 'bash');
  });
  after(() => {
    shell.close();
    at.remove();
  });

  it('leave no file, no listener and no memory behind', async () => {
    const { signal } = new AbortController(); // one for all, as a run of the command line has
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    await runStep(shell, { commands: ['count=0'] }, signal);
    const [entries, before] = [readdirSync(at.folder).length, held()];
    for (let step = 0; step < steps; step++)
      await runStep(shell, { commands: ['count=$((count + 1))'] }, signal);
    const { output } = await runStep(shell, { commands: ['echo $count'] }, signal);
    const after = held();
    process.off('warning', onWarning);
    assert.equal(output.toString(), `${steps}\n`, 'it was one shell all the time');
    assert.equal(readdirSync(at.folder).length, entries, 'the spool is as empty as it was');
    assert.ok(after.files <= before.files + 2, `${before.files} files were open, and now ${after.files}`);
    assert.ok(after.handles <= before.handles + 2, `${before.handles} handles, and now ${after.handles}`);
    assert.ok(after.megabytes <= before.megabytes + 20, `${before.megabytes} MB, and now ${after.megabytes}`);
    assert.deepEqual(warnings, [], 'Node warns of listeners that pile up');
  });
});
