import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packTar, unpackTar } from 'modern-tar';
import type { TarEntry } from 'modern-tar';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { FolderJournals } from '../../src/node/journal-folder.ts';
import { packIncident, unpackIncident } from '../../src/node/whole-incident.ts';
import type { Unpacked } from '../../src/node/whole-incident.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { scratchFolder } from './scratch.ts';

const golden = path.join(import.meta.dirname, '../data/journals/v1');
const id = '2026-11-24-api-service-completely-down-k3x9aa';

describe('A whole incident in one file', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let there: FolderJournals;
  let file: string;
  beforeEach(async () => {
    scratch = scratchFolder();
    there = folderJournals({ folder: path.join(scratch.folder, 'there'), clock: handClock(), actor: ana });
    file = path.join(scratch.folder, 'incident.tar');
    await packIncident(await there.openFolder(golden), file);
  });
  afterEach(() => {
    scratch.remove();
  });
  const take = (from = file): Promise<Unpacked> => unpackIncident(from, there, 'abc123');
  const inFolder = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
  /** The file with its entries changed. */
  const changed = async (change: (entries: TarEntry[]) => TarEntry[]): Promise<string> => {
    const entries = await unpackTar(readFileSync(file));
    const again = entries.map(({ header, data }) => ({ header, ...(data && { body: data }) }));
    const written = path.join(scratch.folder, 'changed.tar');
    writeFileSync(written, await packTar(change(again)));
    return written;
  };
  const entry = (name: string, body = 'x', more: Partial<TarEntry['header']> = {}): TarEntry => ({
    header: { name, size: body.length, type: 'file', ...more },
    body,
  });

  it('comes in elsewhere with the same files, the same head, and intact', async () => {
    const result = await take();
    assert.deepEqual(result, {
      kind: 'imported',
      incident: id,
      folder: path.join(there.folder, id),
      events: 41,
    });
    const imported = path.join(there.folder, id);
    assert.deepEqual(inFolder(imported), inFolder(golden));
    for (const name of inFolder(golden))
      assert.deepEqual(readFileSync(path.join(imported, name)), readFileSync(path.join(golden, name)), name);
    const [was, is] = await Promise.all(
      [there.openFolder(golden), there.open(id)].map(async (one) => (await one).verify()),
    );
    assert.deepEqual(is, was);
    assert.deepEqual(
      (await there.list()).map((one) => one.id),
      [id],
    );
    assert.ok(existsSync(path.join(there.folder, '.gitignore')));
  });

  it('is the same bytes however often it is made', async () => {
    const again = path.join(scratch.folder, 'again.tar');
    await packIncident(await there.openFolder(golden), again);
    assert.deepEqual(readFileSync(again), readFileSync(file));
  });

  it('is never written over another file', async () => {
    const other = path.join(scratch.folder, 'other.tar');
    writeFileSync(other, 'of somebody');
    await assert.rejects(packIncident(await there.openFolder(golden), other), { code: 'EEXIST' });
    assert.equal(readFileSync(other, 'utf8'), 'of somebody');
  });

  it('leaves out what is no part of the incident', async () => {
    const copy = path.join(scratch.folder, 'copy');
    cpSync(golden, copy, { recursive: true });
    for (const name of ['.env', 'blobs/writer.1.part', 'attachments/../notes.txt'])
      writeFileSync(path.join(copy, name), 'x');
    const lean = path.join(scratch.folder, 'lean.tar');
    const { files } = await packIncident(await there.openFolder(copy), lean);
    assert.equal(files, inFolder(golden).length);
  });

  it('never comes in over one that is there', async () => {
    await take();
    assert.deepEqual(await take(), { kind: 'refused', reason: `${id} is here already` });
  });

  const bad: readonly [what: string, change: (entries: TarEntry[]) => TarEntry[], says: RegExp][] = [
    [
      'a path upwards',
      (all) => [...all, entry(`${id}/attachments/../../../../evil`)],
      /no part of an incident/,
    ],
    ['a path upwards as its folder', () => [entry('../events/writer-one.jsonl')], /no incident|damaged/],
    ['an absolute path', (all) => [...all, entry('/etc/cron.d/evil')], /no part of an incident/],
    [
      'a path of Windows',
      (all) => [...all, entry(`${id}/attachments/..\\..\\evil`)],
      /no part of an incident/,
    ],
    [
      'a link',
      (all) => [
        ...all,
        entry(`${id}/events/writer-link.jsonl`, '', { type: 'symlink', linkname: '/etc/passwd' }),
      ],
      /no part of an incident/,
    ],
    ['a program', (all) => [...all, entry(`${id}/run.sh`)], /no part of an incident/],
    ['a second incident', (all) => [...all, entry('other/guide.md')], /no part of an incident/],
    ['a file that comes twice', (all) => [...all, entry(`${id}/guide.md`)], /not a whole incident/],
    [
      'another guide',
      (all) => all.map((one) => (one.header.name.endsWith('/guide.md') ? entry(one.header.name) : one)),
      /damaged: guide\.md/,
    ],
    [
      'an output that was changed',
      (all) => all.map((one) => (/blobs\/\w+$/.test(one.header.name) ? entry(one.header.name) : one)),
      /damaged: blobs/,
    ],
    [
      'an attached file that was changed',
      (all) => all.map((one) => (one.header.name.includes('attachments') ? entry(one.header.name) : one)),
      /damaged: attachments/,
    ],
    [
      'lines of one writer missing',
      (all) => all.filter(({ header }) => !header.name.includes('writer-two')),
      /damaged: events/,
    ],
    ['nothing', () => [], /no incident/],
  ];
  for (const [what, change, says] of bad) {
    it(`is refused with ${what}, and nothing of it stays`, async () => {
      const result = await take(await changed(change));
      assert.match(result.kind === 'refused' ? result.reason : 'imported', says);
      assert.deepEqual(readdirSync(there.folder).sort(), ['.gitattributes', '.gitignore']);
      assert.equal(existsSync(path.join(scratch.folder, 'evil')), false);
    });
  }

  it('is refused when it was cut short, or is something else', async () => {
    const whole = readFileSync(file);
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, 700),
      Buffer.from('a text'),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, bytes);
      assert.equal((await take()).kind, 'refused', `${bytes.length} bytes`);
    }
  });
});
