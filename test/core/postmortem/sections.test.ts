import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { eventTypes } from '../../../src/core/incident/event.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import { postMortemSchema } from '../../../src/core/postmortem/document.ts';
import type { PostMortem } from '../../../src/core/postmortem/document.ts';
import { markdownOf } from '../../../src/core/postmortem/markdown.ts';
import { postMortemOf } from '../../../src/core/postmortem/sections.ts';
import type { KeptText, PostMortemSource } from '../../../src/core/postmortem/source.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { apiDownStory } from '../../stories.ts';

interface Given {
  facts?: readonly TimedFact[];
  texts?: Readonly<Record<string, readonly string[]>>;
  over?: Partial<PostMortemSource>;
}

function documentOf({ facts = [], texts = {}, over = {} }: Given): PostMortem {
  return postMortemOf({
    state: stateOf('i', eventsOf([[0, opened()], ...facts])),
    head: 'f00d',
    findings: [],
    age: 'known',
    texts: new Map(
      Object.entries(texts).map(([id, lines]): [string, KeptText] => [id, { kind: 'lines', lines }]),
    ),
    ...over,
  });
}

const text = (document: PostMortem): string => markdownOf(document).text;

const question = {
  step: 'd/q',
  title: 'Memory?',
  phase: 'diagnose',
  kind: 'question',
  danger: 'safe',
  commands: ['free'],
} as const;
const option = {
  step: 'r/option-1',
  title: 'Restart',
  phase: 'recover',
  kind: 'option',
  danger: 'changes',
  commands: ['restart'],
} as const;
const verify = {
  step: 'r/v',
  title: 'Verify',
  phase: 'recover',
  kind: 'verify',
  danger: 'safe',
  commands: ['curl x'],
} as const;
const failed = { outcome: 'failed', exitCode: 1 } as const;

describe('the diagnosis', () => {
  it('answers each question by its last run before anything was changed', () => {
    const document = documentOf({
      facts: [
        ...ran(10, { ...question, run: 'a', ended: failed, output: 'no' }),
        ...ran(20, { ...question, run: 'b', output: 'used 90%' }),
        ...ran(30, { ...option, run: 'c' }),
        ...ran(40, { ...question, run: 'd', output: 'used 20%' }),
      ],
      texts: { a: ['no'], b: ['total 8', 'used 90%', ''], d: ['used 20%'] },
    });
    assert.deepEqual(
      document.diagnosis.map(({ question: asked, answer, timesAsked }) => [asked, answer, timesAsked]),
      [['Memory?', 'used 90%', 3]],
    );
  });
});

describe('what was tried', () => {
  const cases: readonly [what: string, facts: readonly TimedFact[], tried: readonly string[]][] = [
    [
      'an option and the verification after it',
      [...ran(10, { ...option, run: 'a' }), ...ran(20, { ...verify, run: 'b', verification: 'passed' })],
      ['Restart: succeeded (0.4 s), passed'],
    ],
    [
      'an option that was followed by another has no verification',
      [
        ...ran(10, { ...option, run: 'a' }),
        ...ran(15, { ...option, run: 'c', step: 'r/option-2', title: 'Rebuild', ended: failed }),
        ...ran(20, { ...verify, run: 'b', verification: 'failed' }),
      ],
      ['Restart: succeeded (0.4 s), -', 'Rebuild: exit 1 (0.4 s), failed'],
    ],
    [
      'what was typed by hand',
      [[10, { type: 'adhoc-run', command: 'kill 7', exitCode: 1, durationMs: 20 }]],
      ['off the guide: exit 1 (0.0 s), -'],
    ],
    [
      'what a person did by hand',
      [[10, { type: 'step-done', step: 'r/1', title: 'Edit the file' }]],
      ['Edit the file: done by hand, -'],
    ],
    ['nothing that only looks', ran(10, { ...question, run: 'a' }), []],
    [
      'a run whose end is lost',
      ran(10, { ...option, run: 'a' }).slice(0, 1),
      ['Restart: unknown: no end was recorded, -'],
    ],
  ];
  for (const [what, facts, tried] of cases) {
    it(`has ${what}`, () => {
      assert.deepEqual(
        documentOf({ facts }).tried.map((one) => `${one.label}: ${one.cameTo}, ${one.verification ?? '-'}`),
        tried,
      );
    });
  }

  it('names the options that nobody used, when the guide is there', () => {
    const { guide } = apiDownStory();
    const tried = documentOf({ facts: [], over: { guide } }).tried.map(
      (one) => `${one.label}: ${one.cameTo}`,
    );
    assert.deepEqual(tried, [
      'Option 1: Restart service: not used',
      'Option 3: Rollback if recent deployment: not used',
    ]);
  });
});

