import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formatAddress, listSteps } from '../../../src/core/guide/address.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { createReader, readGuide } from '../../../src/core/guide/read.ts';
import { grammar } from '../../grammar.ts';
import { guideOfFences } from '../../guides.ts';

/** A reader, and what it has given to the grammar since it was last asked. */
function countingReader(): { read: (text: string) => Guide; parsed: () => string[] } {
  let parsed: string[] = [];
  const reader = createReader({
    ...grammar,
    parse(text) {
      parsed.push(text);
      return grammar.parse(text);
    },
  });
  return {
    read: (text) => reader(text, 'guide.md').guide,
    parsed() {
      const since = parsed;
      parsed = [];
      return since;
    },
  };
}

const addresses = (guide: Guide): string[] =>
  listSteps(guide).map(({ address, step }) => `${address.playbook} ${formatAddress(address)} ${step.sha256}`);
const stepLines = (guide: Guide): number[] => listSteps(guide).map(({ step }) => step.line);

describe('a reader that has read a long guide', () => {
  const fences = 300;
  const text = guideOfFences(fences);
  const inCommand = text.indexOf('kubectl', text.length / 2);
  const inProse = text.indexOf('Before anything else', text.length / 2);
  const put = (at: number, words: string): string => text.slice(0, at) + words + text.slice(at);
  const { read, parsed } = countingReader();
  const before = read(text);

  beforeEach(() => {
    read(text);
    parsed();
  });

  it('reads one block again after a keystroke in a command', () => {
    read(put(inCommand, 'x'));
    const again = parsed();
    assert.equal(again.length, 1);
    assert.match(again[0] ?? '', /^xkubectl/m);
  });

  it('reads nothing again after a keystroke between blocks', () => {
    const guide = read(put(inProse, 'x'));
    assert.deepEqual(parsed(), []);
    assert.deepEqual(addresses(guide), addresses(before));
  });

  it('reads nothing again when lines are put in above, and moves every step down', () => {
    const guide = read(`First words.\n\n\n${text}`);
    assert.deepEqual(parsed(), []);
    assert.deepEqual(
      stepLines(guide),
      stepLines(before).map((line) => line + 3),
    );
    assert.deepEqual(addresses(guide), addresses(before));
  });

  it('reads only what an opened fence swallows, and nothing when it is closed or taken out', () => {
    const short = countingReader();
    const whole = guideOfFences(20);
    const end = whole.indexOf('Before anything else', whole.length * 0.7);
    const putIn = (words: string): Guide => short.read(whole.slice(0, end) + words + whole.slice(end));
    const unharmed = short.read(whole);
    short.parsed();

    const swallowed = putIn('~~~bash\n');
    const [first = '', ...others] = short.parsed().filter((each) => each.length > 100);
    assert.match(first, /^Before anything else/);
    assert.deepEqual(others, []);
    assert.ok(swallowed.fences.length < 20);

    putIn('~~~bash\n~~~\n');
    assert.deepEqual(short.parsed(), []);
    assert.deepEqual(short.read(whole), unharmed);
    assert.deepEqual(short.parsed(), []);
  });

  it('gives nothing to the grammar of a fence that swallows half of a long guide', () => {
    const swallowed = read(put(inProse, '~~~bash\n'));
    assert.deepEqual(parsed(), []);
    assert.deepEqual(
      swallowed.playbooks
        .at(-1)
        ?.phases.at(-1)
        ?.blocks.map(({ runnable }) => runnable)
        .at(-1),
      false,
    );
    assert.ok(swallowed.fences.length < fences);
    assert.deepEqual(read(text), before);
  });

  it('reads nothing again when an edit is undone', () => {
    read(put(inCommand, 'x'));
    parsed();
    assert.deepEqual(read(text), before);
    assert.ok(parsed().length <= 1);
  });
});

describe('a reader that follows edits', () => {
  const customer = readFileSync(new URL('../../../runbooks/incident-guide.md', import.meta.url), 'utf8');
  const start = customer.split('\n').slice(0, 90).join('\n');
  const words = fc.constantFrom(
    'x', ' ', '\n', '\n\n', '```\n', '~~~\n', '```bash\n', '# 2. Look\n', '## Redis\n', '> ', '- ', '"', "'", '<<EOF\n', '**Recovery:**\n', '\r', '---\n',
  ); // prettier-ignore
  const edit = fc.record({ at: fc.nat(start.length), cut: fc.nat(60), words, undone: fc.boolean() });

  it('reads after each what a new reader would read', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const reader = createReader(grammar);
        let text = start;
        for (const { at, cut, words: put, undone } of edits) {
          const edited = text.slice(0, at) + put + text.slice(at + cut);
          assert.deepEqual(reader(edited, 'guide.md'), readGuide(edited, 'guide.md', grammar));
          if (!undone) text = edited;
          assert.deepEqual(reader(text, 'guide.md'), readGuide(text, 'guide.md', grammar));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps every address of other steps when words of one command are changed', () => {
    const lines = customer.split('\n');
    const { guide } = readGuide(customer, 'guide.md', grammar);
    const steps = listSteps(guide);
    const known = addresses(guide);
    const reader = createReader(grammar);
    fc.assert(
      fc.property(fc.nat(steps.length - 1), fc.stringMatching(/^[a-z]{1,8}$/), (at, word) => {
        const line = steps[at]?.step.commands[0]?.line;
        fc.pre(line !== undefined);
        const edited = lines.with(line - 1, `${lines[line - 1] ?? ''}${word}`).join('\n');
        const changed = addresses(reader(edited, 'guide.md').guide).filter(
          (each, index) => each !== known[index],
        );
        assert.ok(changed.length <= 1, changed.join('\n'));
      }),
      { numRuns: 60 },
    );
  });
});
