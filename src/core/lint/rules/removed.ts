import type { Call } from '../calls.ts';
import { block } from '../examples.ts';
import { replaceIn } from '../fix.ts';
import { removedUses } from '../knowledge/removed.ts';
import type { RemovedUse } from '../knowledge/removed.ts';
import { linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

const isOneOf = (word: string | undefined, words: string): boolean => words.split('|').includes(word ?? '');

function fits({ program, verbs, options }: RemovedUse, call: Call): boolean {
  return (
    isOneOf(call.program, program) &&
    verbs.every((verb, at) => isOneOf(call.operands[at], verb)) &&
    (options === undefined || options.some((option) => call.options.has(option)))
  );
}

export const removedUse: Rule = {
  id: 'removed-option',
  severity: 'warning',
  doc: 'A command or option that its program no longer has, or is about to lose: the step fails on a machine with a newer version. Write what took its place.',
  bad: block('kubectl drain worker-1 --ignore-daemonsets --delete-local-data', 'Mitigation'),
  good: block('kubectl drain worker-1 --ignore-daemonsets --delete-emptydir-data', 'Mitigation'),
  mends: 'writes the new name, where it means just the same',
  *check({ text, commands }) {
    for (const { command, calls } of commands) {
      const uses = removedUses.filter(({ program }) =>
        program.split('|').some((name) => command.text.includes(name)),
      );
      const use = uses.find((one) => calls().some((call) => fits(one, call)));
      if (!use) continue;
      const { program, verbs, options = [], since, state, instead, rewrite } = use;
      const called = [program, ...verbs, ...options].map((word) => word.split('|', 1)[0]).join(' ');
      const fix =
        rewrite && replaceIn(text, command, `Write ${rewrite[1]}`, { words: rewrite[0], other: rewrite[1] });
      yield {
        ...linesOf(command),
        ...(state === 'deprecated' && { severity: 'info' as const }),
        message: `"${called}" ${state === 'removed' ? 'is gone since' : 'is deprecated since'} ${since}; instead: ${instead}.`,
        ...(fix && { fix }),
      };
    }
  },
};
