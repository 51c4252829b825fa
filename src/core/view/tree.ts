import type { Guide, Phase, Playbook, Step } from '../guide/guide.ts';
import { runningSeconds } from '../incident/clocks.ts';
import type { FreshnessOfSteps } from '../incident/freshness.ts';
import type { RunState } from '../incident/state.ts';
import { stepsOf } from '../guide/walk.ts';
import { planPhase, previewOf, previewWords } from '../run/policy.ts';
import { incidentWords } from './incident-words.ts';
import { standingOf } from './incident-view.ts';
import type { IncidentView } from './incident-view.ts';
import { workedWords } from './notices.ts';
import {
  contactNode,
  damageNode,
  detectionNode,
  environmentNode,
  evidenceNode,
  notesNode,
  offGuideNode,
  targetWords,
} from './tree-beside.ts';
import { group, leaf, rehearsed } from './tree-node.ts';
import type { TreeNode } from './tree-node.ts';
import { outcomeWords, runResult, shortDuration } from './words.ts';

export type { TreeNode } from './tree-node.ts';

/** An incident and the guide that it was opened from, when it can be read. */
export interface IncidentInGuide {
  view: IncidentView;
  guide?: Guide;
  /** How steps went before, in all the journals that are known. */
  freshness?: FreshnessOfSteps;
}

/** The Incident view: a root for each incident that is open here. */
export function incidentTree(incidents: readonly IncidentInGuide[], now: Date): TreeNode[] {
  return incidents.map((incident) => {
    const node = incidentNode(incident, now);
    return incident.view.state.rehearsal ? rehearsed(node) : node;
  });
}

function incidentNode({ view, guide, freshness = new Map() }: IncidentInGuide, now: Date): TreeNode {
  const { state } = view;
  const address = { incident: state.incident };
  const playbook = guide?.playbooks.find((one) => one.id === state.playbook);
  const children: (TreeNode | undefined)[] = [
    view.trouble === undefined ? undefined : leaf(state, 'trouble', view.trouble, 'warning', 'not on disk'),
    damageNode(view),
    ...(playbook
      ? playbook.phases.map((phase) => phaseNode(view, playbook, phase, { now, freshness }))
      : [runsNode(view, now)]),
    toolsNode(view, now),
    offGuideNode(view),
    evidenceNode(state),
    notesNode(state),
    detectionNode(state),
    leaf(state, 'target', 'Target', 'server', targetWords(state)),
    environmentNode(view),
    contactNode(state),
  ];
  const closed = state.closedAt !== undefined;
  return {
    id: state.incident,
    label: state.title,
    description: incidentWords(state, now),
    icon: state.rehearsal
      ? 'beaker'
      : closed
        ? 'archive'
        : state.status === 'resolved'
          ? 'pass'
          : state.kind === 'tool'
            ? 'tools'
            : 'flame',
    context: closed ? 'closedIncident' : 'incident',
    fold: closed ? 'closed' : 'open',
    children: children.filter((child) => child !== undefined),
    address,
  };
}

interface Known {
  now: Date;
  freshness: FreshnessOfSteps;
}

function phaseNode(view: IncidentView, playbook: Playbook, phase: Phase, known: Known): TreeNode {
  const { state } = view;
  const steps = stepsOf(phase).map(({ step }) => step);
  const begun = steps.filter((step) => standingOf(view, `${phase.id}/${step.id}`).kind !== 'open').length;
  const options = steps.filter((step) => step.kind === 'option');
  const used = state.options.filter(({ step }) => step.startsWith(`${phase.id}/`)).at(-1);
  const preview = previewWords(previewOf(planPhase(phase)));
  const words =
    options.length === 0
      ? [`${begun} of ${steps.length}`, begun === 0 && preview].filter(Boolean).join(' · ')
      : used
        ? `used option ${used.option}`
        : 'no option used';
  return {
    id: `${state.incident}/${phase.id}`,
    label: phase.title === '' ? 'Steps' : phase.title,
    ...(options.length === 0 && { tooltip: `Run all: ${preview}` }),
    description: words,
    context: 'phase',
    fold: begun > 0 || phase.kind === 'immediate' ? 'open' : 'closed',
    children: steps.map((step) => stepNode(view, playbook, phase, step, known)),
    address: { incident: state.incident, playbook: playbook.id, phase: phase.id },
  };
}

