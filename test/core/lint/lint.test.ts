import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readGuide } from '../../../src/core/guide/read.ts';
import type { Problem } from '../../../src/core/guide/guide.ts';
import { lintGuide } from '../../../src/core/lint/lint.ts';
import { grammar } from '../../grammar.ts';

const today = '2026-11-24';

function problemsOf(text: string): Problem[] {
  return lintGuide(readGuide(text, 'guide.md', grammar), { text, today });
}

const guide = (body: string): string => `# Guide\n\n## Critical incidents\n\n### API down\n\n${body}`;
const block = (commands: string, phase = 'Triage'): string =>
  guide(`**${phase}:**\n\`\`\`bash\n${commands}\n\`\`\`\n`);

interface Expected {
  rule: string;
  level: 'must' | 'may';
  lines: (number | [number, number])[];
}

describe('what lint finds on the customer’s guide', () => {
  const text = readFileSync(new URL('../../../runbooks/incident-guide.md', import.meta.url), 'utf8');
  const problems = problemsOf(text);
  const golden = parse(readFileSync(new URL('../../data/golden-seed.yaml', import.meta.url), 'utf8')) as {
    lint: Expected[];
  };
  for (const { rule, lines } of golden.lint.filter(({ level }) => level === 'must')) {
    it(`${rule}: every place that a careful reader finds`, () => {
      const found = problems.filter((problem) => problem.rule === rule);
      const touches = (line: number | [number, number]): boolean => {
        const [from, to] = typeof line === 'number' ? [line, line] : line;
        return found.some((problem) => problem.line <= to && problem.endLine >= from);
      };
      assert.deepEqual(
        lines.filter((line) => !touches(line)),
        [],
      );
    });
  }

  it('says nothing of rules that a careful reader does not know', () => {
    const known = new Set(golden.lint.map(({ rule }) => rule));
    assert.deepEqual(
      [...new Set(problems.map(({ rule }) => rule))].filter((rule) => !known.has(rule)),
      [],
    );
  });
});

describe('the rules of lint', () => {
  const cases: readonly [finds: string, text: string, why: string][] = [
    ['opens-editor', block('git revert HEAD~2'), 'git revert waits in an editor'],
    ['', block('git revert --no-edit HEAD'), 'with --no-edit it does not'],
    ['', block('git revert --abort'), 'nor when it gives up'],
    ['verify-cannot-fail', block('# Verify\ncurl http://localhost/health'), 'curl is 0 on HTTP 500'],
    ['', block('# Verify\ncurl -fsS http://localhost/health'), 'curl -f fails'],
    ['', block('# Look\ncurl http://localhost/health'), 'a step that only looks may succeed'],
    ['pipe-hides-failure', block('kubectl logs api | grep ERROR | wc -l'), 'the count of a failed call is 0'],
    ['', block('set -o pipefail; kubectl logs api | grep ERROR | wc -l'), 'pipefail tells'],
    [
      'watch-and-list',
      block("watch -n 5 'kubectl get pods && kubectl top pods'"),
      'the second part is never shown',
    ],
    ['', block("watch -n 5 'kubectl get pods; kubectl top pods'"), 'both are shown'],
    [
      'no-verification',
      block('# Option 1: Restart\nsystemctl restart api', 'Recovery'),
      'nobody knows whether it worked',
    ],
    [
      '',
      block('# Option 1: Restart\nsystemctl restart api\n# Verify\nsystemctl is-active api', 'Recovery'),
      'a verification follows',
    ],
    [
      'destructive-first',
      block(
        '# Option 1: Wipe\nredis-cli FLUSHALL\n# Option 2: Restart\nsystemctl restart api\n# Verify\ntrue',
        'Recovery',
      ),
      'the first option loses data',
    ],
    ['number-skips', block('# 1. a\ntrue\n# 3. b\ntrue'), 'two is missing'],
    ['', block('# 1. a\ntrue\n# 2. b\ntrue'), 'no number is missing'],
    ['compose-down-service', block('docker-compose down api'), 'v1 stops nothing'],
    ['', block('docker-compose down -v'), 'the whole project is meant'],
    [
      'compose-without-file',
      block('docker-compose -f prod.yml ps\ndocker-compose exec api env'),
      'other calls name a file',
    ],
    ['', block('docker-compose ps\ndocker-compose exec api env'), 'no call names one'],
    [
      'scale-single-container',
      block('docker stats api\ndocker-compose up -d --scale api=3'),
      'api is one container',
    ],
    ['', block('docker-compose up -d --scale worker=3'), 'nothing calls worker a container'],
    ['sql-removed-column', block('psql -d a -c "SELECT mean_time FROM pg_stat_statements"'), 'renamed in 13'],
    ['', block('psql -d a -c "SELECT mean_exec_time FROM pg_stat_statements"'), 'the new name'],
    [
      'psql-other-database',
      block('psql -U p shop -c "SELECT 1 FROM a"\npsql -U p -c "SELECT 1 FROM b"'),
      'the other query names shop',
    ],
    [
      '',
      block('psql -U p shop -c "SELECT 1 FROM a"\npsql -U p -c "SELECT 1 FROM pg_stat_activity"'),
      'a system view is in every database',
    ],
  ];
  for (const [finds, text, why] of cases) {
    it(`${finds || 'nothing'}: ${why}`, () => {
      assert.deepEqual([...new Set(problemsOf(text).map(({ rule }) => rule))], finds === '' ? [] : [finds]);
    });
  }
});

describe('the fixes of lint', () => {
  const cases: readonly [text: string, mended: string][] = [
    [block('git revert HEAD'), block('git revert --no-edit HEAD')],
    [block('# Verify\ncurl http://localhost/health'), block('# Verify\ncurl -fsS http://localhost/health')],
    [block("watch 'a && b'"), block("watch 'a; b'")],
  ];
  for (const [text, mended] of cases) {
    it(`do what they say: ${text.split('\n').at(-3) ?? ''}`, () => {
      const fixes = problemsOf(text).flatMap(({ fix }) => fix ?? []);
      assert.equal(fixes.length, 1);
      const [edit] = fixes[0]?.edits ?? [];
      assert.ok(edit);
      const after = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      assert.equal(after, mended);
      assert.deepEqual(
        problemsOf(after).flatMap(({ fix }) => fix ?? []),
        [],
        'a mended guide has nothing left to mend',
      );
    });
  }
});
