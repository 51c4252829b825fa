import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerptLines, excerptOf, readableLines } from '../../../src/core/postmortem/excerpt.ts';

const cases: readonly [what: string, text: string, lines: readonly string[]][] = [
  ['colours are taken out', '\u001b[1;31mred\u001b[0m\n', ['red']],
  ['titles and links are taken out', '\u001b]0;title\u0007a\u001b]8;;https://x\u001b\\b\n', ['ab']],
  ['an unended sequence hides its own line only', 'a\n\u001b]0;title\nb\n', ['a', '', 'b']],
  ['CR LF ends a line', 'a\r\nb\r\n', ['a', 'b']],
  ['progress shows as it stood last', '10%\r50%\r100%\r\n', ['100%']],
  ['overstruck letters are bold in a terminal', 'N\bNA\bA\n', ['NA']],
  ['blanks at the ends are no text', 'a  \n\n\n', ['a']],
  ['other controls are not shown', 'a\u0000\u0001b\tc\n', ['ab\tc']],
  ['nothing has no lines', '', []],
];

describe('an output as people read it', () => {
  for (const [what, text, lines] of cases) {
    it(what, () => {
      assert.deepEqual(readableLines(text), lines);
    });
  }

  it('says of a very long line how much is not shown', () => {
    assert.deepEqual(readableLines('x'.repeat(600)), [`${'x'.repeat(500)} … (100 characters more)`]);
  });

  it('holds no escape character, whatever a program printed', () => {
    const piece = fc.constantFrom('\u001b', '[', ']', 'm', ';', '\u0007', '\u009b', '\r', '\n', '\b', 'a');
    fc.assert(
      fc.property(fc.string({ unit: piece }), (text) => {
        for (const line of readableLines(text)) assert.doesNotMatch(line, /[^\P{Cc}\t]/u);
      }),
    );
  });
});

describe('an excerpt', () => {
  it('counts every line, shown or not', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 2, max: 30 }), (lines, most) => {
        const excerpt = excerptOf(lines, most);
        assert.equal(excerpt.head.length + excerpt.leftOut + excerpt.tail.length, lines.length);
        assert.ok(excerptLines(excerpt).length <= most + 1);
      }),
    );
  });

  it('says how many it leaves out', () => {
    assert.deepEqual(excerptLines(excerptOf(['1', '2', '3', '4', '5'], 2)), [
      '1',
      '… 3 lines not shown …',
      '5',
    ]);
  });
});
