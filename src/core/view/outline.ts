import type { Guide, LineRange, Phase, Playbook, Step } from '../guide/guide.ts';
import { stepsOf } from '../guide/walk.ts';

/** A line of the guide's outline: playbooks, their phases, their steps. */
export interface OutlineNode extends LineRange {
  kind: 'playbook' | 'phase' | 'step';
  label: string;
  detail: string;
  children: OutlineNode[];
}

/** The outline of a guide. Ranges nest: a child's lines lie within its parent's. */
export function outlineOf(guide: Guide): OutlineNode[] {
  return guide.playbooks.map((playbook) => ({
    kind: 'playbook',
    label: playbook.title,
    detail: playbook.severity ?? (playbook.kind === 'tool' ? 'tool' : ''),
    line: playbook.line,
    endLine: playbook.endLine,
    children: playbook.phases.map((phase, index) => phaseNode(playbook, phase, playbook.phases[index + 1])),
  }));
}

function phaseNode(playbook: Playbook, phase: Phase, next: Phase | undefined): OutlineNode {
  const lastBlock = phase.blocks.at(-1)?.endLine ?? phase.line;
  return {
    kind: 'phase',
    label: phase.title === '' ? 'Steps' : phase.title,
    detail: phase.kind,
    line: phase.line,
    endLine: Math.min(playbook.endLine, Math.max(lastBlock, (next?.line ?? playbook.endLine + 1) - 1)),
    children: stepsOf(phase).map(({ step }) => stepNode(step)),
  };
}

function stepNode(step: Step): OutlineNode {
  const number =
    step.ordinal !== undefined ? `${step.ordinal}. ` : step.option ? `Option ${step.option.number}: ` : '';
  return {
    kind: 'step',
    label: `${number}${step.title}`,
    detail: step.danger.level === 'safe' ? '' : (step.danger.reason ?? step.danger.level),
    line: step.line,
    endLine: step.endLine,
    children: [],
  };
}
