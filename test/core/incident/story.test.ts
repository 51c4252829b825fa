import assert from 'node:assert/strict';
import type { Fact } from '../../../src/core/incident/event.ts';
import { eventTypes } from '../../../src/core/incident/event.ts';
import { plain, sentenceOf } from '../../../src/core/incident/sentence.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { IncidentState } from '../../../src/core/incident/state.ts';
import { inTimeOrder, logRows, storyEvents, storyRows } from '../../../src/core/incident/story.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { apiDownStory } from '../../stories.ts';

function stateWith(...facts: readonly TimedFact[]): IncidentState {
  return stateOf('incident', eventsOf([[0, opened()], ...facts], { incident: 'incident' }));
}

function told(state: IncidentState): string[] {
  return storyRows(state).map((row) => plain(row.sentence));
}

const look = { step: 'look/1', title: 'Look', phase: 'immediate', kind: 'numbered', danger: 'safe' } as const;
const commands = ['docker ps'];
const failed = { outcome: 'failed', exitCode: 1 } as const;

describe('the story of an incident', () => {
  const cases: readonly [what: string, facts: readonly TimedFact[], last: string, why: string][] = [
    ['a note', [[5, { type: 'note', text: 'odd', by: 'ben' }]], 'Note (ben): odd', 'a person said it'],
    [
      'a first failure',
      ran(5, { ...look, run: 'a', commands, ended: failed }),
      'Look: exit 1 (0.4 s)',
      'it is what the responder saw',
    ],
    [
      'an option with its outcome',
      [
        [5, { type: 'option-chosen', step: 'fix/option-2', title: 'Rebuild', option: 2 }],
        ...ran(5, {
          run: 'a',
          step: 'fix/option-2',
          title: 'Rebuild',
          commands,
          kind: 'option',
          phase: 'recover',
          danger: 'destructive',
          durationSeconds: 75,
        }),
      ],
      'Option 2: Rebuild: succeeded (1 min 15 s)',
      'chosen and run are one thing to a reader',
    ],
    [
      'an option that was chosen and never ran',
      [[5, { type: 'option-chosen', step: 'fix/option-2', title: 'Rebuild', option: 2 }]],
      'Chosen: Option 2: Rebuild',
      'else nobody would know',
    ],
    [
      'a verification that failed, with its exit code',
      ran(5, { ...look, run: 'a', commands, verification: 'failed', ended: failed }),
      'Verification failed: Look, exit 1 (0.4 s)',
      'the gate did not open',
    ],
    [
      'a verification that a person judged against its exit code',
      ran(5, { ...look, run: 'a', commands, verification: 'failed' }),
      'Verification failed: Look, succeeded (0.4 s)',
      'curl is 0 on an HTTP 500',
    ],
    [
      'a command typed by hand that changes something',
      [[5, { type: 'adhoc-run', command: 'kill 7', exitCode: 0, danger: 'changes' }]],
      'Typed off the guide: kill 7, succeeded',
      'the fix is often not in the guide',
    ],
    [
      'a typed command whose exit code nobody knows',
      [[5, { type: 'adhoc-run', command: 'kill 7' }]],
      'Typed off the guide: kill 7, outcome unknown: the shell did not say',
      'never a guess',
    ],
    [
      'a pinned output',
      [...ran(5, { ...look, run: 'a', commands }), [9, { type: 'evidence-pinned', run: 'a', lines: '2-4' }]],
      'Pinned as evidence: Look, lines 2-4',
      'a person said that it matters',
    ],
    [
      'a pin of a run that is lost',
      [[9, { type: 'evidence-pinned', run: 'gone' }]],
      'Pinned as evidence: a run that is not in the record (gone)',
      'damage is named',
    ],
    [
      'a status with its reason',
      [[5, { type: 'status-changed', status: 'resolved', reason: 'seen by eye' }]],
      'Status resolved: seen by eye',
      'no verification stands behind it',
    ],
    [
      'a change of severity',
      [[5, { type: 'severity-changed', severity: 'High', reason: 'some can log in' }]],
      'Severity High: some can log in',
      'targets change with it',
    ],
    [
      'a call',
      [[5, { type: 'escalated', to: 'DevOps', why: 'stuck' }]],
      'Called DevOps: stuck',
      'who was there',
    ],
    ['a hand-over', [[5, { type: 'handoff', to: 'ben' }]], 'Handed over to ben', 'who was there'],
    [
      'a run by an agent',
      ran(5, { ...look, run: 'a', commands, ended: failed }).map(([at, fact]): TimedFact => [
        at,
        { ...fact, actor: { name: 'ana', host: 'web-1', via: 'agent' } },
      ]),
      'Look: exit 1 (0.4 s) [agent, for ana]',
      'it was not a person who ran it',
    ],
    [
      'a pipe whose failure the exit code hides',
      ran(5, {
        ...look,
        run: 'a',
        commands,
        phase: 'recover',
        ended: {
          commands: [
            { text: 'a | head | wc -l', outcome: 'succeeded', exitCode: 0, pipeStatus: [141, 2, 0] },
          ],
        },
      }),
      'Look: succeeded (0.4 s); the parts of its pipe ended with 141 (cut off by the next), 2, 0',
      'wc must not hide it',
    ],
    [
      'a run in recovery whose end is lost',
      [[5, startOf({ ...look, run: 'a', phase: 'recover' })]],
      'Look: unknown: no end was recorded',
      'unknown is said when it is not known',
    ],
    [
      'another target than before',
      [
        [5, { type: 'target-seen', target: { host: 'a' } }],
        [6, { type: 'target-seen', target: { host: 'b' } }],
      ],
      'Target: b',
      'commands went elsewhere from here on',
    ],
  ];
  for (const [what, facts, last, why] of cases) {
    it(`tells ${what} (${why})`, () => {
      assert.equal(told(stateWith(...facts)).at(-1), last);
    });
  }

  const silent: readonly [what: string, facts: readonly TimedFact[]][] = [
    ['a step that only looked and succeeded', ran(5, { ...look, run: 'b', commands })],
    [
      'a typed command that only reads',
      [[5, { type: 'adhoc-run', command: 'ls', danger: 'safe', exitCode: 0 }]],
    ],
    ['a skipped step', [[5, { type: 'step-skipped', step: 'a/1', title: 'A', why: 'interactive' }]]],
    ['the first target', [[5, { type: 'target-seen', target: { host: 'a' } }]]],
    ['what was filled into a gap', [[5, { type: 'placeholder-set', name: 'pod', value: 'a' }]]],
    ['that the guide was edited', [[5, { type: 'guide-changed', guideSha256: 'a' }]]],
    ['what was set aside', [[5, { type: 'torn-set-aside', file: 'events/a.torn', bytes: 3 }]]],
  ];
  for (const [what, facts] of silent) {
    it(`leaves to the full log ${what}`, () => {
      const rows = told(stateWith(...facts)).filter((text) => !text.startsWith('Acknowledged'));
      assert.deepEqual(rows, ['Opened by ana from runbooks/incident-guide.md']);
    });
  }

  it('tells only the first failure of a step', () => {
    const state = stateWith(
      ...ran(5, { ...look, run: 'a', commands, ended: failed }),
      ...ran(9, { ...look, run: 'b', commands, ended: failed }),
    );
    assert.equal(told(state).filter((text) => text.startsWith('Look')).length, 1);
  });

  it('says when the incident was acknowledged, and against what', () => {
    const late = stateWith(...ran(400, { ...look, run: 'a', commands }));
    assert.equal(told(late)[1], 'Acknowledged after 6 min 40 s (target 5 min, missed)');
  });

  it('lets a person who says when it was acknowledged have the word', () => {
    const state = stateWith(
      [3, { type: 'milestone', milestone: 'acknowledged', reason: 'on the phone' }],
      ...ran(400, { ...look, run: 'a', commands }),
    );
    assert.deepEqual(told(state).slice(1), ['Acknowledged: on the phone']);
  });
});

