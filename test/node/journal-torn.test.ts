import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { EventOf, Fact } from '../../src/core/incident/event.ts';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { FolderJournals } from '../../src/node/journal-folder.ts';
import { writerNames } from '../../src/node/writer-id.ts';
import type { Journal } from '../../src/ports.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { notes, recordOf } from '../records.ts';
import { scratchFolder } from './scratch.ts';

const note = (text: string): Fact => ({ type: 'note', text });
const incident = { playbook: 'api-down', openedAt: new Date('2026-11-24T02:14:07Z'), guideText: '# Guide\n' };

/** Ids of processes as this machine gives them, of one that has ended. */
const endedPid = spawnSync(process.execPath, ['-e', '0']).pid;
const own = writerNames().make('000001').split('-');
const named = (changes: Partial<Record<0 | 1 | 2 | 3, string>>): string =>
  own.map((part, index) => changes[index as 0 | 1 | 2 | 3] ?? part).join('-');

const writers: readonly [writer: string, age: number, moved: boolean, why: string][] = [
  [named({ 2: endedPid.toString(36) }), 0, true, 'its process has ended'],
  [named({ 3: '1' }), 0, true, 'its process started at another time: the number was given again'],
  [named({ 1: 'ffffff' }), 0, true, 'it is of another boot of this machine'],
  ['written-by-another-program', 0, true, 'no process of ours has such a name'],
  [own.join('-'), 3600, false, 'its process lives, however long ago it wrote'],
  [named({ 0: 'ffffffff' }), 0, false, 'it is on another machine, and may be writing'],
  [named({ 0: 'ffffffff' }), 120, true, 'it is on another machine, and has been quiet for long'],
];

