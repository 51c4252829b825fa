import type { Guide } from './guide.ts';
import { stepsOf } from './walk.ts';

/** A call of compose somewhere in a command: in a pipe, in quotes of `watch`. */
const call =
  /(?<![\w./-])(docker-compose|docker[ \t]+compose)((?:\s+(?:-f|--file)[ =]\S+|\s+-p\s+\S+|\s+--\S+)*)\s+([a-z]+)\b([^|;&\n']*)/g;

/** The names by which compose is called: its first version was a program of its own, the second is a part of docker. */
export const composePrograms = ['docker-compose', 'docker compose'] as const;
export type ComposeProgram = (typeof composePrograms)[number];

interface ComposeCall {
  program: ComposeProgram;
  verb: string;
  rest: string;
  file: string | undefined;
}

/** The calls of compose in a command's text. */
function composeCalls(text: string): ComposeCall[] {
  return [...text.matchAll(call)].map(([, program = '', options = '', verb = '', rest = '']) => ({
    program: programOf(program),
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

/** By which of its names a text calls compose. */
export function composeProgramsIn(texts: readonly string[]): ComposeProgram[] {
  return [...new Set(texts.flatMap(composeCalls).map(({ program }) => program))];
}

/** The same text with compose called by another name, where there is one for the name that is written. */
export function renameCompose(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(call, (whole, written: string) => {
    const name = names.get(programOf(written));
    return isComposeProgram(name) ? name + whole.slice(written.length) : whole;
  });
}

/** Whether a word is one of compose's names: only such a one may stand in the other's place. */
export function isComposeProgram(word: string | undefined): word is ComposeProgram {
  return composePrograms.some((program) => program === word);
}

function programOf(written: string): ComposeProgram {
  return written === 'docker-compose' ? written : 'docker compose';
}
