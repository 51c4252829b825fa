import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGuide } from '../../src/core/guide/read.ts';
import { missingPaths, secretFinder } from '../../src/node/guide-facts.ts';
import { desk } from './command-line.ts';
import { grammar } from '../grammar.ts';

const inBlock = (commands: string): string => `### API down\n\n\`\`\`bash\n${commands}\n\`\`\`\n`;

describe('the facts around a guide', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'facts-'));
  const docs = path.join(folder, 'docs');
  mkdirSync(docs);
  writeFileSync(path.join(folder, 'prod.yml'), '');
  writeFileSync(path.join(docs, 'other.md'), '');
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('a link is looked up from the guide’s folder, a command’s file from where steps run too', async () => {
    const text = `[a](other.md) [b](prod.yml) [c](gone.md)\n\n${inBlock('docker-compose -f prod.yml ps\nsource .env.gone')}`;
    const guide = { guide: readGuide(text, 'docs/guide.md', grammar).guide, text, grammar };
    assert.deepEqual(
      await missingPaths(guide, { guideFolder: docs, folders: [folder] }),
      new Set(['prod.yml', 'gone.md', '.env.gone']),
    );
  });

  it('a secret is found by kind and place', async () => {
    const marks = await secretFinder()(inBlock('curl -u admin:hunter2-Kq83vTz https://example.com'));
    assert.deepEqual(
      marks.map(({ line }) => line),
      [4],
    );
  });
});

describe('lint by the command line', function () {
  this.timeout(60_000); // starts several processes, one after another

  it('knows what the journals prove, and says nothing of it without one', async () => {
    const at = desk('shop.md');
    try {
      const unproven = async (): Promise<string[]> =>
        (await at.type(['lint', 'shop.md'])).stdout
          .split('\n')
          .filter((line) => line.includes('unproven-step'));
      assert.deepEqual(await unproven(), []);
      await at.type(['run', 'shop.md', '--playbook', 'shop-down', '--phase', 'immediate-action']);
      const found = await unproven();
      assert.ok(
        found.some((line) => line.includes('This step never succeeded here.')),
        found.join('\n'),
      );
      const inspected = await at.type(['inspect', '--json', 'shop.md']);
      const { playbooks } = JSON.parse(inspected.stdout) as {
        playbooks: { phases: { id: string; blocks: { steps: { id: string; line: number }[] }[] }[] }[];
      };
      const steps =
        playbooks[0]?.phases
          .find(({ id }) => id === 'immediate-action')
          ?.blocks.flatMap((block) => block.steps) ?? [];
      const lines = new Set(found.map((line) => Number(/^shop\.md:(\d+)/.exec(line)?.[1])));
      assert.deepEqual(
        steps.filter(({ line }) => lines.has(line)).map(({ id }) => id),
        ['2'],
        'only the step that failed',
      );
    } finally {
      at.remove();
    }
  });

  it('reads what a team agreed on beside the incidents, and tells what is wrong in it', async () => {
    const at = desk();
    try {
      mkdirSync(path.join(at.folder, '.incidents'));
      writeFileSync(
        path.join(at.folder, '.incidents/config.yaml'),
        'phases:\n  immediate: [Stop the bleeding]\ndanger:\n  - { program: shopctl, level: destructive, reason: empties the shop }\nlint:\n  opens-editor: error\nenvironment:\n  PATH: /nowhere\ncolour: red\n',
      );
      writeFileSync(
        path.join(at.folder, 'guide.md'),
        '### API down\n\n**Stop the bleeding:**\n\n```bash\n# 1. a\nshopctl now\n# 2. b\ngit revert HEAD\n```\n',
      );
      const inspected = await at.type(['inspect', '--json', 'guide.md']);
      assert.match(inspected.stdout, /"kind":"immediate"/);
      assert.match(inspected.stdout, /"reason":"empties the shop"/);
      assert.match(inspected.stderr, /config\.yaml:9: colour: this is not known here/);
      const linted = await at.type(['lint', 'guide.md']);
      assert.match(linted.stdout, /error: .*\(opens-editor\)/);
      assert.equal(linted.exitCode, 1);
      const ran = await at.type(['run', 'guide.md', '--playbook', 'api-down', '--allow', 'changes']);
      assert.equal(ran.exitCode, 4, 'the team’s rule holds when it is run');
    } finally {
      at.remove();
    }
  });
});
