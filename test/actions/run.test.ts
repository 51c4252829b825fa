import assert from 'node:assert/strict';
import { pickUp } from '../../src/actions/come-back.ts';
import type { OpenIncident } from '../../src/actions/open.ts';
import { hasFailed, preparePlan, runPlan } from '../../src/actions/run-all.ts';
import { printedIn } from '../../src/actions/printed.ts';
import { prepareStep, runStep } from '../../src/actions/run.ts';
import type { RunContext } from '../../src/actions/run.ts';
import { planPhase } from '../../src/core/run/policy.ts';
import type { Answer } from '../../src/ports.ts';
import { answering, workplace } from '../workplace.ts';
import type { TestWorkplace } from '../workplace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
echo token=ghp_0123456789abcdefghijklmnopqrstuvwxyzAB

# 2. Fail
false

# 3. Look again
true
\`\`\`

**Recovery:**
\`\`\`bash
# Option 1: Wipe <pod>
redis-cli -h <pod> FLUSHALL

# Step 9: In two
first
second

# Verify
test -n "$HOME"
\`\`\`
`;

const web1 = { host: 'web-1', user: 'ana', folder: '/srv/shop', commit: '3f2c1ab' };

function contextOf(ask: RunContext['ask'], values: ReadonlyMap<string, string> = new Map()): RunContext {
  return {
    ask,
    confirmFrom: 'destructive',
    readTarget: () => Promise.resolve(web1),
    lastTarget: undefined,
    values,
  };
}

async function run(place: TestWorkplace, incident: OpenIncident, address: string): Promise<void> {
  const prepared = await prepareStep(place.step(address), contextOf(answering().ask));
  assert.ok(prepared.kind === 'ready', `it is ready, not ${prepared.kind}`);
  await runStep(incident, prepared.ready, place.clock);
}

const typesOf = (incident: OpenIncident): string[] => incident.live.state.events.map(({ type }) => type);

