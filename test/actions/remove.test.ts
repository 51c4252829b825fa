import assert from 'node:assert/strict';
import { attachFile } from '../../src/actions/attach.ts';
import { exportPostMortem } from '../../src/actions/export.ts';
import { keepRun } from '../../src/actions/keep.ts';
import { OpenIncidents } from '../../src/actions/open.ts';
import type { OpenIncident } from '../../src/actions/open.ts';
import { removeKept, removeOldOutputs } from '../../src/actions/remove.ts';
import { changeStatus } from '../../src/actions/tell.ts';
import { logRows } from '../../src/core/incident/story.ts';
import { plain } from '../../src/core/incident/sentence.ts';
import { showIncident } from '../../src/core/incident/show.ts';
import { createRedactor } from '../../src/core/run/secrets.ts';
import { scriptedShell } from '../scripted-shell.ts';
import { answering, workplace } from '../workplace.ts';
import type { TestWorkplace } from '../workplace.ts';

const guide = '## API down\n\n```bash\ntrue\n```\n';

/** A run that printed this, kept to its end. */
async function ran(
  place: TestWorkplace,
  incident: OpenIncident,
  run: string,
  printed: string,
): Promise<void> {
  const step = { run, step: 'steps/true', title: 'List customers' };
  await incident.live.record({ type: 'run-started', ...step });
  const execution = {
    output: (async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new TextEncoder().encode(printed));
    })(),
    ended: Promise.resolve({ outcome: { outcome: 'succeeded' as const }, durationMs: 1, commands: [] }),
    notices: [],
    release: () => Promise.resolve(),
    stop: () => undefined,
  };
  await keepRun(incident, execution, { ...step, commands: [], verifies: false }, place.clock);
}

const outputOf = async ({ live }: OpenIncident, run: string): Promise<Uint8Array | undefined> =>
  live.journal.blob(live.state.runs.get(run)?.output[0]?.sha256 ?? '');

/** The same record in another process. */
function reopened({ journals, clock }: TestWorkplace, { live }: OpenIncident): Promise<OpenIncident> {
  const other = new OpenIncidents({
    clock,
    place: { actor: { name: 'ben', host: 'web-2', via: 'editor' }, host: 'web-2', user: 'ben', folder: '/' },
    shellOf: () => scriptedShell({}, () => undefined),
    redactorOf: () =>
      Promise.resolve(createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => '' })),
  });
  return other.open(journals, live.id);
}

