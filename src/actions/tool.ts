import type { Playbook } from '../core/guide/guide.ts';
import { stepsOf } from '../core/guide/walk.ts';
import type { OpenIncident } from './open.ts';

/**
 * A tool that ran without an incident has a record of its own, which is closed at the tool's end: once each of its steps that
 * can be run has been run and nothing of it runs or waits any more.
 */
export async function closeTool({ live, running, queue }: OpenIncident, playbook: Playbook): Promise<void> {
  const { state } = live;
  if (state.kind !== 'tool' || state.closedAt !== undefined || playbook.id !== state.playbook) return;
  if (running.size > 0 || queue.waiting.length > 0) return;
  const steps = playbook.phases.flatMap((phase) =>
    stepsOf(phase).flatMap(({ block, step }) =>
      block.runnable && step.commands.length > 0 ? [`${phase.id}/${step.id}`] : [],
    ),
  );
  if (steps.every((step) => state.runsOfStep.has(step))) await live.record({ type: 'closed' });
}
