import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readStatements } from '../../../src/core/shell/statements.ts';
import { grammar } from '../../grammar.ts';

const textsOf = (text: string): string[] =>
  readStatements(text, grammar).statements.map(({ start, end }) => text.slice(start, end));

const cases: readonly [text: string, statements: string[], why: string][] = [
  ['date; uptime', ['date', 'uptime'], 'a semicolon separates'],
  ['sleep 1 & date', ['sleep 1 &', 'date'], 'a background sign belongs to its command'],
  ['a && b || c', ['a && b || c'], 'a chain is one'],
  ['a |\n  # why\n  b', ['a |\n  # why\n  b'], 'a comment inside a pipeline is part of it'],
  [
    'ps |\n  wc -l\ntest -f a \\\n  || b\ndate',
    ['ps |\n  wc -l', 'test -f a \\\n  || b', 'date'],
    'the slip on a chain after a pipeline is mended',
  ],
  ['cat <<A <<B\n1\nA\n2\nB\ndate', ['cat <<A <<B\n1\nA\n2\nB', 'date'], 'two here-documents of one command'],
  [
    'cat <<A && cat <<B\n1\nA\n2\nB\ndate',
    ['cat <<A && cat <<B\n1\nA\n2\nB', 'date'],
    'two here-documents of a chain',
  ],
  ['cat <<A; date\n1\nA\nuptime', ['cat <<A; date\n1\nA', 'uptime'], 'an operator right behind the end word'],
  ['<<A cat\n1\nA\ndate', ['<<A cat\n1\nA', 'date'], 'a here-document before its command'],
  ["echo 'a\n# b\nc'\ndate", ["echo 'a\n# b\nc'", 'date'], 'a string over lines'],
  [
    'for i in 1; do\n  date\ndone | tee a\nuptime',
    ['for i in 1; do\n  date\ndone | tee a', 'uptime'],
    'a loop that feeds a pipe',
  ],
  ['f() {\n  date\n}\nf', ['f() {\n  date\n}', 'f'], 'a function and its call'],
  ['a=(\n 1\n 2\n)\ndate', ['a=(\n 1\n 2\n)', 'date'], 'an array over lines'],
  ['date', ['date'], 'no newline at the end'],
  ['', [], 'nothing'],
  ['\n\n  \n', [], 'blank lines'],
  ['# only\n# words', [], 'comments are no statements'],
];

describe('the statements of a shell text', () => {
  for (const [text, statements, why] of cases) {
    it(`${JSON.stringify(text)}: ${why}`, () => {
      assert.deepEqual(textsOf(text), statements);
      assert.ok(readStatements(text, grammar).parses);
    });
  }

  it('are told apart from text that is no shell', () => {
    assert.equal(readStatements('echo "never closed', grammar).parses, false);
    assert.equal(readStatements('if true; then date', grammar).parses, false);
  });

  it('name the program behind assignments', () => {
    const [statement] = readStatements('TZ=UTC LANG="a b" date', grammar).statements;
    assert.equal(statement?.program, 'date');
  });

  const redirected: readonly [text: string, program: string, level: string][] = [
    ['>out.txt date', 'date', 'changes'],
    ['2>/dev/null >>log rm -rf /srv/x', 'rm', 'destructive'],
    ['<in.txt sort', 'sort', 'safe'],
    ['<<END cat\nNAME READY\nEND', 'cat', 'safe'],
    ['<<END psql\nDROP TABLE t;\nEND', 'psql', 'destructive'],
    ['> /var/log/app.log', '', 'destructive'],
  ];
  for (const [text, program, level] of redirected)
    it(`name the program behind redirections: ${JSON.stringify(text)}`, () => {
      const { statements } = readStatements(text, grammar);
      assert.deepEqual(
        statements.map((each) => [each.program, each.danger.level]),
        [[program, level]],
      );
    });

  it('never see less harm because here-documents were set aside', () => {
    const [statement] = readStatements('psql <<A; cat <<B\nDROP TABLE t;\nA\n1\nB\n', grammar).statements;
    assert.notEqual(statement?.danger.level, 'safe');
  });

  it('never overlap, whatever the text is', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      ';',
      '&',
      '|',
      '||',
      '&&',
      '"',
      "'",
      '\\',
      '#',
      '(',
      ')',
      '{',
      '}',
      '<<E',
      'E',
      '$(',
      '`',
      'if ',
      'fi',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const { statements, comments } = readStatements(text, grammar);
        for (const spans of [statements, comments]) {
          let last = 0;
          for (const { start, end } of spans) {
            assert.ok(
              start >= last && end > start && end <= text.length + 1,
              `${start}–${end} in ${JSON.stringify(text)}`,
            );
            last = end;
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
