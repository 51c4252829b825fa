import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fact, IncidentEvent } from '../../src/core/incident/event.ts';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { Journal, NotOnDisk } from '../../src/ports.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import type { HandClock } from '../hand-clock.ts';
import { failingDisk } from './failing-disk.ts';
import type { FailingDisk } from './failing-disk.ts';
import { newerLine } from './newer-line.ts';
import { scratchFolder } from './scratch.ts';

const note = (text: string): Fact => ({ type: 'note', text });
const incident = { playbook: 'api-down', openedAt: new Date('2026-11-24T02:14:07Z'), guideText: '# Guide\n' };

describe('writing to a disk that fails', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let clock: HandClock;
  let disk: FailingDisk;
  let journal: Journal;
  const open: Journal[] = [];

  async function start(folder: string): Promise<void> {
    clock = handClock();
    disk = failingDisk();
    journal = await folderJournals({ folder, clock, actor: ana, disk }).create(incident);
    open.push(journal);
  }

  /** What somebody else reads: texts in order, findings, files of events. */
  async function read(): Promise<{ texts: string[]; findings: string[]; files: string[] }> {
    const folder = path.dirname(journal.folder);
    const reader = await folderJournals({ folder, clock: handClock('other'), actor: ana }).open(
      journal.incident,
    );
    open.push(reader);
    const { events, findings } = await reader.read();
    return {
      texts: events.flatMap((event) => (event.type === 'note' ? [event.text] : [])),
      findings: findings.map(({ kind }) => kind),
      files: readdirSync(path.join(journal.folder, 'events'))
        .map((name) => name.replace(/^.+?(\.\d+)?\.jsonl$/, 'writer$1.jsonl'))
        .sort(),
    };
  }

  beforeEach(async () => {
    scratch = scratchFolder();
    await start(path.join(scratch.folder, '.incidents'));
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
    scratch.remove();
  });

  it('syncs the folder after a file is made and the file after each write, before it says so', async () => {
    await journal.append(note('1'));
    assert.deepEqual(disk.asked, [
      'create writer.jsonl',
      'sync folder',
      'write writer.jsonl',
      'sync writer.jsonl',
    ]);
    await journal.append(note('2'));
    assert.deepEqual(disk.asked.slice(4), ['write writer.jsonl', 'sync writer.jsonl']);
  });

  it('shares a sync among lines that came while another was under way, each with a write of its own', async () => {
    await journal.append(note('0'));
    const release = disk.stall();
    const appended = Array.from({ length: 20 }, (_, index) => journal.append(note(`${index + 1}`)));
    release();
    await Promise.all(appended);
    assert.equal(disk.asked.filter((asked) => asked.startsWith('write')).length, 21);
    assert.ok(disk.asked.filter((asked) => asked.startsWith('sync writer')).length <= 3);
    assert.equal((await read()).texts.length, 21);
  });

  it('writes to a new file, at once, what a failed sync left unsure, and never syncs the old one again', async () => {
    await journal.append(note('1'));
    disk.fail('sync', 'EIO', 1);
    await Promise.all([journal.append(note('2')), journal.append(note('3'))]);
    await journal.append(note('4'));
    const failed = disk.asked.lastIndexOf('sync writer.jsonl');
    assert.ok(disk.asked.slice(failed + 1).every((asked) => !asked.includes('writer.jsonl')));
    assert.deepEqual(await read(), {
      texts: ['1', '2', '3', '4'],
      findings: [],
      files: ['writer.2.jsonl', 'writer.jsonl'],
    });
  });

  it('goes on by itself, in a third file, when two syncs failed', async () => {
    await journal.append(note('1'));
    disk.fail('sync', 'EIO', 2);
    const error = await notOnDisk(journal.append(note('2')));
    assert.match(error.message, /^Not on disk yet, in .*: the disk reported an error\.$/);
    clock.second();
    assert.equal((await error.written).type, 'note');
    const { texts, findings } = await read();
    assert.deepEqual([texts, findings], [['1', '2'], []]);
  });

  const refusals: readonly [step: Parameters<FailingDisk['fail']>[0], code: string, words: RegExp][] = [
    ['create', 'EROFS', /the disk is read-only/],
    ['create', 'EACCES', /not allowed to write there/],
    ['create', 'ENOENT', /moved or deleted/],
    ['sync folder', 'EIO', /reported an error/],
    ['write', 'ENOSPC', /the disk is full/],
    ['half a write', 'ENOSPC', /the disk is full/],
    ['half a write', 'EDQUOT', /quota/],
    ['sync', 'ENOSPC', /the disk is full/],
  ];
  for (const [step, code, words] of refusals) {
    it(`${code} at "${step}", from the first line on: tells each one once, and writes all when it is back`, async () => {
      disk.fail(step, code);
      const one = await notOnDisk(journal.append(note('1')));
      const two = await notOnDisk(journal.append(note('2')));
      assert.match(one.message, words);
      clock.second();
      disk.mend();
      await journal.append(note('3'));
      const written = await Promise.all([one.written, two.written]);
      assert.deepEqual(
        written.map(({ seq }) => seq),
        [1, 2],
      );
      const { texts, findings } = await read();
      assert.deepEqual([texts, findings], [['1', '2', '3'], []]);
    });

    it(`${code} at "${step}", later: keeps what was acknowledged, and writes the rest, without another fact`, async () => {
      if (step === 'create' || step === 'sync folder') disk.fail('sync', 'EIO', 1);
      else await journal.append(note('1'));
      disk.fail(step, code);
      const one = await notOnDisk(journal.append(note('2')));
      disk.mend();
      clock.second();
      await one.written;
      const { texts, findings } = await read();
      assert.deepEqual(
        texts.filter((text) => text !== '1'),
        ['2'],
      );
      assert.deepEqual(findings, []);
    });
  }

  it('leaves the half of a line that it could not take back, says the line again in a new file, and it is one', async () => {
    await journal.append(note('1'));
    disk.fail('half a write', 'ENOSPC', 1);
    disk.fail('cut', 'EIO', 1);
    const error = await notOnDisk(journal.append(note('2')));
    clock.second();
    await error.written;
    assert.deepEqual(await read(), {
      texts: ['1', '2'],
      findings: ['torn'],
      files: ['writer.2.jsonl', 'writer.jsonl'],
    });
  });

  it('tells after ten seconds that the disk does not answer, and counts the answer when it comes', async () => {
    await journal.append(note('1'));
    const release = disk.stall();
    const appended = journal.append(note('2'));
    const stalled = notOnDisk(appended);
    while (disk.asked.at(-1) !== 'sync writer.jsonl' || disk.asked.length < 6)
      await new Promise(setImmediate);
    clock.turn(10_000);
    const error = await stalled;
    assert.match(error.message, /has not answered for 10 seconds/);
    release();
    assert.equal((await error.written).seq, 2);
  });

  it('says that the folder was moved, and goes on when it is back', async () => {
    await journal.append(note('1'));
    renameSync(journal.folder, `${journal.folder}-elsewhere`);
    const error = await notOnDisk(journal.append(note('2')));
    assert.match(error.message, /moved or deleted/);
    renameSync(`${journal.folder}-elsewhere`, journal.folder);
    await journal.append(note('3'));
    await error.written;
    const { texts, findings } = await read();
    assert.deepEqual([texts, findings], [['1', '2', '3'], []]);
  });

  it('writes all its lines again when the folder was deleted and an older copy is back', async () => {
    await journal.append(note('1'));
    cpSync(journal.folder, `${journal.folder}-copy`, { recursive: true });
    await journal.append(note('2'));
    rmSync(journal.folder, { recursive: true });
    const error = await notOnDisk(journal.append(note('3')));
    assert.match(error.message, /moved or deleted/);
    renameSync(`${journal.folder}-copy`, journal.folder);
    clock.second();
    await error.written;
    const { texts, findings } = await read();
    assert.deepEqual([texts, findings], [['1', '2', '3'], []]);
  });

  it('rejects, in words and for good, what is added to a record of a newer version', async () => {
    const other = await folderJournals({ folder: path.dirname(journal.folder), clock, actor: ana }).open(
      journal.incident,
    );
    open.push(other);
    await other.append(note('1'));
    const [file = ''] = readdirSync(path.join(journal.folder, 'events'));
    const whole = path.join(journal.folder, 'events', file);
    writeFileSync(whole, newerLine(readFileSync(whole, 'utf8')));
    await assert.rejects(journal.append(note('2')), /written by a newer version/);
    const { texts, files } = await read();
    assert.deepEqual([texts, files], [['1'], ['writer.jsonl']]);
  });

  it('takes nothing more when it was closed', async () => {
    await journal.append(note('1'));
    await journal.close();
    await assert.rejects(journal.append(note('2')), /was closed/);
  });
});

