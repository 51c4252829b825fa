import { hasOption, optionOf } from '../calls.ts';
import type { Call } from '../calls.ts';
import { block } from '../examples.ts';
import { linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

const production = /(?:^|[^a-z])(?:prod|prd|production)(?:[^a-z]|$)/i;

/** The host that a client of a data store, or curl with a method that writes, is pointed at. */
function hostOf(call: Call): string | undefined {
  const url = call.operands.find((operand) => operand.includes('://'));
  switch (call.program) {
    case 'psql':
      return optionOf(call, '-h', '--host') ?? url ?? optionOf(call, '-d', '--dbname');
    case 'mysql':
    case 'mariadb':
    case 'redis-cli':
    case 'cqlsh':
    case 'clickhouse-client':
      return optionOf(call, '-h', '--host', '-u') ?? url ?? call.operands[0];
    case 'mongosh':
    case 'mongo':
      return optionOf(call, '--host') ?? call.operands[0];
    case 'curl':
      return writes(call) ? url : undefined;
    default:
      return undefined;
  }
}

function writes(call: Call): boolean {
  const method = optionOf(call, '-X', '--request');
  return method === undefined
    ? hasOption(call, '-d', '--data', '--data-raw', '--data-binary', '--json', '-F', '--form', '-T')
    : !/^(?:GET|HEAD|OPTIONS)$/i.test(method);
}

export const writesToProduction: Rule = {
  id: 'writes-to-production',
  severity: 'warning',
  doc: 'A command that changes data has its production host written into it: pasted on a quiet day, or in the wrong incident, it changes production all the same. Write a placeholder such as `<host>`, so that the step asks where to.',
  bad: block(
    '# Option 1: Unlock accounts\npsql -h db.prod.example.com shop -c "UPDATE users SET locked = false"\n\n# Verify\npsql -h db.prod.example.com shop -c "SELECT count(*) FROM users WHERE locked"',
  ),
  good: block(
    '# Option 1: Unlock accounts\npsql -h <host> shop -c "UPDATE users SET locked = false"\n\n# Verify\npsql -h <host> shop -c "SELECT count(*) FROM users WHERE locked"',
  ),
  *check({ commands }) {
    for (const { command, calls } of commands) {
      if (command.danger.level === 'safe' || command.danger.unknown || !production.test(command.text))
        continue;
      const host = calls()
        .map(hostOf)
        .find((one) => one !== undefined && production.test(one));
      if (host === undefined) continue;
      yield {
        ...linesOf(command),
        message: `This changes ${withoutPassword(host)}, which is called production.`,
      };
    }
  },
};

const withoutPassword = (host: string): string => host.replace(/\/\/[^@/]*@/, '//');
