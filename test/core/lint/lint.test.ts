import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readGuide } from '../../../src/core/guide/read.ts';
import type { Fix, Problem } from '../../../src/core/guide/guide.ts';
import { applyFixes } from '../../../src/core/lint/fix.ts';
import { lintGuide } from '../../../src/core/lint/lint.ts';
import { namedPaths } from '../../../src/core/lint/paths.ts';
import { readerProblems } from '../../../src/core/lint/reader.ts';
import { indexLines, offsetOfLine } from '../../../src/core/text.ts';
import type { LintFacts } from '../../../src/core/lint/rule.ts';
import { rules } from '../../../src/core/lint/rules.ts';
import { createRedactor } from '../../../src/core/run/secrets.ts';
import { grammar } from '../../grammar.ts';

const today = '2026-11-24';

function problemsOf(text: string, facts?: LintFacts): Problem[] {
  return lintGuide(readGuide(text, 'guide.md', grammar), { text, today, grammar, ...(facts && { facts }) });
}

const guide = (body: string): string => `# Guide\n\n## Critical incidents\n\n### API down\n\n${body}`;
const block = (commands: string, phase = 'Triage'): string =>
  guide(`**${phase}:**\n\`\`\`bash\n${commands}\n\`\`\`\n`);

type Lines = number | [from: number, to: number];

interface Expected {
  rule: string;
  level: 'must' | 'may';
  lines: Lines[];
}

function touches(lines: Lines, { line, endLine }: Pick<Problem, 'line' | 'endLine'>): boolean {
  const [from, to] = typeof lines === 'number' ? [lines, lines] : lines;
  return line <= to && endLine >= from;
}

describe('what lint finds on the customer’s guide', () => {
  const text = readFileSync(new URL('../../../runbooks/incident-guide.md', import.meta.url), 'utf8');
  const problems = problemsOf(text);
  const golden = parse(readFileSync(new URL('../../data/golden-seed.yaml', import.meta.url), 'utf8')) as {
    lint: Expected[];
    playbooks: { line: number; alternatives?: { contact?: number | null }[] }[];
  };
  for (const { rule, lines } of golden.lint.filter(({ level }) => level === 'must')) {
    it(`${rule}: every place that a careful reader finds`, () => {
      const found = problems.filter((problem) => problem.rule === rule);
      assert.deepEqual(
        lines.filter((line) => !found.some((problem) => touches(line, problem))),
        [],
      );
    });
  }

  it('says nothing but what a careful reader lists', () => {
    const isListed = ({ rule, line, endLine }: Problem): boolean =>
      golden.lint.some(
        (each) => each.rule === rule && each.lines.some((one) => touches(one, { line, endLine })),
      ) ||
      // A reading that gives a playbook no contact, where either is right, says so of it.
      (rule === 'no-contact' &&
        golden.playbooks.some(
          (one) => one.line === line && one.alternatives?.some(({ contact }) => contact === null),
        ));
    assert.deepEqual(
      problems.filter((problem) => !isListed(problem)).map(({ rule, line }) => `${rule} ${line}`),
      [],
    );
  });

  const quiet: readonly [lines: [from: number, to: number], rules: RegExp, why: string][] = [
    [[249, 252], /transaction/, 'the only statement of its -c runs outside a transaction'],
    [[340, 342], /transaction/, 'so does VACUUM'],
    [[26, 26], /^phase-limit$/, 'two minutes are within five'],
    [[1, 494], /^number-skips$/, 'no list skips'],
    [[172, 172], /^(?:sql-|writes-)/, 'DELETE is a pattern of grep'],
    [[429, 434], /^(?:hidden-character|path-not-found)$/, 'a mark in an echo, and /dev/null'],
    [[460, 462], /^path-not-found$/, '/dev/null'],
    [[307, 307], /^(?:secret-in-text|prints-secret)$/, 'an address is no secret'],
  ];
  for (const [lines, rules, why] of quiet)
    it(`is quiet about ${rules.source} in ${lines.join('–')}: ${why}`, () => {
      const found = problems.filter((problem) => rules.test(problem.rule) && touches(lines, problem));
      assert.deepEqual(found, []);
    });

  it('has no fix that takes trailing blanks out of a command', () => {
    const trailing = new Set([3, 4, 250, 467, 468, 469, 492, 493]);
    const fixes = problems.filter(({ line, endLine }) =>
      [...trailing].some((each) => line <= each && each <= endLine),
    );
    for (const { fix } of fixes.filter((problem) => problem.fix)) {
      const before = text.split('\n');
      const after = applyFixes(text, [fix as Fix]).split('\n');
      for (const line of trailing)
        assert.equal(/\s*$/.exec(after[line - 1] ?? '')?.[0], /\s*$/.exec(before[line - 1] ?? '')?.[0]);
    }
  });
});