describe('writing to a disk that is full, truly', () => {
  let small: SmallDisk;
  beforeEach(() => {
    small = smallDisk();
  });
  afterEach(() => {
    small.remove();
  });

  it('in the middle of a line: nothing acknowledged is lost, nothing is told twice, all is written when there is room', async () => {
    const clock = handClock();
    const journals = folderJournals({
      folder: path.join(small.folder, '.incidents'),
      clock,
      actor: ana,
      disk: small.disk,
    });
    const journal = await journals.create(incident);
    small.fill();
    const acknowledged: string[] = [];
    let error: unknown;
    for (let count = 1; error === undefined; count++) {
      const text = `note ${count}, ${'long '.repeat(count % 7)}`;
      await journal.append(note(text)).then(
        () => acknowledged.push(text),
        (reason: unknown) => {
          error = reason;
        },
      );
    }
    assert.ok(error instanceof Error && 'written' in error);
    assert.match(error.message, /the disk is full/);
    const reader = await journals.open(journal.incident);
    const now = await reader.read();
    assert.deepEqual(
      now.events.map((event) => (event.type === 'note' ? event.text : '')),
      acknowledged,
    );
    assert.deepEqual(now.findings, []);
    await assert.rejects(
      journal.keep('run', Buffer.alloc(256 * 1024)),
      /Output could not be kept in .*: the disk is full/,
    );
    small.free();
    clock.second();
    await error.written;
    await journal.append(note('after'));
    const { events, findings } = await reader.read();
    assert.equal(events.length, acknowledged.length + 2);
    assert.deepEqual(findings, []);
    await journal.keep('run', Buffer.from('whole'));
    assert.equal((await journal.seal('run'))?.bytes, 5);
    await journal.close();
    await reader.close();
  });
});

