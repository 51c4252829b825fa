import { utf8ToBytes } from '@noble/hashes/utils.js';
import { goesOn, marker, promptBody, promptFrame } from './script.ts';
import type { PosixKind, PromptStep } from './script.ts';

/** A step for a shell that can't read our files: on another host, in a container, of another user. */
export type InlineStep = Omit<PromptStep, 'front'>;

/** Longer ones a shell that leaves its lines to the terminal would not get whole (4,095 bytes). */
const LONGEST_LINE = 4000;

/**
 * The one line that runs a step where our files aren't: the shell at the prompt itself runs it, so `cd` and `export` carry over.
 * The same marks as from a file, but all of them in the stream: `0`, each command's number, `cut`, `exit`, `end`. Undefined when it
 * is too long. Unlike in a file `declare` is local to the step, and there is no `stop` to be found: Ctrl-C ends it.
 */
export function inlineLine(step: InlineStep): string | undefined {
  const prompted: PromptStep = { ...step, front: { kind: 'prompt' } };
  const text = step.shell === 'sh' ? forPosix(prompted) : withHook(prompted, step.shell);
  const line = ` eval "$(printf '%b' '${escaped(text)}')" && :`;
  return line.length <= LONGEST_LINE ? line : undefined;
}

/** Printable ASCII as it is; what a quote or the shell's history could mind, and every other byte, as `printf` writes it. */
function escaped(text: string): string {
  const bytes = [...utf8ToBytes(text.toWellFormed())];
  return bytes
    .map((byte) => short.get(byte) ?? (isPlain(byte) ? String.fromCharCode(byte) : octal(byte)))
    .join('');
}

const short: ReadonlyMap<number, string> = new Map([
  [0x0a, '\\n'],
  [0x5c, '\\\\'],
]);
const octal = (byte: number): string => `\\0${byte.toString(8).padStart(3, '0')}`;
const isPlain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x21;

/** `__ir NAME STATUS PARTS…`, by markers alone. */
function teller(step: PromptStep): string {
  const [local, values, builtin] =
    step.shell === 'sh' ? ['', '$2', '\\'] : [" local IFS=' ';", '${*:2}', 'builtin '];
  const tell = (words: string): string => `${builtin}printf ${marker(step)} "${words}" 1<>/dev/tty`;
  return `__ir() {${local}
${tell(`$1;${values}`)}
case $1 in (e*) return ;; esac
${goesOn(step)}
${tell('cut;$1')}
return "$2"
} 2>/dev/null`;
}

/** In a function, of which `return` ends the step as it would end a file. */
function withHook(step: PromptStep, shell: 'bash' | 'zsh'): string {
  // A bash that is called `sh` has no function named exit.
  const [before, behind] =
    shell === 'bash'
      ? [
          'case $SHELLOPTS in (*posix*) set +o posix; __ir_posix=y; esac\n',
          '\n[ -z "${__ir_posix-}" ] || __ir_undo="set -o posix; unset __ir_posix; $__ir_undo"',
        ]
      : ['', ''];
  return `${before}${promptFrame(shell, teller(step))}${behind}
__ir_run() {
unset -f __ir_run
${promptBody(step)}}
__ir_run`;
}

/** Some unwind to their prompt, others to `command eval`: what puts the shell back comes before. */
function forPosix(step: PromptStep): string {
  return `${teller(step)}
__ir_end() {
__ir end "$1" || :; set +eu; trap - INT; unalias exit
unset -f __ir __ir_run __ir_exit __ir_end; unset __ir_errexit
}
__ir_exit() {
set -- "\${1-$?}"
[ "$(exec sh -c 'echo $PPID')" = $$ ] || \\exit "$1"
__ir exit "$1"; __ir_end "$1"; : "\${__ir_over?step ended by exit $1}"
}
__ir_run() {
${promptBody(step)}}
set +e; alias exit=__ir_exit
trap '__ir exit 130; __ir_end 130; : "\${__ir_over?stopped}"' INT
command eval __ir_run && :
__ir_end $? 2>/dev/null || :`;
}

// ---------------------------------------------------------------- which shell is there

/** Asks whatever reads the terminal which shell it is: one that reads POSIX text answers, anything else has a line it can't use. */
export function shellQuestion(nonce: string): string {
  const name = '${BASH_VERSION:+bash}${ZSH_VERSION:+zsh}';
  return ` printf ${marker({ nonce })} "shell;${name}" >/dev/tty`;
}

/** The answer in what the terminal showed; undefined while there is none. */
export function shellAnswer(shown: string, nonce: string): PosixKind | undefined {
  const [, before = ''] = shown.split(`\u001b]7717;${nonce};shell;`);
  const end = before.indexOf('\u0007');
  if (end < 0) return undefined;
  const name = before.slice(0, end);
  return name === 'bash' || name === 'zsh' ? name : 'sh';
}
