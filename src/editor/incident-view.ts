import type { FreshnessOfSteps } from '../core/incident/freshness.ts';
import { incidentTree } from '../core/view/tree.ts';
import type { TreeNode } from '../core/view/tree.ts';
import { statusLine } from '../core/view/status.ts';
import type { StatusLine } from '../core/view/status.ts';
import { guideOf, viewOf } from './window.ts';
import type { IncidentWindow } from './window.ts';

/** The Incident view's nodes: the open incidents with the guides they were opened from. */
export async function incidentNodes(
  window: IncidentWindow,
  freshness: FreshnessOfSteps,
): Promise<TreeNode[]> {
  const incidents = await Promise.all(
    window.incidents.all.map(async (incident) => {
      const guide = await guideOf(window, incident);
      return { view: viewOf(incident), freshness, ...(guide && { guide: guide.guide }) };
    }),
  );
  return incidentTree(incidents, window.clock.now());
}

/** What the status bar shows: the current incident, with the next step of its guide when that has been read. */
export function statusOf(window: IncidentWindow): () => StatusLine | undefined {
  let nextIn: { incident: string; guide: Awaited<ReturnType<typeof guideOf>> } | undefined;
  return () => {
    const { current } = window.incidents;
    if (!current || current.live.state.closedAt !== undefined) return undefined;
    const { id, state } = current.live;
    if (nextIn?.incident !== id) {
      nextIn = { incident: id, guide: undefined };
      guideOf(window, current).then((guide) => (nextIn = { incident: id, guide }), window.report);
    }
    const playbook = nextIn.guide?.guide.playbooks.find((one) => one.id === state.playbook);
    return statusLine(state, playbook, window.clock.now());
  };
}
