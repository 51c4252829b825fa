import assert from 'node:assert/strict';
import type { OpenIncident } from '../../src/actions/open.ts';
import { rehearse } from '../../src/actions/rehearsal.ts';
import { prepareStep, runStep } from '../../src/actions/run.ts';
import { shellOfAnswers } from '../../src/actions/shell-of-answers.ts';
import { freshnessOf } from '../../src/core/incident/freshness.ts';
import { pastIncident } from '../../src/core/incident/history.ts';
import { proofsOf } from '../../src/core/incident/proofs.ts';
import { showIncident } from '../../src/core/incident/show.ts';
import { markdownOf } from '../../src/core/postmortem/markdown.ts';
import { postMortemOf } from '../../src/core/postmortem/sections.ts';
import { lensesOf } from '../../src/core/view/lenses.ts';
import { statusLine } from '../../src/core/view/status.ts';
import { timelineRows } from '../../src/core/view/timeline.ts';
import { incidentTree } from '../../src/core/view/tree.ts';
import type { TreeNode } from '../../src/core/view/tree.ts';
import type { Answer } from '../../src/ports.ts';
import { answering, workplace } from '../workplace.ts';
import type { TestWorkplace } from '../workplace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
look

# 2. Look at <pod>
kubectl logs <pod>
\`\`\`

**Recovery:**
\`\`\`bash
# Option 1: Restart
systemctl restart api

# Option 2: Wipe
redis-cli FLUSHALL

# Verify
curl http://localhost/health
\`\`\`

## Backup tool

\`\`\`bash
pg_dump shop
\`\`\`
`;

const say = (text: 'succeeded' | 'failed' | 'skip'): Answer => ({ kind: 'text', text });

/** A workplace in which the first step ran for real, and failed. */
async function afterOneRun(): Promise<{ place: TestWorkplace; real: OpenIncident }> {
  const place = workplace(guide, { look: { exitCode: 7 } });
  const real = await place.start();
  const prepared = await prepareStep(place.step('triage/1'), {
    ask: answering().ask,
    confirmFrom: 'destructive',
    readTarget: () => Promise.resolve({}),
    lastTarget: undefined,
    values: new Map(),
  });
  assert.ok(prepared.kind === 'ready');
  await runStep(real, prepared.ready, place.clock);
  return { place, real };
}

async function rehearsed(
  { place, real }: { place: TestWorkplace; real: OpenIncident },
  answers: readonly Answer[],
): Promise<{ rehearsal: OpenIncident; asked: string[] }> {
  const { ask, asked } = answering(...answers);
  const rehearsal = await rehearse({ ...place, past: [real.live.state], ask });
  return { rehearsal, asked: asked.map(({ kind, title }) => `${kind} ${title}`) };
}

const told = ({ live }: OpenIncident): string[] =>
  live.state.events.flatMap((event) => {
    if (event.type === 'run-ended')
      return [`${event.title}: ${event.outcome} ${event.exitCode ?? ''}`.trim()];
    if (event.type === 'step-skipped') return [`${event.title}: ${event.why}`];
    return event.type === 'verification' ? [event.result] : [];
  });

const contextsIn = (node: TreeNode): string[] => [
  ...(node.context ? [node.context] : []),
  ...node.children.flatMap(contextsIn),
];

