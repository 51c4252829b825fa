import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formatAddress, findStep, listSteps, parseAddress } from '../../../src/core/guide/address.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { inspectGuide } from '../../../src/core/guide/inspect.ts';
import { readGuide } from '../../../src/core/guide/read.ts';
import { grammar } from '../../grammar.ts';

const customer = readFileSync(new URL('../../../runbooks/incident-guide.md', import.meta.url), 'utf8');
const read = (text: string): ReturnType<typeof readGuide> => readGuide(text, 'guide.md', grammar);

/** Pieces of which guides, good and bad, are made. */
const piece = fc.constantFrom(
  '# Guide\n', '## Redis down\n', '### Diagnosis\n', '**Recovery Steps (first 5 min):**\n', '**Detection:** http://a.example/x\n',
  '```bash\n', '```\n', '~~~console\n', '~~~\n', '    df -h\n', '- ', '1. Look:\n\n   ', '> ', '\n', '\n\n', '---\n', 'title: x\n',
  '# 1. Look\n', '# Option 2: Restart\n', '# Edit .env:\n', '# A=1\n', '# If empty, go on\n', 'df -h # free\n', '$ df -h\n', 'cat <<EOF\n', 'EOF\n',
  'psql -c "\n', '"\n', "echo '", 'for i in 1; do\n', 'done\n', 'ps |\n', ' \\\n', '&& date\n', '#!/bin/sh\n', 'kubectl logs <pod> -n {{ns}}\n', 'NAME READY\n',
  '| Severity | Response time |\n|---|---|\n| High | 5 min |\n', 'caf\u00E9\u200B\u202E', '\u{1F6A8}', '√∞', '\r\n', '\r', '\uFEFF', '\0', '\t', '<pre>\n', '<!--', '[a](b)', '`', '**', '__', '\\',
); // prettier-ignore
const guideText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Two playbooks of the customer's guide with some of their text cut out or replaced. */
const start = customer.split('\n').slice(0, 160).join('\n');
const mutated = fc
  .array(
    fc.tuple(
      fc.nat(start.length),
      fc.nat(400),
      fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 20 })),
    ),
    { maxLength: 6 },
  )
  .map((edits) =>
    edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), start),
  );

const anyText = fc.oneof(guideText, mutated, fc.string({ unit: 'binary', maxLength: 2000 }));

const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);

/** Every range holds what is in it, and begins behind what stands before it. */
function checkRanges({ playbooks }: Guide, lineCount: number): void {
  let end = 0;
  for (const playbook of playbooks) {
    assert.ok(playbook.line > end && playbook.endLine >= playbook.line, `playbook at ${playbook.line}`);
    end = playbook.endLine;
    assert.ok(end <= lineCount);
    let blockEnd = playbook.line - 1;
    for (const block of playbook.phases.flatMap(({ blocks }) => blocks)) {
      assert.ok(block.line > blockEnd && block.endLine <= playbook.endLine, `block at ${block.line}`);
      blockEnd = block.endLine;
      let stepEnd = block.line - 1;
      for (const step of block.steps) {
        assert.ok(step.line > stepEnd || step.line === block.line, `step at ${step.line}`);
        assert.ok(step.endLine >= step.line && step.endLine <= block.endLine);
        stepEnd = step.endLine;
        for (const command of step.commands)
          assert.ok(command.line >= step.line && command.endLine <= step.endLine);
        for (const manual of step.manual)
          assert.ok(manual.line >= step.line && manual.endLine <= step.endLine);
      }
    }
  }
}

describe('reading any text', () => {
  it('never throws, gives JSON, and is the same the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const first = read(text);
        assert.equal(JSON.stringify(inspectGuide(first)), JSON.stringify(inspectGuide(read(text))));
      }),
      { numRuns: 150 },
    );
  });

  it('gives ranges that nest and never overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        checkRanges(read(text).guide, linesOf(text).length);
      }),
      { numRuns: 150 },
    );
  });

  it('gives commands that stand in the file where they are said to stand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = linesOf(text.replaceAll('\0', '\uFFFD'));
        for (const { step } of listSteps(read(text).guide)) {
          for (const command of step.commands) {
            const rows = command.text.split('\n');
            assert.equal(rows.length, command.endLine - command.line + 1);
            for (const [at, row] of rows.entries()) {
              const line = (lines[command.line - 1 + at] ?? '').replace(/\t/g, ' ');
              assert.ok(line.includes(row.replace(/\t/g, ' ').trim()), `${row} in ${line}`);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('gives every step an address of its own, by which it is found again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { guide } = read(text);
        for (const { address, step } of listSteps(guide)) {
          assert.equal(findStep(guide, address)?.step, step);
          assert.deepEqual(parseAddress(formatAddress(address)), {
            phase: address.phase,
            step: address.step,
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives positions of problems that are in the file', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = text.split(/\r\n?|\n/);
        for (const { line, endLine, column, fix } of read(text).problems) {
          assert.ok(line >= 1 && endLine >= line && endLine <= lines.length);
          assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1);
          for (const { start, end } of fix?.edits ?? [])
            assert.ok(start >= 0 && end >= start && end <= text.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('editing a guide', () => {
  const addresses = (text: string): string[] =>
    listSteps(read(text).guide).map(
      ({ address, step }) => `${address.playbook} ${formatAddress(address)} ${step.sha256}`,
    );
  const lines = customer.split('\n');
  const { playbooks } = read(customer).guide;

  it('changes no address elsewhere', () => {
    const known = addresses(customer);
    const prose = fc.constantFrom('Words.', '', 'More words, **bold** ones.', '- a list', '> a quote');
    fc.assert(
      fc.property(
        fc.nat(playbooks.length - 1),
        fc.array(prose, { minLength: 1, maxLength: 4 }),
        (at, added) => {
          const { line } = playbooks[at] ?? { line: 1 };
          const edited = [...lines.slice(0, line), '', ...added, '', ...lines.slice(line)].join('\n');
          assert.deepEqual(addresses(edited), known);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('changes one step when one command is edited', () => {
    const edited = customer.replace('lsof -i :3001', 'lsof -i :3002');
    const known = addresses(customer);
    const changed = addresses(edited).filter((address, at) => address !== known[at]);
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /^api-service-completely-down root-cause-analysis\/port-conflict /);
  });
});
