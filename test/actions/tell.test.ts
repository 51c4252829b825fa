import assert from 'node:assert/strict';
import {
  addNote,
  amend,
  changeStatus,
  copyUpdate,
  markDone,
  pinOutput,
  setMilestone,
} from '../../src/actions/tell.ts';
import { milestonesOf } from '../../src/core/incident/clocks.ts';
import type { OpenIncident } from '../../src/actions/open.ts';
import { answering, workplace } from '../workplace.ts';

const guide = '## API down\n\n```bash\ntrue\n```\n';
const silent = answering().ask;

async function verified(incident: OpenIncident): Promise<void> {
  const { live } = incident;
  await live.record({
    type: 'run-started',
    run: 'v',
    step: 'steps/true',
    title: 'Verify',
    danger: 'safe',
    kind: 'verify',
    commands: [],
    stepSha256: '',
  });
  await live.record({
    type: 'run-ended',
    run: 'v',
    step: 'steps/true',
    title: 'Verify',
    outcome: 'succeeded',
    durationMs: 1,
    commands: [],
  });
  await live.record({
    type: 'verification',
    run: 'v',
    step: 'steps/true',
    title: 'Verify',
    result: 'passed',
  });
}

describe('the status', () => {
  it('resolved needs a reason without a passed verification', async () => {
    const { live } = await workplace(guide).start();
    const { ask, asked } = answering();
    assert.equal((await changeStatus(live, { status: 'resolved' }, ask)).kind, 'declined');
    assert.equal(asked[0]?.kind, 'reason');
    assert.equal(live.state.status, 'investigating');
  });

  it('resolved needs none after a verification that passed', async () => {
    const incident = await workplace(guide).start();
    await verified(incident);
    assert.equal((await changeStatus(incident.live, { status: 'resolved' }, silent)).kind, 'recorded');
  });

  it('a change after the verification asks again', async () => {
    const incident = await workplace(guide).start();
    await verified(incident);
    await incident.live.record({
      type: 'run-started',
      run: 'c',
      step: 's/c',
      title: '',
      danger: 'changes',
      commands: [],
      stepSha256: '',
    });
    await incident.live.record({
      type: 'run-ended',
      run: 'c',
      step: 's/c',
      title: '',
      outcome: 'succeeded',
      durationMs: 1,
      commands: [],
    });
    assert.equal((await changeStatus(incident.live, { status: 'resolved' }, silent)).kind, 'declined');
  });

  it('closed needs resolved first', async () => {
    const { live } = await workplace(guide).start();
    assert.equal((await changeStatus(live, { status: 'closed' }, silent)).kind, 'refused');
    await changeStatus(live, { status: 'resolved', reason: 'it went away' }, silent);
    assert.equal((await changeStatus(live, { status: 'closed' }, silent)).kind, 'recorded');
  });

  it('a status set on a closed incident opens it again first', async () => {
    const { live } = await workplace(guide).start();
    await changeStatus(live, { status: 'resolved', reason: 'it went away' }, silent);
    await changeStatus(live, { status: 'closed' }, silent);
    await changeStatus(live, { status: 'investigating' }, silent);
    assert.deepEqual(
      live.state.events.slice(-2).map(({ type }) => type),
      ['reopened', 'status-changed'],
    );
    assert.equal(live.state.closedAt, undefined);
  });
});

describe('telling the record', () => {
  it('an empty note is refused', async () => {
    const { live } = await workplace(guide).start();
    assert.equal((await addNote(live, { text: ' ' })).kind, 'refused');
  });

  it('a note keeps the time it tells of', async () => {
    const { live } = await workplace(guide).start();
    await addNote(live, { text: 'users call', occurredAt: '2026-11-24T02:00:00.000Z' });
    assert.equal(live.state.notes[0]?.occurredAt, '2026-11-24T02:00:00.000Z');
  });

  it('a milestone that a person fills in stands over what follows from the events', async () => {
    const { live } = await workplace(guide).start();
    await setMilestone(live, { milestone: 'detected', occurredAt: '2026-11-24T02:00:00.000Z' });
    assert.equal(milestonesOf(live.state).detected, '2026-11-24T02:00:00.000Z');
  });

  it('a correction is recorded, and the event reads as corrected', async () => {
    const { live } = await workplace(guide).start();
    const told = await addNote(live, { text: 'host b' });
    assert.ok(told.kind === 'recorded');
    assert.equal(
      (await amend(live, { event: told.event, text: 'host a', why: 'mixed up' })).kind,
      'recorded',
    );
    assert.equal(live.state.notes[0]?.text, 'host a');
  });

  const corrections: readonly [of: string, part: Parameters<typeof amend>[1], why: string][] = [
    ['note', { event: '', why: 'w' }, 'neither words nor a time'],
    ['note', { event: '', text: 'x', why: ' ' }, 'no reason'],
    ['opened', { event: '', text: 'x', why: 'w' }, 'words of an event that has none'],
    ['left-out', { event: '', happenedAt: '2026-11-24T02:00:00.000Z', why: 'w' }, 'what is about the record'],
    ['nothing', { event: 'nope', text: 'x', why: 'w' }, 'an event that is not there'],
  ];
  for (const [type, part, why] of corrections) {
    it(`a correction is refused: ${why}`, async () => {
      const { live } = await workplace(guide).start();
      const note = await live.record({ type: 'note', text: 'a' });
      await live.record({ type: 'left-out', event: note.id });
      const event = live.state.events.find((one) => one.type === type)?.id ?? part.event;
      assert.equal((await amend(live, { ...part, event })).kind, 'refused');
      assert.equal(live.state.amendments.size, 0);
    });
  }

  it('a run that is not there can’t be pinned', async () => {
    const { live } = await workplace(guide).start();
    assert.equal((await pinOutput(live, { run: 'nope' })).kind, 'refused');
  });

  it('what was done by hand is kept with its note', async () => {
    const { live } = await workplace(guide).start();
    await markDone(live, { step: 'steps/true', title: 'True', note: 'by phone' });
    assert.equal(live.state.done.get('steps/true')?.note, 'by phone');
  });

  it('the update is recorded as it was copied', async () => {
    const place = workplace(guide);
    const { live } = await place.start();
    place.clock.turn(180_000);
    const text = await copyUpdate(live, place.clock);
    assert.match(text, /^API down: investigating · 3 min\nDone: 0 steps run\nNext update: 02:32 UTC$/);
    assert.equal(live.state.updates[0]?.text, text);
  });
});

describe('which incident a click joins', () => {
  it('the current one of the same playbook, within twelve hours of its last fact; an older one is named', async () => {
    const place = workplace(guide);
    assert.deepEqual(place.incidents.choose('guide.md', place.playbook), { kind: 'new' });
    const incident = await place.start();
    assert.equal(place.incidents.choose('guide.md', place.playbook).kind, 'join');
    assert.equal(place.incidents.choose('other.md', place.playbook).kind, 'new');
    await changeStatus(incident.live, { status: 'resolved', reason: 'r' }, silent);
    await changeStatus(incident.live, { status: 'closed' }, silent);
    assert.deepEqual(place.incidents.choose('guide.md', place.playbook), { kind: 'new' });
  });
});
