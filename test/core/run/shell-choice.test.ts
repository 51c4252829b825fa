import assert from 'node:assert/strict';
import type { ShellLanguage } from '../../../src/core/guide/guide.ts';
import { chooseShell, shellKind } from '../../../src/core/run/shell-choice.ts';
import type { ShellKind } from '../../../src/core/run/script.ts';
import { grammar } from '../../grammar.ts';

const kinds: readonly [path: string, kind: ShellKind | undefined][] = [
  ['/bin/bash', 'bash'],
  ['-bash', 'bash'],
  ['/opt/homebrew/bin/bash-5.2', 'bash'],
  ['/usr/bin/zsh', 'zsh'],
  ['fish', 'fish'],
  ['/bin/dash', 'sh'],
  ['/bin/sh', 'sh'],
  ['/usr/bin/nu', undefined],
  ['C:\\Windows\\System32\\cmd.exe', undefined],
  ['', undefined],
];

type Row = readonly [own: ShellKind | undefined, language: ShellLanguage, text: string, runs: string];

/** What runs it: `own`, `own like bash`, another program, or `none`. */
const rows: readonly Row[] = [
  ['bash', 'bash', 'mapfile -t x < f', 'own'],
  ['bash', 'sh', 'ls', 'own'],
  ['bash', 'zsh', 'ls', 'zsh'],
  ['bash', 'fish', 'ls', 'fish'],
  ['bash', 'powershell', 'Get-Process', 'pwsh'],
  ['bash', 'cmd', 'dir', 'none'],
  ['zsh', 'bash', 'docker ps | grep api', 'own like bash'],
  ['zsh', 'bash', 'x=(a b); echo ${x[0]}', 'own like bash'],
  ['zsh', 'bash', 'read -p "go on? " answer', 'bash'],
  ['zsh', 'bash', 'echo ${x^^}', 'bash'],
  ['zsh', 'bash', 'echo ${!name}', 'bash'],
  ['zsh', 'bash', 'mapfile -t lines < f', 'bash'],
  ['zsh', 'bash', 'shopt -s nullglob', 'bash'],
  ['zsh', 'bash', 'status=$(curl -s localhost)', 'bash'],
  ['zsh', 'bash', 'echo "${PIPESTATUS[0]}"', 'bash'],
  ['zsh', 'bash', 'echo "read -p is only a word"', 'own like bash'],
  ['zsh', 'zsh', 'print -l *(.)', 'own'],
  ['sh', 'sh', 'echo {1..3}', 'own'],
  ['sh', 'bash', 'docker ps | grep api', 'own'],
  ['sh', 'bash', 'for i in 1 2; do echo "$i"; done', 'own'],
  ['sh', 'bash', '[[ -f x ]] && echo y', 'bash'],
  ['sh', 'bash', 'for i in {1..3}; do echo $i; done', 'bash'],
  ['sh', 'bash', 'source .env', 'bash'],
  ['sh', 'bash', 'set -euo pipefail', 'bash'],
  ['sh', 'bash', 'diff <(ls a) <(ls b)', 'bash'],
  ['sh', 'bash', 'cat <<< "$x"', 'bash'],
  ['sh', 'bash', "echo $'a\\tb'", 'bash'],
  ['sh', 'bash', 'x=(1 2)', 'bash'],
  ['sh', 'bash', 'function f { echo; }', 'bash'],
  ['sh', 'bash', 'make &> log', 'bash'],
  ['sh', 'bash', 'for ((i=0; i<3; i++)); do echo $i; done', 'bash'],
  ['sh', 'bash', 'echo ${x//a/b}', 'bash'],
  ['sh', 'bash', 'echo ${x:1:2}', 'bash'],
  ['sh', 'bash', 'echo "${x:-none}" "${x#a}" "${x%%b}"', 'own'],
  ['sh', 'bash', 'echo $RANDOM', 'bash'],
  ['sh', 'bash', "echo '[[ only text ]]'", 'own'],
  ['sh', 'bash', 'curl -d \'{"a": [1,2]}\' localhost', 'own'],
  ['fish', 'bash', 'ls', 'bash'],
  ['fish', 'sh', 'ls', 'bash'],
  ['fish', 'fish', 'set x 1', 'own'],
  [undefined, 'bash', 'ls', 'bash'],
];

describe('which shell runs a text', () => {
  for (const [path, kind] of kinds) {
    it(`${path || 'nothing'} is ${kind ?? 'no shell with a wrapper'}`, () => {
      assert.equal(shellKind(path), kind);
    });
  }

  for (const [own, language, text, runs] of rows) {
    it(`${runs}: ${text} (${language} text, the person's shell is ${own ?? 'another'})`, () => {
      const choice = chooseShell({ language, commands: [text] }, own, grammar);
      const told = {
        own: () => (choice.kind === 'own' && choice.likeBash ? 'own like bash' : 'own'),
        other: () => (choice.kind === 'other' ? choice.program : ''),
        none: () => 'none',
      }[choice.kind]();
      assert.equal(told, runs);
    });
  }
});
