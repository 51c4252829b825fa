import assert from 'node:assert/strict';
import { prepareStep, runStep } from '../../src/actions/run.ts';
import type { RunContext } from '../../src/actions/run.ts';
import type { Answer } from '../../src/ports.ts';
import { answering, workplace } from '../workplace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
docker-compose ps

# 2. Look closer
docker-compose logs <service>
\`\`\`
`;

const other: Answer = { kind: 'text', text: 'docker compose' };

function contextOf(ask: RunContext['ask'], values: ReadonlyMap<string, string> = new Map()): RunContext {
  return {
    ask,
    confirmFrom: 'destructive',
    readTarget: () => Promise.resolve({}),
    lastTarget: undefined,
    values,
    otherCompose: (written) => Promise.resolve(written === 'docker-compose' ? 'docker compose' : undefined),
  };
}

describe('a step that calls compose by the name that is not here', () => {
  const cases: readonly [name: string, answer: Answer, commands: readonly string[] | 'declined'][] = [
    ['calls it by the other name when a person wants that', other, ['docker compose ps']],
    [
      'runs as it is written when a person wants that',
      { kind: 'text', text: 'docker-compose' },
      ['docker-compose ps'],
    ],
    ['does not run when nobody answers', { kind: 'no' }, 'declined'],
  ];
  for (const [name, answer, commands] of cases) {
    it(name, async () => {
      const { ask, asked } = answering(answer);
      const prepared = await prepareStep(workplace(guide).step('triage/1'), contextOf(ask));
      assert.deepEqual(asked, [
        { kind: 'other-compose', title: 'Look', written: 'docker-compose', here: 'docker compose' },
      ]);
      assert.deepEqual(prepared.kind === 'ready' ? prepared.ready.commands : prepared.kind, commands);
    });
  }

  it('is asked about once in an incident, which remembers the choice', async () => {
    const place = workplace(guide);
    const incident = await place.start();
    const first = await prepareStep(place.step('triage/1'), contextOf(answering(other).ask));
    assert.ok(first.kind === 'ready');
    await runStep(incident, first.ready, place.clock);
    const { ask, asked } = answering({ kind: 'text', text: 'api' });
    const next = await prepareStep(place.step('triage/2'), contextOf(ask, incident.live.state.placeholders));
    assert.ok(next.kind === 'ready');
    assert.deepEqual(next.ready.commands, ['docker compose logs api']);
    assert.deepEqual(
      asked.map(({ kind }) => kind),
      ['fill-placeholder'],
    );
  });
});