const redactor = createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => '0' });

/** What the examples' own facts are: one file is missing, secrets are looked for, and no step was ever proven. */
function factsFor(rule: string, text: string): LintFacts {
  const proven = new Map([['systemctl-status-api', { at: '2026-11-01T00:00:00Z', sha256: '' }]]);
  return {
    missing: new Set(['compose.prod.yml']),
    secrets: redactor.redactText(text).marks,
    ...(rule === 'unproven-step' && { proofs: new Map([['other', proven]]) }),
  };
}

describe('each rule of lint', () => {
  const asGuide = (example: string): string => (/^(?:# |---)/.test(example) ? example : guide(example));
  for (const { id, bad, good, mends } of [...readerProblems, ...rules]) {
    const found = (text: string): Problem[] => problemsOf(text, factsFor(id, text));
    it(`${id} finds its bad example, and only that`, () => {
      assert.deepEqual([...new Set(found(asGuide(bad)).map(({ rule }) => rule))], [id]);
    });
    it(`${id} ${mends === undefined ? 'has no fix' : `has a fix that ${mends}, and does nothing else`}`, () => {
      for (const text of [asGuide(bad), `\uFEFF${asGuide(bad).replaceAll('\n', '\r\n')}`]) {
        const problems = found(text);
        const fixes = problems.flatMap(({ fix }) => fix ?? []);
        assert.equal(fixes.length > 0, mends !== undefined);
        if (fixes.length > 0) assert.deepEqual(found(applyFixes(text, fixes)), []);
        for (const { line, endLine, fix } of problems) assertInside(text, { line, endLine }, fix);
      }
    });
    if (id === 'unproven-step') continue; // what is proven, no example tells
    it(`${id} says nothing of its good example, nor does another rule`, () => {
      assert.deepEqual(found(asGuide(good)), []);
    });
  }
});

/** A fix changes nothing but the lines of its problem, or of its list. */
function assertInside(text: string, { line, endLine }: { line: number; endLine: number }, fix?: Fix): void {
  const index = indexLines(text);
  for (const { start, end } of fix?.edits ?? []) {
    assert.ok(
      start >= offsetOfLine(index, line) && end <= offsetOfLine(index, endLine + 1),
      `${start}–${end}`,
    );
  }
}

describe('the rules of lint', () => {
  const sql = (query: string, options = '-d shop'): string => block(`psql ${options} -c "${query}"`);
  const cases: readonly [finds: string, text: string, why: string][] = [
    ['', block('git revert --abort'), 'git that gives up opens no editor'],
    ['', block('git commit -m x'), 'a message is given'],
    [
      'opens-editor',
      block('cd app && git -C /srv revert HEAD~2'),
      'git is called with an option before its verb',
    ],
    ['', block('echo "git revert HEAD"'), 'a word inside echo is only a word'],
    ['', block('# Look\ncurl http://localhost/health'), 'a step that only looks may succeed'],
    ['', block('# Verify\ncurl -s http://localhost/health | jq -e .ok'), 'jq decides'],
    ['', block('# Verify\ntest "$(curl -s http://localhost/health)" = ok'), 'test decides'],
    ['', block('# Verify\ncurl telnet://db:5432'), 'there is no HTTP error'],
    [
      'verify-cannot-fail',
      block('# Verify\nfor i in 1 2; do curl -s http://localhost/$i; done'),
      'also in a loop',
    ],
    [
      'verify-cannot-fail',
      block('# Verify\ndocker exec api curl localhost:80/health'),
      'also in a container',
    ],
    ['', block('# 1. a\ntrue\n# 2. b\ntrue'), 'no number is missing'],
    [
      '',
      guide('1. a\n\n   ```bash\n   true\n   ```\n2. b\n3. c\n\n   ```bash\n   true\n   ```\n'),
      'items without a block have numbers too',
    ],
    ['', block('docker-compose down -v'), 'the whole project is meant'],
    ['', block('docker-compose ps\ndocker-compose exec api env'), 'no call names a file'],
    [
      '',
      block('docker-compose -f a.yml ps\ndocker-compose -f b.yml ps\ndocker-compose ps'),
      'the calls agree on none',
    ],
    [
      'compose-without-file',
      block('docker compose -f a.yml ps\nwatch -n 5 "docker compose ps; uptime"'),
      'a call inside watch',
    ],
    ['', block('docker-compose up -d --scale worker=3'), 'nothing calls worker a container'],
    ['', block('docker stats api --no-stream\ndocker-compose up -d --scale api=1'), 'one is one'],
    [
      'scale-single-container',
      guide(
        '```yaml\nservices:\n  api:\n    ports: ["8080:80"]\n```\n\n```bash\ndocker-compose up -d --scale api=2\n```\n',
      ),
      'the compose file that is shown gives it a fixed port',
    ],
    [
      '',
      guide(
        '```yaml\nservices:\n  api:\n    ports: ["80"]\n```\n\n```bash\ndocker-compose up -d --scale api=2\n```\n',
      ),
      'a port that docker chooses is not fixed',
    ],
    ['compose-v1-option', block('docker-compose logs api --since 5m | tail'), 'v1 has no --since'],
    ['', block('docker-compose logs --tail=5 api'), 'the option stands before the service'],
    ['', block('# Edit .env:\n# A=1\ndocker-compose up -d api'), 'up makes the container anew'],
    [
      '',
      sql("SELECT pid, wait_event FROM pg_stat_activity WHERE state = 'idle' ORDER BY query_start"),
      'all are columns',
    ],
    [
      '',
      sql('SELECT count(*) AS total, state FROM pg_stat_activity GROUP BY state ORDER BY total'),
      'an alias is no column',
    ],
    [
      '',
      sql('SELECT c.relname, now() - a.xact_start age FROM pg_stat_activity a JOIN pg_class c ON true'),
      'a join is not judged',
    ],
    [
      '',
      sql('SELECT a.pid, a.usename::text AS who FROM pg_catalog.pg_stat_activity AS a'),
      'names behind an alias',
    ],
    ['', sql("SELECT name, setting FROM pg_settings WHERE name LIKE '%vacuum%'"), 'a string is no name'],
    [
      '',
      sql('SELECT extract(epoch FROM now() - query_start) FROM pg_stat_activity'),
      'FROM inside a function',
    ],
    ['', sql('SELECT "otta" FROM orders'), 'a table of the team’s own is not known'],
    ['sql-unknown-column', sql('SELECT a.pid, a.procid FROM pg_stat_activity a'), 'a slip behind an alias'],
    [
      'sql-unknown-column',
      block('psql shop <<SQL\nSELECT dead FROM pg_stat_user_tables;\nSQL'),
      'in a here-document',
    ],
    ['sql-removed-column', sql('SELECT procpid FROM pg_stat_activity'), 'renamed in 9.2'],
    ['', sql('SELECT mean_time FROM report'), 'a table that only has a column of this name'],
    ['', block('grep mean_time pg_stat_statements.txt'), 'no query at all'],
    ['sql-removed-function', sql('SELECT pg_switch_xlog()'), 'renamed in 10'],
    [
      '',
      block('psql -U p shop -c "SELECT 1 FROM a"\npsql -U p -c "SELECT 1 FROM pg_stat_activity"'),
      'a system view is in every database',
    ],
    [
      '',
      block('psql -d a -c "SELECT 1 FROM x"\npsql -d b -c "SELECT 1 FROM x"\npsql -c "SELECT 1 FROM x"'),
      'the others do not agree',
    ],
    ['', block('echo "$DB_PASSWORD" | docker login --password-stdin'), 'the secret goes to another program'],
    ['', block('echo "$HOME"'), 'no secret by its name'],
    ['prints-secret', block('printenv API_TOKEN'), 'printenv prints it'],
    ['', block('docker exec api env | grep -q JWT_SECRET'), 'grep -q prints nothing'],
    [
      '',
      block('curl -fsS -X GET https://api.prod.example.com/orders'),
      'reading production is what guides are for',
    ],
    [
      'writes-to-production',
      block('curl -fsS -X DELETE https://api.prod.example.com/cache'),
      'a method that changes',
    ],
    ['', block('curl -fsS -X DELETE https://api.product.example.com/cache'), 'a product is no production'],
    [
      'link-not-found',
      guide('See [the other](#other-thing).\n\n```bash\ntrue\n```\n'),
      'no heading is called so',
    ],
    [
      '',
      guide('See [here](#api-down-1) and [top](#top).\n\n```bash\ntrue\n```\n'),
      'a heading’s second place',
    ],
    [
      '',
      guide('Write `[x](#y)`.\n\n```bash\necho "[x](#y)"\n```\n\n<!-- [x](#y) -->\n'),
      'code and comments link nowhere',
    ],
    ['', guide('<a id="y"></a> See [x](#y).\n\n```bash\ntrue\n```\n'), 'an anchor of HTML'],
    [
      '',
      block('docker compose -f prod.yml up -d\ndocker compose ps\ndocker compose top\ndocker compose ls'),
      'most calls of the guide name no file',
    ],
    [
      '',
      guide('# Tools\n\n## A script\n\n```bash\n# Option 1: a\ntrue\n# Option 2: b\ntrue\n```\n'),
      'options of a tool need no verification',
    ],
    [
      '',
      block(
        'SHOP_HOME="$PWD" \\\n  scripts/shop-check \\\n  --context blue \\\n  --namespace shop \\\n  --json',
      ),
      'a command over several lines is no output',
    ],
  ];
  for (const [finds, text, why] of cases) {
    it(`${finds || 'nothing'}: ${why}`, () => {
      assert.deepEqual([...new Set(problemsOf(text).map(({ rule }) => rule))], finds === '' ? [] : [finds]);
    });
  }
});

describe('what programs lost', () => {
  const cases: readonly [finds: string, command: string][] = [
    ['removed-option', 'kubectl drain worker-1 --delete-local-data'],
    ['removed-option', 'oc adm drain worker-1 --delete-local-data'],
    ['removed-option', 'kubectl get deploy api -o yaml --export'],
    ['removed-option', 'oc get dc api -o yaml --export'],
    ['removed-option', 'kubectl rolling-update api --image=api:2'],
    ['removed-option', 'kubectl get cs'],
    ['removed-option', 'kubeadm alpha certs check-expiration'],
    ['removed-option', 'helm delete --purge api'],
    ['removed-option', 'helm init'],
    ['removed-option', 'mongo --eval "db.stats()"'],
    ['removed-option', 'etcdctl cluster-health'],
    ['removed-option', 'aws ecr get-login'],
    ['removed-option', 'terraform destroy -force'],
    ['removed-option', 'kafka-topics.sh --zookeeper zk:2181 --list'],
    ['removed-option', 'kafka-console-consumer.sh --zookeeper zk:2181 --topic orders'],
    ['removed-option', 'kafka-preferred-replica-election.sh --zookeeper zk:2181'],
    ['', 'kubectl drain worker-1 --delete-emptydir-data'],
    ['', 'kubectl get certificates'],
    ['', 'docker exec mongo mongosh --eval "db.stats()"'],
    ['', 'helm uninstall api'],
    ['', 'kafka-topics.sh --bootstrap-server kafka:9092 --list'],
  ];
  for (const [finds, command] of cases) {
    it(`${finds || 'nothing'}: ${command}`, () => {
      assert.deepEqual(
        problemsOf(block(command)).map(({ rule }) => rule),
        finds === '' ? [] : [finds],
      );
    });
  }
});

describe('what lies around a guide', () => {
  const linesOf = (text: string, facts: LintFacts): [rule: string, line: number, column: number][] =>
    problemsOf(text, facts).map(({ rule, line, column }) => [rule, line, column]);

  it('a file is named once, where it is first named', () => {
    const text = block('docker-compose -f prod.yml ps\ndocker-compose -f prod.yml top\nsource .env');
    assert.deepEqual(linesOf(text, { missing: new Set(['prod.yml', '.env']) }), [
      ['path-not-found', 9, 1],
      ['path-not-found', 11, 1],
    ]);
  });

  it('what a guide makes itself, or speaks of, or reads elsewhere, is not looked for', () => {
    for (const body of [
      'curl -fsSO https://example.com/prod.yml && docker-compose -f prod.yml ps',
      'cd /srv\ndocker-compose -f prod.yml ps',
      'ssh web-1 docker-compose -f prod.yml ps',
      'docker-compose -f "$FILE" ps\ndocker-compose -f /srv/prod.yml ps',
    ])
      assert.deepEqual(
        namedPaths(readGuide(block(body), 'guide.md', grammar).guide, block(body), grammar),
        [],
        body,
      );
    const spoken = `Save this as prod.yml.\n\n${block('docker-compose -f prod.yml ps')}`;
    assert.deepEqual(namedPaths(readGuide(spoken, 'guide.md', grammar).guide, spoken, grammar), []);
  });

  it('links are looked up that lead to a file, as they are written', () => {
    const text =
      'See [a](../a.md#x), ![b](img/b%20c.png), [c](https://example.com/c.md), [d](/d.md), [e](e/).\n\n[f]: f.md\n';
    assert.deepEqual(namedPaths(readGuide(text, 'guide.md', grammar).guide, text, grammar), [
      { kind: 'link', path: '../a.md', line: 1, column: 9 },
      { kind: 'link', path: 'img/b c.png', line: 1, column: 26 },
      { kind: 'link', path: 'f.md', line: 3, column: 6 },
    ]);
  });

  it('a step is unproven that never succeeded, or long ago, or with another text', () => {
    const text = block('# 1. a\ntrue\n# 2. b\ntrue\n# 3. c\ntrue\n# 4. d\ntrue');
    const [playbook] = readGuide(text, 'guide.md', grammar).guide.playbooks;
    const sha256 = playbook?.phases[0]?.blocks[0]?.steps[0]?.sha256 ?? '';
    const proven = new Map([
      ['triage/1', { at: '2026-11-01T00:00:00Z', sha256 }],
      ['triage/2', { at: '2026-08-01T00:00:00Z', sha256 }],
      ['triage/3', { at: '2026-11-01T00:00:00Z', sha256: 'other' }],
    ]);
    const found = problemsOf(text, { proofs: new Map([['api-down', proven]]) });
    assert.deepEqual(
      found.map(({ line, message }) => `${line} ${message}`),
      [
        '11 This step last succeeded on 2026-08-01, 115 days ago.',
        '13 This step was changed since it last succeeded, on 2026-11-01.',
        '15 This step never succeeded here.',
      ],
    );
  });

  it('a secret that only looks like one is none; its column counts as the text does', () => {
    const secretsIn = (commands: string): [string, number, number][] =>
      linesOf(block(commands), { secrets: redactor.redactText(block(commands)).marks });
    assert.deepEqual(
      secretsIn(
        'export API_TOKEN=CHANGEME\nexport DB_PASSWORD=your-password-1234\nshop --password --port=5432\nexport API_TOKEN=bd272d48-c5a1-4b52-9d24-12066ae4403c',
      ),
      [],
    );
    assert.deepEqual(secretsIn('echo "é" && export API_TOKEN=q7Zr2Lx9Vb4KtM8w'), [['secret-in-text', 9, 30]]);
  });
});

describe('the fixes of lint', () => {
  const cases: readonly [commands: string, mended: string, why: string][] = [
    ['# Verify\ncurl -s http://a/', '# Verify\ncurl -f -s http://a/', 'a silent curl stays as silent'],
    ['# Verify\nsudo curl http://a/', '# Verify\nsudo curl -fsS http://a/', 'behind sudo'],
    ['git cherry-pick --edit abc', 'git cherry-pick --no-edit abc', 'cherry-pick has an option of its own'],
    ['git commit --amend && git push', 'git commit --amend --no-edit && git push', 'in the middle of a line'],
    [
      "docker-compose -f a.yml ps\nwatch 'docker-compose ps; docker-compose top'",
      "docker-compose -f a.yml ps\nwatch 'docker-compose -f a.yml ps; docker-compose -f a.yml top'",
      'every call of a command',
    ],
    [
      'docker-compose -p x -f a.yml ps\ndocker-compose -p x top',
      'docker-compose -p x -f a.yml ps\ndocker-compose -f a.yml -p x top',
      'beside other options',
    ],
    [
      'docker-compose logs api --tail=9 | tail -2',
      'docker-compose logs --tail=9 api | tail -2',
      'before a pipe',
    ],
    ['docker-compose down api web', 'docker-compose rm -sf api web', 'several services'],
    [
      '# 2. a\ntrue\n# 4. b\ntrue\n# 4. c\ntrue',
      '# 2. a\ntrue\n# 3. b\ntrue\n# 4. c\ntrue',
      'from the first number on',
    ],
    [
      'psql -d a -c "SELECT mean_time FROM pg_stat_statements ORDER BY mean_time"',
      'psql -d a -c "SELECT mean_exec_time FROM pg_stat_statements ORDER BY mean_exec_time"',
      'every place of the name',
    ],
    ['kubeadm alpha certs renew all', 'kubeadm certs renew all', 'a verb that moved'],
  ];
  for (const [commands, mended, why] of cases) {
    it(`${why}: ${commands.split('\n').at(-1) ?? ''}`, () => {
      const fixes = problemsOf(block(commands)).flatMap(({ fix }) => fix ?? []);
      assert.equal(applyFixes(block(commands), fixes), block(mended));
    });
  }

  it('leave alone what nobody but a person knows', () => {
    for (const text of [
      block('# Edit .env:\n# A=1\ndocker-compose down -t 5 api'),
      block('psql -c "SELECT waiting FROM pg_stat_activity"'),
      block('# 1. a\ntrue\n# 3. b\ntrue\n# 1. c\ntrue'),
      guide('```bash\ntrue\n\n## Recovery\n\nText.\n'),
      guide('- ```bash\n  true\n'),
    ]) {
      const problems = problemsOf(text);
      assert.ok(problems.length > 0, text);
      assert.deepEqual(
        problems.flatMap(({ fix }) => fix ?? []),
        [],
        text,
      );
    }
  });
});
