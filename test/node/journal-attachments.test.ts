import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createAttachments } from '../../src/node/journal-attachments.ts';
import type { Attachments } from '../../src/node/journal-attachments.ts';
import { modesLike } from '../../src/node/journal-modes.ts';
import { sha256Of } from '../events.ts';
import { scratchFolder } from './scratch.ts';

const png = Buffer.from('not really a picture');
const digits = sha256Of(png).slice(0, 12);

describe('The attachments of a record', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let attachments: Attachments;
  beforeEach(async () => {
    scratch = scratchFolder();
    attachments = createAttachments({ folder: scratch.folder, modes: await modesLike(scratch.folder) });
  });
  afterEach(() => {
    scratch.remove();
  });
  const inFolder = (): string[] => readdirSync(path.join(scratch.folder, 'attachments')).sort();

  const names: readonly [given: string, kept: string, why: string][] = [
    ['graph.png', 'graph.png', 'a plain name'],
    ['../../etc/passwd', 'passwd', 'a path upwards'],
    ['C:\\Users\\ana\\graph.png', 'graph.png', 'a path of Windows'],
    ['.bashrc', 'bashrc', 'a hidden file'],
    ['Größe 1.png', 'Größe-1.png', 'letters of a language, and a blank'],
    ['a\u202egnp.exe', 'a-gnp.exe', 'a character that turns the direction'],
    ['..', 'file', 'nothing of a name'],
    [`${'ä'.repeat(200)}.png`, `${'ä'.repeat(58)}.png`, 'longer than a file system takes'],
  ];
  for (const [given, kept, why] of names) {
    it(`stand under their names: ${why}`, async () => {
      const { file, sha256, bytes } = await attachments.add(given, png);
      assert.deepEqual([file, sha256, bytes], [`attachments/${digits}-${kept}`, sha256Of(png), png.length]);
      assert.deepEqual(inFolder(), [`${digits}-${kept}`]);
      assert.deepEqual(await attachments.read({ file, sha256 }), png);
    });
  }

  it('are kept once, however often they are attached', async () => {
    const first = await attachments.add('a.png', png);
    assert.deepEqual(await attachments.add('a.png', png), first);
    assert.equal(inFolder().length, 1);
  });

  it('never write over a file that is something else', async () => {
    mkdirSync(path.join(scratch.folder, 'attachments'));
    const other = path.join(scratch.folder, 'attachments', `${digits}-a.png`);
    writeFileSync(other, 'of somebody');
    const { file } = await attachments.add('a.png', png);
    assert.equal(file, `attachments/${sha256Of(png)}-a.png`);
    assert.equal(readFileSync(other, 'utf8'), 'of somebody');
    writeFileSync(path.join(scratch.folder, file), 'of somebody else');
    await assert.rejects(attachments.add('a.png', png), /another one stands in its place/);
  });

  it('are not read when they are not what was attached, or not there, or lie elsewhere', async () => {
    const { file, sha256 } = await attachments.add('a.png', png);
    writeFileSync(path.join(scratch.folder, 'secret'), png);
    for (const named of [
      'attachments/../secret',
      'secret',
      '/etc/passwd',
      'attachments/',
      '',
      'x/attachments/a.png',
    ])
      assert.equal(await attachments.read({ file: named, sha256 }), undefined, named);
    writeFileSync(path.join(scratch.folder, file), 'changed');
    assert.equal(await attachments.read({ file, sha256 }), undefined);
    rmSync(path.join(scratch.folder, file));
    assert.equal(await attachments.read({ file, sha256 }), undefined);
  });

  it('are hashed by what they hold now', async () => {
    assert.deepEqual(await attachments.hashAll(), new Map());
    const { file } = await attachments.add('a.png', png);
    writeFileSync(path.join(scratch.folder, file), 'changed');
    assert.deepEqual(await attachments.hashAll(), new Map([[file, sha256Of('changed')]]));
  });
});
