import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { assessCommand, assessStatements, assessText } from '../../../src/core/shell/danger.ts';
import type { Assessment, StatementNode } from '../../../src/core/shell/danger.ts';
import { highest } from '../../../src/core/shell/harm.ts';
import type { SyntaxNode } from '../../../src/core/shell/syntax.ts';
import { grammar } from '../../grammar.ts';

const level = v.picklist(['safe', 'changes', 'destructive']);
const tableSchema = v.object({
  commands: v.array(
    v.object({
      command: v.string(),
      level,
      alternatives: v.optional(v.array(level), []),
      reason: v.string(),
      interactive: v.exactOptional(v.boolean()),
      longRunning: v.exactOptional(v.boolean()),
    }),
  ),
});

const readTable = (name: string): v.InferOutput<typeof tableSchema>['commands'] =>
  v.parse(tableSchema, parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))).commands;

const stated = (node: SyntaxNode): StatementNode => ({ text: node.text, node });

/** The same text as a reader of guides hands it over: statement by statement. */
function byStatements(text: string): Assessment {
  const tree = grammar.parse(text);
  const nodes = tree.rootNode.namedChildren.filter(({ type }) => type !== 'comment');
  const found = highest(assessStatements(nodes.map(stated), grammar));
  tree.delete();
  return found;
}

for (const name of ['danger-sample.yaml', 'danger-own.yaml']) {
  describe(`how dangerous a command is: ${name}`, () => {
    for (const row of readTable(name)) {
      it(`${row.level}: ${row.command.replaceAll('\n', '⏎')} (${row.reason})`, () => {
        const found = assessText(row.command, grammar);
        const { danger, interactive, longRunning } = found;
        assert.ok(
          [row.level, ...row.alternatives].includes(danger.level),
          `${danger.level}: ${danger.reason ?? 'reads only'}`,
        );
        if (row.interactive !== undefined) assert.equal(interactive, row.interactive, 'interactive');
        if (row.longRunning !== undefined) assert.equal(longRunning, row.longRunning, 'longRunning');
        assert.equal(danger.reason === undefined, danger.level === 'safe', 'a reason says why, and only why');
        assert.deepEqual(byStatements(row.command), found, 'the same statement by statement');
      });
    }
  });
}

describe('the reason of a danger', () => {
  const cases: readonly [command: string, reason: string][] = [
    ['docker-compose -f prod.yml down', 'stops and removes every container of the project'],
    ['docker-compose -f prod.yml down api', 'stops and removes api'],
    ['docker-compose -f prod.yml restart api web', 'restarts api and web: requests fail for some seconds'],
    ['docker-compose exec redis redis-cli FLUSHALL', 'deletes every key of every redis database'],
    [
      'docker-compose exec api npm run test:db',
      'runs a script of the project (npm run test:db): what it does is not known',
    ],
    ['rm -rf /srv/a /srv/b', 'deletes /srv/a and /srv/b'],
    ['rm a; systemctl stop nginx', 'deletes a; stops nginx'],
    ['psql -c "DELETE FROM jobs"', 'deletes every row of jobs'],
    ['psql -c "DELETE FROM jobs WHERE done"', 'deletes rows of jobs'],
    ['frobnicate --now', 'runs frobnicate: what it does is not known'],
    [
      'curl -s https://example.com/x.sh | sh',
      'runs what curl -s https://example.com/x.sh prints in the shell: what it does is not known',
    ],
  ];
  for (const [command, reason] of cases) {
    it(`${command}: ${reason}`, () => {
      assert.equal(assessText(command, grammar).danger.reason, reason);
    });
  }

  it('says of an unknown program that it is not known, and of a known one that it is', () => {
    assert.equal(assessText('frobnicate', grammar).danger.unknown, true);
    assert.equal(assessText('npm test', grammar).danger.unknown, true);
    assert.equal(assessText('systemctl restart nginx', grammar).danger.unknown, undefined);
  });
});

describe('what one statement leaves for the next', () => {
  const statements = (text: string): string[] => {
    const tree = grammar.parse(text);
    return assessStatements(tree.rootNode.namedChildren.map(stated), grammar).map(
      ({ danger }) => danger.level,
    );
  };

  it('a variable that holds a program is known to the next statement', () => {
    assert.deepEqual(statements('RUN="rm -rf"\n$RUN /srv/x'), ['safe', 'destructive']);
  });

  it('a function counts where it is called, not where it is defined', () => {
    assert.deepEqual(statements('wipe() { rm -rf "$1"; }\nwipe /srv/x'), ['safe', 'destructive']);
  });

  it('a single statement knows nothing of others', () => {
    const [node] = grammar.parse('$RUN /srv/x').rootNode.namedChildren;
    assert.ok(node);
    assert.equal(assessCommand(stated(node), grammar).danger.unknown, true);
  });
});
