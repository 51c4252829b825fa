import assert from 'node:assert/strict';
import {
  checksBefore,
  onFailure,
  planPhase,
  previewOf,
  previewOfCommands,
  previewWords,
} from '../../../src/core/run/policy.ts';
import type { ConfirmFrom } from '../../../src/core/run/policy.ts';
import type { Phase, Step } from '../../../src/core/guide/guide.ts';
import type { Target } from '../../../src/core/run/target.ts';
import { stepsOf } from '../../../src/core/guide/walk.ts';
import { playbookOf } from '../../guides.ts';

function phaseOf(block: string, heading = 'Triage'): Phase {
  const [phase] = playbookOf(`# Guide\n\n## API down\n\n**${heading}:**\n\n${block}`).phases;
  assert.ok(phase, 'the text has a phase');
  return phase;
}

const shell = (...lines: string[]): string => ['```bash', ...lines, '```'].join('\n');

function stepOf(command: string): Step {
  const [found] = stepsOf(phaseOf(shell('# 1. A step', command)));
  assert.ok(found, 'the block has a step');
  return found.step;
}

describe('what is asked before a step', () => {
  const cases: readonly [command: string, from: ConfirmFrom, asked: readonly string[], why: string][] = [
    ['date', 'changes', [], 'what only reads runs on the first click'],
    ['systemctl restart api', 'destructive', [], 'a change is not asked about unless one wants it'],
    ['systemctl restart api', 'changes', ['danger'], 'a change, where one wants it'],
    ['redis-cli FLUSHALL', 'destructive', ['danger'], 'what destroys is always asked about'],
    ['kubectl delete pod <pod>', 'changes', ['fill', 'danger'], 'gaps are filled before the danger is told'],
    ['echo a\u202eb', 'destructive', ['hidden'], 'a letter that turns the text around is shown'],
  ];
  for (const [command, from, asked, why] of cases)
    it(`${JSON.stringify(command)} from ${from}: ${asked.join(', ') || 'nothing'} (${why})`, () => {
      assert.deepEqual(
        checksBefore(stepOf(command), from).map(({ kind }) => kind),
        asked,
      );
    });
});

describe('what an option comes to', () => {
  it('is counted by its commands', () => {
    const step = stepOf('date\nsystemctl restart api\nfrobnicate --now');
    assert.equal(previewWords(previewOfCommands(step)), '1 read, 1 changes, 1 not known');
  });
});

describe('what is asked about a step’s target', () => {
  const staging = { host: 'web-1', kubeContext: 'staging' };
  const production = { host: 'web-1', kubeContext: 'prod-eu' };
  const cases: readonly [
    command: string,
    before: Target | undefined,
    now: Target,
    asked: readonly string[],
    why: string,
  ][] = [
    ['kubectl scale deploy a --replicas=2', undefined, production, [], 'a change on what was never another'],
    ['kubectl scale deploy a --replicas=2', staging, production, ['target'], 'it has changed'],
    ['kubectl delete ns a', production, production, ['danger', 'production'], 'destroys, in production'],
    ['kubectl delete ns a', production, staging, ['target', 'danger'], 'destroys, and not there'],
  ];
  for (const [command, before, now, asked, why] of cases)
    it(`${command}: ${asked.join(', ') || 'nothing'} (${why})`, () => {
      assert.deepEqual(
        checksBefore(stepOf(command), 'destructive', { before, now }).map(({ kind }) => kind),
        asked,
      );
    });
});

describe('the plan of a whole phase', () => {
  const phase = phaseOf(
    [
      shell('# 1. Look', 'date', '# 2. Watch', 'tail -f app.log', '# 3. Edit', 'vim app.conf'),
      shell(
        '# 4. Restart',
        'systemctl restart api',
        '# 5. Visit the dashboard',
        '# Visit: https://a.example',
      ),
      shell('# 6. Ask the new tool', 'frobnicate --now', '# 7. Wipe', 'redis-cli FLUSHALL'),
    ].join('\n\n'),
  );
  const plan = planPhase(phase);

  it('leaves out what would wait for a person or not end, and says why', () => {
    assert.deepEqual(
      plan.map(({ step, skip }) => `${step.ordinal}: ${skip ?? 'runs'}`),
      [
        '1: runs',
        '2: long-running: it does not end by itself',
        '3: interactive: it waits for a person',
        '4: runs',
        '5: manual: a person does it',
        '6: runs',
        '7: runs',
      ],
    );
  });

  it('is previewed by danger; what is not known stands apart', () => {
    const preview = previewOf(plan);
    assert.deepEqual(preview, { safe: 1, changes: 1, destructive: 1, unknown: 1, skipped: 3 });
    assert.equal(previewWords(preview), '1 read, 1 changes, 1 destructive, 1 not known');
  });

  it('says so when there is nothing to run', () => {
    assert.equal(previewWords(previewOf([])), 'nothing to run');
  });

  it('never holds an option: a person chooses one', () => {
    const recovery = phaseOf(
      shell('# Option 1: Restart', 'systemctl restart api', '# Option 2: Wipe', 'redis-cli FLUSHALL'),
      'Recovery',
    );
    assert.deepEqual(planPhase(recovery), []);
  });

  it('goes on after a failure, but for recovery', () => {
    assert.equal(onFailure('diagnose'), 'go-on');
    assert.equal(onFailure('recover'), 'stop');
  });
});
