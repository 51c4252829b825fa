import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import { folderJournals } from '../../src/node/journal-folder.ts';
import { systemClock } from '../../src/node/system.ts';
import type { Journal } from '../../src/ports.ts';
import { ana } from '../events.ts';
import { buildChild, severalAtOnce, writeInChild } from './journal-children.ts';
import type { ChildPlace } from './journal-children.ts';
import { scratchFolder } from './scratch.ts';

describe('a record that several processes write', function () {
  this.timeout(180_000);
  const clock = systemClock();
  const programs = scratchFolder();
  const program = buildChild(programs.folder);
  let scratch: ReturnType<typeof scratchFolder>;
  let place: ChildPlace;
  const open: Journal[] = [];
  const reader = async (): Promise<Journal> => {
    const journal = await folderJournals({ folder: place.folder, clock, actor: ana }).open(place.incident);
    open.push(journal);
    return journal;
  };
  beforeEach(async () => {
    scratch = scratchFolder();
    const folder = path.join(scratch.folder, '.incidents');
    const guideText = '# Guide\n';
    const journal = await folderJournals({ folder, clock, actor: ana }).create({
      playbook: 'api-down',
      openedAt: clock.now(),
      guideText,
    });
    place = { program, folder, incident: journal.incident };
    open.push(journal);
  });
  afterEach(async () => {
    for (const journal of open.splice(0)) await journal.close();
    scratch.remove();
  });
  after(() => {
    programs.remove();
    clock.dispose();
  });

  it('loses nothing that was acknowledged, and has nothing unreadable, when they are killed: 100 times', async () => {
    const moments = fc.sample(fc.integer({ min: 1, max: 25 }), 100);
    const all = await severalAtOnce(moments, 4, (killAfter) =>
      writeInChild(place, { count: 1_000_000, killAfter }),
    );
    assert.deepEqual(
      all.filter(({ signal }) => signal !== 'SIGKILL'),
      [],
    );
    const acknowledged = all.flatMap(({ ids }) => ids);
    assert.ok(acknowledged.length >= moments.reduce((sum, count) => sum + count, 0));
    const { events, findings } = await (await reader()).verify();
    const there = new Set(events.map(({ id }) => id));
    assert.deepEqual(
      acknowledged.filter((id) => !there.has(id)),
      [],
      `moments: ${moments.join(' ')}`,
    );
    assert.deepEqual(
      findings.filter(({ kind }) => kind !== 'torn'),
      [],
      `moments: ${moments.join(' ')}`,
    );
  });

  it('has every event of all, in one order, when they write at once', async () => {
    const counts = [150, 150, 150, 150];
    const all = await severalAtOnce(counts, counts.length, (count) => writeInChild(place, { count }));
    assert.deepEqual(
      all.map(({ exitCode, errors }) => [exitCode, errors]),
      counts.map(() => [0, '']),
    );
    const [one, two] = [await (await reader()).verify(), await (await reader()).verify()];
    assert.deepEqual(one, two);
    assert.deepEqual([one.intact, one.findings], [true, []]);
    assert.deepEqual(one.events.map(({ id }) => id).sort(), all.flatMap(({ ids }) => ids).sort());
    for (const { ids } of all) {
      const own = new Set(ids);
      assert.deepEqual(
        one.events.flatMap(({ id }) => (own.has(id) ? [id] : [])),
        ids,
      );
    }
  });

  it('shows all to one who listens while they write', async () => {
    const journal = await reader();
    const told = new Set<string>();
    let changed = (): void => undefined;
    journal.onOthers((events) => {
      for (const { id } of events) {
        told.add(id);
      }
      changed();
    });
    const { ids } = await writeInChild(place, { count: 50 });
    while (!ids.every((id) => told.has(id)))
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    assert.equal(told.size, 50);
  });
});
