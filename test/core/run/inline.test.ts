import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inlineLine, shellAnswer, shellQuestion } from '../../../src/core/run/inline.ts';
import type { PosixKind } from '../../../src/core/run/script.ts';

const shells: readonly PosixKind[] = ['bash', 'zsh', 'sh'];
const lineOf = (shell: PosixKind, commands: readonly string[]): string | undefined =>
  inlineLine({ shell, nonce: 'c0ffee', commands, onFailure: 'go-on' });

describe('the line of a step', () => {
  for (const shell of shells) {
    it(`is one word of printable characters that neither quotes nor history can break, whatever the step holds (${shell})`, () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
          const line = lineOf(shell, [text]);
          assert.match(line ?? '', /^ eval "\$\(printf '%b' '[ "#-&(-~]*'\)" && :$/);
        }),
      );
    });

    it(`is not longer than a terminal’s own line (${shell})`, () => {
      assert.equal(lineOf(shell, ['x'.repeat(4000)]), undefined);
      assert.ok((lineOf(shell, ['x'.repeat(2500)]) ?? '').length <= 4000);
    });
  }
});

describe('which shell is there', () => {
  const answers: readonly [shown: string, shell: PosixKind | undefined][] = [
    ['\u001b]7717;c0ffee;shell;bash\u0007$ ', 'bash'],
    ['\u001b]7717;c0ffee;shell;zsh\u0007', 'zsh'],
    ['\u001b]7717;c0ffee;shell;\u0007', 'sh'],
    ['\u001b]7717;c0ffee;shell;ba', undefined],
    ['\u001b]7717;beef;shell;bash\u0007', undefined],
    [shellQuestion('c0ffee'), undefined],
  ];
  for (const [shown, shell] of answers) {
    it(`${JSON.stringify(shown)}: ${shell ?? 'not known'}`, () => {
      assert.equal(shellAnswer(shown, 'c0ffee'), shell);
    });
  }
});
