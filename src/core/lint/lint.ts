import type { Problem, ProblemSeverity } from '../guide/guide.ts';
import type { Reading } from '../guide/read.ts';
import { commandsOf } from './calls.ts';
import type { LintContext } from './rule.ts';
import { rules } from './rules.ts';

/** The problems of a guide: those that reading found, and what the rules say; by line. */
export function lintGuide({ guide, problems }: Reading, context: LintContext): Problem[] {
  const looked = { facts: {}, ...context, guide, commands: commandsOf(guide, context.grammar) };
  const found = rules.flatMap((rule) =>
    [...rule.check(looked)].map(({ column = 1, severity = rule.severity, ...finding }): Problem => ({
      ...finding,
      column,
      severity,
      rule: rule.id,
    })),
  );
  return [...problems, ...found]
    .flatMap((problem) => asWanted(problem, context.severities?.[problem.rule]))
    .sort((a, b) => a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule));
}

function asWanted(problem: Problem, wanted: ProblemSeverity | 'off' | undefined): Problem[] {
  if (wanted === 'off') return [];
  return [wanted === undefined ? problem : { ...problem, severity: wanted }];
}