describe('what a person puts into the story or takes out', () => {
  const run = ran(5, { ...look, run: 'a', commands });
  const failing = ran(5, { ...look, run: 'a', commands, ended: failed });
  const choices: readonly [what: string, facts: readonly TimedFact[], isTold: boolean][] = [
    ['shows a quiet run by its start', [...run, [9, { type: 'shown-in-story', event: 'e2' }]], true],
    ['shows a quiet run by its end', [...run, [9, { type: 'shown-in-story', event: 'e3' }]], true],
    ['leaves out a failure', [...failing, [9, { type: 'left-out', event: 'e3' }]], false],
    [
      'goes by what was said last, by whichever of its events',
      [...failing, [9, { type: 'left-out', event: 'e3' }], [10, { type: 'shown-in-story', event: 'e2' }]],
      true,
    ],
  ];
  for (const [what, facts, isTold] of choices) {
    it(what, () => {
      assert.equal(
        told(stateWith(...facts)).some((text) => text.startsWith('Look')),
        isTold,
      );
    });
  }

  it('names every event of a run that the story tells, so that each can be taken out', () => {
    const events = storyEvents(stateWith(...failing));
    assert.deepEqual([...events].sort(), ['e1', 'e2', 'e3']);
  });
});

describe('the order of what happened', () => {
  it('puts what was filled in later where it happened', () => {
    const facts: readonly TimedFact[] = [
      [10, { type: 'note', text: 'second' }],
      [20, { type: 'note', text: 'first', occurredAt: '2026-11-24T02:14:10.000Z' }],
    ];
    assert.deepEqual(told(stateWith(...facts)).slice(1), ['Note (ana): first', 'Note (ana): second']);
  });

  it('moves what was corrected, and says why', () => {
    const state = stateWith(
      [10, { type: 'note', text: 'second' }],
      [20, { type: 'note', text: 'frist' }],
      [
        30,
        {
          type: 'amended',
          event: 'e3',
          text: 'first',
          happenedAt: '2026-11-24T02:14:10.000Z',
          why: 'a typo',
        },
      ],
    );
    assert.equal(told(state)[1], 'Note (ana): first (corrected: a typo)');
  });

  it('keeps the record’s order where clocks of two machines disagree', () => {
    const [first, second] = eventsOf([
      [0, opened()],
      [9, { type: 'note', text: 'a' }],
    ]);
    assert.ok(first && second);
    const fast = { ...first, at: '2026-11-24T05:00:00.000Z' };
    assert.deepEqual(inTimeOrder(stateOf('i', [fast, second])), [fast, second]);
  });
});

