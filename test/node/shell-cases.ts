import { createHash } from 'node:crypto';
import type { RunRequest } from '../../src/ports.ts';
import { stepsOf } from '../../src/core/guide/walk.ts';
import { playbookOf } from '../guides.ts';

export const shells = ['bash', 'zsh', 'dash', 'fish'] as const;
export type ShellName = (typeof shells)[number];

/** Who sends the step: the command line without a terminal, or a person's terminal at its prompt, recorded. */
export const fronts = ['pipe', 'terminal'] as const;
export type Front = (typeof fronts)[number];

/** For all, or `all` with exceptions; the more exact one counts. */
interface OfEach<T> extends Partial<Record<ShellName | Front | `terminal ${ShellName}`, T>> {
  all: T;
}
export type PerShell<T> = T | OfEach<T>;

export interface Case {
  name: string;
  commands: PerShell<readonly string[]>;
  /** The one front in which it means something. */
  only?: Front;
  onFailure?: RunRequest['onFailure'];
  /** As `told` says it. */
  gives: PerShell<string>;
  output?: PerShell<string>;
  /** What a person types once the step has printed something. */
  typed?: { after: string; keys: string };
  /** What must, and what must not, be in its output. */
  says?: string;
  hides?: string;
  /** A step after it in the same shell, and what that prints. */
  then?: PerShell<readonly string[]>;
  prints?: PerShell<string>;
}

/** What holds for one shell in one front. */
export function of<T>(value: PerShell<T>, shell: ShellName, front: Front): T {
  if (!isPerShell(value)) return value;
  const both = front === 'terminal' ? value[`terminal ${shell}`] : undefined;
  return both ?? value[shell] ?? value[front] ?? value.all;
}

function isPerShell<T>(value: PerShell<T>): value is OfEach<T> {
  return typeof value === 'object' && value !== null && 'all' in value;
}

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** A guide as an editor on Windows leaves it: what a step runs of it has neither its line ends nor its comments. */
const windowsGuide = ['# Guide', '', '### Shop down', '', '**Triage:**', '```sh', '# 1. Look', 'echo one # here', '# and on', 'echo two', '```', ''].join('\r\n'); // prettier-ignore

function commandsIn(guide: string): readonly string[] {
  return playbookOf(guide)
    .phases.flatMap(stepsOf)
    .flatMap(({ step }) => step.commands.map(({ text }) => text));
}

