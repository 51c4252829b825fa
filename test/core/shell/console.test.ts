import assert from 'node:assert/strict';
import { readConsole } from '../../../src/core/shell/console.ts';
import type { ConsoleTag } from '../../../src/core/shell/console.ts';

const cases: readonly [
  text: string,
  tag: ConsoleTag,
  commands: string | undefined,
  lines: number[],
  why: string,
][] = [
  ['$ date\nout\n$ uptime', 'shell', 'date\nuptime\n', [0, 2], 'what has the prompt is typed'],
  ['date', 'console', undefined, [], 'no prompt, no session'],
  ['# date\n# uptime\nout', 'console', 'date\nuptime\n', [0, 1], "root's sign in a console"],
  ['# date\n# uptime', 'shell', undefined, [], 'a comment elsewhere'],
  [
    '# first\n$ date\n# HELP x\n',
    'console',
    '# first\ndate\n',
    [0, 1],
    'root is not meant where another prompt is',
  ],
  ['$ a \\\n  b\nout', 'none', 'a \\\n  b\n', [0, 1], 'a backslash'],
  ['$ a |\n> b\nout', 'none', 'a |\nb\n', [0, 1], 'a pipe with the second prompt'],
  ['$ a "b\nc"\nout', 'none', 'a "b\nc"\n', [0, 1], 'a quote that closes'],
  ['$ a "b\nout\n$ c', 'none', 'a "b\nc\n', [0, 2], 'a quote that never does'],
  ['$ cat <<E\n$ x\nE\nout', 'none', 'cat <<E\n$ x\nE\n', [0, 1, 2], 'a here-document holds prompts'],
  ['$ cat <<E\nout\n$ c', 'none', 'cat <<E\nc\n', [0, 2], 'one that never ends holds nothing'],
  [
    '$ for i in 1; do\n> date\n> done\n> no',
    'none',
    'for i in 1; do\ndate\ndone\nno\n',
    [0, 1, 2, 3],
    'a loop is asked on for',
  ],
  ['$ curl -v a\n> GET /', 'none', 'curl -v a\n', [0], 'output may look like the second prompt'],
  ['[a@b c]$ date', 'none', 'date\n', [0], 'brackets'],
  ['a@b:~/c# date\n# x', 'none', 'date\n', [0], 'a host and a folder; a bare sign is another'],
  ['(v) $ date', 'none', 'date\n', [0], 'a virtual environment'],
  ['bash-5.1$ date', 'none', 'date\n', [0], "the shell's own name"],
  ['% date\n$ x', 'none', 'date\n', [0], 'one sign decides for all'],
  ['$ ', 'none', '\n', [0], 'a prompt where nothing was typed'],
  ['$HOME/a', 'none', undefined, [], 'a variable'],
];

describe('a session', () => {
  for (const [text, tag, commands, lines, why] of cases) {
    it(`${JSON.stringify(text)} in a ${tag} block: ${why}`, () => {
      const session = readConsole(text, tag);
      assert.equal(session?.text, commands);
      assert.deepEqual(session?.lines ?? [], lines);
    });
  }

  it('tells a PowerShell and a cmd prompt', () => {
    assert.equal(readConsole('PS C:\\> Get-Date', 'console')?.shell, 'powershell');
    assert.equal(readConsole('C:\\Users>dir', 'console')?.shell, 'cmd');
  });
});
