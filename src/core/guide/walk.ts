import type { Block, Phase, Step } from './guide.ts';

/** A phase's steps with their blocks, in the guide's order. */
export function stepsOf(phase: Phase): { block: Block; step: Step }[] {
  return phase.blocks.flatMap((block) => block.steps.map((step) => ({ block, step })));
}

/** Whether a run of this step says that the service is well again, or not. */
export function isVerification(phase: Pick<Phase, 'kind'>, step: Pick<Step, 'kind'>): boolean {
  return step.kind === 'verify' || phase.kind === 'verify';
}