describe('running a step', () => {
  it('is recorded before the shell starts, and its end before its files are emptied', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await run(place, incident, 'triage/3');
    assert.deepEqual(place.happened, [
      'screen run-started',
      'shell',
      'screen output',
      'screen run-ended',
      'release',
    ]);
  });

  it('asks nothing before a step that reads', async () => {
    const { ask, asked } = answering();
    const place = workplace(guide);
    assert.equal((await prepareStep(place.step('triage/3'), contextOf(ask))).kind, 'ready');
    assert.deepEqual(asked, []);
  });

  it('a destructive option asks for its blank, then for a yes; a no leaves no trace', async () => {
    const place = workplace(guide);
    const { ask, asked } = answering({ kind: 'text', text: 'web 0' }, { kind: 'no' });
    const prepared = await prepareStep(place.step('recovery/option-1'), contextOf(ask));
    assert.equal(prepared.kind, 'declined');
    assert.deepEqual(
      asked.map(({ kind }) => kind),
      ['fill-placeholder', 'confirm-danger'],
    );
    const [, danger] = asked;
    assert.ok(danger?.kind === 'confirm-danger');
    assert.deepEqual(danger.commands, ["redis-cli -h 'web 0' FLUSHALL"]);
    assert.equal(danger.button, 'Use option 1');
    assert.equal(danger.target, 'as ana on web-1, in /srv/shop (3f2c1ab)');
    assert.deepEqual(await place.journals.list(), []);
  });

  it('remembers a blank that was filled, for the incident', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    const prepared = await prepareStep(
      place.step('recovery/option-1'),
      contextOf(answering({ kind: 'text', text: 'web-0' }, { kind: 'yes' }).ask),
    );
    assert.ok(prepared.kind === 'ready');
    await runStep(incident, prepared.ready, place.clock);
    assert.equal(incident.live.state.placeholders.get('pod'), 'web-0');
    const again = await prepareStep(
      place.step('recovery/option-1'),
      contextOf(answering({ kind: 'yes' }).ask, incident.live.state.placeholders),
    );
    assert.equal(again.kind, 'ready');
  });

  it('suggests for a blank what this incident printed, the newest first, and reads it only when there is a blank', async () => {
    const place = workplace(guide, {
      first: { output: 'NAME READY STATUS RESTARTS AGE\r\n\u001b[32mapi-0\u001b[0m 1/1 Running 0 3d\r\n' },
      true: { output: 'NAME READY STATUS RESTARTS AGE\nweb-7 1/1 Running 0 3d\n' },
    });
    const incident = await place.start();
    await run(place, incident, 'recovery/9');
    await run(place, incident, 'triage/3');
    let read = 0;
    const context = (ask: RunContext['ask']): RunContext => ({
      ...contextOf(ask),
      printed: () => {
        read++;
        return printedIn(incident);
      },
    });
    await prepareStep(place.step('triage/3'), context(answering().ask));
    assert.equal(read, 0);
    const { ask, asked } = answering();
    await prepareStep(place.step('recovery/option-1'), context(ask));
    const [question] = asked;
    assert.ok(question?.kind === 'fill-placeholder');
    assert.deepEqual(question.suggestions, ['web-7', 'api-0']);
  });

  it('suggests nothing of an output that was removed', async () => {
    const place = workplace(guide, { true: { output: 'NAME READY RESTARTS\nweb-7 1/1 0\n' } });
    const incident = await place.start();
    await run(place, incident, 'triage/3');
    const [state] = incident.live.state.runs.values();
    await incident.live.journal.remove({ sha256: state?.output[0]?.sha256 ?? '' });
    assert.deepEqual(await printedIn(incident), []);
  });

  it('an option says that it was chosen before it runs', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    const prepared = await prepareStep(
      place.step('recovery/option-1'),
      contextOf(answering({ kind: 'text', text: 'a' }, { kind: 'yes' }).ask),
    );
    assert.ok(prepared.kind === 'ready');
    await runStep(incident, prepared.ready, place.clock);
    assert.deepEqual(typesOf(incident), [
      'opened',
      'target-seen',
      'placeholder-set',
      'option-chosen',
      'run-started',
      'output',
      'run-ended',
    ]);
  });

  it('no secret of a command or its output reaches the record', async () => {
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';
    const command = `echo token=${secret}`;
    const place = workplace(guide, { [command]: { output: `token=${secret}\n` } });
    const incident = await place.start();
    await run(place, incident, 'triage/1');
    const [stored] = [...incident.live.state.runs.values()];
    const output = await incident.live.journal.blob(stored?.output[0]?.sha256 ?? '');
    assert.ok(output);
    assert.ok(!new TextDecoder().decode(output).includes(secret));
    assert.ok(!JSON.stringify(incident.live.state.events).includes(secret));
    assert.deepEqual(place.shell.asked, [command], 'the shell ran the text as it is');
  });

  it('a run that printed nothing says so: an output of no bytes', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await run(place, incident, 'triage/2');
    const [state] = [...incident.live.state.runs.values()];
    assert.deepEqual(
      state?.output.map(({ bytes }) => bytes),
      [0],
    );
  });

  it('a verification is recorded after its run', async () => {
    const place = workplace(guide, { 'test -n "$HOME"': { exitCode: 1 } });
    const incident = await place.start();
    await run(place, incident, 'recovery/verify');
    const last = incident.live.state.events.at(-1);
    assert.ok(last?.type === 'verification');
    assert.equal(last.result, 'failed');
  });

  describe('a verification whose exit code can’t tell', () => {
    const unsure = '## API down\n\n```bash\n# Verify\ncurl http://localhost/health\n```\n';
    const said = { 'curl http://localhost/health': { output: '<h1>500</h1>\n' } };
    const cases: readonly [answer: Answer['kind'], result: string][] = [
      ['yes', 'passed'],
      ['no', 'failed'],
    ];
    for (const [kind, result] of cases)
      it(`has ${result} when a person who read its output says ${kind}`, async () => {
        const place = workplace(unsure, said);
        const incident = await place.start();
        const { ask, asked } = answering(kind === 'yes' ? { kind } : { kind: 'no' });
        const [phase] = place.playbook.phases;
        assert.ok(phase);
        const prepared = await preparePlan(planPhase(phase), contextOf(ask));
        assert.ok(prepared.kind === 'ready');
        const { ran } = await runPlan(incident, prepared.plan, place.clock);
        assert.deepEqual(asked, [{ kind: 'passed', title: 'Verify', output: '<h1>500</h1>\n' }]);
        assert.deepEqual(
          incident.live.state.verifications.map((event) => event.result),
          [result],
        );
        const [one] = ran;
        assert.ok(one);
        assert.equal(hasFailed(one.result), result === 'failed', 'it is a gate like any other');
      });

    it('is not asked about when it failed: that tells', async () => {
      const place = workplace(unsure, { 'curl http://localhost/health': { exitCode: 7 } });
      const incident = await place.start();
      await run(place, incident, 'steps/verify');
      assert.equal(incident.live.state.verifications[0]?.result, 'failed');
    });
  });

  it('is heard while it runs, so that its silence can be told', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    const { shell } = incident;
    const heard: (number | undefined)[] = [];
    async function* printing(): AsyncGenerator<Uint8Array, void, undefined> {
      for (const wait of [0, 7000, 60_000]) {
        place.clock.turn(wait);
        yield await Promise.resolve(new TextEncoder().encode('a\n'));
        heard.push([...incident.heard.values()].at(0));
      }
    }
    incident.shell = {
      ...shell,
      async start(request, signal) {
        const started = await shell.start(request, signal);
        if (started.kind === 'refused') return started;
        return { ...started, execution: { ...started.execution, output: printing() } };
      },
    };
    await run(place, incident, 'triage/3');
    assert.deepEqual(heard, [0, 7000, 67_000]);
    assert.equal(incident.heard.size, 0, 'no longer than it runs');
  });

  it('what the shell refuses is recorded as unknown, with the reason: nothing ran', async () => {
    const place = workplace('## A\n\n```bash\nrefuse\n```\n');
    const incident = await place.start();
    await run(place, incident, 'steps/refuse');
    const [state] = [...incident.live.state.runs.values()];
    assert.deepEqual(state?.end?.outcome, {
      outcome: 'unknown',
      reason: 'nothing ran: an editor is in the foreground',
    });
  });

  it('in recovery the first failed command ends the step', async () => {
    const place = workplace(guide, { first: { exitCode: 2 } });
    const incident = await place.start();
    const prepared = await prepareStep(place.step('recovery/9'), contextOf(answering({ kind: 'yes' }).ask));
    assert.ok(prepared.kind === 'ready');
    await runStep(incident, prepared.ready, place.clock);
    const [state] = [...incident.live.state.runs.values()];
    assert.equal(state?.end?.notRun, 1);
  });
});

