import type { Guide } from './guide.ts';
import { stepsOf } from './walk.ts';

/** A call of compose somewhere in a command: in a pipe, in quotes of `watch`. */
const call =
  /\b(docker-compose|docker compose)((?:\s+(?:-f|--file)[ =]\S+|\s+-p\s+\S+|\s+--\S+)*)\s+([a-z]+)\b([^|;&\n']*)/g;

interface ComposeCall {
  program: string;
  verb: string;
  rest: string;
  file: string | undefined;
}

/** The calls of compose in a command's text. */
function composeCalls(text: string): ComposeCall[] {
  return [...text.matchAll(call)].map(([, program = '', options = '', verb = '', rest = '']) => ({
    program,
    verb,
    rest,
    file: /(?:-f|--file)[ =](\S+)/.exec(options)?.[1],
  }));
}

/** The compose file that the guide's calls name, when they agree on one. */
export function composeFileOf({ playbooks }: Guide): string | undefined {
  const steps = playbooks.flatMap(({ phases }) => phases.flatMap(stepsOf));
  const files = steps.flatMap(({ step }) =>
    step.commands.flatMap(({ text }) => composeCalls(text).flatMap(({ file }) => file ?? [])),
  );
  const [file, ...others] = new Set(files);
  return others.length === 0 ? file : undefined;
}
