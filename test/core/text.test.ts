import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexLines, lineText, offsetOfLine, positionAt } from '../../src/core/text.ts';

describe('the lines of a text', () => {
  it('end with LF, CR LF or a lone CR, and nothing else', () => {
    const index = indexLines('a\nb\r\nc\rd\u2028e\u0085f');
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((line) => lineText(index, line)),
      ['a', 'b', 'c', 'd\u2028e\u0085f', ''],
    );
  });

  it('give back every offset that they were asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ß', '😀', '\n', '\r\n', '\r')), (parts) => {
        const text = parts.join('');
        const index = indexLines(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const { line, column } = positionAt(index, offset);
          assert.equal(offsetOfLine(index, line) + column - 1, offset);
        }
      }),
    );
  });
});
