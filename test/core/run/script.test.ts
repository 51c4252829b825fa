import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteFish, quotePosix, stepFiles } from '../../../src/core/run/script.ts';
import type { Front, ShellKind, StepScript } from '../../../src/core/run/script.ts';

const shells: readonly ShellKind[] = ['bash', 'zsh', 'sh', 'fish'];
const fronts: readonly [name: string, front: Front][] = [
  ['at a prompt', { kind: 'prompt' }],
  ['through pipes', { kind: 'driven', stdio: 'pipe' }],
  ['on a terminal', { kind: 'driven', stdio: 'tty' }],
];

function script(given: Partial<StepScript>): StepScript {
  return {
    shell: 'bash',
    folder: '/spool/run-1',
    nonce: 'c0ffee',
    commands: ['true'],
    onFailure: 'go-on',
    front: { kind: 'driven', stdio: 'pipe' },
    ...given,
  };
}

const textOf = (given: Partial<StepScript>): string => Object.values(stepFiles(script(given)).files).join('');

describe('the wrapper of a step', () => {
  for (const shell of shells) {
    for (const [name, front] of fronts) {
      it(`holds every command as written, quoted as one word (${shell}, ${name})`, () => {
        const quote = shell === 'fish' ? quoteFish : quotePosix;
        const command = `echo 'it''s' "$HOME" \\ é`;
        const text = textOf({ shell, front, commands: [command, 'false'] });
        assert.ok(text.includes(quote(command).slice(1, -1)), text);
      });

      it(`is run by one short line without a tab or a "!" (${shell}, ${name})`, () => {
        const { line } = stepFiles(script({ shell, front }));
        assert.match(line, /^[^\t\n!]{1,200}\n?$/);
      });

      it(`works in a folder of any name (${shell}, ${name})`, () => {
        const folder = "/home/o'brien/my $state";
        const text = textOf({ shell, front, folder });
        const bare = text.split(folder.replace("'", '')).length;
        assert.equal(bare, 1, 'the folder stands nowhere unquoted');
      });
    }
  }

  it('records after a here-document whose end is missing, not inside it', () => {
    const open = textOf({ commands: ['cat <<X\nopen'] });
    assert.match(open, /eval 'cat <<X\nopen'\n\{ __ir 1 "\$\?"; \}/);
    const closed = textOf({ commands: ['cat <<X\nclosed\nX'] });
    assert.match(closed, /X\n\{ __ir 1 "\$\?" "\$\{PIPESTATUS\[@\]\}"; \}/);
  });

  const heredocs: readonly [text: string, closed: boolean][] = [
    ["cat <<'END' | wc -l\na\nEND", true],
    ['cat <<-END\n\ta\n\tEND', true],
    ['cat <<END\na\n\tEND', false],
    ['cat <<A <<B\na\nA\nb\nB', true],
    ['cat <<A <<B\na\nA\nb', false],
    ['cat <<< word', true],
    ['cat <<\\END\na\nEND', true],
  ];
  for (const [text, closed] of heredocs) {
    it(`${closed ? 'sees the end' : 'misses the end'} of ${JSON.stringify(text)}`, () => {
      assert.equal(textOf({ commands: [text] }).includes('PIPESTATUS'), closed);
    });
  }

  it('remembers set -e for the rest of the step where zsh emulates', () => {
    const text = textOf({
      shell: 'zsh',
      likeBash: true,
      commands: ['set -euo pipefail', 'set +e', 'set -o pipefail'],
    });
    assert.deepEqual(text.match(/__ir_errexit=.*/g), ['__ir_errexit=e; set +e', '__ir_errexit=; set +e']);
  });

  it('quotes any text as one word that the shell reads back', () => {
    const unquote = (word: string): string => word.slice(1, -1).replaceAll(`'\\''`, "'");
    fc.assert(
      fc.property(fc.string(), (text) => {
        const word = quotePosix(text);
        assert.equal(unquote(word), text);
        assert.ok(!word.slice(1, -1).replaceAll(`'\\''`, '').includes("'"));
      }),
    );
  });
});
