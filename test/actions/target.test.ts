import assert from 'node:assert/strict';
import type { OpenIncident } from '../../src/actions/open.ts';
import { preparePlan, runPlan } from '../../src/actions/run-all.ts';
import { prepareStep, runStep } from '../../src/actions/run.ts';
import type { RunContext, RunResult } from '../../src/actions/run.ts';
import { lastTarget } from '../../src/core/incident/last-target.ts';
import { planPhase } from '../../src/core/run/policy.ts';
import type { Target } from '../../src/core/run/target.ts';
import type { Answer, Question } from '../../src/ports.ts';
import { answering, workplace } from '../workplace.ts';
import type { TestWorkplace } from '../workplace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
date

# 2. Restart
systemctl restart api

# 3. Deploy
git pull

# 4. Wipe
kubectl delete ns pay
\`\`\`
`;

const web1: Target = { host: 'web-1', user: 'ana', branch: 'main', commit: '1111111' };
const deployed: Target = { ...web1, commit: '2222222' };
const yes: Answer = { kind: 'yes' };

/** An incident whose surroundings a test changes: `now` is what a step would be pointed at. */
interface Surroundings {
  place: TestWorkplace;
  incident: OpenIncident;
  asked: readonly Question[];
  now: Target;
  run(address: string): Promise<RunResult | 'declined'>;
}

async function surroundings(...answers: readonly Answer[]): Promise<Surroundings> {
  const place = workplace(guide);
  const incident = await place.start();
  const { ask, asked } = answering(...answers);
  const around: Surroundings = {
    place,
    incident,
    asked,
    now: web1,
    async run(address) {
      const prepared = await prepareStep(place.step(address), contextOf(around, ask));
      return prepared.kind === 'ready' ? runStep(incident, prepared.ready, place.clock) : 'declined';
    },
  };
  return around;
}

function contextOf(around: Surroundings, ask: RunContext['ask']): RunContext {
  return {
    ask,
    confirmFrom: 'destructive',
    readTarget: () => Promise.resolve(around.now),
    lastTarget: lastTarget(around.incident.live.state, 'web-1'),
    values: new Map(),
  };
}

const seenIn = ({ live }: OpenIncident): Target[] =>
  live.state.events.flatMap((event) => (event.type === 'target-seen' ? [event.target] : []));

describe('the target of a step', () => {
  it('is recorded before the first step that changes state, and not again while it stays', async () => {
    const around = await surroundings();
    await around.run('triage/1');
    assert.deepEqual(seenIn(around.incident), [], 'what only reads is pointed at nothing');
    await around.run('triage/2');
    await around.run('triage/2');
    assert.deepEqual(seenIn(around.incident), [web1]);
    const types = around.incident.live.state.events.map(({ type }) => type);
    assert.equal(types[types.indexOf('target-seen') + 1], 'run-started');
  });

  it('is asked about when somebody changed it; a no runs and records nothing', async () => {
    const around = await surroundings({ kind: 'no' });
    await around.run('triage/2');
    around.now = deployed;
    const events = around.incident.live.state.events.length;
    assert.equal(await around.run('triage/2'), 'declined');
    assert.deepEqual(around.asked, [
      {
        kind: 'target-changed',
        title: 'Restart',
        changes: [{ part: 'commit', before: '1111111', now: '2222222' }],
      },
    ]);
    assert.equal(around.incident.live.state.events.length, events);
  });

  it('is recorded and asked about once when a person goes on', async () => {
    const around = await surroundings(yes);
    await around.run('triage/2');
    around.now = deployed;
    await around.run('triage/2');
    await around.run('triage/2');
    assert.equal(around.asked.length, 1);
    assert.deepEqual(seenIn(around.incident), [web1, deployed]);
  });

  it('that a step of the guide changed is recorded after it, and not asked about', async () => {
    const around = await surroundings();
    await around.run('triage/2');
    const { shell } = around.incident;
    around.incident.shell = {
      ...shell,
      start(request, signal) {
        around.now = deployed;
        return shell.start(request, signal);
      },
    };
    await around.run('triage/3');
    await around.run('triage/2');
    assert.deepEqual(around.asked, []);
    assert.deepEqual(seenIn(around.incident), [web1, deployed]);
  });

  it('is looked at again at its turn: a change while a plan runs stops it', async () => {
    const around = await surroundings({ kind: 'no' });
    const { ask } = answering(yes);
    const [phase] = around.place.playbook.phases;
    assert.ok(phase);
    const prepared = await preparePlan(planPhase(phase), { ...contextOf(around, ask) });
    assert.ok(prepared.kind === 'ready');
    around.now = deployed;
    const result = await runPlan(around.incident, prepared.plan, around.place.clock);
    assert.equal(result.declined?.kind, 'target-changed');
    assert.deepEqual(
      result.ran.map(({ step }) => step.step.title),
      ['Look'],
    );
    assert.deepEqual(
      result.skipped.map(({ why }) => why),
      ['the target has changed', 'the target has changed', 'the target has changed'],
    );
  });

  for (const [typed, went] of [
    ['prod-eu', 'on'],
    ['prod', 'no further'],
  ] as const)
    it(`in production is typed before what destroys: "${typed}" goes ${went}`, async () => {
      const around = await surroundings(yes, { kind: 'text', text: typed });
      around.now = { ...web1, kubeContext: 'prod-eu' };
      const result = await around.run('triage/4');
      assert.deepEqual(
        around.asked.map(({ kind }) => kind),
        ['confirm-danger', 'type-target'],
      );
      assert.equal(result !== 'declined', went === 'on');
    });

  it('of two responders on two machines is each compared with their own', async () => {
    const around = await surroundings();
    await around.run('triage/2');
    await around.incident.live.record({ type: 'target-seen', target: { host: 'web-2', commit: '9999999' } });
    await around.run('triage/2');
    assert.deepEqual(around.asked, []);
  });
});
