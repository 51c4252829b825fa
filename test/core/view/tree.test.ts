import assert from 'node:assert/strict';
import { stateOf } from '../../../src/core/incident/state.ts';
import { nextStep, statusLine } from '../../../src/core/view/status.ts';
import { incidentTree } from '../../../src/core/view/tree.ts';
import type { TreeNode } from '../../../src/core/view/tree.ts';
import { eventsOf } from '../../events.ts';
import type { TimedFact } from '../../events.ts';
import { guideOf } from '../../guides.ts';

const guide = guideOf(`# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
date

# 2. Look again
date
\`\`\`

**Recovery:**
\`\`\`bash
# Option 1: Restart
systemctl restart api
\`\`\`
`);

const target = { host: 'web-1', user: 'ana', folder: '/srv/shop' };
const facts: TimedFact[] = [
  [
    0,
    {
      type: 'opened',
      playbook: 'api-down',
      title: 'API down',
      severity: 'Critical',
      responseSeconds: 300,
      guide: 'guide.md',
      guideSha256: '',
      contact: { issue: 'API', primary: 'Backend Lead', secondary: 'DevOps', notes: 'Page immediately' },
      target,
      timezone: 'UTC',
    },
  ],
  [
    48,
    {
      type: 'run-started',
      run: 'r1',
      step: 'triage/1',
      title: 'Look',
      danger: 'safe',
      commands: ['date'],
      stepSha256: '',
    },
  ],
  [
    49,
    {
      type: 'run-ended',
      run: 'r1',
      step: 'triage/1',
      title: 'Look',
      outcome: 'failed',
      exitCode: 1,
      durationMs: 600,
      commands: [],
    },
  ],
  [60, { type: 'note', text: 'memory, not the deploy' }],
  [61, { type: 'evidence-pinned', run: 'r1' }],
  [62, { type: 'adhoc-run', command: 'docker update api', exitCode: 0 }],
];
const state = stateOf('incident-1', eventsOf(facts));
const now = new Date('2026-11-24T02:17:10Z');

function outline(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, description = '', icon = '', children }) => [
    `${indent}${icon && `(${icon}) `}${label}${description && ` | ${description}`}`,
    ...outline(children, `${indent}  `),
  ]);
}

describe('the Incident view', () => {
  it('shows phases, steps by outcome, what was off the guide, evidence, notes, target and contact', () => {
    const tree = incidentTree([{ view: { state, running: new Set(), waiting: ['triage/2'] }, guide }], now);
    assert.deepEqual(outline(tree), [
      '(flame) API down | Critical · investigating · 3 min · acknowledged after 48 s',
      '  Triage | 2 of 2',
      '    (error) 1. Look | ✗ 1 · 0.6 s',
      '    (watch) 2. Look again | waits for its turn',
      '  Recovery | no option used',
      '    (circle-outline) Option 1: Restart',
      '  Off the guide | 1 command',
      '    (pass) docker update api | exit 0',
      '  Evidence | 1 pinned',
      '    (pin) Look | ✗ 1 · 0.6 s',
      '  Notes | 1',
      '    (note) memory, not the deploy | ana',
      '  (server) Target | ana on web-1 · /srv/shop',
      '  (call-outgoing) Call | Backend Lead, then DevOps (page immediately)',
    ]);
  });

  it('says of an option that nobody used how often it worked before', () => {
    const option = guide.playbooks[0]?.phases[1]?.blocks[0]?.steps[0];
    assert.ok(option);
    const freshness = new Map([[option.sha256, { worked: 3, of: 4 }]]);
    const tree = incidentTree([{ view: { state, running: new Set(), waiting: [] }, guide, freshness }], now);
    assert.ok(outline(tree).includes('    (circle-outline) Option 1: Restart | worked 3 of 4 times'));
  });

  it('says what is damaged in its record', () => {
    const file = 'events/w-1.jsonl';
    const damage = [{ kind: 'altered', file, line: 3, message: 'The line was changed.' }] as const;
    const view = { state, running: new Set<string>(), waiting: [], damage };
    assert.deepEqual(outline(incidentTree([{ view, guide }], now)).slice(1, 3), [
      '  (warning) The record is damaged | 1 place',
      '    (warning) The line was changed. | events/w-1.jsonl:3',
    ]);
  });

  it('says why what is typed by hand is not kept', () => {
    const fresh = stateOf('incident-1', eventsOf(facts.slice(0, 1)));
    const view = { state: fresh, running: new Set<string>(), waiting: [], typing: 'impossible' } as const;
    assert.ok(
      outline(incidentTree([{ view, guide }], now)).includes(
        '  (terminal) Off the guide | not kept: this terminal has no shell integration',
      ),
    );
  });

  it('says of a phase that nobody began what running all of it comes to', () => {
    const fresh = stateOf('incident-1', eventsOf(facts.slice(0, 1)));
    const tree = incidentTree([{ view: { state: fresh, running: new Set(), waiting: [] }, guide }], now);
    assert.ok(outline(tree).includes('  Triage | 0 of 2 · 2 read'));
  });

  it('shows the target of changes when it was seen', () => {
    const seen: TimedFact = [
      70,
      { type: 'target-seen', target: { host: 'web-1', user: 'ana', branch: 'main', commit: '3f2c1ab' } },
    ];
    const changed = stateOf('incident-1', eventsOf([...facts, seen]));
    const tree = incidentTree([{ view: { state: changed, running: new Set(), waiting: [] }, guide }], now);
    assert.ok(outline(tree).includes('  (server) Target | ana on web-1 · main @ 3f2c1ab'));
  });

  it('shows what settings give the terminal', () => {
    const view = {
      state,
      running: new Set<string>(),
      waiting: [],
      environment: { PAGER: 'cat', COMPOSE_FILE: 'prod.yml' },
    };
    const tree = incidentTree([{ view, guide }], now);
    assert.ok(outline(tree).includes('  (symbol-variable) Environment | PAGER=cat COMPOSE_FILE=prod.yml'));
  });

  it('shows the runs alone when the guide can’t be read', () => {
    const tree = incidentTree([{ view: { state, running: new Set(), waiting: [] } }], now);
    assert.ok(outline(tree).includes('    (error) Look | ✗ 1 · 0.6 s'));
  });

  it('says what is not on disk', () => {
    const tree = incidentTree(
      [{ view: { state, running: new Set(), waiting: [], trouble: 'The disk is full.' }, guide }],
      now,
    );
    assert.ok(outline(tree).includes('  (warning) The disk is full. | not on disk'));
  });

  it('gives every line an id of its own', () => {
    const ids: string[] = [];
    const walk = (nodes: readonly TreeNode[]): void => {
      for (const node of nodes) {
        ids.push(node.id);
        walk(node.children);
      }
    };
    walk(incidentTree([{ view: { state, running: new Set(), waiting: [] }, guide }], now));
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('the status bar', () => {
  it('counts seconds and names the next step that nobody ran', () => {
    const line = statusLine(state, guide.playbooks[0], now);
    assert.equal(line.text, '● Critical 3:03 · next: 2. Look again');
    assert.equal(line.urgent, 'no');
  });

  it('has no next step when all ran or are options', () => {
    const all = stateOf(
      'i',
      eventsOf([...facts, [70, { type: 'step-skipped', step: 'triage/2', title: '', why: 'no need' }]]),
    );
    const [playbook] = guide.playbooks;
    assert.ok(playbook);
    assert.equal(nextStep(playbook, all), undefined);
  });
});
