import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import { configSchema, noConfig, readConfig } from '../../../src/core/config/config.ts';
import { readGuide } from '../../../src/core/guide/read.ts';
import { withTeamRules } from '../../../src/core/guide/team.ts';
import { lintGuide } from '../../../src/core/lint/lint.ts';
import type { Danger } from '../../../src/core/shell/danger.ts';
import { assertGenerated } from '../../goldens.ts';
import { grammar } from '../../grammar.ts';

describe('a team’s config.yaml', () => {
  const page = readFileSync(new URL('../../../docs/config.md', import.meta.url), 'utf8');
  const example = /```yaml\n([^]*?)\n```/.exec(page)?.[1] ?? '';

  it('is read as the documentation shows it', () => {
    const { config, problems } = readConfig(example);
    assert.deepEqual(problems, []);
    for (const part of [
      config.words.phases.immediate,
      config.words.severities,
      config.danger,
      Object.keys(config.lint),
      Object.keys(config.trusted),
    ])
      assert.ok((part ?? []).length > 0);
  });

  it('has a published schema that is made from its own', () => {
    const schema = { title: 'A team’s words and rules', ...toJsonSchema(configSchema) };
    assertGenerated(`${JSON.stringify(schema, undefined, 2)}\n`, 'config.schema.json');
  });

  it('may be empty, or only comments', () => {
    assert.deepEqual(readConfig(''), { config: noConfig, problems: [] });
    assert.deepEqual(readConfig('# nothing yet\n'), { config: noConfig, problems: [] });
  });

  const wrong: readonly [text: string, problems: string[], why: string][] = [
    [
      'phase:\n  immediate: [x]\n',
      ['1 phase: this is not known here, and is left out.'],
      'a key that is not there',
    ],
    [
      '\nseverities: high\n',
      ['2 severities: this should be Array, and is "high": it is left out.'],
      'a word for a list',
    ],
    [
      'danger:\n  - program: a\n    level: bad\n    reason: x\n  - program: b\n    level: safe\n    reason: reads\n',
      [
        '3 danger.0.level: this should be ("safe" | "changes" | "destructive"), and is "bad": it is left out.',
      ],
      'a level that is none',
    ],
    [
      'lint:\n  opens-editor: off\n  no-such-rule: off\n',
      ['3 lint.no-such-rule: this is not known here, and is left out.'],
      'a rule that is not there',
    ],
    ['lint: {\n', ['2 This is no valid YAML'], 'a file that is no YAML'],
    ['- a\n', ['1 This should be keys with values'], 'a list'],
  ];
  for (const [text, expected, why] of wrong) {
    it(`tells by line what is wrong, and uses the rest: ${why}`, () => {
      const { problems } = readConfig(text);
      assert.equal(problems.length, expected.length);
      for (const [at, { line, message }] of problems.entries())
        assert.ok(`${line} ${message}`.startsWith(expected[at] ?? '?'), `${line} ${message}`);
    });
  }

  it('keeps the rules beside a wrong one', () => {
    const { config } = readConfig(wrong[2]?.[0] ?? '');
    assert.deepEqual(
      config.danger.map(({ program }) => program),
      ['b'],
    );
    assert.deepEqual(readConfig(wrong[3]?.[0] ?? '').config.lint, { 'opens-editor': 'off' });
  });

  it('never throws, whatever stands in it', () => {
    const scrap = fc.constantFrom(
      'danger',
      'lint',
      'phases',
      ':',
      '- ',
      '\n',
      '  ',
      '[',
      '{',
      '&a',
      '*a',
      'immediate',
      '"',
      '!!x',
      'off',
      '1',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(scrap).map((parts) => parts.join('')),
        ),
        (text) => {
          readConfig(text);
        },
      ),
    );
  });
});

