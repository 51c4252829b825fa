import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHidden, findHidden } from '../../../src/core/shell/hidden.ts';

const cases: readonly [text: string, instead: (string | undefined)[], why: string][] = [
  ['ls \u00A0-l', [' '], 'a no-break space'],
  ['# a\u00A0b', [], 'which harms nothing in a comment'],
  ['echo \u201Ca\u201D', ['"', '"'], 'curly quotes'],
  ['echo "\u201Ca\u201D"', [], 'which are text inside quotes'],
  ['git log \u2013oneline', ['--'], 'a dash that was two'],
  ['head \u20135', ['-'], 'a dash that was one'],
  ['a\u200Bb', [''], 'a zero-width space'],
  ['echo "\u{1F469}\u200D\u{1F692} \u2764\uFE0F"', [], 'joiners inside an emoji'],
  ['echo "a\u200Db"', [''], 'a joiner elsewhere'],
  ['echo \u202Eabc', [''], 'a bidirectional control'],
  ["printf 'a\u0008'", [undefined], 'a control character, which nobody can replace'],
  ['\u0441url a', ['c'], 'a Cyrillic letter in a Latin word'],
  ['\u0441\u043E\u0440 a', ['c', 'o', 'p'], 'a word of look-alikes altogether'],
  ['cat \u043E\u0442\u0447\u0451\u0442.txt', [], 'a word of one script'],
  ["echo '\u0441ba'", ['c'], 'a mixed word in a string'],
  ['# \u0441\u043E\u0440', [], 'a word of one script in a comment'],
  ['ls \uFF0Da', ['-'], 'a wide sign'],
  ['echo caf\u00E9 \u2705', [], 'letters and signs that are what they seem'],
];

describe('hidden characters', () => {
  for (const [text, instead, why] of cases) {
    it(`of ${JSON.stringify(text)}: ${instead.length} (${why})`, () => {
      assert.deepEqual(
        findHidden(text).map((each) => each.instead),
        instead,
      );
    });
  }

  it('are shown by their numbers', () => {
    assert.equal(escapeHidden('rm a\u200Bb \u{E0041}'), 'rm a\\u{200B}b \\u{E0041}');
  });

  it('are none of ASCII, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        assert.deepEqual(findHidden(text), []);
        assert.equal(escapeHidden(text), text);
      }),
    );
  });

  it('stand where they are said to stand, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { start, length } of findHidden(text))
          assert.ok(start >= 0 && start + length <= text.length);
      }),
    );
  });
});
