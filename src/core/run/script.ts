import { tellWhere } from './where.ts';

/** The shells that have a wrapper of their own. `sh` is any shell that keeps to POSIX: dash, ash, ksh. */
export type ShellKind = 'bash' | 'zsh' | 'sh' | 'fish';

/**
 * Who sends the step to the shell.
 * At a `prompt` a person's interactive terminal sources it, and the shell must live on whatever the step does.
 * `driven`, a shell without a prompt is fed steps one by one; a step's `exit` ends it, and another one takes over.
 */
export type Front = { kind: 'prompt' } | { kind: 'driven'; stdio: 'pipe' | 'tty' };

export interface StepScript {
  shell: ShellKind;
  /** The run's private folder, absolute. What the shell leaves there is read by `marks.ts`. */
  folder: string;
  /** Random; tells this run's markers from any other bytes. */
  nonce: string;
  /** Each without NUL. */
  commands: readonly string[];
  /** Whether the step ends at its first failed command. */
  onFailure: 'go-on' | 'stop';
  /** zsh reads the text as bash would, as far as it can. */
  likeBash?: boolean;
  front: Front;
  /** The file, absolute, in which the shell says after the step where it is then: see `where.ts`. */
  where?: string;
}

/** A step for a shell that reads POSIX text, wherever its marks go. */
export type PromptStep = Omit<StepScript, 'folder' | 'shell'> & { shell: PosixKind };
export type PosixKind = Exclude<ShellKind, 'fish'>;

/** The files to write into the run's folder, by name, and the one line that makes the shell run them. */
export interface StepFiles {
  files: Readonly<Record<string, string>>;
  line: string;
}

/**
 * Writes a step as private files that a shell sources: the commands run in that shell itself, at top level, so that
 * `cd`, variables, functions and aliases carry over. After each command one small file and one invisible marker tell
 * its exit code; the file's modification time is the clock, because no shell then needs a program for it.
 *
 * | File | Holds | Means |
 * |---|---|---|
 * | `0` | the shell's process id | the step began |
 * | `N` | exit code, then every pipe part's | command N ended |
 * | `cut` | a command's number | no command after it was reached: a failure that ends the step, or a stop |
 * | `exit` | exit code | the step ended the shell, or tried to |
 * | `eof` | a number | the step prints no more; what zsh and fish draw between it and their prompt is not its output |
 * | `end` | exit code | the shell is done with the step |
 * | `stop` | the reason, or nothing | put there by us: no further command runs |
 * | `env`, `cwd` | exported variables as commands, folder | where the next shell begins if this one dies (driven only) |
 */
export function stepFiles(step: StepScript): StepFiles {
  return rows[step.shell](step);
}

/** A file that makes the shell say where it is now, and the line that makes it read that file. */
export function lookFile(
  shell: ShellKind,
  files: { look: string; where: string },
): { text: string; line: string } {
  return shell === 'fish'
    ? { text: tellWhere('fish', quoteFish(files.where)), line: ` source ${quoteFish(files.look)}` }
    : { text: tellWhere('posix', quotePosix(files.where)), line: ` . ${quotePosix(files.look)}` };
}