function stepNode(
  view: IncidentView,
  playbook: Playbook,
  phase: Phase,
  step: Step,
  { now, freshness }: Known,
): TreeNode {
  const worked = workedWords(freshness.get(step.sha256));
  const key = `${phase.id}/${step.id}`;
  const address = { incident: view.state.incident, playbook: playbook.id, phase: phase.id, step: step.id };
  const standing = standingOf(view, key);
  const runs = view.state.runsOfStep.get(key) ?? [];
  const common = {
    id: `${view.state.incident}/${key}`,
    label:
      step.ordinal !== undefined
        ? `${step.ordinal}. ${step.title}`
        : step.option
          ? `Option ${step.option.number}: ${step.title}`
          : step.title,
    children: runs.length > 1 ? runs.map((run) => runNode(view, run, now)) : [],
    fold: runs.length > 1 ? ('closed' as const) : ('none' as const),
    tooltip: [
      step.danger.reason,
      ...step.commands.map(({ text }) => text),
      ...step.manual.map(({ text }) => text),
      worked,
    ]
      .filter(Boolean)
      .join('\n'),
  };
  switch (standing.kind) {
    case 'open':
      return {
        ...common,
        icon: 'circle-outline',
        ...(step.option && worked !== undefined && { description: worked }),
        ...(step.danger.level === 'destructive' && { description: step.danger.reason ?? 'destructive' }),
        context: step.commands.length === 0 ? 'manualStep' : 'step',
        address,
      };
    case 'done':
      return {
        ...common,
        icon: 'pass',
        description: 'done',
        context: step.commands.length === 0 ? 'manualStep' : 'step',
        address,
      };
    case 'waiting':
      return { ...common, icon: 'watch', description: 'waits for its turn', context: 'runningStep', address };
    case 'running':
    case 'stopping':
    case 'elsewhere':
    case 'ended':
      return {
        ...common,
        ...runLook(view, standing.run, now),
        address: { ...address, run: standing.run.run },
      };
  }
}

function runNode(view: IncidentView, run: RunState, now: Date): TreeNode {
  return {
    id: `${view.state.incident}/run/${run.run}`,
    label: run.at.slice(11, 19),
    ...runLook(view, run, now),
    context: 'run',
    fold: 'none',
    children: [],
    address: { incident: view.state.incident, run: run.run },
  };
}

type Look = Pick<TreeNode, 'icon' | 'description' | 'context' | 'spoken'>;

function runLook({ running, stopping }: IncidentView, run: RunState, now: Date): Look {
  if (!run.end) {
    return running.has(run.run)
      ? {
          icon: 'loading~spin',
          description: `${stopping?.has(run.run) ? 'stopping' : 'running'} ${shortDuration(runningSeconds(run, now) * 1000)}`,
          context: 'runningStep',
        }
      : { icon: 'question', description: `on ${run.actor.host}, no end recorded`, context: 'endedStep' };
  }
  const { outcome } = run.end;
  const icons = {
    succeeded: 'pass',
    failed: 'error',
    signalled: 'error',
    stopped: 'debug-stop',
    unknown: 'question',
  } as const;
  return {
    icon: icons[outcome.outcome],
    description: runResult(run),
    context: 'endedStep',
    spoken: `${run.title}: ${outcomeWords(outcome)} after ${shortDuration(run.end.durationMs)}`,
  };
}

/** Without the guide: the runs alone. */
function runsNode(view: IncidentView, now: Date): TreeNode {
  const runs = [...view.state.runs.values()];
  return group(
    view.state,
    'runs',
    'Runs',
    runs.map((run) => ({ ...runNode(view, run, now), label: run.title })),
  );
}

function toolsNode(view: IncidentView, now: Date): TreeNode | undefined {
  const runs = [...view.state.runs.values()].filter((run) => run.playbook !== undefined);
  if (runs.length === 0) return undefined;
  return group(
    view.state,
    'tools',
    'Tools',
    runs.map((run) => ({ ...runNode(view, run, now), label: run.title })),
  );
}
