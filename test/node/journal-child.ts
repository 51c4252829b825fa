import { writeSync } from 'node:fs';
import { folderJournals } from '../../src/node/journal-folder.ts';
import { systemClock } from '../../src/node/system.ts';

/**
 * A process that writes into an incident, so many facts or until it is killed, and says each event's id on its stdout once
 * it is acknowledged. Each tenth fact is an output with its bytes.
 */
const [folder = '', incident = '', count = ''] = process.argv.slice(2);
const clock = systemClock();
const actor = { name: 'child', host: 'here', via: 'cli' } as const;
const journal = await folderJournals({ folder, clock, actor }).open(incident);
for (let number = 1; number <= Number(count); number++) {
  const { id } =
    number % 10 === 0 ? await output(number) : await journal.append({ type: 'note', text: `${number}` });
  writeSync(1, `${id}\n`);
}
await journal.close();

async function output(number: number): ReturnType<typeof journal.append> {
  const run = `run-${process.pid}-${number}`;
  await journal.keep(run, Buffer.from(`output of ${run}\n`.repeat(number)));
  const stored = await journal.seal(run);
  if (!stored) throw new Error('Nothing was kept.');
  return journal.append({ type: 'output', run, ...stored });
}
