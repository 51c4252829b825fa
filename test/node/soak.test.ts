import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Shell } from '../../src/ports.ts';
import { scratchFolder } from './scratch.ts';
import { runStep, shellIn } from './steps.ts';
import { terminalIn } from './terminal.ts';

/** What a leak would make grow. Memory in MB, after the garbage is gone where the runtime lets us say so. */
function held(): { files: number; handles: number; megabytes: number } {
  globalThis.gc?.();
  return {
    files: readdirSync('/proc/self/fd').length,
    handles: process.getActiveResourcesInfo().length,
    megabytes: process.memoryUsage().heapUsed / 1024 / 1024,
  };
}

type Opened = Shell & { close: () => void | Promise<void> };

const shells: readonly [name: string, steps: number, open: (folder: string) => Opened][] = [
  ['recorded terminal', 500, (folder) => terminalIn(folder, '/bin/bash')],
  ['shell without a terminal', 200, (folder) => shellIn(folder, 'bash')], // each of them makes a pipe
];

for (const [name, steps, open] of shells)
  describe(`${steps} steps in one ${name}`, function () {
    this.timeout(180_000); // some ten each on an idle machine
    let at: ReturnType<typeof scratchFolder>;
    let shell: Opened;
    before(() => {
      at = scratchFolder();
      shell = open(at.folder);
    });
    after(async () => {
      await shell.close();
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
      assert.equal(output.toString().trimEnd(), String(steps), 'it was one shell all the time');
      assert.equal(readdirSync(at.folder).length, entries, 'the spool is as empty as it was');
      assert.ok(after.files <= before.files + 2, `${before.files} files were open, and now ${after.files}`);
      assert.ok(after.handles <= before.handles + 2, `${before.handles} handles, and now ${after.handles}`);
      assert.ok(
        after.megabytes <= before.megabytes + 20,
        `${before.megabytes} MB, and now ${after.megabytes}`,
      );
      assert.deepEqual(warnings, [], 'Node warns of listeners that pile up');
    });
  });
