import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { fillPlaceholders } from '../../src/core/shell/placeholders.ts';

/** Commands that print their gap, each through other quotes or shells. */
const printers = [
  'printf "%s" <x>',
  'printf "%s" "<x>"',
  "printf '%s' '<x>'",
  'printf "%s" "$(printf "%s" <x>)"',
  'sh -c \'printf "%s" <x>\'',
  `sh -c "printf '%s' '<x>'"`,
  `bash -c 'sh -c "printf %s <x>"'`,
  'eval printf %s <x>',
  'bash <<EOF\nprintf "%s" <x>\nEOF',
];
const value = fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '`', '$', '(', ')', ';', '\\', '&', '|', '*', '~', '#', '<', '>', '{', '}'), minLength: 1, maxLength: 12 }); // prettier-ignore

describe('a filled placeholder in a real shell', () => {
  it('is one word, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(value, (text) => {
        const script = printers
          .map((printer) => `${fillPlaceholders(printer, new Map([['x', text]]))}; echo`)
          .join('\n');
        const fixed = script.replaceAll('EOF; echo', 'EOF\necho');
        const lines = execFileSync('bash', ['-c', fixed], { encoding: 'utf8' })
          .split('\n')
          .slice(0, printers.length);
        assert.deepEqual(
          lines,
          printers.map(() => text),
        );
      }),
      { numRuns: 30 },
    );
  });
});
