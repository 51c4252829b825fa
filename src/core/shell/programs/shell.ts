import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { assessAwk } from './code.ts';
import { longSeconds, seconds } from './duration.ts';
import type { Family } from './rows.ts';

const silentBuiltins = `
  : true false test [ [[ echo printf pwd cd pushd popd dirs type which whereis whatis apropos hash history jobs let shift return exit break continue times
  ulimit umask set shopt export readonly local declare typeset unset unalias getopts wait complete compgen bind help caller mapfile readarray
  logout bg disown tput tty stty clear reset expr seq factor yes
`;

/** The shell's own commands. */
export const builtins: Family = {
  [silentBuiltins]: 'reads:',
  read: 'reads asks:',
  fg: 'changes prompts: -> brings a job to the front',
  sleep: {
    special: ({ args }) => ({
      ...reads,
      longRunning: args.reduce((sum, { text }) => sum + seconds(text), 0) > longSeconds,
    }),
  },
  'source .':
    'unknown: -> runs {1:a file} in the shell: its variables change, what else it does is not known',
  eval: 'runs: -> shell after 0\nreads:',
  trap: {
    special: ({ args: [first] }, look) =>
      first && !first.text.startsWith('-') ? look.text('shell', first.text) : reads,
  },
  'command builtin exec coproc': { valued: '-a', rows: 'reads: -v|-V\nruns: -> command after 0\nreads:' },
};

/** Programs that run a text in a language. */
export const interpreters: Family = {
  'sh bash zsh dash ash ksh rbash': { special: shellProgram },
  'fish pwsh powershell':
    'changes asks: $ !-c !-Command -> opens a shell\nunknown: * , -c|-Command -> runs a script: what it does is not known',
  'python python2 python3 pypy pypy3': {
    valued: '-c -m -W -X',
    rows: `
      runs: -m=pip -> pip from 0
      runs: manage.py|*/manage.py -> manage.py after 1
      runs: -c -> code in -c
      reads: -c, -V|--version, -m=json.tool|site|platform|sysconfig|zipfile|tarfile|dis|tokenize|timeit|calendar|pip, manage.py|*/manage.py
      reads stays: -m=http.server
      changes: -m=venv|ensurepip -> makes an environment
      unknown: -m -> runs the module {-m}: what it does is not known
      runs: $, - $ -> code in stdin
      reads: $, - $
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'node nodejs deno bun tsx ts-node': {
    valued: '-e --eval -p --print -r --require --import -pe',
    rows: `
      runs: -e|-p|--eval|--print|-pe -> code in -e --eval -p --print -pe
      reads: -e|-p|--eval|--print|-pe, -v|--version, -c|--check
      runs: $, - $ -> code in stdin
      reads: $, - $
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'ruby perl lua Rscript groovy': { special: scripting },
  php: {
    valued: '-r -f -d -S -t',
    rows: `
      runs: artisan|*/artisan -> artisan after 1
      runs: bin/console|*/bin/console|*/console -> console after 1
      reads: artisan|*/artisan, bin/console|*/console
      runs: -r -> code in -r
      reads: -r, -v|-m|-i|-l|--ini|--version
      changes stays: -S -> runs a web server
      runs: $ -> code in stdin
      reads: $
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'irb pry ipython iex erl ghci scala jshell': 'reads: --version\nchanges prompts: -> opens a prompt',
  'awk gawk mawk nawk': { special: awk },
  java: {
    singleDash: true,
    valued: '-cp -classpath --class-path -jar',
    rows: 'reads: -version|--version|-XshowSettings*\nunknown: -jar -> runs {-jar}: what it does is not known\nunknown: -> runs a Java program: what it does is not known',
  },
  make: {
    valued: '-C -f -j? -I -o',
    rows: 'reads: -n|--dry-run|--just-print|-q|-v\nunknown: -> runs a target of the project (make {1+:all}): what it does is not known',
  },
};

/** `bash -c 'text' name arguments`, `bash < text`, `bash script`, or a prompt. */
function shellProgram({ name, args, input }: Call, look: Look): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-o -O --rcfile --init-file +o', { commandAfter: () => 0 }),
  );
  const own = args.slice(0, args.findIndex(({ text }) => !/^[-+]/.test(text)) >>> 0);
  const first = args.slice(own.length).filter(({ text }, at) => at > 0 || text !== '');
  if (options.has('-n') && !options.has('-c')) return reads;
  if (options.has('-c')) return look.text('shell', (operands[0] ?? first[0])?.text ?? '', input);
  const [script] = options.has('-s') ? [] : first;
  if (script !== undefined && script.text !== '-' && script.text !== '/dev/stdin') {
    return script.known
      ? notKnown(`runs ${script.text}: what it does is not known`)
      : scriptFrom(script.text);
  }
  if (input.from === 'terminal') return { ...changes(`opens a prompt of ${name}`), interactive: true };
  if (input.from === 'unknown')
    return notKnown(`runs ${input.source} in the shell: what it does is not known`);
  const known = look.text('shell', input.text);
  return input.whole ? known : highest([known, notKnown('runs shell that is only known in part')]);
}

/** `bash <(curl …)`. */
const scriptFrom = (text: string): Assessment =>
  notKnown(`runs what ${text} gives: what it does is not known`);

/** perl and ruby: a text behind `-e`, which `-i` lets change files. */
function scripting({ name, args, input }: Call, look: Look): Assessment {
  if (args.some(({ text }) => /^(?:-v|-V.*|--version|-c)$/.test(text))) return reads;
  const at = args.findIndex(({ text }) => /^-[a-zA-Z0-9.]*[eE]$/.test(text));
  if (args.slice(0, at < 0 ? undefined : at).some(({ text }) => /^(?:-v|-V.*|--version|-c)$/.test(text)))
    return reads;
  const inPlace = args.some(({ text }, index) => /^-[a-zA-Z0]*i/.test(text) && index <= Math.max(at, 0));
  if (at >= 0) {
    const code = look.text('code', args[at + 1]?.text ?? '');
    const filter = args.slice(0, at + 1).some(({ text }) => /^-[a-zA-Z0]*[np]/.test(text));
    if (inPlace)
      return highest([
        changes('changes files in place'),
        ...(code.danger.level === 'destructive' ? [destroys(code.danger.reason ?? '')] : []),
      ]);
    return filter &&
      code.danger.unknown &&
      !/\b(?:system|exec|unlink|open|rename|rmdir|mkdir)\b|`/.test(args[at + 1]?.text ?? '')
      ? reads
      : code;
  }
  const script = args.find(({ text }) => !text.startsWith('-'));
  if (script) return notKnown(`runs ${script.text}: what it does is not known`);
  if (input.from === 'text' && input.whole) return look.text('code', input.text);
  return input.from === 'terminal'
    ? { ...changes(`opens a prompt of ${name}`), interactive: true }
    : notKnown(`runs code: what it does is not known`);
}

function awk({ args }: Call, look: Look): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-F -v -f -i --assign --field-separator --file --include'),
  );
  if (options.has('-f') || options.has('--file'))
    return notKnown('runs an awk program from a file: what it does is not known');
  const program = assessAwk(operands[0]?.text ?? '', (text) => look.text('shell', text));
  return options.get('-i')?.includes('inplace')
    ? highest([program, changes('changes files in place')])
    : program;
}
