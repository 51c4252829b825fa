import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findIncident } from '../../src/node/find-incident.ts';
import { folderJournals } from '../../src/node/journal-folder.ts';
import type { FolderJournals } from '../../src/node/journal-folder.ts';
import { journalFolderFor } from '../../src/node/journal-place.ts';
import { ana } from '../events.ts';
import { handClock } from '../hand-clock.ts';
import { scratchFolder } from './scratch.ts';

describe('where incidents lie', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  const at = (...parts: string[]): string => path.join(scratch.folder, ...parts);
  const journalsAt = (folder: string): FolderJournals =>
    folderJournals({ folder, clock: handClock(), actor: ana });
  const incident = (playbook = 'api-down', openedAt = '2026-11-24T02:14:07Z') => ({
    playbook,
    openedAt: new Date(openedAt),
    guideText: '# Guide\n',
  });
  const make = async (journals: FolderJournals, ...given: Parameters<typeof incident>): Promise<string> => {
    const journal = await journals.create(incident(...given));
    await journal.append({ type: 'note', text: 'x' });
    await journal.close();
    return journal.incident;
  };

  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });

  describe('the folder of incidents of a place', () => {
    const cases: readonly [there: string[], start: string, found: string, why: string][] = [
      [['.git'], 'a/b', '.incidents', 'beside the nearest .git upwards'],
      [['.incidents'], 'a/b', '.incidents', 'the nearest .incidents upwards'],
      [['.git', 'a/.incidents'], 'a/b', 'a/.incidents', 'the nearer of the two: .incidents'],
      [['.incidents', 'a/.git'], 'a/b', 'a/.incidents', 'the nearer of the two: .git'],
      [['a/b/.git'], 'a/b', 'a/b/.incidents', 'the place itself'],
      [['.incidents/2026-11-24-x-y'], '.incidents/2026-11-24-x-y', '.incidents', 'from inside of it'],
    ];
    for (const [there, start, found, why] of cases)
      it(`${found} from ${start} with ${there.join(' and ')}: ${why}`, () => {
        for (const folder of [...there, start]) mkdirSync(at(folder), { recursive: true });
        assert.equal(journalFolderFor({ start: at(start), upTo: scratch.folder }), at(found));
      });

    it('is in the place itself, or where it is said, when there is neither', () => {
      mkdirSync(at('a/b'), { recursive: true });
      assert.equal(journalFolderFor({ start: at('a/b'), upTo: at('a') }), at('a/b/.incidents'));
      assert.equal(
        journalFolderFor({ start: at('a/b'), upTo: at('a'), otherwise: at('c') }),
        at('c/.incidents'),
      );
    });

    it('takes a .git that is a file, as a worktree has, and no .incidents that is one', () => {
      mkdirSync(at('a/b'), { recursive: true });
      writeFileSync(at('a/.git'), 'gitdir: elsewhere');
      writeFileSync(at('a/b/.incidents'), '');
      assert.equal(journalFolderFor({ start: at('a/b') }), at('a/.incidents'));
    });
  });

  describe('the folder of an incident', () => {
    it('is for its owner alone, with its neighbourly files', async () => {
      const id = await make(journalsAt(at('x/.incidents')));
      const all = readdirSync(at('x'), { recursive: true, encoding: 'utf8' }).sort();
      assert.deepEqual(
        all.map((name) => name.replace(/[^/]+\.jsonl$/, 'w.jsonl')),
        ['.incidents', '.incidents/.gitattributes', '.incidents/.gitignore', `.incidents/${id}`].concat(
          ['attachments', 'blobs', 'events', 'events/w.jsonl', 'guide.md', 'incident.yaml'].map(
            (name) => `.incidents/${id}/${name}`,
          ),
        ),
      );
      for (const name of all) {
        const stat = statSync(at('x', name));
        assert.equal(stat.mode & 0o777, stat.isDirectory() ? 0o700 : 0o600, name);
      }
      assert.match(readFileSync(at('x/.incidents/.gitattributes'), 'utf8'), /^\* -text$/m);
      assert.match(readFileSync(at('x/.incidents/.gitignore'), 'utf8'), /^\/\*\/blobs\/$/m);
      assert.equal(readFileSync(at('x/.incidents', id, 'guide.md'), 'utf8'), '# Guide\n');
      const described = parse(readFileSync(at('x/.incidents', id, 'incident.yaml'), 'utf8')) as Record<
        string,
        unknown
      >;
      assert.deepEqual(
        [described['incident'], described['playbook'], described['opened']],
        [id, 'api-down', '2026-11-24T02:14:07.000Z'],
      );
    });

    const modes: readonly [opened: number, folder: number, file: number, why: string][] = [
      [0o770, 0o770, 0o660, 'a group may write'],
      [0o2770, 0o2770, 0o660, 'a group may write, and what is made is the group’s'],
      [0o750, 0o750, 0o640, 'a group may read, and no others'],
      [0o755, 0o700, 0o600, 'everybody may read: only what a umask left'],
      [0o700, 0o700, 0o600, 'nobody else'],
    ];
    for (const [opened, folder, file, why] of modes)
      it(`is as the team opened the folder of incidents (${opened.toString(8)}): ${why}`, async () => {
        mkdirSync(at('.incidents'));
        chmodSync(at('.incidents'), opened);
        const journals = journalsAt(at('.incidents'));
        const journal = await journals.create(incident());
        await journal.append({ type: 'note', text: 'x' });
        await journal.store(Buffer.from('small'));
        await journal.store(Buffer.alloc(100_000));
        await journal.close();
        for (const name of readdirSync(journal.folder, { recursive: true, encoding: 'utf8' })) {
          const stat = statSync(path.join(journal.folder, name));
          assert.equal(stat.mode & 0o7777, stat.isDirectory() ? folder : file, name);
        }
      });

    it('leaves what the team wrote into .gitignore and .gitattributes', async () => {
      mkdirSync(at('.incidents'));
      writeFileSync(at('.incidents/.gitignore'), 'mine');
      await make(journalsAt(at('.incidents')));
      assert.equal(readFileSync(at('.incidents/.gitignore'), 'utf8'), 'mine');
    });

    const names: readonly [playbook: string, name: RegExp, why: string][] = [
      ['api-down', /^2026-11-24-api-down-\w+$/, 'as it is'],
      ['../../etc/passwd', /^2026-11-24-etc-passwd-\w+$/, 'no way out of the folder'],
      ['a:b*c?"<>|', /^2026-11-24-a-b-c-+\w+$/, 'no character that a file system refuses'],
      ['базы-данных', /^2026-11-24-базы-данных-\w+$/, 'letters of any script'],
      ['x'.repeat(300), /^2026-11-24-x{60}-\w+$/, 'no longer than a file system takes'],
      ['', /^2026-11-24-\w+$/, 'without one'],
    ];
    for (const [playbook, name, why] of names)
      it(`is called by its playbook, ${JSON.stringify(playbook.slice(0, 20))}: ${why}`, async () => {
        assert.match(await make(journalsAt(at('.incidents')), playbook), name);
        assert.equal(readdirSync(at('.incidents')).filter((made) => !made.startsWith('.git')).length, 1);
      });

    it('is not there when it could not be made, and says why in words', async () => {
      writeFileSync(at('file'), '');
      await assert.rejects(
        make(journalsAt(at('file/.incidents'))),
        /^JournalProblem: The incident could not be opened in /,
      );
    });
  });

  describe('an incident as a person names it', () => {
    const ids = async (journals: FolderJournals): Promise<[string, string, string]> => [
      await make(journals, 'api-down', '2026-11-24T10:00:00Z'),
      await make(journals, 'database', '2026-11-24T12:00:00Z'),
      await make(journals, 'cache', '2026-11-24T11:00:00Z'),
    ];
    const nameOf = async (journals: FolderJournals, reference: string): Promise<string> => {
      const found = await findIncident(journals, reference);
      if (found.kind !== 'found') return `${found.kind}: ${found.reason}`;
      await found.journal.close();
      return found.journal.incident;
    };

    it('is found by id, by a beginning that only it has, by folder, and as the latest', async () => {
      const journals = journalsAt(at('.incidents'));
      const [api, database, cache] = await ids(journals);
      assert.equal(await nameOf(journals, api), api);
      assert.equal(await nameOf(journals, '2026-11-24-c'), cache);
      assert.equal(await nameOf(journals, 'latest'), database);
      assert.equal(await nameOf(journals, at('.incidents', api)), api);
      assert.equal(await nameOf(journals, `${at('.incidents', api)}/`), api);
    });

    it('is found in a copy, whatever the copy is called', async () => {
      const journals = journalsAt(at('.incidents'));
      const id = await make(journals);
      cpSync(path.join(journals.folder, id), at('copy'), { recursive: true });
      assert.equal(await nameOf(journals, at('copy')), id);
      const found = await findIncident(journals, at('copy'));
      assert.ok(found.kind === 'found');
      assert.deepEqual((await found.journal.read()).findings, []);
    });

    it('is listed also when it does not say when it was opened', async () => {
      const journals = journalsAt(at('.incidents'));
      const id = await make(journals);
      const other = await make(journals, 'zzz', '2026-11-24T01:00:00Z');
      for (const one of [id, other]) rmSync(path.join(journals.folder, one, 'incident.yaml'));
      assert.equal((await journals.list()).length, 2);
    });

    it('is not found, in words: none, several, nothing', async () => {
      const journals = journalsAt(at('.incidents'));
      assert.match(await nameOf(journals, 'latest'), /^none: There are no incidents in /);
      await ids(journals);
      assert.match(await nameOf(journals, '2026'), /^several: "2026" is the beginning of 3 incidents: /);
      assert.match(await nameOf(journals, 'nothing'), /^none: There is no incident "nothing"/);
      assert.match(await nameOf(journals, ''), /^none: /);
      assert.match(await nameOf(journals, at('.')), /^none: /);
    });

    it('opens without writing anything', async () => {
      const journals = journalsAt(at('.incidents'));
      const id = await make(journals);
      const before = readdirSync(at(), { recursive: true });
      const journal = await journals.open(id);
      await journal.read();
      await journal.verify();
      await journal.close();
      assert.deepEqual(readdirSync(at(), { recursive: true }), before);
    });

    it('that lost its events opens, with what is left', async () => {
      const journals = journalsAt(at('.incidents'));
      const id = await make(journals);
      rmSync(path.join(journals.folder, id, 'events'), { recursive: true });
      const journal = await journals.open(id);
      assert.deepEqual((await journal.read()).events, []);
      await journal.close();
    });
  });
});
