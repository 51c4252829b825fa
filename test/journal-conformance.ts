import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Fact, IncidentEvent } from '../src/core/incident/event.ts';
import { compareEvents } from '../src/core/incident/order.ts';
import type { Journal, Journals, NewIncident } from '../src/ports.ts';
import type { HandClock } from './hand-clock.ts';

/** A home of incidents to be tested, and the clock it goes by. */
export interface TestedHome {
  journals: Journals;
  clock: HandClock;
  /** Lets go of what it holds. */
  end(): Promise<void>;
}

const note = (text: string): Fact => ({ type: 'note', text });
const incident = (playbook: string, openedAt = '2026-11-24T02:14:07.000Z'): NewIncident => ({
  playbook,
  openedAt: new Date(openedAt),
  guideText: '# Guide\n',
});
const textsOf = (events: readonly IncidentEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'note' ? [event.text] : []));

/** What every journal does, wherever it keeps its record. One suite; each home calls it with its own. */
export function journalConformance(name: string, makeHome: () => Promise<TestedHome>): void {
  describe(`${name} is a journal`, () => {
    let home: TestedHome;
    const open: Journal[] = [];
    const opened = async (journal: Promise<Journal>): Promise<Journal> => {
      open.push(await journal);
      return journal;
    };
    beforeEach(async () => {
      home = await makeHome();
    });
    afterEach(async () => {
      for (const journal of open.splice(0)) await journal.close();
      await home.end();
    });
    const create = (playbook = 'api-down', at?: string): Promise<Journal> =>
      opened(home.journals.create(incident(playbook, at)));
    const again = (journal: Journal): Promise<Journal> => opened(home.journals.open(journal.incident));

    it('gives an incident an id of its day in UTC, its playbook and something short', async () => {
      const journal = await create('api-down', '2026-11-24T23:59:59.999Z');
      assert.match(journal.incident, /^2026-11-24-api-down-[a-z0-9]+$/);
      assert.equal((await home.journals.list())[0]?.id, journal.incident);
    });

    it('lists the incident that was opened last first', async () => {
      const first = await create('a', '2026-11-24T10:00:00.000Z');
      const third = await create('b', '2026-11-24T12:00:00.000Z');
      const second = await create('c', '2026-11-24T11:00:00.000Z');
      const listed = (await home.journals.list()).map(({ id }) => id);
      assert.deepEqual(listed, [third.incident, second.incident, first.incident]);
    });

    it('says in words that an incident is not there', async () => {
      await assert.rejects(home.journals.open('2026-11-24-none-xxxx'), /no record of an incident/);
    });

    it('gives back the event that it wrote, with who, when and the chain', async () => {
      const journal = await create();
      const event = await journal.append(note('memory limit'));
      const { events, findings, newer } = await journal.read();
      assert.deepEqual(events, [event]);
      assert.deepEqual(findings, []);
      assert.equal(newer, false);
      assert.equal(event.incident, journal.incident);
      assert.equal(event.at, '2026-11-24T02:14:07.000Z');
      assert.equal(event.hlc, `${String(Date.parse(event.at)).padStart(15, '0')}-0000`);
      assert.deepEqual([event.seq, event.prev, event.seen], [1, '', {}]);
    });

    it('keeps who did it and when it happened, where the fact says so', async () => {
      const journal = await create();
      const actor = { name: 'bo', host: 'laptop', via: 'agent' } as const;
      const occurredAt = '2026-11-24T01:00:00.000Z';
      const event = await journal.append({ ...note('before'), actor, occurredAt });
      assert.deepEqual(event.actor, actor);
      assert.equal(event.occurredAt, occurredAt);
    });

    it('keeps facts that are told at once in the order in which they were told', async () => {
      const journal = await create();
      const texts = Array.from({ length: 50 }, (_, index) => `n${index}`);
      const events = await Promise.all(texts.map((text) => journal.append(note(text))));
      assert.deepEqual(textsOf(events), texts);
      const contents = await journal.read();
      assert.deepEqual(textsOf(contents.events), texts);
      assert.deepEqual(contents.findings, []);
    });

    it('refuses a fact that no reader would accept, and goes on', async () => {
      const journal = await create();
      const wrong = { type: 'output', run: 'r1', bytes: Number.NaN, sha256: '' } as const;
      await assert.rejects(journal.append(wrong), /no reader would accept/);
      await journal.append(note('after'));
      const { events, findings } = await journal.read();
      assert.deepEqual([textsOf(events), findings], [['after'], []]);
    });

    it('lets two write at once: both see all, in one order, whatever their clocks say', async () => {
      const one = await create();
      const two = await again(one);
      for (let round = 0; round < 10; round++) {
        await Promise.all([one.append(note(`one ${round}`)), two.append(note(`two ${round}`))]);
        home.clock.turn(round % 2 === 0 ? -3_600_000 : 3_000_000);
      }
      const [a, b] = await Promise.all([one.read(), two.read()]);
      assert.equal(a.events.length, 20);
      assert.deepEqual(a, b);
      assert.deepEqual(a.events, [...a.events].sort(compareEvents));
      assert.deepEqual(a.findings, []);
    });

    it('puts a fact behind everything that its writer had seen, though the clock went back', async () => {
      const one = await create();
      const first = await one.append(note('first'));
      const two = await again(one);
      home.clock.turn(-86_400_000);
      const second = await two.append(note('second'));
      assert.ok(compareEvents(first, second) < 0);
      assert.deepEqual(second.seen, { [first.writer]: { seq: 1, hash: first.hash } });
      assert.deepEqual(textsOf((await one.read()).events), ['first', 'second']);
    });

    it('names only heads that nobody named before', async () => {
      const one = await create();
      const [two, three] = [await again(one), await again(one)];
      await one.append(note('1'));
      const second = await two.append(note('2'));
      const third = await three.append(note('3'));
      assert.deepEqual(Object.keys(third.seen), [second.writer]);
      assert.deepEqual((await three.append(note('4'))).seen, {});
    });

    it('tells who listens what the others write, and not what it wrote itself', async () => {
      const one = await create();
      const two = await again(one);
      const { told, until } = listenTo(two);
      await two.append(note('own'));
      await one.append(note('a'));
      await one.append(note('b'));
      await until(2);
      assert.deepEqual(textsOf(told), ['a', 'b']);
    });

    it('tells a listener that comes late what nobody was told of, and not what was read', async () => {
      const one = await create();
      await one.append(note('read'));
      const two = await again(one);
      assert.deepEqual(textsOf((await two.read()).events), ['read']);
      await one.append(note('untold'));
      await two.append(note('own, so it looked'));
      const { told, until } = listenTo(two);
      await until(1);
      assert.deepEqual(textsOf(told), ['untold']);
    });

    it('keeps an output, piece by piece, under the hash of its bytes', async () => {
      const journal = await create();
      const pieces = ['one\n', '', 'two\n', '\u{1F600}\u0000\r\n'].map((text) => Buffer.from(text));
      await Promise.all(pieces.map((piece) => journal.keep('r1', piece)));
      await journal.keep('r2', Buffer.from('of another run'));
      const stored = await journal.seal('r1');
      const whole = Buffer.concat(pieces);
      assert.deepEqual(stored, {
        bytes: whole.length,
        sha256: createHash('sha256').update(whole).digest('hex'),
      });
      assert.deepEqual(Buffer.from((await journal.blob(stored.sha256)) ?? []), whole);
      assert.equal((await journal.seal('r2'))?.bytes, 14);
    });

    it('begins another part after each end, and has none where nothing came', async () => {
      const journal = await create();
      assert.equal(await journal.seal('r1'), undefined);
      await journal.keep('r1', Buffer.from('first'));
      const first = await journal.seal('r1');
      await journal.keep('r1', Buffer.from('second'));
      const second = await journal.seal('r1');
      assert.equal(await journal.seal('r1'), undefined);
      assert.deepEqual([first?.bytes, second?.bytes], [5, 6]);
    });

    it('keeps a large output whole', async () => {
      const journal = await create();
      const piece = Buffer.from('0123456789abcdef'.repeat(4096));
      for (let count = 0; count < 20; count++) await journal.keep('r1', piece);
      const stored = await journal.seal('r1');
      assert.equal(stored?.bytes, piece.length * 20);
      assert.equal((await journal.blob(stored.sha256))?.length, piece.length * 20);
    });

    it('stores a text at once, also an empty one', async () => {
      const journal = await create();
      const empty = await journal.store(new Uint8Array());
      assert.equal(empty.sha256, createHash('sha256').digest('hex'));
      assert.equal((await journal.blob(empty.sha256))?.length, 0);
      const { sha256 } = await journal.store(Buffer.from('# Changed\n'));
      assert.equal(Buffer.from((await journal.blob(sha256)) ?? []).toString(), '# Changed\n');
    });

    it('keeps an attached file, and says when it is not what was attached', async () => {
      const journal = await create();
      const { file, sha256, bytes } = await journal.attach('graph.png', Buffer.from('picture'));
      assert.deepEqual([bytes, sha256], [7, createHash('sha256').update('picture').digest('hex')]);
      assert.match(file, /^attachments\/[0-9a-f]{12}-graph\.png$/);
      assert.equal(Buffer.from((await journal.attachment({ file, sha256 })) ?? []).toString(), 'picture');
      assert.equal(await journal.attachment({ file, sha256: '0'.repeat(64) }), undefined);
      await journal.append({ type: 'attached', kind: 'file', title: 'graph', file, sha256: '0'.repeat(64) });
      assert.deepEqual(
        (await journal.verify()).findings.map(({ kind, file: at }) => `${kind} ${at}`),
        [`blob ${file}`],
      );
    });

    it('removes an output and an attached file for good; one that is not there is no error', async () => {
      const journal = await create();
      const { sha256 } = await journal.store(Buffer.from('x'.repeat(100_000)));
      const attached = await journal.attach('a.txt', Buffer.from('a'));
      for (const kept of [{ sha256 }, attached, { sha256 }, { sha256: '../guide.md' }])
        await journal.remove(kept);
      assert.equal(await journal.blob(sha256), undefined);
      assert.equal(await journal.attachment(attached), undefined);
    });

    it('has no output that was never kept', async () => {
      const journal = await create();
      assert.equal(await journal.blob('0'.repeat(64)), undefined);
      assert.equal(await journal.blob('../guide.md'), undefined);
    });

    it('verifies a record that nobody touched', async () => {
      const journal = await create();
      const guideSha256 = createHash('sha256').update('# Guide\n').digest('hex');
      await journal.append(openedFact(guideSha256));
      await journal.keep('r1', Buffer.from('output'));
      const stored = await journal.seal('r1');
      assert.ok(stored);
      await journal.append({ type: 'output', run: 'r1', ...stored });
      const { intact, findings, outputsNotHere, events } = await journal.verify();
      assert.deepEqual([intact, findings, outputsNotHere, events.length], [true, [], 0, 2]);
    });

    it('says when the copy of the guide is not the one that was opened, and which outputs are not here', async () => {
      const journal = await create();
      await journal.append(openedFact('0'.repeat(64)));
      await journal.append({ type: 'output', run: 'r1', bytes: 3, sha256: '1'.repeat(64) });
      const { intact, findings, outputsNotHere } = await journal.verify();
      assert.deepEqual([intact, findings.map(({ kind }) => kind), outputsNotHere], [false, ['guide'], 1]);
    });

    it('has the same head in every reader, and another after each fact', async () => {
      const one = await create();
      const two = await again(one);
      const heads = [(await one.read()).head];
      for (const journal of [one, two, one]) {
        await journal.append(note('x'));
        const { head } = await one.read();
        assert.equal((await two.read()).head, head);
        heads.push(head);
      }
      assert.equal(new Set(heads).size, 4);
    });

    /** All that a listener was told; `until` waits for so many, while seconds pass. */
    function listenTo(journal: Journal): { told: IncidentEvent[]; until: (count: number) => Promise<void> } {
      const told: IncidentEvent[] = [];
      let changed = (): void => undefined;
      journal.onOthers((events) => {
        told.push(...events);
        changed();
      });
      return {
        told,
        async until(count) {
          while (told.length < count) {
            const change = new Promise<void>((resolve) => {
              changed = resolve;
            });
            home.clock.second();
            await change;
          }
        },
      };
    }
  });
}

function openedFact(guideSha256: string): Fact {
  return {
    type: 'opened',
    playbook: 'api-down',
    title: 'API down',
    guide: 'runbooks/guide.md',
    guideSha256,
    target: { host: 'web-1', user: 'ana', folder: '/srv' },
    timezone: 'Europe/Berlin',
  };
}