/** One word of a POSIX shell, whatever the text holds. */
export function quotePosix(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** One word of fish. */
export function quoteFish(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The line that sets what a shell that ended left behind: its exported variables. */
export function exportsOf(shell: ShellKind, environment: string): string {
  return shell === 'fish' || environment === '' ? environment : `{\n${environment}\n} 2>/dev/null\n`;
}

/** What a driven shell is told first: aliases carry over, as they do for a person. */
export function greeting(shell: ShellKind): string {
  return shell === 'bash' ? 'shopt -s expand_aliases\n' : '';
}

const rows: Readonly<Record<ShellKind, (step: StepScript) => StepFiles>> = {
  bash: (step) => (step.front.kind === 'prompt' ? atPrompt(step, 'bash') : driven(step, bashDriven)),
  zsh: (step) => (step.front.kind === 'prompt' ? atPrompt(step, 'zsh') : driven(step, zshDriven)),
  sh: (step) => (step.front.kind === 'prompt' ? shAtPrompt(step) : driven(step, shDriven)),
  fish: (step) => (step.front.kind === 'prompt' ? fishAtPrompt(step) : fishDriven(step)),
};

// ---------------------------------------------------------------- shared by the POSIX rows

/** Before a step's end is told: whoever sees that may look. */
const saysWhere = ({ where }: StepScript): string =>
  where === undefined ? '' : `${tellWhere('posix', quotePosix(where))} || :\n`;
const saysWhereInFish = ({ where }: StepScript): string =>
  where === undefined ? '' : `${tellWhere('fish', quoteFish(where))}\n`;
const path = (step: StepScript, name: string): string => quotePosix(`${step.folder}/${name}`);
/** The format of a marker, one word of a POSIX shell. */
export const marker = ({ nonce }: Pick<StepScript, 'nonce'>): string => `'\\033]7717;${nonce};%s\\007'`;

/** Where markers go. Not to the step's own stdout: it may have been redirected. Opened to read and write, so that it never waits. */
function markerTarget(step: StepScript): string {
  return step.front.kind === 'driven' && step.front.stdio === 'pipe' ? path(step, 'pipe') : '/dev/tty';
}

/**
 * Which `NUMBER,$-,STATUS` end the step, as patterns of `case`: any failure by policy or under the step's own `set -e`.
 * Where a person sits at a terminal 130 is Ctrl-C; at a prompt 148 (146 on macOS) is Ctrl-Z.
 */
function enders({ onFailure, front }: Pick<StepScript, 'onFailure' | 'front'>): string {
  if (onFailure === 'stop') return '*';
  if (front.kind === 'prompt') return '*e*,*|*,130|*,14[68]';
  return front.stdio === 'tty' ? '*e*,*|*,130' : '*e*,*';
}

/** The part of `__ir` that returns when the step goes on after a command. */
export function goesOn(step: Omit<StepScript, 'folder'>): string {
  const inherited = remembersErrexit(step) ? '${__ir_errexit-}' : '';
  return `case $1,$-${inherited},$2 in (0,*|*,0) return 0 ;; (${enders(step)}) ;; (*) return 0 ;; esac`;
}

/** `__ir NAME STATUS PARTS…`: leaves the file and the marker; its own failure ends the step. Number 0 is the step's beginning, its status our shell's pid. */
function recorder(step: StepScript, words: { builtin: string; parts: string }): string {
  const { builtin, parts } = words;
  const state =
    step.front.kind === 'driven'
      ? `\n  ${builtin}export -p >|${path(step, 'env')}; ${builtin}pwd >|${path(step, 'cwd')}`
      : '';
  return `__ir() {
  ${builtin}echo ${parts} >|${quotePosix(`${step.folder}/`)}"$1"${state}
  ${builtin}printf ${marker(step)} "$1;$2" 1<>${markerTarget(step)}
  case $1 in (e*) return ;; esac
  if [ -e ${path(step, 'stop')} ]; then set -- "$1" 130
  else ${goesOn(step)}; fi
  ${builtin}echo "$1" >|${path(step, 'cut')}
  return "$2"
} 2>/dev/null`;
}

/**
 * Whether a here-document's end is missing: the line that records the outcome would become its last line.
 * A shift in arithmetic reads as one too; that costs no more than its pipe parts.
 */
function hasOpenHereDocument(text: string): boolean {
  const lines = text.split('\n');
  return lines.some((line, index) => {
    for (const [, tabs = '', word = ''] of line.matchAll(/(?<!<)<<(-?)(?!<)[ \t]*([^\s;|&<>()]+)/g)) {
      const end = word.replace(/['"\\]/g, '');
      const closes = (other: string): boolean => (tabs === '-' ? other.replace(/^\t+/, '') : other) === end;
      if (!lines.slice(index + 1).some(closes)) return true;
    }
    return false;
  });
}

interface Evaluation {
  /** `eval`, in the shell's own way of surviving what the text does. */
  evaluate: string;
  /** How the shell names the exit codes of a pipe's parts; empty when it can't. */
  parts: string;
}

/**
 * One command: evaluated as written, its outcome recorded in the same breath, because no shell keeps a pipe's parts
 * beyond `eval`. The braces hide our line from the step's `set -x`.
 */
function evaluated(text: string, number: number, { evaluate, parts }: Evaluation): string {
  if (hasOpenHereDocument(text)) {
    return `${evaluate} ${quotePosix(text)}\n{ __ir ${number} "$?"; } 2>/dev/null || return\n`;
  }
  const record = `{ __ir ${number} "$?"${parts && ` ${parts}`}; } 2>/dev/null`;
  return `${evaluate} ${quotePosix(`${text}\n${record}`)} || return\n`;
}

const bashWords: Evaluation = { evaluate: 'eval', parts: '"${PIPESTATUS[@]}"' };
const shWords: Evaluation = { evaluate: 'command eval', parts: '' };

function zshWords({ likeBash }: Pick<StepScript, 'likeBash'>): Evaluation {
  const evaluate = likeBash ? 'emulate ksh -o bsdecho -o bashrematch -c' : 'eval';
  return { evaluate, parts: '"${pipestatus[@]}"' };
}

function allEvaluated(step: Omit<StepScript, 'folder'>, words: Evaluation): string {
  return step.commands
    .map(
      (text, index) => evaluated(text, index + 1, words) + (remembersErrexit(step) ? errexitAfter(text) : ''),
    )
    .join('');
}

/** Options that zsh sets while it emulates last for that command only; in a POSIX shell `set -e` would end the shell inside `eval`. */
const remembersErrexit = ({ shell, likeBash }: Pick<StepScript, 'shell' | 'likeBash'>): boolean =>
  shell === 'sh' || likeBash === true;

/** A `set -e` at the step's top level holds for the rest of the step: the record of each command asks for it. */
function errexitAfter(text: string): string {
  const match = /^\s*set\s+(?:[-+][a-z]+\s+)*?([-+])(?:[a-df-z]*e|o\s+errexit)/.exec(text);
  return match ? `__ir_errexit=${match[1] === '-' ? 'e' : ''}; set +e\n` : '';
}

const namedParts = { builtin: 'builtin ', parts: '"${@:2}"' };
const statusOnly = { builtin: '\\', parts: '"$2"' };

// ---------------------------------------------------------------- driven, without a prompt

interface DrivenRow {
  recorder: (step: StepScript) => string;
  words: (step: StepScript) => Evaluation;
  source: string;
  /** What the step may have trapped beside the signals every shell knows. */
  ownTraps: string;
}

const bashDriven: DrivenRow = {
  recorder: (step) => recorder(step, namedParts),
  words: () => bashWords,
  source: '.',
  ownTraps: ' ERR DEBUG RETURN',
};
const zshDriven: DrivenRow = {
  recorder: (step) => recorder(step, namedParts),
  words: zshWords,
  source: '.',
  ownTraps: ' ZERR DEBUG',
};
const shDriven: DrivenRow = {
  recorder: (step) => recorder(step, statusOnly),
  words: () => shWords,
  source: 'command .',
  ownTraps: '',
};

/**
 * Options, traps and redirections of a step end with it; all else stays. The commands come by number, not by path: shells begin
 * their messages with the file's name, and the output should say the same each time.
 */
function driven(step: StepScript, row: DrivenRow): StepFiles {
  const onTty = step.front.kind === 'driven' && step.front.stdio === 'tty';
  const stdio = onTty ? '</dev/tty >/dev/tty 2>&1' : `</dev/null >${path(step, 'pipe')} 2>&1`;
  const frame = `${row.recorder(step)}
__ir_options=$(set +o)
trap '__ir exit $?' EXIT
${row.source} /dev/fd/9 9<${path(step, 'commands')} ${stdio} && :
__ir_status=$?
${saysWhere(step)}__ir end $__ir_status || :
{ eval "$__ir_options"; trap - EXIT HUP INT QUIT TERM USR1 USR2 ALRM PIPE${row.ownTraps}
  exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; } 2>/dev/null || :
unset -f __ir; unset __ir_options __ir_errexit __ir_status
`;
  const commands = `{ __ir 0 $$; } 2>/dev/null || return\n${allEvaluated(step, row.words(step))}`;
  return { files: { step: frame, commands }, line: `. ${path(step, 'step')}\n` };
}

// ---------------------------------------------------------------- at a person's prompt

const sourced = (step: StepScript): string => ` . ${path(step, 'step')} && :`;

function atPrompt(step: StepScript, shell: 'bash' | 'zsh'): StepFiles {
  const text = `${promptFrame(shell, recorder(step, namedParts), saysWhere(step))}\n${promptBody({ ...step, shell })}`;
  return { files: { step: text }, line: sourced(step) };
}

/** The step's beginning and its commands, of which a `return` ends the step. */
export function promptBody(step: PromptStep): string {
  const text = `{ __ir 0 $$; } 2>/dev/null || return\n${allEvaluated(step, promptWords[step.shell](step))}`;
  if (step.shell !== 'zsh') return text;
  // Before its prompt hooks zsh fills a line up, which is none of the step's output.
  return `{\n${text}} always {\n{ __ir eof 0; } 2>/dev/null\n}\n`;
}

const promptWords: Readonly<Record<PosixKind, (step: PromptStep) => Evaluation>> = {
  bash: () => bashWords,
  zsh: zshWords,
  sh: () => ({ ...shWords, evaluate: 'eval' }),
};

/** What a shell with a prompt hook is told before a step, given its `__ir`: to end the step, not itself, at `exit`, and to say when it is back. */
export function promptFrame(shell: 'bash' | 'zsh', recorder: string, beforeEnd = ''): string {
  return shell === 'bash' ? bashFrame(recorder, beforeEnd) : zshFrame(recorder, beforeEnd);
}

const bashFrame = (recorder: string, beforeEnd: string): string => `${recorder}
function exit {
  local s=\${1-$?}
  ((BASH_SUBSHELL)) && builtin exit "$s"
  __ir exit "$s"; builtin kill -INT $$
}
__ir_end() {
  local s=$?
  set +eu; PROMPT_COMMAND=\${PROMPT_COMMAND#__ir_end;}
  ${beforeEnd}  __ir end $s; eval "$__ir_undo"
  unset -f __ir __ir_end exit; unset __ir_undo
  return $s
}
set +e; __ir_undo=$(trap -p INT); [ -z "$__ir_undo" ] || trap - INT
PROMPT_COMMAND="__ir_end;\${PROMPT_COMMAND-}"`;

const zshFrame = (recorder: string, beforeEnd: string): string => `${recorder}
function exit {
  local s=\${1-$?}
  ((ZSH_SUBSHELL)) && builtin exit "$s"
  __ir exit "$s"; trap - INT; builtin kill -INT $$
}
__ir_end() {
  local s=$?
  set +eu; precmd_functions=("\${(@)precmd_functions[@]:#__ir_end}")
  ${beforeEnd}  __ir end $s
  unset -f __ir __ir_end exit; unset __ir_errexit
}
set +e; precmd_functions+=(__ir_end)`;

/** POSIX has neither a prompt hook nor a way to override `exit`: an alias, and a failed expansion that unwinds to `command eval`. */
function shAtPrompt(step: StepScript): StepFiles {
  const undo = path(step, 'undo');
  const text = `${recorder(step, statusOnly)}
__ir_exit() {
  set -- "\${1-$?}"
  [ "$(exec sh -c 'echo $PPID')" = $$ ] || \\exit "$1"
  __ir exit "$1"; : "\${__ir_over?step ended by exit $1}"
}
__ir_run() {
${promptBody({ ...step, shell: 'sh' })}}
trap >|${undo}; set +e; alias exit=__ir_exit
trap '__ir exit 130; : "\${__ir_over?stopped}"' INT
command eval __ir_run && :
__ir_status=$?
${saysWhere(step)}__ir end $__ir_status || :; set +eu; trap - INT; unalias exit
unset -f __ir __ir_run __ir_exit; unset __ir_errexit __ir_status
. ${undo}
`;
  return { files: { step: text }, line: sourced(step) };
}

// ---------------------------------------------------------------- fish

const fishPath = (step: StepScript, name: string): string => quoteFish(`${step.folder}/${name}`);

function fishRecorder(step: StepScript): string {
  const { front, onFailure } = step;
  // Through a pipe the step's own stdout is the pipe: fish has no redirection that outlives a command. Opening it anew would
  // wait for ever once its reader is gone, as an interactive fish without a terminal would for that.
  const target = front.kind === 'driven' && front.stdio === 'pipe' ? '' : ' >/dev/tty';
  const guard = front.kind === 'prompt' ? 'isatty; and ' : '';
  const goesOn = onFailure === 'stop' ? 'test $argv[2] = 0' : fishGoesOn(front);
  const state =
    step.front.kind === 'driven'
      ? `
  if contains $argv[1] exit end
    for name in (set -nx); echo set -gx $name (string escape -- $$name); end >${fishPath(step, 'env')} 2>/dev/null
    builtin pwd >${fishPath(step, 'cwd')}
  end`
      : '';
  return `function __ir
  builtin echo $argv[2..-1] >${quoteFish(`${step.folder}/`)}$argv[1]${state}
  ${guard}builtin printf ${marker(step)} "$argv[1];$argv[2]"${target}
  string match -q 'e*' $argv[1]; and return $argv[2]
  if test -e ${fishPath(step, 'stop')}; set argv[2] 130
  else if test $argv[1] = 0; or ${goesOn}; return 0; end
  builtin echo $argv[1] >${fishPath(step, 'cut')}
  return $argv[2]
end`;
}

/** Which failures end a step that goes on after failures: see `enders`. */
function fishGoesOn(front: Front): string {
  if (front.kind === 'prompt') return 'not contains $argv[2] 130 146 148';
  return front.stdio === 'tty' ? 'test $argv[2] != 130' : 'true';
}

function allFish(step: StepScript): string {
  const evaluatedFish = (text: string, index: number): string =>
    `eval ${quoteFish(`${text}\n__ir ${index + 1} $status $pipestatus`)}; or return\n`;
  return step.commands.map(evaluatedFish).join('');
}

function fishAtPrompt(step: StepScript): StepFiles {
  const text = `${fishRecorder(step)}
function __ir_end --on-event fish_prompt
  set -l s $status
  ${saysWhereInFish(step)}  __ir end $s
  functions -e __ir __ir_end
end
__ir 0 $fish_pid; or return
source ${fishPath(step, 'commands')}
__ir eof $status
`;
  return { files: { step: text, commands: allFish(step) }, line: ` source ${fishPath(step, 'step')}` };
}

function fishDriven(step: StepScript): StepFiles {
  const onTty = step.front.kind === 'driven' && step.front.stdio === 'tty';
  const pipe = fishPath(step, 'pipe');
  const stdio = onTty ? '</dev/tty >/dev/tty 2>&1' : `</dev/null >${pipe} 2>&1`;
  // The last marker of a shell that ends goes through sh, which opens the pipe without waiting for a reader.
  const lastMarker = onTty ? '' : `\n  sh -c 'printf "$1" "$2" 1<>"$3"' sh ${marker(step)} 'exit;0' ${pipe}`;
  const frame = `${fishRecorder(step)}
function __ir_gone --on-event fish_exit
  __ir exit $status${lastMarker}
end
begin
  source ${fishPath(step, 'commands')}
  set -l s $status
  ${saysWhereInFish(step)}  __ir end $s
end ${stdio}
functions -e __ir __ir_gone
`;
  const commands = `__ir 0 $fish_pid; or return\n${allFish(step)}`;
  return { files: { step: frame, commands }, line: `source ${fishPath(step, 'step')}\n` };
}
