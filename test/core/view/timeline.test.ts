import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { IncidentState } from '../../../src/core/incident/state.ts';
import { timelineScale, ticksOf } from '../../../src/core/view/timeline-scale.ts';
import { timelineSvg } from '../../../src/core/view/timeline-svg.ts';
import { timelineRows } from '../../../src/core/view/timeline.ts';
import { eventsOf, opened, ran } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { assertGolden } from '../../goldens.ts';
import { apiDownStory } from '../../stories.ts';

function stateWith(...facts: readonly TimedFact[]): IncidentState {
  return stateOf('i', eventsOf([[0, opened()], ...facts]));
}

function apiDown(): IncidentState {
  const { journal, contents } = apiDownStory();
  return stateOf(journal.incident, contents.events);
}

describe('the rows of the timeline', () => {
  const state = apiDown();

  it('are the story, oldest first, in the incident’s zone', () => {
    const rows = timelineRows(state, { show: 'story' });
    assert.deepEqual(
      rows.slice(0, 3).map(({ time, icon, text }) => `${time} ${icon} ${text}`),
      [
        '03:14 milestone Opened by ana from runbooks/incident-guide.md, 1 min 37 s after it was detected',
        '03:14 milestone Acknowledged after 2 min 25 s (target 5 min, met)',
        '03:14 error Verify service status: exit 1 (0.6 s)',
      ],
    );
    assert.ok(rows.every((row) => row.inStory));
  });

  it('are every event when asked for, each with whether the story has it', () => {
    const rows = timelineRows(state, { show: 'all' });
    assert.deepEqual(
      rows.map((row) => row.event),
      state.events.map((event) => event.id),
    );
    assert.ok(rows.some((row) => row.inStory) && rows.some((row) => !row.inStory));
  });

  it('say where a click goes', () => {
    const row = timelineRows(state, { show: 'story' }).find(({ text }) => text.startsWith('Option 1'));
    assert.deepEqual([row?.run, row?.step], ['r6', 'recovery-steps/option-1']);
  });

  it('never stand twice for one event, so that each keeps its place', () => {
    const unended: TimedFact = [
      5,
      {
        type: 'run-started',
        run: 'a',
        step: 'a/1',
        title: 'A',
        kind: 'option',
        commands: [],
        stepSha256: '',
      },
    ];
    for (const one of [state, stateWith(unended)]) {
      const events = timelineRows(one, { show: 'story' }).map((row) => row.event);
      assert.equal(new Set(events).size, events.length);
    }
  });

  const icons: readonly [what: string, fact: TimedFact, icon: string][] = [
    ['a note', [9, { type: 'note', text: 'n' }], 'comment'],
    ['a typed command that worked', [9, { type: 'adhoc-run', command: 'c', exitCode: 0 }], 'pass'],
    ['a typed command that failed', [9, { type: 'adhoc-run', command: 'c', exitCode: 1 }], 'error'],
    ['a typed command that nobody knows of', [9, { type: 'adhoc-run', command: 'c' }], 'question'],
    ['a call', [9, { type: 'escalated', to: 'ben' }], 'person'],
  ];
  for (const [what, fact, icon] of icons) {
    it(`${what} has the icon ${icon}`, () => {
      assert.equal(timelineRows(stateWith(fact), { show: 'story' }).at(-1)?.icon, icon);
    });
  }
});

describe('the scale of the drawn timeline', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 });

  it('never turns back and stays within its width', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        const scale = timelineScale(ms, 800);
        const places = [...ms].sort((a, b) => a - b).map((one) => scale.at(one));
        places.forEach((place, index) => {
          assert.ok(place >= 0 && place <= 800.001, String(place));
          assert.ok(place >= (places[index - 1] ?? 0));
        });
      }),
    );
  });

  it('shortens a silence, and says how long it was', () => {
    const minute = 60_000;
    const scale = timelineScale([0, minute, 181 * minute, 182 * minute], 800);
    assert.deepEqual(
      scale.gaps.map((gap) => [gap.fromMs, gap.toMs, Math.round(gap.end - gap.start)]),
      [[minute, 181 * minute, 56]],
    );
  });

  it('writes round moments, none in a silence, a dozen at most', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        const scale = timelineScale(ms, 800);
        const ticks = ticksOf(ms, scale, 72);
        assert.ok(ticks.length <= 12);
        for (const tick of ticks) {
          assert.equal(tick.ms % 60_000, 0);
          assert.ok(!scale.gaps.some((gap) => tick.ms > gap.fromMs && tick.ms < gap.toMs));
        }
      }),
    );
  });
});

describe('the drawn timeline', () => {
  it('is as it was looked at', () => {
    assertGolden(timelineSvg(apiDown()), 'postmortem/api-down.svg');
  });

  it('says in words what it shows: a title, a summary, and a label for each mark', () => {
    const svg = timelineSvg(apiDown());
    assert.match(svg, /<title id="timeline-title">Timeline of API Service Completely Down<\/title>/);
    assert.match(svg, /<desc id="timeline-desc">\d+ marks, 3 of them failures, in UTC\./);
    const marks = svg.match(/<g role="listitem" tabindex="0" aria-label="[^"]+"/g) ?? [];
    assert.equal(marks.length, svg.match(/tabindex/g)?.length);
  });

  it('holds nothing that a strict content policy would refuse, whatever a title says', () => {
    const title = '</svg><script>alert(1)</script>" onload="x';
    const svg = timelineSvg(
      stateOf(
        'i',
        eventsOf([
          [0, opened({ title })],
          [5, { type: 'note', text: title }],
        ]),
      ),
    );
    assert.doesNotMatch(svg, /<script|<style|style=|<\/svg>[\s\S]*<\/svg>|" onload/);
  });

  it('marks a silence of hours', () => {
    assert.match(
      timelineSvg(stateWith([9_000, { type: 'note', text: 'n' }])),
      /nothing recorded for 2 h 30 min/,
    );
  });

  it('is there for an incident without an event', () => {
    assert.match(timelineSvg(stateOf('i', [])), /^<svg [\s\S]*<\/svg>\n$/);
  });

  it('draws a long run with its length', () => {
    const svg = timelineSvg(
      stateWith(...ran(10, { run: 'a', step: 'a', title: 'A', commands: [], durationSeconds: 120 })),
    );
    assert.match(svg, /<rect [^>]*rx="3"/);
  });
});
