import { stepsOf } from '../../guide/walk.ts';
import { block } from '../examples.ts';
import { atLine } from '../rule.ts';
import type { Proof, Rule } from '../rule.ts';

/** After so many days a success says little: the service went on without the guide. */
const provenDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

export const unprovenStep: Rule = {
  id: 'unproven-step',
  severity: 'info',
  doc: 'A step that never succeeded here, or not for 90 days, or not since its text changed: nobody knows that it works. Try it on a quiet day. Said only where incidents are recorded beside the guide.',
  bad: block('systemctl status api', 'Triage'),
  good: block('systemctl status api', 'Triage'),
  *check({ guide, today, facts: { proofs } }) {
    if (!proofs) return;
    for (const { id, title, kind, line, phases } of guide.playbooks) {
      const ofPlaybook = proofs.get(id);
      if (!ofPlaybook && kind === 'incident')
        yield { ...atLine(line), message: `"${title}" was never used here: none of its steps is proven.` };
      if (!ofPlaybook) continue;
      for (const phase of phases) {
        for (const { step } of stepsOf(phase)) {
          const doubt =
            step.commands.length > 0 &&
            doubtAbout(ofPlaybook.get(`${phase.id}/${step.id}`), step.sha256, today);
          if (doubt) yield { ...atLine(step.line), message: doubt };
        }
      }
    }
  },
};

function doubtAbout(proof: Proof | undefined, sha256: string, today: string): string | undefined {
  if (!proof) return 'This step never succeeded here.';
  const on = proof.at.slice(0, 10);
  if (proof.sha256 !== sha256) return `This step was changed since it last succeeded, on ${on}.`;
  const days = Math.floor((Date.parse(today) - Date.parse(on)) / dayMs);
  return days > provenDays ? `This step last succeeded on ${on}, ${days} days ago.` : undefined;
}
