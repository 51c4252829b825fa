import assert from 'node:assert/strict';
import { freshnessOf } from '../../../src/core/incident/freshness.ts';
import type { Freshness } from '../../../src/core/incident/freshness.ts';
import { stateOf } from '../../../src/core/incident/state.ts';
import type { IncidentState } from '../../../src/core/incident/state.ts';
import { eventsOf } from '../../events.ts';
import type { TimedFact } from '../../events.ts';

type End = Pick<
  Extract<TimedFact[1], { type: 'run-ended' }>,
  'outcome' | 'exitCode' | 'reason' | 'durationMs'
>;

/** An incident in which one step ran so often, a minute apart. */
function incident(...ends: readonly (End | 'no end')[]): IncidentState {
  const step = { step: 'triage/1', title: 'Look' };
  const facts = ends.flatMap((end, at): TimedFact[] => {
    const run = `r${at}`;
    const started: TimedFact = [at * 60, { type: 'run-started', run, ...step, stepSha256: 'a1' }];
    if (end === 'no end') return [started];
    return [started, [at * 60 + 1, { type: 'run-ended', run, ...step, commands: [], ...end }]];
  });
  return stateOf('incident-1', eventsOf(facts));
}

const worked = (durationMs: number): End => ({ outcome: 'succeeded', durationMs });
const failed: End = { outcome: 'failed', exitCode: 1, durationMs: 9 };

describe('how a step went before', () => {
  const cases: readonly [
    incidents: readonly IncidentState[],
    freshness: Partial<Freshness> | undefined,
    why: string,
  ][] = [
    [[], undefined, 'nobody ran it'],
    [
      [incident(worked(4000), failed), incident(worked(5000), worked(90_000))],
      { worked: 3, of: 4, usuallyMs: 5000, lastWorkedAt: '2026-11-24T02:15:07.000Z' },
      'over all incidents; the median is not moved by one long night',
    ],
    [[incident(failed)], { worked: 0, of: 1 }, 'never proven'],
    [
      [incident({ outcome: 'stopped', reason: 'time', durationMs: 600_000 })],
      { worked: 1, of: 1, usuallyMs: 600_000 },
      'what ended at the guide’s own time did what it was for',
    ],
    [
      [
        incident(
          { outcome: 'stopped', durationMs: 5 },
          { outcome: 'unknown', reason: 'lost', durationMs: 5 },
          'no end',
        ),
      ],
      undefined,
      'what was stopped, lost or goes on says nothing',
    ],
    [
      [incident(worked(1), { outcome: 'stopped', reason: 'timeout', durationMs: 5 })],
      { worked: 1, of: 2 },
      'what took too long did not work',
    ],
  ];
  for (const [incidents, freshness, why] of cases)
    it(why, () => {
      const known = freshnessOf(incidents).get('a1');
      if (freshness === undefined) assert.equal(known, undefined);
      else assert.deepEqual({ ...known, ...freshness }, known);
    });
});
