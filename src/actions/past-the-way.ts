import type { Ask, InTheWay, PastTheWay, Question, RunRequest, Shell } from '../ports.ts';

/**
 * Runs a step at its turn. While something else has its terminal (`ssh`, an editor) nothing is sent: a person says how it goes on,
 * before, and again when the shell did not read the step after all.
 */
export async function pastTheWay<Result extends { kind: string; inTheWay?: InTheWay }>(
  shell: Shell,
  ask: Ask,
  request: RunRequest,
  run: (request: RunRequest) => Promise<Result>,
): Promise<Result | { kind: 'declined'; question: Question }> {
  const { title, commands } = request;
  let past: PastTheWay | undefined;
  let inTheWay = await shell.inTheWay?.(request);
  for (;;) {
    if (inTheWay) {
      const question: Question = { kind: 'in-the-way', title, commands, inTheWay };
      past = chosen(await ask(question), inTheWay);
      if (past === undefined) return { kind: 'declined', question };
    }
    const result = await run({ ...request, ...(past && { past }) });
    if (!result.inTheWay) return result;
    ({ inTheWay } = result);
  }
}

function chosen(answer: Awaited<ReturnType<Ask>>, { program, notInline }: InTheWay): PastTheWay | undefined {
  if (answer.kind !== 'text') return undefined;
  if (answer.text === 'inline' && notInline === undefined)
    return { kind: 'inline', within: program ?? 'what has the terminal' };
  return answer.text === 'fresh' ? { kind: 'fresh' } : undefined;
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
