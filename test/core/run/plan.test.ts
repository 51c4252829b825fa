import assert from 'node:assert/strict';
import { planRun } from '../../../src/core/run/plan.ts';
import type { Selection } from '../../../src/core/run/plan.ts';
import { planPhase, previewOf, previewWords } from '../../../src/core/run/policy.ts';
import { playbookOf } from '../../guides.ts';

const playbook = playbookOf(`
# Guide

## Redis down

**Triage:**
\`\`\`bash
# 1. Ping
redis-cli ping

# 2. Look at it
less /var/log/redis.log
\`\`\`

**Diagnosis:**
\`\`\`bash
# Memory full?
redis-cli info memory

# Restart needed?
systemctl restart redis
\`\`\`

**Recovery:**
\`\`\`bash
# Note the time
date

# Option 1: Restart
systemctl restart redis

# Option 2: Flush
redis-cli FLUSHALL

# Verify it answers
redis-cli ping
\`\`\`

**Monitoring:**
\`\`\`bash
# Watch it
watch redis-cli ping
\`\`\`
`);

const nothing: Selection = { phases: [], steps: [] };
const addresses = (selection: Partial<Selection>): string[] | string => {
  const plan = planRun(playbook, { ...nothing, ...selection });
  if (plan.kind !== 'plan') return `${plan.kind}: ${plan.message}`;
  return plan.steps.map(
    ({ phase, step, skip }) => `${phase.id}/${step.id}${skip === undefined ? '' : ` (${skip})`}`,
  );
};

describe('what a selection comes to', () => {
  const cases: readonly [name: string, selection: Partial<Selection>, expected: readonly string[]][] = [
    [
      'with nothing named the phases that look run, never an option, recovery or monitoring',
      {},
      [
        'triage/1',
        'triage/2 (interactive: it waits for a person)',
        'diagnosis/memory-full',
        'diagnosis/restart-needed',
      ],
    ],
    [
      'a phase runs in the guide’s order',
      { phases: ['diagnosis', 'triage'] },
      [
        'triage/1',
        'triage/2 (interactive: it waits for a person)',
        'diagnosis/memory-full',
        'diagnosis/restart-needed',
      ],
    ],
    [
      'an option alone brings the verification of its phase',
      { option: '2' },
      ['recovery/option-2', 'recovery/verify-it-answers'],
    ],
    [
      'a phase with its option runs its other steps too',
      { phases: ['recovery'], option: '1' },
      ['recovery/note-the-time', 'recovery/option-1', 'recovery/verify-it-answers'],
    ],
    ['a step that is named runs although it waits for a person', { steps: ['triage/2'] }, ['triage/2']],
    ['a step named twice runs once', { steps: ['triage/1', 'triage/1'] }, ['triage/1']],
    [
      'a step named beside its phase runs once',
      { phases: ['triage'], steps: ['triage/2'] },
      ['triage/1', 'triage/2'],
    ],
    [
      'a long-running step of a named phase is left out',
      { phases: ['monitoring'] },
      ['monitoring/watch-it (long-running: it does not end by itself)'],
    ],
  ];
  for (const [name, selection, expected] of cases) {
    it(name, () => {
      assert.deepEqual(addresses(selection), expected);
    });
  }

  const refusals: readonly [name: string, selection: Partial<Selection>, expected: RegExp][] = [
    ['a phase with options needs one', { phases: ['recovery'] }, /^refused: .*options.*--option/],
    ['an option that is not there is unknown', { option: '7' }, /^unknown: .*no option 7.*1, 2/],
    ['a phase that is not there is unknown', { phases: ['repair'] }, /^unknown: .*no phase "repair"/],
    ['a step that is not there is unknown', { steps: ['triage/9'] }, /^unknown: .*no step "triage\/9"/],
    [
      'an option of a phase without options is unknown',
      { phases: ['triage'], option: '1' },
      /^unknown: .*no options/,
    ],
  ];
  for (const [name, selection, expected] of refusals) {
    it(name, () => {
      assert.match(String(addresses(selection)), expected);
    });
  }

  it('with several groups of options the phase must be named', () => {
    const two = playbookOf(
      '## A\n\n**Containment:**\n```bash\n# Option 1: a\ntrue\n# Option 2: b\ntrue\n```\n\n**Recovery:**\n```bash\n# Option 1: c\ntrue\n```\n',
    );
    const plan = planRun(two, { ...nothing, option: '1' });
    assert.equal(plan.kind, 'unknown');
    assert.equal(planRun(two, { ...nothing, phases: ['recovery'], option: '1' }).kind, 'plan');
  });
});

describe('the preview of a phase', () => {
  it('counts what its steps do by danger, without what is left out', () => {
    const words = playbook.phases.map((phase) => previewWords(previewOf(planPhase(phase))));
    assert.deepEqual(words, ['1 read', '1 read, 1 changes', '2 read', 'nothing to run']);
  });
});
