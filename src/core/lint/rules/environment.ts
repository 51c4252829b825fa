import { block } from '../examples.ts';
import { replaceIn } from '../fix.ts';
import { linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

const editsEnvironment = /^(?:edit|change|update|modify|add to)\b[^\n]*(?:\.env\b|compose[\w.-]*\.ya?ml)/i;

export const envNeedsRecreate: Rule = {
  id: 'env-needs-recreate',
  severity: 'warning',
  doc: 'Compose’s "restart" starts the same container again, with the environment it was made with: an edit of an env file or of the compose file takes effect only with "up -d".',
  bad: block(
    '# Option 1: More connections\n# Edit .env.production:\n# POOL_MAX=30\ndocker-compose restart api\n\n# Verify\ndocker-compose ps api',
  ),
  good: block(
    '# Option 1: More connections\n# Edit .env.production:\n# POOL_MAX=30\ndocker-compose up -d api\n\n# Verify\ndocker-compose ps api',
  ),
  mends: 'writes "up -d" for "restart"',
  *check({ text, commands }) {
    for (const { step, command, calls } of commands) {
      const edit = step.manual.find((one) => editsEnvironment.test(one.text) && one.line < command.line);
      if (!edit) continue;
      const call = calls().find(
        ({ program, operands }) => program === 'docker-compose' && operands[0] === 'restart',
      );
      if (!call) continue;
      const fix = replaceIn(text, command, 'Write "up -d"', { words: ' restart ', other: ' up -d ' });
      yield {
        ...linesOf(command),
        message: `"restart" does not read what line ${edit.line} edits: the container keeps its environment.`,
        ...(fix && { fix }),
      };
    }
  },
};