describe('one sentence for each event', () => {
  it('is there for every type, whatever is missing around it', () => {
    const facts: Fact[] = eventTypes.map((type) => ({ ...everyField, type }) as Fact);
    const events = eventsOf(facts.map((fact, index): TimedFact => [index, fact]));
    const state = stateOf('i', events);
    for (const event of events) {
      const sentence = plain(sentenceOf(event, state));
      assert.ok(sentence.length > 3 && !sentence.includes('undefined'), `${event.type}: ${sentence}`);
    }
    assert.equal(logRows(state).length, events.length);
  });

  it('is calm: no exclamation marks, no event types', () => {
    const { journal, contents } = apiDownStory();
    const state = stateOf(journal.incident, contents.events);
    for (const row of logRows(state)) assert.doesNotMatch(plain(row.sentence), /!|run-ended|adhoc/);
  });
});

function startOf(parts: { run: string; step: string; title: string; phase?: 'recover' }): Fact {
  return { type: 'run-started', ...parts, commands, stepSha256: '' };
}

/** A value for every field of every type. */
const everyField = {
  playbook: 'p',
  title: 'Title',
  guide: 'g.md',
  guideSha256: 'a',
  target: { host: 'h', user: 'u', folder: '/' },
  timezone: 'Nowhere/Else',
  run: 'r',
  step: 'a/b',
  commands: [],
  stepSha256: 'a',
  bytes: 1,
  sha256: 'a',
  outcome: 'failed',
  durationMs: 1,
  command: 'c',
  why: 'why',
  option: 1,
  result: 'passed',
  text: 'text',
  kind: 'link',
  severity: 'High',
  reason: 'reason',
  status: 'resolved',
  milestone: 'mitigated',
  role: 'Lead',
  name: 'ana',
  to: 'ben',
  value: 'v',
  event: 'e1',
  file: 'f',
};
