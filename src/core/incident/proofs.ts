import type { IncidentState } from './state.ts';

/** When a step last succeeded (ISO), and the sha256 of the text that ran. */
interface Proof {
  at: string;
  sha256: string;
}

/**
 * What incidents prove of a guide's steps: each step's last success, by playbook and step address. A playbook is there when it
 * was the one of an incident, or when a step of it ran as a tool; where nothing of the guide was recorded there is none.
 * Rehearsals prove nothing. `guide` is its path as records keep it.
 */
export function proofsOf(
  states: readonly IncidentState[],
  guide: string,
): ReadonlyMap<string, ReadonlyMap<string, Proof>> | undefined {
  const proofs = new Map<string, Map<string, Proof>>();
  const of = (playbook: string): Map<string, Proof> => {
    const known = proofs.get(playbook) ?? new Map<string, Proof>();
    proofs.set(playbook, known);
    return known;
  };
  for (const { opened, playbook, runs, rehearsal } of states) {
    if (opened?.guide !== guide || rehearsal) continue;
    of(playbook);
    for (const run of runs.values()) {
      const { end } = run;
      if (end?.outcome.outcome !== 'succeeded') continue;
      const steps = of(run.playbook ?? playbook);
      if ((steps.get(run.step)?.at ?? '') < end.at)
        steps.set(run.step, { at: end.at, sha256: run.stepSha256 });
    }
  }
  return proofs.size === 0 ? undefined : proofs;
}