const big = 'é1"$!`#'.repeat(9000);
/** What a step may do to its shell, and what comes of it: the specification. */
export const cases: readonly Case[] = [
  {
    name: 'two commands',
    commands: ['echo one', 'echo two'],
    gives: '0 0 => succeeded 0',
    output: 'one\ntwo\n',
  },
  {
    name: 'goes on after a failure',
    commands: ['false', 'echo two'],
    gives: '1 0 => failed 1',
    output: 'two\n',
  },
  {
    name: 'stops at a failure by policy',
    commands: ['true', 'false', 'echo no'],
    onFailure: 'stop',
    gives: '0 1 +1 => failed 1',
    output: '',
  },
  {
    name: 'every part of a pipe, where the shell knows them',
    commands: ['sh -c "exit 3" | cat | sh -c "exit 5"', 'true'],
    gives: { all: '5(3,0,5) 0 => failed 5', dash: '5 0 => failed 5' },
  },
  {
    name: 'a program that is not there',
    commands: ['nosuchcommand_x', 'true'],
    gives: '127 0 => failed 127',
  },
  {
    name: 'each exit code',
    commands: ['true', ...[1, 3, 127].map((code) => `sh -c 'exit ${code}'`), "sh -c 'kill -9 $$'", "sh -c 'exit 130'"], // prettier-ignore
    gives: {
      all: '0 1 3 127 SIGKILL SIGINT => failed 1',
      terminal: '0 1 3 127 SIGKILL stopped => stopped', // there it is Ctrl-C
    },
  },
  {
    name: 'signals by their names',
    commands: ["sh -c 'kill -9 $$'", "sh -c 'kill -15 $$'", "sh -c 'exit 130'"],
    gives: {
      all: 'SIGKILL SIGTERM SIGINT => signalled SIGKILL',
      terminal: 'SIGKILL SIGTERM stopped => stopped',
    },
  },
  {
    name: 'folder, variables, functions and aliases carry over',
    commands: {
      all: ['cd /usr', 'export A=1', 'f() { echo F; }', 'B=2', "alias q='echo Q'"],
      fish: ['cd /usr', 'export A=1', 'function f; echo F; end', 'set B 2', "alias q='echo Q'"],
    },
    gives: '0 0 0 0 0 => succeeded 0',
    then: ['echo "$PWD $A $B"', 'f', 'q'],
    prints: '/usr 1 2\nF\nQ\n',
  },
  {
    name: 'declared and read-only variables carry over',
    commands: {
      all: ['declare X=1', 'readonly Z=3'],
      dash: ['X=1', 'readonly Z=3'],
      fish: ['set X 1', 'set Z 3'],
    },
    gives: '0 0 => succeeded 0',
    then: ['echo "$X$Z"'],
    prints: '13\n',
  },
  {
    name: 'set -e ends its step and does not reach the next',
    commands: { all: ['set -e', 'C=3; false', 'echo no'], fish: ['true', 'set C 3; false', 'true'] },
    gives: { all: '0 1 +1 => failed 1', fish: '0 1 0 => failed 1' },
    then: ['false', 'echo "on $C"'],
    prints: 'on 3\n',
  },
  {
    name: 'set -u does not reach the next step',
    commands: { all: ['set -u', 'true'], fish: ['true', 'true'] },
    gives: '0 0 => succeeded 0',
    then: ['echo "[$nope_x]"'],
    prints: '[]\n',
  },
  {
    name: 'traps do not reach the next step',
    only: 'pipe',
    commands: { all: ["trap 'echo TRAP' EXIT", "trap 'echo INT' INT"], fish: ['true', 'true'] },
    gives: '0 0 => succeeded 0',
    output: '',
    then: {
      all: ['sh -c "kill -INT $PPID"; echo on'],
      fish: ['echo on'],
      bash: ['trap -p INT; echo on'],
      zsh: ['trap | grep INT; echo on'],
      dash: ['trap | grep "INT"; echo on'],
    },
    prints: 'on\n',
  },
  {
    name: 'redirections do not reach the next step',
    only: 'pipe',
    commands: { all: ['exec 7>seven >log', 'echo hidden'], fish: ['true', 'true'] },
    gives: '0 0 => succeeded 0',
    output: '',
    then: {
      all: ['cat log; { echo x >&7; } 2>/dev/null || echo closed'],
      fish: ['echo hidden; echo closed'],
    },
    prints: 'hidden\nclosed\n',
  },
  {
    name: 'exit ends the step; the next shell has folder and exported variables',
    commands: {
      all: ['cd /usr', 'export E=5; L=6', 'exit 3', 'echo no'],
      fish: ['cd /usr', 'set -gx E 5', 'exit 3', 'echo no'],
    },
    gives: '0 0 3 +1 => failed 3',
    output: '',
    then: { all: ['echo "$PWD $E [$L]"'] },
    prints: { all: '/usr 5 []\n', terminal: '/usr 5 [6]\n', 'terminal fish': '/usr 5 []\n' }, // a person's shell lives on
  },
  {
    name: 'exit in a function ends the step',
    commands: {
      all: ['die() { exit 4; }; false || die; echo no', 'echo no'],
      fish: ['function die; exit 4; end; false || die; echo no', 'echo no'],
    },
    gives: '4 +1 => failed 4',
    output: '',
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'exit in a subshell is that subshell’s',
    commands: {
      all: ['(exit 5)', 'true | (exit 6)', 'echo on'],
      fish: ['fish -c "exit 5"', 'true | fish -c "exit 6"', 'echo on'],
    },
    gives: { all: '5 6(0,6) 0 => failed 5', dash: '5 6 0 => failed 5' },
    output: 'on\n',
  },
  {
    name: 'exec puts a program in the shell’s place; another shell takes over',
    commands: ['exec sh -c "echo other; exit 9"', 'echo no'],
    gives: { all: '9 +1 => failed 9', terminal: 'unknown +1 => unknown' },
    output: 'other\n',
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'a shell that kills itself is told, and another takes over',
    commands: { all: ['true', 'kill -9 $$', 'echo no'], fish: ['true', 'kill -9 $fish_pid', 'echo no'] },
    gives: { all: '0 SIGKILL +1 => signalled SIGKILL', terminal: '0 unknown +1 => unknown' },
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'return ends the step, not the shell',
    commands: ['echo a', 'return 5', 'echo no'],
    gives: '0 5 +1 => failed 5',
    output: 'a\n',
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'a syntax error ends the step, not the shell',
    commands: { all: ['echo a', 'if then fi )', 'echo no'], fish: ['echo a', 'if )(', 'echo no'] },
    gives: { all: '0 2 +1 => failed 2', zsh: '0 1 +1 => failed 1', fish: '0 123 +1 => failed 123' },
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'an open quote swallows nothing that follows',
    commands: ["echo 'open", 'echo no'],
    gives: { all: '2 +1 => failed 2', zsh: '1 +1 => failed 1', fish: '123 +1 => failed 123' },
    then: ['echo on'],
    prints: 'on\n',
  },
  {
    name: 'a here-document without its end is not fed our own lines',
    commands: { all: ['cat <<X | cat\nopen', 'echo on'], fish: ['echo open', 'echo on'] },
    gives: '0 0 => succeeded 0',
    output: { all: 'openon\n', bash: 'open\non\n', fish: 'open\non\n' },
  },
  {
    name: 'here-documents, quotes, exclamation marks and tabs, as written',
    commands: {
      all: ["cat <<'X'\nit's $HOME\t!!\n  \"q\"\nX"],
      fish: ['printf %s\\n "it\'s \\$HOME\t!!" \'  "q"\''],
    },
    gives: '0 => succeeded 0',
    output: `it's $HOME\t!!\n  "q"\n`,
  },
  {
    name: 'several lines and their comments are one command',
    commands: {
      all: ['for i in 1 2; do\n  echo "$i" # a word\ndone'],
      fish: ['for i in 1 2\n  echo "$i" # a word\nend'],
    },
    gives: '0 => succeeded 0',
    output: '1\n2\n',
  },
  {
    name: 'a guide with Windows’ line ends, and its comments',
    commands: commandsIn(windowsGuide),
    gives: '0 0 => succeeded 0',
    output: 'one\ntwo\n',
  },
  {
    name: 'bytes that are no text',
    commands: [String.raw`printf '\000\001\200\377'`],
    gives: '0 => succeeded 0',
    output: '\u0000\u0001\ufffd\ufffd',
  },
  {
    name: 'unicode, byte for byte',
    commands: ["printf '%s' 'é📊\u202e“'"],
    gives: '0 => succeeded 0',
    output: 'é📊\u202e“',
  },
  {
    name: '100 KB of text in one command',
    commands: {
      all: [`x='${big}'`, `printf '%s' "$x" | sha256sum`],
      fish: [`set x '${big}'`, `printf '%s' "$x" | sha256sum`],
    },
    gives: { all: '0 0(0,0) => succeeded 0', dash: '0 0 => succeeded 0' },
    output: `${sha256(big)}  -\n`,
  },
  {
    name: 'a hundred commands',
    commands: Array.from({ length: 100 }, (_, index) => `echo ${index}`),
    gives: `${'0 '.repeat(100)}=> succeeded 0`,
    output: Array.from({ length: 100 }, (_, index) => `${index}\n`).join(''),
  },
  {
    name: 'no newline at the end',
    commands: ['printf a', 'printf b'],
    gives: '0 0 => succeeded 0',
    output: 'ab',
  },
  {
    name: 'both streams, in order',
    commands: ['echo a; echo b >&2; echo c'],
    gives: '0 => succeeded 0',
    output: 'a\nb\nc\n',
  },
  {
    name: 'stdin is empty',
    only: 'pipe',
    commands: { all: ['cat', 'read x || echo nothing'], fish: ['cat', 'read x; or echo nothing'] },
    gives: '0 0 => succeeded 0',
    output: 'nothing\n',
  },
  {
    name: 'what it is connected to',
    commands: [
      'test -t 0 && test -t 1 && test -t 2 && echo terminal',
      'test -t 0 || test -t 1 || test -t 2 || echo none',
    ],
    gives: { all: '1 0 => failed 1', terminal: '0 0 => succeeded 0' },
    output: { all: 'none\n', terminal: 'terminal\n' },
  },
  {
    name: 'colours where there is a terminal',
    commands: [String.raw`test -t 1 && printf '\033[31mred\033[0m\n' || echo plain`],
    gives: '0 => succeeded 0',
    output: { all: 'plain\n', terminal: '\u001b[31mred\u001b[0m\n' },
  },
  {
    name: 'a prompt that a person answers',
    only: 'terminal',
    commands: { all: ["printf 'name? '", 'read name', 'echo "hello $name"'] },
    typed: { after: 'name? ', keys: 'ana\n' },
    gives: '0 0 0 => succeeded 0',
    says: 'hello ana', // fish draws the line that is typed
  },
  {
    name: 'a password that a person types is not in the output',
    only: 'terminal',
    commands: {
      all: [
        'stty -echo',
        "printf 'password: '",
        'read word',
        'stty echo',
        'test "$word" = tr0ub4dor && echo right',
      ],
      fish: ["printf 'password: '", 'true', 'read -s word', 'true', 'test "$word" = tr0ub4dor && echo right'],
    },
    typed: { after: 'password: ', keys: 'tr0ub4dor\n' },
    gives: '0 0 0 0 0 => succeeded 0',
    hides: 'tr0ub4dor',
  },
  {
    name: 'a job in the background is not waited for, and writes on',
    commands: [`sh -c 'sleep 1; echo late; echo done >late.txt' & echo first`],
    gives: '0 => succeeded 0',
    output: 'first\n',
    then: {
      all: ['while ! test -s late.txt; do sleep 0.1; done; cat late.txt'],
      fish: ['while ! test -s late.txt; sleep 0.1; end; cat late.txt'],
    },
    prints: 'done\n',
  },
];
