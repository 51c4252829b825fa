import type { StepAddress } from '../guide/guide.ts';
import type { IncidentState } from '../incident/state.ts';

/** A line of the Incident view. `id` stays the same while its line means the same, so that it keeps its place and fold. */
export interface TreeNode {
  id: string;
  label: string;
  description?: string;
  tooltip?: string;
  /** Name of a codicon; colour is only a second signal. */
  icon?: string;
  /** What may be done with it: the `viewItem` of menus. */
  context?:
    | 'incident'
    | 'shown'
    | 'leftOut'
    | 'closedIncident'
    | 'step'
    | 'endedStep'
    | 'runningStep'
    | 'manualStep'
    | 'run'
    | 'phase'
    | 'contact'
    | 'attachment';
  /** Open: shown unfolded at first. None: no children. */
  fold: 'open' | 'closed' | 'none';
  children: readonly TreeNode[];
  address?: Partial<StepAddress> & { incident: string; run?: string; event?: string };
  /** What a screen reader says, when label and description don't say it all. */
  spoken?: string;
}

/** A line that opens. */
export function group(
  state: IncidentState,
  id: string,
  label: string,
  children: readonly TreeNode[],
): TreeNode {
  return { id: `${state.incident}//${id}`, label, fold: 'closed', children };
}

/** A line without others under it. */
export function leaf(
  state: IncidentState,
  id: string,
  label: string,
  icon: string,
  description: string | undefined,
): TreeNode {
  return {
    id: `${state.incident}//${id}`,
    label,
    icon,
    fold: 'none',
    children: [],
    address: { incident: state.incident },
    ...(description !== undefined && { description, tooltip: `${label}: ${description}` }),
  };
}

/** Nothing is run in a rehearsal: its lines offer to look at, not to run. */
export function rehearsed({ context, ...node }: TreeNode): TreeNode {
  const looked = context === 'endedStep' || context === 'run' ? 'run' : undefined;
  const kept = context === 'incident' || context === 'closedIncident' ? context : looked;
  return { ...node, ...(kept && { context: kept }), children: node.children.map(rehearsed) };
}
