import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fact } from '../../src/core/incident/event.ts';
import { readHistory } from '../../src/node/history-index.ts';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { Journals } from '../../src/ports.ts';
import { ana, opened } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { scratchFolder } from './scratch.ts';

describe('The index of the history', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let journals: Journals;
  let read: string[];
  let index: string;
  beforeEach(() => {
    scratch = scratchFolder();
    const folder = path.join(scratch.folder, '.incidents');
    const home = folderJournals({ folder, clock: handClock(), actor: ana });
    read = [];
    journals = {
      ...home,
      open(id) {
        read.push(id);
        return home.open(id);
      },
    };
    index = path.join(scratch.folder, 'cache', 'history.json');
  });
  afterEach(() => {
    scratch.remove();
  });

  async function make(title: string, openedAt: string): Promise<string> {
    const journal = await journals.create({ playbook: 'api', openedAt: new Date(openedAt), guideText: '' });
    await journal.append(opened({ title }));
    await journal.close();
    return journal.incident;
  }
  async function tell(id: string, fact: Fact): Promise<void> {
    const journal = await journals.open(id);
    await journal.append(fact);
    await journal.close();
    read = [];
  }
  const titles = async (): Promise<string[]> =>
    (await readHistory(journals, index)).map((entry) =>
      entry.kind === 'past' ? entry.past.title : entry.reason,
    );

  it('gives all incidents, the one opened last first, and reads each once', async () => {
    await make('A', '2026-11-24T01:00:00Z');
    await make('B', '2026-11-24T02:00:00Z');
    assert.deepEqual(await titles(), ['B', 'A']);
    assert.equal(read.length, 2);
    assert.deepEqual(await titles(), ['B', 'A']);
    assert.equal(read.length, 2);
  });

  it('reads a record again when something was written to it, and no other', async () => {
    const [a] = [await make('A', '2026-11-24T01:00:00Z'), await make('B', '2026-11-24T02:00:00Z')];
    await titles();
    await tell(a, { type: 'note', text: 'memory' });
    const [, entry] = await readHistory(journals, index);
    assert.deepEqual(read, [a]);
    assert.ok(entry?.kind === 'past');
    assert.deepEqual(entry.past.words, ['memory']);
  });

  it('forgets an incident whose folder is gone', async () => {
    const a = await make('A', '2026-11-24T01:00:00Z');
    await make('B', '2026-11-24T02:00:00Z');
    await titles();
    rmSync(path.join(journals.folder, a), { recursive: true });
    assert.deepEqual(await titles(), ['B']);
    assert.doesNotMatch(readFileSync(index, 'utf8'), new RegExp(a));
  });

  const damages: readonly [what: string, damage: (file: string) => void][] = [
    [
      'deleted',
      (file) => {
        rmSync(file);
      },
    ],
    [
      'cut short',
      (file) => {
        writeFileSync(file, readFileSync(file).subarray(0, 50));
      },
    ],
    [
      'of an older version',
      (file) => {
        writeFileSync(file, '{"version":0,"incidents":{}}');
      },
    ],
    [
      'something else',
      (file) => {
        writeFileSync(file, '[]');
      },
    ],
  ];
  for (const [what, damage] of damages) {
    it(`is made anew when it was ${what}`, async () => {
      await make('A', '2026-11-24T01:00:00Z');
      await titles();
      damage(index);
      assert.deepEqual(await titles(), ['A']);
      assert.ok(existsSync(index));
    });
  }

  it('is done without where it can’t be kept', async () => {
    await make('A', '2026-11-24T01:00:00Z');
    mkdirSync(index, { recursive: true });
    assert.deepEqual([await titles(), await titles()], [['A'], ['A']]);
  });

  it('says of a record that it is damaged, and of a line that is being written nothing', async () => {
    const a = await make('A', '2026-11-24T01:00:00Z');
    const events = path.join(journals.folder, a, 'events');
    const damaged = async (): Promise<boolean | undefined> => {
      const [entry] = await readHistory(journals, index);
      return entry?.kind === 'past' ? entry.past.isDamaged : undefined;
    };
    appendFileSync(path.join(events, 'writer-one.jsonl'), '{"id":');
    assert.equal(await damaged(), false);
    appendFileSync(path.join(events, 'writer-one.jsonl'), '\n');
    assert.equal(await damaged(), true);
  });
});
