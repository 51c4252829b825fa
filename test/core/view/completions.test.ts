import assert from 'node:assert/strict';
import { readGuide } from '../../../src/core/guide/read.ts';
import { completionsAt } from '../../../src/core/view/completions.ts';
import { grammar } from '../../grammar.ts';
import { guideOf, playbookOf } from '../../guides.ts';

const text = `# Guide

| Severity | Response time |
|---|---|
| Red $1 | 5 min |
| Amber | 1 h |

## Incidents

### API down

**Severity:** 

**Triage:**

\`\`\`bash
# 1. Look
date

\`\`\`

**Recovery:**

\`\`\`bash
# Option 1: Restart
date
#
\`\`\`

\`\`\`yaml

\`\`\`
`;
const guide = guideOf(text);
const lines = text.split('\n');
const at = (line: number, before = lines[line - 1] ?? ''): string[] =>
  completionsAt(guide, { line, before }).map(({ label }) => label);
/** A snippet as it stands when nothing is filled in. */
const put = (snippet: string): string => snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d/g, '');

describe('completion in a guide', () => {
  const cases: readonly [line: number, before: string, labels: string[], why: string][] = [
    [1, '', ['Front matter', 'Playbook'], 'the first line may begin with front matter'],
    [9, '', ['Playbook'], 'above the first playbook there are no phases'],
    [
      13,
      '',
      ['Playbook', 'Phase: Root Cause Analysis', 'Phase: Verification', 'Phase: Post-Recovery'],
      'phases that are there are not offered again',
    ],
    [
      13,
      '**',
      ['Phase: Root Cause Analysis', 'Phase: Verification', 'Phase: Post-Recovery'],
      'a bold label is begun',
    ],
    [9, '###', ['Playbook'], 'a heading is begun'],
    [12, '**Severity:** ', ['Red $1', 'Amber'], 'the levels of the matrix'],
    [12, '**Severity:** Am', ['Red $1', 'Amber'], 'a level is begun'],
    [
      19,
      '',
      ['Step 2', 'Option 1', 'Verification', 'Question', 'Monitoring', 'By hand'],
      'numbers go on in a block',
    ],
    [
      27,
      '#',
      ['Step 1', 'Option 2', 'Verification', 'Question', 'Monitoring', 'By hand'],
      'options go on too',
    ],
    [18, 'dat', [], 'a command is typed'],
    [31, '', [], 'a block of another language'],
    [13, 'See the', [], 'words of prose'],
    [13, '- ', [], 'a list'],
  ];
  for (const [line, before, labels, why] of cases) {
    it(`${why}: line ${line}, "${before}"`, () => {
      assert.deepEqual(at(line, before), labels);
    });
  }

  it('takes the place of what is typed, and of nothing else', () => {
    assert.deepEqual(
      [
        completionsAt(guide, { line: 12, before: '**Severity:** Am' })[1]?.from,
        completionsAt(guide, { line: 27, before: '  #' })[0]?.from,
      ],
      [14, 2],
    );
  });

  it('a level’s signs are only signs in a snippet', () => {
    assert.equal(completionsAt(guide, { line: 12, before: '**Severity:** ' })[0]?.snippet, 'Red \\$1');
  });

  it('a playbook that is put in is read as one', () => {
    const [snippet] = completionsAt(guideOf(''), { line: 2, before: '' });
    const playbook = playbookOf(`# Guide\n\n${put(snippet?.snippet ?? '')}`);
    assert.deepEqual(
      [playbook.title, playbook.detection?.text, playbook.phases.map(({ kind }) => kind)],
      ['What is broken', 'What the alert says', ['immediate', 'recover']],
    );
    assert.equal(playbook.phases[0]?.timeLimitSeconds, 300);
    assert.deepEqual(
      playbook.phases[1]?.blocks[0]?.steps.map(({ kind }) => kind),
      ['option', 'verify'],
    );
  });

  it('each phase that is put in is read as its kind', () => {
    const bare = guideOf('# Guide\n\n## API down\n\n```bash\ntrue\n```\n');
    const offered = completionsAt(bare, { line: 9, before: '' }).filter(({ label }) =>
      label.startsWith('Phase'),
    );
    assert.deepEqual(
      offered.map(({ snippet }) => playbookOf(`## API down\n\n${put(snippet)}`).phases[0]?.kind),
      ['immediate', 'diagnose', 'recover', 'verify', 'monitor'],
    );
  });

  it('front matter that is put in is read', () => {
    const [matter] = completionsAt(guide, { line: 1, before: '' });
    const { guide: read, problems } = readGuide(put(matter?.snippet ?? ''), 'guide.md', grammar);
    assert.deepEqual([read.title, problems], ['Title', []]);
  });
});