describe('what a team says of its guides', () => {
  it('its words name phases, with or without a number and a time', () => {
    const { config } = readConfig('phases:\n  immediate: [Stop the bleeding]\n  verify: [Fixes]\n');
    const text =
      '## API down\n\n**1. Stop the bleeding (5 min):**\n\n```bash\ntrue\n```\n\n### Fixes\n\n```bash\ntrue\n```\n';
    const kinds = (words?: typeof config.words): [string, number | undefined][] =>
      readGuide(text, 'guide.md', grammar, words).guide.playbooks.flatMap(({ phases }) =>
        phases.map(({ kind, timeLimitSeconds }): [string, number | undefined] => [kind, timeLimitSeconds]),
      );
    assert.deepEqual(kinds(config.words), [
      ['immediate', 300],
      ['verify', undefined],
    ]);
    assert.deepEqual(kinds(), [
      ['other', undefined],
      ['recover', undefined],
    ]);
  });

  it('its levels count where a guide has no matrix', () => {
    const { words } = readConfig('severities: [Red, Amber]\n').config;
    const text = (before = ''): string =>
      `# Guide\n\n${before}## Red incidents\n\n### API\n\n\`\`\`bash\ntrue\n\`\`\`\n`;
    const severityOf = (guide: string): string | undefined =>
      readGuide(guide, 'guide.md', grammar, words).guide.playbooks[0]?.severity;
    assert.equal(severityOf(text()), 'Red');
    assert.equal(
      severityOf(text('| Severity | Response time |\n|---|---|\n| Blue | 5 min |\n\n')),
      undefined,
    );
  });

  it('its severities of rules are those that lint tells', () => {
    const text = '# A\n\n```bash\ngit revert HEAD\n```\n';
    const reading = readGuide(text, 'guide.md', grammar);
    const told = (severities: Record<string, 'off' | 'info'>): string[] =>
      lintGuide(reading, { text, today: '2026-01-01', grammar, severities }).map(({ severity }) => severity);
    assert.deepEqual(told({}), ['warning']);
    assert.deepEqual(told({ 'opens-editor': 'info' }), ['info']);
    assert.deepEqual(told({ 'opens-editor': 'off' }), []);
  });
});

describe('what a team says of programs', () => {
  const { danger: rules } = readConfig(`danger:
  - { program: shopctl, words: [cache, clear], level: destructive, reason: empties the cache }
  - { program: shop*, level: safe, reason: reads only }
  - { program: systemctl, words: [restart, shop-batch], level: destructive, reason: loses the batch }
  - { program: redis-cli, level: safe, reason: a cache can be lost }
  - { program: docker-compose, words: [stop], level: changes, reason: services come back, lower: true }
`).config;
  const cases: readonly [command: string, level: Danger['level'], why: string][] = [
    ['shopctl cache clear', 'destructive', 'the team knows its program'],
    ['shopctl --all cache clear', 'destructive', 'options are left out'],
    ['sudo ssh web-1 "shopctl cache clear"', 'destructive', 'through what calls it'],
    ['./bin/shop-status', 'safe', 'a program nobody else knows, by its path'],
    ['shopctl status', 'safe', 'other calls of it'],
    ['shopctl status > /etc/passwd', 'destructive', 'what the shell does beside it still counts'],
    ['shopctl status && rm -rf /srv/shop', 'destructive', 'the rule says nothing of the program beside it'],
    ['systemctl restart shop-batch', 'destructive', 'a danger is raised'],
    ['systemctl restart api', 'changes', 'other services are as they were'],
    ['redis-cli FLUSHALL', 'destructive', 'what is known is not lowered silently'],
    ['docker compose -f a.yml stop api', 'changes', 'it is where the team says so'],
    ['docker compose -f a.yml rm -f api', 'destructive', 'and only there'],
    ['echo shopctl cache clear', 'safe', 'a word inside echo is only a word'],
    ['othertool', 'changes', 'unknown programs stay unknown'],
  ];
  const dangerOf = (commands: string): Danger | undefined => {
    const { guide } = readGuide(`# A\n\n\`\`\`bash\n${commands}\n\`\`\`\n`, 'guide.md', grammar);
    return withTeamRules(guide, rules, grammar).playbooks[0]?.phases[0]?.blocks[0]?.steps[0]?.danger;
  };
  for (const [command, level, why] of cases) {
    it(`${level}: ${command} (${why})`, () => {
      assert.equal(dangerOf(command)?.level, level);
    });
  }

  it('a danger that was lowered says so, and what it would be', () => {
    assert.match(
      dangerOf('docker-compose stop api')?.reason ?? '',
      /^services come back \(so says the team; otherwise .*api/,
    );
  });

  it('a function of the guide is not the team’s program', () => {
    assert.equal(dangerOf('shopctl() { rm -rf /srv/shop; }\nshopctl status')?.level, 'destructive');
  });

  it('without rules the guide is the same', () => {
    const { guide } = readGuide('# A\n\n```bash\nx\n```\n', 'guide.md', grammar);
    assert.equal(withTeamRules(guide, [], grammar), guide);
  });
});