describe('Removing an output', () => {
  it('deletes its bytes; that they were there, by whom they went and why stay said', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    const { live } = incident;
    assert.deepEqual(await removeKept(live, { id: 'r1', why: 'a name' }), { kind: 'removed', bytes: 11 });
    assert.equal(await outputOf(incident, 'r1'), undefined);
    const { intact, findings, outputsNotHere, outputsRemoved } = await live.journal.verify();
    assert.deepEqual([intact, findings, outputsNotHere, outputsRemoved], [true, [], 0, 1]);
    assert.equal(
      logRows(live.state)
        .map(({ sentence }) => plain(sentence))
        .at(-1),
      'Removed from the record: the output of List customers: a name',
    );
    const [run] = showIncident(live.state, { folder: '', head: '', findings: [] }).runs;
    assert.deepEqual([run?.output.bytes, run?.output.removed], [11, 'a name']);
  });

  it('is told by the post-mortem in its place, and not as an output that is missing', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    await incident.live.record({ type: 'evidence-pinned', run: 'r1' });
    await removeKept(incident.live, { id: 'r1', why: 'a name' });
    const { journal } = incident.live;
    const result = await exportPostMortem({ journal, contents: await journal.read(), format: 'md' });
    assert.ok(result.kind === 'exported');
    assert.match(result.text, /Removed from the record: a name\./);
    assert.doesNotMatch(result.text, /Miller|not in this copy/);
  });

  it('takes up where it ended when the bytes could not be deleted', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    const { live } = incident;
    const remove = live.journal.remove.bind(live.journal);
    live.journal.remove = () => Promise.reject(new Error('the disk is read-only'));
    await assert.rejects(removeKept(live, { id: 'r1', why: 'a name' }), /read-only/);
    live.journal.remove = remove;
    assert.ok(await outputOf(incident, 'r1'));
    await removeKept(live, { id: 'r1', why: 'a name' });
    assert.equal(await outputOf(incident, 'r1'), undefined);
    assert.equal(live.state.events.filter(({ type }) => type === 'tombstone').length, 1);
  });

  it('is finished when the record is opened the next time, where the machine stopped before the bytes were gone', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    const { live } = incident;
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    await attachFile(incident, { name: 'a.txt', bytes: new TextEncoder().encode('Mr Smith') });
    const hashes = [live.state.runs.get('r1')?.output[0]?.sha256, live.state.attached[0]?.sha256];
    for (const sha256 of hashes)
      await live.record({ type: 'tombstone', sha256: sha256 ?? '', why: 'a name' });
    assert.ok(await outputOf(incident, 'r1'));
    const again = await reopened(place, incident);
    assert.equal(await outputOf(again, 'r1'), undefined);
    const { outputsNotHere, outputsRemoved, findings } = await again.live.journal.verify();
    assert.deepEqual([outputsNotHere, outputsRemoved, findings], [0, 2, []]);
  });

  it('leaves what was printed once more after a removal', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    await removeKept(incident.live, { id: 'r1', why: 'a name' });
    await ran(place, incident, 'r2', 'Mrs Miller\n');
    assert.ok(await outputOf(await reopened(place, incident), 'r2'));
  });

  it('does not keep a record from being opened when the bytes still cannot be deleted', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await ran(place, incident, 'r1', 'Mrs Miller\n');
    const sha256 = incident.live.state.runs.get('r1')?.output[0]?.sha256 ?? '';
    await incident.live.record({ type: 'tombstone', sha256, why: 'a name' });
    const journal = await place.journals.open(incident.live.id);
    journal.remove = () => Promise.reject(new Error('the disk is read-only'));
    const again = await reopened(
      { ...place, journals: { ...place.journals, open: () => Promise.resolve(journal) } },
      incident,
    );
    assert.equal(again.live.state.tombstones.size, 1);
  });

  it('works for an attached file too', async () => {
    const incident = await workplace(guide).start();
    const { live } = incident;
    await attachFile(incident, { name: 'a.txt', bytes: new TextEncoder().encode('Mrs Miller') });
    const [attached] = live.state.attached;
    assert.ok(attached?.file !== undefined && attached.sha256 !== undefined);
    await removeKept(live, { id: attached.id, why: 'a name' });
    assert.equal(await live.journal.attachment({ file: attached.file, sha256: attached.sha256 }), undefined);
    const contents = await live.journal.read();
    const result = await exportPostMortem({ journal: live.journal, contents, format: 'md' });
    assert.match(result.kind === 'exported' ? result.text : '', /a\.txt: removed from the record: a name/);
  });

  const refused: readonly [id: string, why: string, what: string][] = [
    ['nope', 'w', 'what is not there'],
    ['r1', ' ', 'without a reason'],
    ['r2', 'w', 'a run that goes on'],
    ['r3', 'w', 'a run that printed nothing'],
  ];
  for (const [id, why, what] of refused) {
    it(`is refused: ${what}`, async () => {
      const place = workplace(guide);
      const incident = await place.start();
      await ran(place, incident, 'r1', 'x');
      await incident.live.record({ type: 'run-started', run: 'r2', step: 's/a', title: 'A' });
      await ran(place, incident, 'r3', '');
      assert.equal((await removeKept(incident.live, { id, why })).kind, 'refused');
      assert.deepEqual([...incident.live.state.tombstones], []);
    });
  }
});

describe('Removing the outputs of old incidents', () => {
  it('takes those of closed ones alone, and only what was closed before', async () => {
    const place = workplace(guide);
    const [old, open] = [await place.start(), await place.start()];
    for (const incident of [old, open]) await ran(place, incident, 'r1', 'x');
    await changeStatus(old.live, { status: 'resolved', reason: 'r' }, answering().ask);
    await changeStatus(old.live, { status: 'closed' }, answering().ask);
    const closedAt = old.live.state.closedAt ?? '';
    const sweep = (closedBefore: string): ReturnType<typeof removeOldOutputs> =>
      removeOldOutputs(place.journals, { closedBefore, why: 'old' });
    assert.deepEqual(await sweep(closedAt), { incidents: 0, bytes: 0 });
    assert.deepEqual(await sweep('2099-01-01T00:00:00.000Z'), { incidents: 1, bytes: 1 });
    assert.deepEqual(await sweep('2099-01-01T00:00:00.000Z'), { incidents: 0, bytes: 0 });
    assert.equal(await outputOf(old, 'r1'), undefined);
    assert.ok(await outputOf(open, 'r1'));
  });
});
