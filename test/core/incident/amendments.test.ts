import assert from 'node:assert/strict';
import { asAmended, amendmentsIn } from '../../../src/core/incident/amendments.ts';
import { milestonesOf } from '../../../src/core/incident/clocks.ts';
import type { EventType, Fact } from '../../../src/core/incident/event.ts';
import { eventTypes } from '../../../src/core/incident/event.ts';
import { figuresOf } from '../../../src/core/incident/figures.ts';
import { plain } from '../../../src/core/incident/sentence.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { IncidentState } from '../../../src/core/incident/state.ts';
import { inTimeOrder, logRows } from '../../../src/core/incident/story.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';

const atSecond = (seconds: number): string =>
  new Date(Date.parse('2026-11-24T02:14:07.000Z') + seconds * 1000).toISOString();
const amended = (event: string, to: { text?: string; happenedAt?: string }, why = 'a typo'): Fact => ({
  type: 'amended',
  event,
  ...to,
  why,
});
const stateWith = (...facts: readonly TimedFact[]): IncidentState =>
  stateOf('i', eventsOf([[0, opened()], ...facts]));
const log = (state: IncidentState): string[] => logRows(state).map(({ sentence }) => plain(sentence));

describe('A correction', () => {
  it('stands in the place of the words, and the log shows both', () => {
    const state = stateWith([10, { type: 'note', text: 'host b' }], [20, amended('e2', { text: 'host a' })]);
    assert.deepEqual(
      state.notes.map(({ text }) => text),
      ['host a'],
    );
    assert.deepEqual(log(state).slice(1), [
      'Note (ana): host a (corrected: a typo)',
      'Corrected the words of "Note (ana): host b": a typo',
    ]);
  });

  it('of words alone moves nothing in time', () => {
    const state = stateWith(
      [10, { type: 'note', text: 'frist' }],
      [20, { type: 'note', text: 'second' }],
      [30, amended('e2', { text: 'first' })],
    );
    assert.deepEqual(inTimeOrder(state), state.events);
  });

  it('of a time moves the event, and the log says where it stood', () => {
    const state = stateWith(
      [10, { type: 'note', text: 'second' }],
      [20, { type: 'note', text: 'first' }],
      [30, amended('e3', { happenedAt: atSecond(5) }, 'looked it up')],
    );
    assert.deepEqual(log(state).slice(1), [
      'Note (ana): first (corrected: looked it up)',
      'Note (ana): second',
      'Corrected the time of "Note (ana): first", which stood at 02:14:27 UTC: looked it up',
    ]);
  });

  it('reaches milestones, figures, the end and the first run', () => {
    const run = {
      run: 'r1',
      step: 'a/1',
      title: 'Look',
      commands: ['ls'],
      danger: 'safe',
      output: 'x',
    } as const;
    const state = stateWith(
      ...ran(60, run),
      [100, { type: 'status-changed', status: 'resolved' }],
      [110, { type: 'closed' }],
      [200, amended('e2', { happenedAt: atSecond(40) })],
      [200, amended('e5', { happenedAt: atSecond(90) })],
      [200, amended('e6', { happenedAt: atSecond(95) })],
    );
    const { acknowledged, resolved } = milestonesOf(state);
    assert.deepEqual([acknowledged, resolved], [atSecond(40), atSecond(90)]);
    assert.deepEqual([state.resolvedAt, state.closedAt], [atSecond(90), atSecond(95)]);
    const seconds = figuresOf(state).map((figure) => figure.seconds);
    assert.deepEqual(seconds, [undefined, 40, 60, undefined, 90]);
  });

  it('said twice counts as said last, each part by itself', () => {
    const state = stateWith(
      [10, { type: 'note', text: 'a' }],
      [20, amended('e2', { text: 'b', happenedAt: atSecond(1) }, 'first')],
      [30, amended('e2', { text: 'c' }, 'second')],
    );
    const { text, happenedAt, why } = state.amendments.get('e2') ?? {};
    assert.deepEqual([text, happenedAt, why], ['c', atSecond(1), 'second']);
  });

  const nothing: readonly [fact: Fact, why: string][] = [
    [amended('e9', { text: 'x' }), 'an event that is not in the record'],
    [amended('e3', { text: 'x', happenedAt: atSecond(1) }), 'itself, or another correction'],
    [amended('e2', { happenedAt: 'yesterday' }), 'a time that is none'],
  ];
  for (const [fact, why] of nothing) {
    it(`changes nothing of ${why}`, () => {
      const events = eventsOf([
        [0, opened()],
        [10, { type: 'note', text: 'a' }],
        [20, fact],
      ]);
      assert.deepEqual(stateOf('i', events).events, events);
    });
  }

  it('of words changes one field of words, in every type that has one', () => {
    const wordless: readonly EventType[] = [
      'opened',
      'run-started',
      'output',
      'run-ended',
      'adhoc-run',
      'option-chosen',
      'verification',
      'evidence-pinned',
      'role-assigned',
      'placeholder-set',
      'target-seen',
      'guide-changed',
      'shown-in-story',
      'left-out',
      'amended',
      'tombstone',
      'torn-set-aside',
    ];
    for (const type of eventTypes) {
      const events = eventsOf([
        [0, { type } as Fact],
        [1, amended('e1', { text: 'right' })],
      ]);
      const [event] = events;
      assert.ok(event);
      const changed = Object.entries(asAmended(event, amendmentsIn(events))).filter(
        ([, value]) => value === 'right',
      );
      assert.equal(changed.length, wordless.includes(type) ? 0 : 1, type);
    }
  });
});
