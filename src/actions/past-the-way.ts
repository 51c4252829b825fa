import type { Ask, InTheWay, PastTheWay, Question, Shell } from '../ports.ts';
import type { ReadyStep, RunResult } from './run.ts';

/**
 * Runs a step at its turn. While something else has its terminal (`ssh`, an editor) nothing is sent: a person says how it goes on,
 * before, and again when the shell did not read the step after all.
 */
export async function pastTheWay(
  shell: Shell,
  { ask, step, commands }: Pick<ReadyStep, 'ask' | 'step' | 'commands'>,
  request: Parameters<NonNullable<Shell['inTheWay']>>[0],
  run: (past: PastTheWay | undefined) => Promise<RunResult>,
): Promise<RunResult> {
  let past: PastTheWay | undefined;
  let inTheWay = await shell.inTheWay?.(request);
  for (;;) {
    if (inTheWay) {
      const question: Question = { kind: 'in-the-way', title: step.title, commands, inTheWay };
      past = chosen(await ask(question), inTheWay);
      if (past === undefined) return { kind: 'declined', question };
    }
    const result = await run(past);
    if (result.kind !== 'refused' || !result.inTheWay) return result;
    ({ inTheWay } = result);
  }
}

function chosen(answer: Awaited<ReturnType<Ask>>, { notInline }: InTheWay): PastTheWay | undefined {
  if (answer.kind !== 'text') return undefined;
  if (answer.text === 'inline' && notInline === undefined) return 'inline';
  return answer.text === 'fresh' ? 'fresh' : undefined;
}

/** What a person chose for what is in the way of one step of a plan holds for the steps after it. */
export function askOnceOfTheWay(ask: Ask): Ask {
  const inlineIn = new Set<string>();
  return async (question) => {
    if (question.kind !== 'in-the-way') return ask(question);
    const { program, notInline } = question.inTheWay;
    if (program !== undefined && notInline === undefined && inlineIn.has(program))
      return { kind: 'text', text: 'inline' };
    const answer = await ask(question);
    if (program !== undefined && answer.kind === 'text' && answer.text === 'inline') inlineIn.add(program);
    return answer;
  };
}

/** Why no further step of a plan was started after a *no* at a step's turn. */
export function declinedWords(question: Question): string {
  return question.kind === 'in-the-way'
    ? `${question.inTheWay.program ?? 'something else'} has the terminal`
    : 'the target has changed';
}