describe('a rehearsal', () => {
  it('walks the whole playbook on what was recorded, else on what is answered, and asks no real shell', async () => {
    const at = await afterOneRun();
    const before = [...at.place.shell.asked];
    const answers = [say('succeeded'), say('failed'), say('succeeded'), say('succeeded')];
    const { rehearsal, asked } = await rehearsed(at, answers);
    assert.deepEqual(asked, [
      'rehearse Look at <pod>',
      'rehearse Restart',
      'rehearse Wipe',
      'rehearse Verify',
    ]);
    assert.deepEqual(told(rehearsal), [
      'Look: failed 7',
      'Look at <pod>: succeeded',
      'Restart: failed',
      'Wipe: succeeded',
      'Verify: succeeded',
      'passed',
    ]);
    assert.deepEqual(at.place.shell.asked, before, 'nothing was run');
    assert.ok(rehearsal.live.state.closedAt, 'it is over');
    assert.equal(rehearsal.live.state.target, undefined, 'nothing was looked at');
  });

  it('keeps, as each output, that nothing was run and where the outcome is from', async () => {
    const at = await afterOneRun();
    const { rehearsal } = await rehearsed(at, [say('succeeded')]);
    const said: string[] = [];
    for (const { output } of rehearsal.live.state.runs.values())
      said.push(new TextDecoder().decode(await rehearsal.live.journal.blob(output[0]?.sha256 ?? '')));
    assert.match(said[0] ?? '', /^Rehearsal: nothing was run\. This is how its run of .* ended\.\n$/);
    assert.match(said[1] ?? '', /^Rehearsal: nothing was run\. This is what a person answered\.\n$/);
  });

  it('uses one option: the others are neither asked about nor skipped; a step that is skipped says so', async () => {
    const at = await afterOneRun();
    const { rehearsal, asked } = await rehearsed(at, [say('skip'), say('succeeded'), say('succeeded')]);
    assert.deepEqual(asked, ['rehearse Look at <pod>', 'rehearse Restart', 'rehearse Verify']);
    assert.deepEqual(told(rehearsal), [
      'Look: failed 7',
      'Look at <pod>: in the rehearsal',
      'Restart: succeeded',
      'Verify: succeeded',
      'passed',
    ]);
  });

  it('a verification that is answered with failed did not pass', async () => {
    const at = await afterOneRun();
    const { rehearsal } = await rehearsed(at, [say('skip'), say('succeeded'), say('failed')]);
    assert.equal(told(rehearsal).at(-1), 'failed');
  });

  it('ends, and is closed, when a question is closed', async () => {
    const at = await afterOneRun();
    const { rehearsal, asked } = await rehearsed(at, [{ kind: 'no' }]);
    assert.equal(asked.length, 1);
    assert.ok(rehearsal.live.state.closedAt);
  });

  it('is marked wherever it is shown, and offers nothing to run', async () => {
    const { place } = await afterOneRun();
    const { incidents, journals, source, playbook, clock } = place;
    const { live } = await incidents.rehearse(
      journals,
      source,
      playbook,
      shellOfAnswers(() => undefined),
    );
    const { state } = live;
    const view = { state, running: new Set<string>(), waiting: [] };
    const [root] = incidentTree([{ view, guide: place.guide }], clock.now());
    assert.ok(root);
    assert.deepEqual([root.label, root.description], ['Rehearsal: API down', 'rehearsal']);
    assert.deepEqual(contextsIn(root), ['incident']);
    assert.match(statusLine(state, playbook, clock.now()).text, /^● Rehearsal: API down/);
    assert.match(timelineRows(state, { show: 'all' })[0]?.text ?? '', /^Rehearsal opened by ana/);
    const shown = showIncident(state, { folder: '', head: '', findings: [] });
    assert.deepEqual([shown.rehearsal, shown.title], [true, 'Rehearsal: API down']);
    const titles = lensesOf(place.guide, {
      path: 'guide.md',
      incidentOf: () => view,
      now: clock.now(),
      trust: 'trusted',
    }).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 2), ['● Rehearsal < 1 min', '▷ Start incident']);
    assert.equal(
      titles.some((title) => title.startsWith('● Live')),
      false,
    );
    const { head, findings } = await live.journal.read();
    const document = postMortemOf({ state, head, findings, age: 'known', texts: new Map() });
    assert.equal(document.header.rehearsal, true);
    assert.match(markdownOf(document).text, /^# Rehearsal: API down.*\n[^]*rehearsal, investigating/m);
  });

  it('says nothing of how steps go: no freshness, no proof, no option that was used', async () => {
    const at = await afterOneRun();
    const { rehearsal } = await rehearsed(at, [say('succeeded'), say('succeeded'), say('succeeded')]);
    const { state } = rehearsal.live;
    assert.deepEqual([...freshnessOf([state])], []);
    assert.equal(proofsOf([state], 'guide.md'), undefined);
    assert.equal(pastIncident(state, 'intact').option, undefined);
    const again = await rehearsed({ ...at, real: rehearsal }, []);
    assert.deepEqual(again.asked, ['rehearse Look'], 'one rehearsal is no outcome of the next');
  });

  it('is joined by no real run, and does not take the place of a real incident', async () => {
    const { place, real } = await afterOneRun();
    const { incidents, journals, source, playbook, guide: read } = place;
    const shell = shellOfAnswers(() => undefined);
    await incidents.rehearse(journals, source, playbook, shell);
    assert.equal(incidents.current, real);
    assert.deepEqual(incidents.choose(source.path, playbook), { kind: 'join', incident: real });

    await real.live.record({ type: 'closed' });
    const rehearsal = await incidents.rehearse(journals, source, playbook, shell);
    assert.equal(incidents.current, rehearsal);
    for (const one of read.playbooks) assert.deepEqual(incidents.choose(source.path, one), { kind: 'new' });
    assert.equal(incidents.ofPlaybook(source.path, playbook.id), undefined);
  });

  it('runs nothing when it is opened again later', async () => {
    const { place } = await afterOneRun();
    const { journals, source, playbook } = place;
    const { live } = await place.incidents.rehearse(
      journals,
      source,
      playbook,
      shellOfAnswers(() => undefined),
    );
    const later = workplace(guide);
    const again = await later.incidents.open(journals, live.id);
    const request = { run: 'r', title: '', commands: ['look'], language: 'bash' } as const;
    const started = await again.shell.start(
      { ...request, onFailure: 'go-on', lane: 'main' },
      new AbortController().signal,
    );
    assert.equal(started.kind, 'refused');
    assert.deepEqual(later.shell.asked, []);
  });
});