describe('the torn tail of another writer', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let journals: FolderJournals;
  let id: string;
  let events: string;
  const open: Journal[] = [];
  const opened = async (): Promise<Journal> => {
    const journal = await journals.open(id);
    open.push(journal);
    return journal;
  };
  const file = (name: string): string => path.join(events, name);

  /** A writer with two whole lines and what stands behind them. */
  function torn(writer: string, tail: string, ageSeconds = 0): void {
    const whole = recordOf(notes(2, [writer]), id).get(`${writer}.jsonl`);
    assert.ok(whole);
    writeFileSync(file(`${writer}.jsonl`), Buffer.concat([whole, Buffer.from(tail)]));
    const then = Date.now() / 1000 - ageSeconds;
    utimesSync(file(`${writer}.jsonl`), then, then);
  }

  beforeEach(async () => {
    scratch = scratchFolder();
    journals = folderJournals({
      folder: path.join(scratch.folder, '.incidents'),
      clock: handClock(),
      actor: ana,
    });
    const journal = await journals.create(incident);
    id = journal.incident;
    events = path.join(journal.folder, 'events');
    await journal.close();
  });
  afterEach(async () => {
    for (const journal of open.splice(0)) await journal.close();
    scratch.remove();
  });

  async function setAside(): Promise<EventOf<'torn-set-aside'>[]> {
    const journal = await opened();
    await journal.append(note('next'));
    await journal.close();
    const { events: all } = await (await opened()).read();
    return all.filter((event): event is EventOf<'torn-set-aside'> => event.type === 'torn-set-aside');
  }

  for (const [writer, ageSeconds, moved, why] of writers)
    it(`${moved ? 'is set aside by the next writer' : 'stays where it is'}: ${why}`, async () => {
      const tail = '{"id":"half a li';
      torn(writer, tail, ageSeconds);
      const whole = readFileSync(file(`${writer}.jsonl`)).length - tail.length;
      const said = await setAside();
      assert.equal(existsSync(file(`${writer}.torn`)), moved);
      assert.equal(readFileSync(file(`${writer}.jsonl`)).length, moved ? whole : whole + tail.length);
      assert.deepEqual(
        said.map(({ file: of, bytes, actor }) => [of, bytes, actor.via]),
        moved ? [[`events/${writer}.jsonl`, tail.length, 'auto']] : [],
      );
      if (moved) assert.equal(readFileSync(file(`${writer}.torn`), 'utf8'), tail);
    });

  const gone = 'gone-writer';
  const tails: readonly [tail: string, why: string][] = [
    ['{', 'a byte'],
    ['\0'.repeat(4096), 'a page of NULs'],
    [`{"id":"x"${'\0'.repeat(500)}`, 'the beginning of a line and NULs'],
    [`${'\0'.repeat(500)}":1}\n`, 'NULs and the end of a line'],
    ['{"id":"a whole line but for its end"}', 'a line without its end'],
  ];
  for (const [tail, why] of tails)
    it(`is set aside whatever it is: ${why}`, async () => {
      torn(gone, tail);
      const reader = await opened();
      assert.deepEqual(
        (await reader.read()).findings.map(({ kind, line }) => [kind, line]),
        [['torn', 3]],
      );
      assert.equal((await setAside()).length, 1);
      assert.equal(readFileSync(file(`${gone}.torn`), 'utf8'), tail);
      assert.deepEqual((await reader.read()).findings, []);
    });

  it('is only reported by those who read', async () => {
    torn(gone, '{');
    const reader = await opened();
    await reader.read();
    await reader.verify();
    await reader.close();
    assert.deepEqual(readdirSync(events), [`${gone}.jsonl`]);
  });

  it('is put behind one that was set aside before', async () => {
    torn(gone, 'second');
    writeFileSync(file(`${gone}.torn`), 'first');
    assert.equal((await setAside()).length, 1);
    assert.equal(readFileSync(file(`${gone}.torn`), 'utf8'), 'firstsecond');
  });

  it('is cut off where the copy was made and the cut was not', async () => {
    torn(gone, 'tail');
    writeFileSync(file(`${gone}.torn`), 'tail');
    await setAside();
    assert.equal(readFileSync(file(`${gone}.torn`), 'utf8'), 'tail');
    assert.ok(readFileSync(file(`${gone}.jsonl`), 'utf8').endsWith('}\n'));
  });

  it('is said once, when several come at once', async () => {
    for (let round = 1; round <= 8; round++) {
      torn(`${gone}-${round}`, '{"id"');
      const several = await Promise.all(Array.from({ length: 5 }, opened));
      await Promise.all(several.map((journal) => journal.append(note('at once'))));
      for (const journal of several) await journal.close();
      assert.equal((await setAside()).length, round);
    }
    assert.deepEqual((await (await opened()).verify()).findings, []);
  });

  it('of a window that went on in another file is set aside too, when the window has gone', async () => {
    torn(gone, '{"id"');
    const whole = readFileSync(file(`${gone}.jsonl`), 'utf8')
      .split('\n')
      .slice(0, 2);
    renameSync(file(`${gone}.jsonl`), file(`${gone}.2.jsonl`));
    writeFileSync(file(`${gone}.jsonl`), `${whole[0] ?? ''}\n`);
    assert.equal((await setAside())[0]?.file, `events/${gone}.2.jsonl`);
    assert.ok(existsSync(file(`${gone}.2.torn`)));
  });

  it('that is a line being written is seen whole when it is written, and nothing is said', async () => {
    const [writer, reader] = [await opened(), await opened()];
    await writer.append(note('first'));
    const [name = ''] = readdirSync(events);
    await writer.append(note('second'));
    const whole = readFileSync(file(name));
    truncateSync(file(name), whole.length - 40);
    await reader.append(note('meanwhile'));
    appendFileSync(file(name), whole.subarray(whole.length - 40));
    await reader.append(note('after'));
    const { events: all, findings } = await reader.read();
    assert.deepEqual(findings, []);
    assert.equal(all.length, 4);
    assert.equal(existsSync(file(name.replace('.jsonl', '.torn'))), false);
  });
});
