import * as vscode from 'vscode';
import type { News } from '../actions/open.ts';
import { timelineRows } from '../core/view/timeline.ts';
import type { TimelineRow } from '../core/view/timeline.ts';
import type { TreeNode } from '../core/view/tree.ts';
import { contexts } from './contributions.ts';
import { showTimelinePanel } from './timeline-panel.ts';
import { showTree } from './tree.ts';
import type { CalledOn, IncidentWindow } from './window.ts';
import { incidentCalled } from './window.ts';
import type { Disposable } from '../ports.ts';

/** The Timeline view: the story, or every event, newest last. */
export interface TimelineView extends Disposable {
  show(which: 'story' | 'all'): Promise<void>;
  /** Puts an event into the story, or takes it out. */
  tell(what: 'shown-in-story' | 'left-out', on: CalledOn): Promise<void>;
  openPanel(): void;
}

export function showTimeline(window: IncidentWindow, onDidChange: vscode.Event<News>): TimelineView {
  let shown: 'story' | 'all' = 'story';
  const changed = new vscode.EventEmitter<News>();
  const listening = onDidChange((news) => {
    changed.fire(news);
  });
  const nodes = (): Promise<TreeNode[]> => {
    const incident = window.incidents.current;
    if (!incident) return Promise.resolve([]);
    return Promise.resolve(
      timelineRows(incident.live.state, { show: shown }).map((row) => nodeOf(incident.live.id, row)),
    );
  };
  const tree = showTree('timeline', { nodes, onDidChange: changed.event, report: window.report });
  return {
    async show(which) {
      shown = which;
      await vscode.commands.executeCommand('setContext', contexts.timelineAll, which === 'all');
      changed.fire('more');
    },
    async tell(what, on) {
      const incident = incidentCalled(window, on);
      if (incident && on.event !== undefined) await incident.live.record({ type: what, event: on.event });
    },
    openPanel: () => {
      showTimelinePanel(window, onDidChange);
    },
    dispose: () => {
      vscode.Disposable.from(tree, listening, changed).dispose();
    },
  };
}

function nodeOf(incident: string, row: TimelineRow): TreeNode {
  return {
    id: `${incident}/event/${row.event}`,
    label: `${row.time}  ${row.text}`,
    icon: row.icon,
    fold: 'none',
    children: [],
    context: row.inStory ? 'shown' : 'leftOut',
    address: { incident, event: row.event, ...(row.run !== undefined && { run: row.run }) },
  };
}
