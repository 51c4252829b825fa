import assert from 'node:assert/strict';
import { preparePlan, runPlan } from '../../src/actions/run-all.ts';
import { prepareStep, runStep } from '../../src/actions/run.ts';
import type { RunContext, RunResult } from '../../src/actions/run.ts';
import type { OpenIncident } from '../../src/actions/open.ts';
import { planPhase } from '../../src/core/run/policy.ts';
import type { Answer, InTheWay, PastTheWay, Question, StartResult } from '../../src/ports.ts';
import { answering, workplace } from '../workplace.ts';
import type { TestWorkplace } from '../workplace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
true

# 2. Look again
true
\`\`\`
`;

const ssh: InTheWay = { program: 'ssh db1' };
const inline: Answer = { kind: 'text', text: 'inline' };
const fresh: Answer = { kind: 'text', text: 'fresh' };

interface Tried {
  place: TestWorkplace;
  incident: OpenIncident;
  asked: Question[];
  context: RunContext;
  /** How each start went past. */
  past: (PastTheWay['kind'] | undefined)[];
}

/** A terminal that something has; `refuses` are what the shell says of the first starts. */
async function blocked(
  inTheWay: InTheWay | undefined,
  answers: readonly Answer[],
  refuses: readonly StartResult[] = [],
): Promise<Tried> {
  const place = workplace(guide);
  const { ask, asked } = answering(...answers);
  const past: Tried['past'] = [];
  const start = place.shell.start.bind(place.shell);
  let freed = false;
  place.shell.inTheWay = () => Promise.resolve(freed ? undefined : inTheWay);
  place.shell.start = (request, signal) => {
    past.push(request.past?.kind);
    freed ||= request.past?.kind === 'fresh';
    const refused = refuses[past.length - 1];
    return refused ? Promise.resolve(refused) : start(request, signal);
  };
  const context: RunContext = {
    ask,
    confirmFrom: 'destructive',
    readTarget: () => Promise.resolve({}),
    lastTarget: undefined,
    values: new Map(),
  };
  return { place, incident: await place.start(), asked, context, past };
}

async function runFirst({ place, incident, context }: Tried): Promise<RunResult> {
  const prepared = await prepareStep(place.step('triage/1'), context);
  assert.ok(prepared.kind === 'ready');
  return runStep(incident, prepared.ready, place.clock);
}

const typesOf = ({ incident }: Tried): string[] =>
  incident.live.state.events.map(({ type }) => type).filter((type) => type !== 'opened');

describe('something else that has the terminal', () => {
  it('nothing is asked while nothing has it', async () => {
    const tried = await blocked(undefined, []);
    assert.equal((await runFirst(tried)).kind, 'ran');
    assert.deepEqual(tried.asked, []);
  });

  it('a no leaves no trace', async () => {
    const tried = await blocked(ssh, [{ kind: 'no' }]);
    assert.equal((await runFirst(tried)).kind, 'declined');
    assert.deepEqual(tried.past, []);
    assert.deepEqual(typesOf(tried), []);
  });

  it('a step goes past it as the person says', async () => {
    for (const [answer, past] of [
      [inline, 'inline'],
      [fresh, 'fresh'],
    ] as const) {
      const tried = await blocked(ssh, [answer]);
      assert.equal((await runFirst(tried)).kind, 'ran');
      assert.deepEqual(tried.past, [past]);
      const [run] = tried.incident.live.state.runs.values();
      assert.equal(run?.within, past === 'inline' ? 'ssh db1' : undefined);
    }
  });

  it('nothing is sent into what can take no step, whatever the answer', async () => {
    const tried = await blocked({ program: 'less', notInline: 'less is no shell' }, [inline]);
    assert.equal((await runFirst(tried)).kind, 'declined');
    assert.deepEqual(tried.past, []);
  });

  it('a step that was not read after all: nothing ran, that is recorded, and it is asked again', async () => {
    const notRead: StartResult = {
      kind: 'refused',
      reason: 'it was not read',
      inTheWay: { notInline: 'nobody answers' },
    };
    const tried = await blocked(undefined, [fresh], [notRead]);
    assert.equal((await runFirst(tried)).kind, 'ran');
    assert.deepEqual(tried.past, [undefined, 'fresh']);
    assert.deepEqual(typesOf(tried), ['run-started', 'run-ended', 'run-started', 'output', 'run-ended']);
    const [first] = tried.incident.live.state.runs.values();
    assert.deepEqual(first?.end?.outcome, { outcome: 'unknown', reason: 'nothing ran: it was not read' });
  });

  it('of a plan it is asked once; a no ends the plan, with the reason', async () => {
    for (const [answers, ran, asked] of [
      [[inline], 2, 1],
      [[fresh], 2, 1],
      [[{ kind: 'no' }], 0, 1],
    ] as const) {
      const tried = await blocked(ssh, answers);
      const { phase } = tried.place.step('triage/1');
      const prepared = await preparePlan(planPhase(phase), tried.context);
      assert.ok(prepared.kind === 'ready');
      const result = await runPlan(tried.incident, prepared.plan, tried.place.clock);
      assert.equal(result.ran.length, ran);
      assert.equal(tried.asked.length, asked);
      assert.deepEqual(
        result.skipped.map(({ why }) => why),
        ran === 0 ? ['ssh db1 has the terminal', 'ssh db1 has the terminal'] : [],
      );
    }
  });
});

describe('stopping a run', () => {
  it('the second stop reaches what runs, not only the first', async () => {
    const tried = await blocked(undefined, []);
    const { place, incident } = tried;
    const start = place.shell.start.bind(place.shell);
    const stops: string[] = [];
    place.shell.start = async (request, signal) => {
      signal.addEventListener('abort', () => stops.push('asked'));
      const started = await start(request, signal);
      assert.ok(started.kind === 'started');
      return {
        ...started,
        execution: { ...started.execution, output: stopTwice(), stop: () => stops.push('ended') },
      };
    };
    async function* stopTwice(): AsyncGenerator<Uint8Array> {
      const [run = ''] = incident.running.keys();
      place.incidents.stop(incident, run);
      assert.equal(incident.running.get(run)?.stopping, true);
      place.incidents.stop(incident, run);
      yield await Promise.resolve(new Uint8Array());
    }
    assert.equal((await runFirst(tried)).kind, 'ran');
    assert.deepEqual(stops, ['asked', 'ended']);
  });
});