describe('writing to a disk that turned read-only, truly', () => {
  let small: SmallDisk;
  beforeEach(() => {
    small = smallDisk();
  });
  afterEach(() => {
    small.remove();
  });

  it('is told at once, reads on, and writes what waited when it may again', async () => {
    const clock = handClock();
    const folder = path.join(small.folder, '.incidents');
    const journals = folderJournals({ folder, clock, actor: ana, disk: small.disk });
    const before = await journals.create(incident);
    await before.append(note('before'));
    await before.close(); // a disk on which somebody has a file open can't be made read-only
    const { turn, isTrue } = small.readOnly();
    const journal = await journals.open(before.incident);
    const error = await notOnDisk(journal.append(note('meanwhile')));
    assert.match(error.message, /the disk is read-only/);
    if (isTrue) {
      await assert.rejects(journal.keep('run', Buffer.from('x')), /the disk is read-only/);
      await assert.rejects(journal.attach('a.txt', Buffer.from('a')), /the disk is read-only/);
      await assert.rejects(journals.create(incident), /the disk is read-only/);
    }
    const { events, findings } = await journal.verify();
    assert.deepEqual([events.length, findings], [1, []]);
    turn('writable');
    clock.second();
    await error.written;
    await journal.append(note('after'));
    const told = (await journal.read()).events.map((event) => (event.type === 'note' ? event.text : ''));
    assert.deepEqual(told, ['before', 'meanwhile', 'after']);
    await journal.close();
  });
});

/** The rejection of a fact that is not on disk yet. */
async function notOnDisk(appended: Promise<IncidentEvent>): Promise<NotOnDisk> {
  const error = await appended.then(
    () => assert.fail('It said that it is on disk.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error && error.name === 'NotOnDisk' && 'written' in error, String(error));
  return error as NotOnDisk;
}

interface SmallDisk {
  folder: string;
  disk: FailingDisk;
  fill(): void;
  free(): void;
  /** Turns it read-only; whether that is true, or only said to whoever makes a file. */
  readOnly(): { turn: (to: 'writable') => void; isTrue: boolean };
  remove(): void;
}

/** A file system of 128 KB; where none may be mounted, a disk that says that it is full in the middle of a line. */
function smallDisk(): SmallDisk {
  const { folder, remove } = scratchFolder();
  const disk = failingDisk();
  const filler = path.join(folder, 'filler');
  if (!mount(folder))
    return {
      folder,
      disk,
      fill: () => {
        disk.fail('half a write', 'ENOSPC');
      },
      free: () => {
        disk.mend();
      },
      readOnly() {
        disk.fail('create', 'EROFS');
        return {
          turn: () => {
            disk.mend();
          },
          isTrue: false,
        };
      },
      remove,
    };
  return {
    folder,
    disk,
    /** All of it, but a page or two for lines. */
    fill() {
      writeFileSync(filler, Buffer.alloc(free(folder) - 2 * 4096));
    },
    free: () => {
      rmSync(filler);
    },
    readOnly() {
      const remount = (mode: 'ro' | 'rw'): void => {
        execFileSync('mount', ['-o', `remount,${mode}`, folder]);
      };
      remount('ro');
      return {
        turn: () => {
          remount('rw');
        },
        isTrue: true,
      };
    },
    remove() {
      execFileSync('umount', [folder]);
      remove();
    },
  };
}

function free(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
