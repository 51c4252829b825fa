import { composeProgramsIn } from '../core/guide/compose.ts';
import type { ComposeProgram } from '../core/guide/compose.ts';
import type { Step } from '../core/guide/guide.ts';
import type { Answer, Ask, Question } from '../ports.ts';

export interface ComposeGuard {
  ask: Ask;
  /** Values that this incident knows of placeholders, and of compose's names. */
  values: ReadonlyMap<string, string>;
  /** By which other name compose is here, where it is not here by this one. */
  otherCompose?: (written: ComposeProgram) => Promise<ComposeProgram | undefined>;
}

export type ComposeChoice =
  | { kind: 'as-written' }
  | { kind: 'other'; written: ComposeProgram; here: ComposeProgram }
  | { kind: 'declined'; question: Question; answer: Answer };

/**
 * Offers compose's other name where only that is here: nothing is called by another name than the guide's unless a person wants
 * it. What was chosen is to be remembered by the incident, so that it is asked once.
 */
export async function chooseCompose(step: Step, context: ComposeGuard): Promise<ComposeChoice> {
  const called = step.script ? [] : composeProgramsIn(step.commands.map(({ text }) => text));
  for (const written of called) {
    if (context.values.has(written)) continue;
    const here = await context.otherCompose?.(written);
    if (!here) continue;
    const question: Question = { kind: 'other-compose', title: step.title, written, here };
    const answer = await context.ask(question);
    if (answer.kind === 'no') return { kind: 'declined', question, answer };
    if (answer.kind === 'text' && answer.text === here) return { kind: 'other', written, here };
  }
  return { kind: 'as-written' };
}
