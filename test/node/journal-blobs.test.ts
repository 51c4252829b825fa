import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { FolderJournals } from '../../src/node/journal-folder.ts';
import type { Journal } from '../../src/ports.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { scratchFolder } from './scratch.ts';

const incident = { playbook: 'api-down', openedAt: new Date('2026-11-24T02:14:07Z'), guideText: '# Guide\n' };
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('outputs in a folder', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  let journals: FolderJournals;
  let journal: Journal;
  const blobs = (...name: string[]): string => path.join(journal.folder, 'blobs', ...name);

  beforeEach(async () => {
    scratch = scratchFolder();
    journals = folderJournals({
      folder: path.join(scratch.folder, '.incidents'),
      clock: handClock(),
      actor: ana,
    });
    journal = await journals.create(incident);
  });
  afterEach(async () => {
    await journal.close();
    scratch.remove();
  });

  it('lie under the hash of their bytes: small ones as they are, large ones compressed', async () => {
    const [small, large] = [Buffer.from('small'), Buffer.from('large '.repeat(20_000))];
    await journal.store(small);
    await journal.store(large);
    assert.deepEqual(readdirSync(blobs()).sort(), [sha256Of(small), `${sha256Of(large)}.gz`].sort());
    assert.deepEqual(readFileSync(blobs(sha256Of(small))), small);
    assert.deepEqual(gunzipSync(readFileSync(blobs(`${sha256Of(large)}.gz`))), large);
  });

  it('come back to the byte, in whatever pieces they came', async () => {
    const piece = fc.uint8Array({ maxLength: 50_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
        const whole = Buffer.concat(pieces);
        for (const one of pieces) await journal.keep('run', one);
        const stored = await journal.seal('run');
        if (whole.length === 0) {
          assert.equal(stored, undefined);
          return;
        }
        assert.deepEqual(stored, { bytes: whole.length, sha256: sha256Of(whole) });
        assert.ok(whole.equals((await journal.blob(sha256Of(whole))) ?? Buffer.alloc(0)));
      }),
      { numRuns: 25 },
    );
  });

  it('that are the same lie there once', async () => {
    for (let count = 0; count < 3; count++) await journal.store(Buffer.from('same'));
    assert.equal(readdirSync(blobs()).length, 1);
  });

  it('are not given back when they are not what their name says, and are named', async () => {
    const { sha256 } = await journal.store(Buffer.from('output'));
    const packed = await journal.store(Buffer.from('large '.repeat(20_000)));
    for (const stored of [{ bytes: 6, sha256 }, packed])
      await journal.append({ type: 'output', run: 'run', ...stored });
    writeFileSync(blobs(sha256), 'other');
    writeFileSync(blobs(`${packed.sha256}.gz`), randomBytes(100));
    assert.equal(await journal.blob(sha256), undefined);
    assert.equal(await journal.blob(packed.sha256), undefined);
    const { findings, intact } = await journal.verify();
    assert.equal(intact, false);
    assert.deepEqual(
      findings.map(({ kind, file }) => [kind, file]).sort(),
      [
        ['blob', `blobs/${sha256}`],
        ['blob', `blobs/${packed.sha256}.gz`],
      ].sort(),
    );
  });

  it('that a clone does not have are told, and new ones are kept', async () => {
    const stored = await journal.store(Buffer.from('output'));
    await journal.append({ type: 'output', run: 'run', ...stored });
    await journal.close();
    rmSync(blobs(), { recursive: true });
    const clone = await journals.open(journal.incident);
    assert.equal((await clone.verify()).outputsNotHere, 1);
    assert.equal(await clone.blob(stored.sha256), undefined);
    await clone.store(Buffer.from('output'));
    assert.equal((await clone.verify()).outputsNotHere, 0);
    await clone.close();
  });

  it('that a killed writer left half done are taken away by the next one, those of living writers are not', async () => {
    await journal.keep('run', Buffer.from('of a living one'));
    writeFileSync(blobs('gone-writer.1.part'), 'half');
    writeFileSync(blobs('gone-writer.1.part.gz'), 'half');
    const other = await journals.open(journal.incident);
    await other.store(Buffer.from('x'));
    assert.deepEqual(readdirSync(blobs()).filter((name) => name.includes('part')).length, 1);
    assert.equal((await journal.seal('run'))?.bytes, 15);
    await other.close();
  });

  it('that were not ended leave nothing behind when the journal is closed', async () => {
    await journal.keep('run', Buffer.from('half'));
    await journal.close();
    assert.deepEqual(readdirSync(blobs()), []);
  });

  it('that could not be ended can be ended again', async () => {
    await journal.keep('run', Buffer.from('output'));
    renameSync(blobs(), blobs('../elsewhere'));
    await assert.rejects(
      journal.seal('run'),
      /Output could not be kept in .*: the folder is not there any more/,
    );
    renameSync(blobs('../elsewhere'), blobs());
    assert.deepEqual(await journal.seal('run'), { bytes: 6, sha256: sha256Of(Buffer.from('output')) });
  });

  it('of 32 MB take little memory, and lie there whole', async () => {
    const piece = randomBytes(64 * 1024);
    const hash = createHash('sha256');
    let largest = 0;
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 512; count++) {
      await journal.keep('run', piece);
      hash.update(piece);
      largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
    }
    const stored = await journal.seal('run');
    assert.deepEqual(stored, { bytes: 32 * 1024 * 1024, sha256: hash.digest('hex') });
    assert.ok(largest < 8 * 1024 * 1024, `${largest} bytes`);
    assert.ok(statSync(blobs(`${stored.sha256}.gz`)).size > 0);
    assert.deepEqual((await journal.verify()).findings, []);
  });
});