describe('running a phase', () => {
  it('goes on after a failure while looking', async () => {
    const place = workplace(guide, { false: { exitCode: 1 } });
    const incident = await place.start();
    const [triage] = place.playbook.phases;
    assert.ok(triage);
    const prepared = await preparePlan(planPhase(triage), contextOf(answering().ask));
    assert.ok(prepared.kind === 'ready');
    const { ran } = await runPlan(incident, prepared.plan, place.clock);
    assert.deepEqual(
      ran.map(({ result }) => result.kind === 'ran' && result.end.outcome.outcome),
      ['succeeded', 'failed', 'succeeded'],
    );
  });

  it('stops recovery at a failure and says what was left out', async () => {
    const place = workplace(guide, { first: { exitCode: 2 } });
    const incident = await place.start();
    const recovery = place.playbook.phases[1];
    assert.ok(recovery);
    const prepared = await preparePlan(planPhase(recovery), contextOf(answering({ kind: 'yes' }).ask));
    assert.ok(prepared.kind === 'ready');
    const { skipped } = await runPlan(incident, prepared.plan, place.clock);
    assert.deepEqual(
      skipped.map(({ why }) => why),
      ['"In two" did not succeed'],
    );
    assert.equal(incident.live.state.skipped.length, 1);
  });
});

describe('coming back to a run that went on', () => {
  it('reads its output and its end, once', async () => {
    const place = workplace(guide, { sleep: { output: 'done\n' } });
    const incident = await place.start();
    await incident.live.record({
      type: 'run-started',
      run: 'gone',
      step: 'triage/1',
      title: 'Look',
      commands: ['sleep'],
      stepSha256: '',
      spool: '/spool/gone',
    });
    const state = incident.live.state.runs.get('gone');
    assert.ok(state);
    await pickUp(incident, state, place.clock);
    const ended = incident.live.state.runs.get('gone');
    assert.ok(ended);
    assert.equal(ended.end?.outcome.outcome, 'succeeded');
    assert.equal(ended.output[0]?.bytes, 5);
  });

  it('says so when its files are gone, and does not guess', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    await incident.live.record({
      type: 'run-started',
      run: 'gone',
      step: 'triage/1',
      title: 'Look',
      commands: ['lost'],
      stepSha256: '',
      spool: '/spool/gone',
    });
    const state = incident.live.state.runs.get('gone');
    assert.ok(state);
    await pickUp(incident, state, place.clock);
    assert.deepEqual(incident.live.state.runs.get('gone')?.end?.outcome, {
      outcome: 'unknown',
      reason: 'its files are gone',
    });
  });
});
