import type { Block, Guide, Phase, Playbook, Step, StepAddress } from './guide.ts';

/** A step with everything around it. */
export interface FoundStep {
  playbook: Playbook;
  phase: Phase;
  block: Block;
  step: Step;
  address: StepAddress;
}

/** Every step of a guide, in its order. */
export function listSteps(guide: Guide): FoundStep[] {
  return guide.playbooks.flatMap((playbook) => stepsOfPlaybook(guide, playbook));
}

/** The steps of one playbook, in its order. */
function stepsOfPlaybook({ file }: Pick<Guide, 'file'>, playbook: Playbook): FoundStep[] {
  return playbook.phases.flatMap((phase) =>
    phase.blocks.flatMap((block) =>
      block.steps.map((step) => {
        const address = { guide: file, playbook: playbook.id, phase: phase.id, step: step.id };
        return { playbook, phase, block, step, address };
      }),
    ),
  );
}

/** The step at an address; undefined when the guide has none there any more. The address's guide is not compared: it is this one. */
export function findStep(guide: Guide, { playbook: id, phase, step }: StepAddress): FoundStep | undefined {
  const playbook = guide.playbooks.find((each) => each.id === id);
  return (
    playbook &&
    stepsOfPlaybook(guide, playbook).find((found) => found.phase.id === phase && found.step.id === step)
  );
}

/** `phase/step` as people type it and `inspect --json` gives its parts. */
export function formatAddress({ phase, step }: Pick<StepAddress, 'phase' | 'step'>): string {
  return `${phase}/${step}`;
}

/** Reads `phase/step`; undefined when it is not of that form. */
export function parseAddress(text: string): Pick<StepAddress, 'phase' | 'step'> | undefined {
  const [phase, step, ...rest] = text.split('/');
  return phase && step && rest.length === 0 ? { phase, step } : undefined;
}
