import { changeWords } from '../core/run/target.ts';
import type { DangerLevel } from '../core/shell/danger.ts';
import type { Answer, Ask, Question } from '../ports.ts';
import { dangerWords } from './print.ts';
import type { Paint, Terminal } from './terminal.ts';

/** What a command line says beforehand. */
export interface Flags {
  allow?: 'changes' | 'destructive';
  /** Of `--set`, by placeholder. */
  values: ReadonlyMap<string, string>;
}

/** Who answers what the flags leave open: a person, or nobody, who is told what goes on as it is written. */
export type Answerer = Person | { tell: (words: string) => void };

/** Where no person can be asked. */
export function nobodyAt(terminal: Pick<Terminal, 'tell'>): Answerer {
  return {
    tell: (words) => {
      terminal.tell(words);
    },
  };
}

/** A person at the terminal; undefined comes back when no answer came. */
export interface Person {
  readonly askLine: (question: string) => Promise<string | undefined>;
  paint: Paint;
}

/** Answers from what the flags say; what they leave open is asked of the person, and without one it is a *no*. */
export function askByFlags(flags: Flags, answerer: Answerer): Ask {
  const told = new Set<string>();
  return async (question) => {
    const answer = byFlags(question, flags);
    if (answer) return answer;
    if ('askLine' in answerer) return byPerson(question, answerer);
    if (question.kind !== 'other-compose') return { kind: 'no' };
    // A call that fails says so by itself: nothing is kept from running for a program's name.
    if (!told.has(question.written)) answerer.tell(composeWords(question));
    told.add(question.written);
    return { kind: 'text', text: question.written };
  };
}

const levels: Readonly<Record<DangerLevel, number>> = { safe: 0, changes: 1, destructive: 2 };

function byFlags(question: Question, { allow, values }: Flags): Answer | undefined {
  switch (question.kind) {
    case 'confirm-danger':
      return allow !== undefined && levels[question.danger.level] <= levels[allow]
        ? { kind: 'yes' }
        : undefined;
    case 'fill-placeholder': {
      const text = values.get(question.placeholder.name);
      return text === undefined ? undefined : { kind: 'text', text };
    }
    case 'other-compose': {
      const text = values.get(question.written);
      return text === undefined ? undefined : { kind: 'text', text };
    }
    case 'type-target':
      return allow === 'destructive' ? { kind: 'text', text: question.target } : undefined;
    case 'target-changed':
      return allow === 'destructive' ? { kind: 'yes' } : undefined;
    case 'passed':
      return { kind: 'yes' }; // its exit code is kept, and that is said
    case 'confirm-hidden':
    case 'run-elsewhere':
    case 'in-the-way':
    case 'reason':
    case 'rehearse':
      return undefined;
  }
}

async function byPerson(question: Question, { askLine, paint }: Person): Promise<Answer> {
  switch (question.kind) {
    case 'confirm-danger': {
      const { title, danger, commands, target, notices } = question;
      const told = [
        `${paint.bold(title)} ${paint.bad(dangerWords(danger))}`,
        `It runs, ${target}:`,
        ...commands.map((command) => `    ${command.replaceAll('\n', '\n    ')}`),
        ...notices,
      ].join('\n');
      if (danger.level !== 'destructive') return yesOrNo(await askLine(`${told}\nRun it? [y/N] `));
      return (await askLine(`${told}\nType yes to run it: `))?.trim() === 'yes'
        ? { kind: 'yes' }
        : { kind: 'no' };
    }
    case 'confirm-hidden':
      return yesOrNo(
        await askLine(
          `${paint.bold(question.title)} holds characters that can't be seen:\n${question.escaped}\nRun it? [y/N] `,
        ),
      );
    case 'fill-placeholder': {
      const [known] = question.suggestions;
      const hint = known === undefined ? '' : ` [${known}]`;
      const typed = await askLine(`${question.placeholder.name} for "${question.title}"${hint}: `);
      return text(typed === '' ? known : typed);
    }
    case 'type-target':
      return text(await askLine(`${question.title}\nType ${question.target} to go on: `));
    case 'target-changed':
      return yesOrNo(
        await askLine(
          `${paint.bold(question.title)} is pointed at something else than the steps before it:\n${changesOf(question).join('\n')}\nRun it? [y/N] `,
        ),
      );
    case 'run-elsewhere':
      return yesOrNo(
        await askLine(`"${question.title}" runs already, ${question.where}. Run it too? [y/N] `),
      );
    case 'other-compose':
      return (await askLine(`${composeWords(question)}\nCall it by that name? [y/N] `))?.trim() === 'y'
        ? { kind: 'text', text: question.here }
        : { kind: 'text', text: question.written };
    case 'in-the-way':
      return { kind: 'no' }; // the command line has a shell of its own
    case 'passed':
      return yesOrNo(await askLine(`${question.title}: did it pass? [y/N] `));
    case 'reason':
      return text(await askLine(`${question.title} `));
    case 'rehearse':
      return text(await askLine(`${question.title}: succeeded, failed or skip? `));
  }
}

/** What is not here, what is, and the flag that takes it. */
function composeWords({ title, written, here }: Extract<Question, { kind: 'other-compose' }>): string {
  return `"${title}" calls ${written}, which is not here; ${here} is: --set '${written}=${here}' calls that.`;
}

function changesOf({ changes }: Extract<Question, { kind: 'target-changed' }>): string[] {
  return changes.map(changeWords);
}

function yesOrNo(typed: string | undefined): Answer {
  return typed !== undefined && /^y(es)?$/i.test(typed.trim()) ? { kind: 'yes' } : { kind: 'no' };
}

function text(typed: string | undefined): Answer {
  return typed === undefined || typed.trim() === '' ? { kind: 'no' } : { kind: 'text', text: typed };
}

/** Why a question that got a *no* keeps something from being done, and the flag that allows it where there is one. */
export function refusalWords(question: Question): string {
  switch (question.kind) {
    case 'confirm-danger': {
      const { title, danger } = question;
      return `"${title}" ${dangerWords(danger)}; --allow ${danger.level} lets it run.`;
    }
    case 'fill-placeholder': {
      const { name } = question.placeholder;
      return `"${question.title}" needs a value for ${name}: --set '${name}=VALUE'.`;
    }
    case 'confirm-hidden':
      return `"${question.title}" holds characters that can't be seen: ${question.escaped.replaceAll('\n', ' ')}; only a person at a terminal can let it run.`;
    case 'type-target':
      return `"${question.title}" is pointed at ${question.target}; --allow destructive lets it run.`;
    case 'target-changed':
      return `"${question.title}" is pointed at something else than the steps before it (${changesOf(question).join('; ')}); --allow destructive lets it run.`;
    case 'run-elsewhere':
      return `"${question.title}" runs already, ${question.where}.`;
    case 'other-compose':
      return composeWords(question);
    case 'in-the-way':
      return `Something else has the terminal of "${question.title}".`;
    case 'passed':
      return `Nobody said whether "${question.title}" passed.`;
    case 'rehearse':
      return `Nobody said what "${question.title}" came to.`;
    case 'reason':
      return `${question.title} --reason TEXT says it.`;
  }
}