describe('before and after', () => {
  const around = (before: readonly string[], after: readonly string[]): PostMortem['comparisons'] =>
    documentOf({
      facts: [
        ...ran(10, { ...question, run: 'a', output: 'x' }),
        ...ran(20, { ...option, run: 'b' }),
        ...ran(30, { ...verify, run: 'c', verification: 'passed' }),
        ...ran(40, { ...question, run: 'd', output: 'y' }),
      ],
      texts: { a: before, d: after },
    }).comparisons;

  it('shows what changed, and how much around it did not', () => {
    const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`);
    const [comparison] = around(['old', ...lines], ['new', ...lines]);
    assert.deepEqual(comparison?.difference, ['-old', '+new', ' line 0', ' line 1', ' … 7 lines alike …']);
  });

  it('says when nothing changed', () => {
    assert.deepEqual(around(['same'], ['same'])[0]?.difference, []);
  });

  it('shows no difference that nobody would read', () => {
    const many = (word: string): string[] => Array.from({ length: 900 }, (_, index) => `${word} ${index}`);
    assert.equal(around(many('a'), many('b'))[0]?.difference, undefined);
  });

  it('has nothing before there is a fix', () => {
    assert.deepEqual(documentOf({ facts: ran(10, { ...question, run: 'a' }) }).comparisons, []);
  });
});

describe('guide improvements', () => {
  const told = (given: Given): string[] =>
    documentOf(given).improvements.map(({ text: sentence, edit = [] }) => [sentence, ...edit].join('\n'));

  it('propose the command that fixed it, under a name that people give', () => {
    const facts: TimedFact[] = [
      ...ran(10, { ...option, run: 'a' }),
      [12, { type: 'option-chosen', step: 'r/option-1', title: 'Restart', option: 1 }],
      [20, { type: 'adhoc-run', command: 'scale up', exitCode: 0, danger: 'changes' }],
      ...ran(30, { ...verify, run: 'b', verification: 'passed' }),
    ];
    assert.deepEqual(told({ facts }), [
      'The step that fixed it is not in the guide. Proposed:\n+# Option 2: (say what it does)\n+scale up',
    ]);
  });

  it('propose what was typed in the place of what failed', () => {
    const facts: TimedFact[] = [
      ...ran(10, { ...question, run: 'a', commands: ['docker-compose exec api npm test'], ended: failed }),
      [
        20,
        { type: 'adhoc-run', command: 'docker compose exec api npm test', exitCode: 0, danger: 'changes' },
      ],
    ];
    assert.deepEqual(told({ facts, texts: { a: ['not found'] } }), [
      [
        'Memory? failed as written (exit 1): not found. Typed instead, and it succeeded:',
        '-docker-compose exec api npm test',
        '+docker compose exec api npm test',
      ].join('\n'),
    ]);
  });

  it('are silent about a step that succeeded in the end', () => {
    const facts = [
      ...ran(10, { ...question, run: 'a', ended: failed }),
      ...ran(20, { ...question, run: 'b' }),
    ];
    assert.deepEqual(told({ facts }), []);
  });

  it('name a skipped step with the reason, unless it was done after all', () => {
    const skip: TimedFact = [10, { type: 'step-skipped', step: 'm/1', title: 'Watch', why: 'interactive' }];
    assert.deepEqual(told({ facts: [skip] }), ['Watch was skipped: interactive']);
    assert.deepEqual(told({ facts: [skip, [20, { type: 'step-done', step: 'm/1', title: 'Watch' }]] }), []);
  });
});

describe('action items', () => {
  it('ask about a missed target and an end that nothing verified', () => {
    const { actionItems } = documentOf({
      facts: [
        ...ran(400, { ...question, run: 'a' }),
        [500, { type: 'status-changed', status: 'resolved', reason: 'quiet' }],
      ],
    });
    assert.deepEqual(
      actionItems.map((item) => item.map((span) => span.text).join('')),
      [
        'Acknowledged later than the target: what held it up?',
        'Find a way to verify that it is over: it was resolved without.',
      ],
    );
  });
});

describe('what is not known', () => {
  it('is a question to people, never filled in', () => {
    const markdown = text(documentOf({}));
    for (const question of [
      /## Summary\n\n> _/,
      /## Impact\n\n.*\n> _Who/,
      /## Root cause\n\n.*\n> _What made it possible\?_/,
    ]) {
      assert.match(markdown, question);
    }
    assert.match(markdown, /Not resolved; no verification passed after the last change\./);
  });

  it('is damage when there is some, by file and line', () => {
    const findings = [
      { kind: 'altered', file: 'events/a.jsonl', line: 7, message: 'its hash does not fit' },
    ] as const;
    const document = documentOf({ over: { findings } });
    assert.equal(document.record.isIntact, false);
    assert.match(
      text(document),
      /\*\*damaged: see below\*\*[\s\S]*- altered: `events\/a\.jsonl:7` its hash does not fit/,
    );
  });

  it('is an output that is elsewhere, removed, or whose run has no end', () => {
    const facts: TimedFact[] = [
      ...ran(10, { ...question, run: 'a', output: 'x' }),
      ...ran(20, { ...verify, run: 'b', output: 'secret' }),
      ...ran(30, { ...option, run: 'c' }).slice(0, 1),
      [40, { type: 'evidence-pinned', run: 'a' }],
      [41, { type: 'evidence-pinned', run: 'b' }],
    ];
    const state = stateOf('i', eventsOf([[0, opened()], ...facts]));
    const sha256 = state.runs.get('b')?.output[0]?.sha256 ?? '';
    const removed: TimedFact = [50, { type: 'tombstone', sha256, why: 'a name' }];
    const document = documentOf({
      facts: [...facts, removed],
      over: { texts: new Map([['a', { kind: 'absent' }]]) },
    });
    const markdown = text(document);
    assert.match(markdown, /Its output \(1 byte\) is not in this copy of the record\./);
    assert.match(markdown, /Removed from the record: a name\./);
    assert.match(markdown, /- Run without an end: Restart: no end was recorded/);
    assert.match(markdown, /- 1 output not in this copy of the record/);
    assert.match(markdown, /- 1 output removed from the record/);
  });

  it('is a secret: how many there were, not what', () => {
    const note: TimedFact = [9, { type: 'note', text: 'key [secret aws-key 1a2b3c4d] leaked' }];
    assert.match(
      text(documentOf({ facts: [note], texts: { a: ['[secret jwt 0011aabb]'] } })),
      /2 secrets redacted\./,
    );
  });
});

describe('the document', () => {
  it('holds the pinned lines only, and all where it can’t tell which', () => {
    const facts = (lines: string): TimedFact[] => [
      ...ran(10, { ...question, run: 'a', output: 'x' }),
      [20, { type: 'evidence-pinned', run: 'a', lines }],
    ];
    const shown = (lines: string): unknown => {
      const [one] = documentOf({ facts: facts(lines), texts: { a: ['1', '2', '3'] } }).evidence;
      return one?.kind === 'output' && one.output.state === 'here' ? one.output.head : one;
    };
    assert.deepEqual(shown('2-3'), ['2', '3']);
    assert.deepEqual(shown('2'), ['2']);
    assert.deepEqual(shown('9-12'), ['1', '2', '3']);
    assert.deepEqual(shown('the end'), ['1', '2', '3']);
  });

  it('is what its schema says, for any order of any events', () => {
    const facts = fc.array(
      fc.record({
        type: fc.constantFrom(...eventTypes),
        seconds: fc.integer({ min: 0, max: 4000 }),
        words: fc.string(),
        run: fc.constantFrom('a', 'b'),
        event: fc.constantFrom('e1', 'e2', 'e3', 'e9'),
        occurredAt: fc.option(fc.constantFrom('2026-11-24T02:14:30.000Z', 'soon'), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(facts, (given) => {
        const timed = given.map(({ type, seconds, words, run, event, occurredAt }): TimedFact => {
          const fact = {
            ...anyFields(words),
            type,
            run,
            event,
            ...(occurredAt !== undefined && { occurredAt }),
          };
          return [seconds, fact as unknown as TimedFact[1]];
        });
        const document = documentOf({ facts: timed, texts: { a: ['x', 'y'], b: [] } });
        v.assert(postMortemSchema, document);
        const markdown = text(document);
        assert.equal(markdown, text(documentOf({ facts: timed, texts: { a: ['x', 'y'], b: [] } })));
        assert.doesNotMatch(markdown, /[^\P{Cc}\n]| $|undefined|\[object/mu);
      }),
    );
  });
});

/** A value for every field of every type, with the same words wherever words stand. */
function anyFields(words: string): Record<string, unknown> {
  return {
    playbook: 'p',
    title: words,
    guide: 'g.md',
    guideSha256: 'a',
    target: { host: 'h', user: 'u', folder: '/' },
    timezone: words,
    step: 'a/b',
    commands: [],
    stepSha256: 'a',
    bytes: 1,
    sha256: 'a',
    outcome: 'failed',
    durationMs: 1,
    command: words,
    why: words,
    option: 1,
    result: 'passed',
    text: words,
    kind: 'link',
    link: words,
    severity: words,
    reason: words,
    status: 'resolved',
    milestone: 'mitigated',
    role: words,
    name: words,
    to: words,
    value: words,
    file: words,
  };
}
