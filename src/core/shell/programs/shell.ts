import { assessAwk } from './code.ts';
import { readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { changes, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { list } from './rows.ts';
import type { Family } from './rows.ts';

/** The shell's own commands. */
export const builtins: Family = {
  ': true false test [ [[ ]] ]] echo printf pwd cd pushd popd dirs type which whereis whatis apropos hash history fc jobs let shift return exit break continue times ulimit umask set shopt export readonly local declare typeset unset unalias getopts wait complete compgen bind help caller mapfile readarray enable suspend logout bg disown tput tty stty clear reset expr seq factor yes':
    'reads:',
  read: 'reads asks:',
  select: 'reads asks:',
  fg: 'changes prompts: -> brings a job to the front',
  sleep: {
    special: ({ args }) => ({
      ...reads,
      longRunning: args.reduce((sum, { text }) => sum + seconds(text), 0) > longSeconds,
    }),
  },
  'source .':
    'unknown: -> runs {1:a file} in the shell: its variables change, what else it does is not known',
  eval: 'runs: -> shell after 0',
  trap: {
    rows: 'runs: * * -> shell in --never',
    special: ({ args: [first] }, look) =>
      first && !first.text.startsWith('-') ? look.text('shell', first.text) : reads,
  },
  'command builtin exec coproc': { rows: 'reads: -v|-V\nruns: -> command after 0\nreads:', valued: '-a' },
};

const longSeconds = 60;
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `600`, `5m`, `1.5h`, `infinity`. */
export function seconds(text: string): number {
  const [, number, unit = 's'] = /^([\d.]+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined
    ? text === 'infinity' || text === 'inf'
      ? Infinity
      : 0
    : Number(number) * (unitSeconds[unit] ?? 1);
}

/** Programs that run another program. */
export const wrappers: Family = {
  sudo: {
    valued: '-u --user -g --group -p --prompt -C -r -t -D -R -T -h --host -U',
    rows: `
      changes asks: -e|--edit -> opens {1:a file} in an editor as root
      reads: -l|--list, -v|--validate, -k|-K|--reset-timestamp, -V
      runs: -> command after 0
      changes asks: -i $, -s $, --login $, --shell $ -> opens a root shell
      reads:
    `,
  },
  doas: { valued: '-u -C', rows: 'changes asks: -s -> opens a root shell\nruns: -> command after 0\nreads:' },
  'time nohup setsid unbuffer eatmydata torsocks proxychains proxychains4 dbus-run-session fakeroot linux32 linux64 cgexec caffeinate sem aws-vault-exec catchsegv':
    { valued: '-f --format -o --output -g', rows: 'runs: -> command after 0\nreads:' },
  env: {
    valued: '-u --unset -C --chdir',
    special: ({ args, input }, look) => {
      const at = args.findIndex(
        ({ text }, index) =>
          !/^(?:-|\w+=)/.test(text) && !/^(?:-u|-C|--unset|--chdir)$/.test(args[index - 1]?.text ?? ''),
      );
      const script = args.findIndex(({ text }) => /^(?:-\w*S|--split-string)/.test(text));
      if (script >= 0)
        return look.text(
          'shell',
          args
            .slice(script)
            .map(({ text }) => text.replace(/^(?:-\w*S|--split-string=?)/, ''))
            .join(' '),
        );
      return at < 0 ? reads : look.command(args.slice(at), input);
    },
  },
  'nice ionice chrt taskset numactl chronic ts stdbuf schedtool prlimit': {
    valued:
      '-n --adjustment -c --class --classdata -i -o -e --input --output --error -m -N --cpunodebind --membind --physcpubind -C',
    special: ({ name, args, input }, look) => wrapped(name, args, input, look),
  },
  'chroot nsenter unshare runuser setpriv capsh systemd-run systemd-inhibit flock lockf script faketime pasta firejail bwrap':
    {
      special: ({ name, args, input }, look) => wrapped(name, args, input, look),
    },
  timeout: {
    valued: '-k --kill-after -s --signal',
    special: (call, look) => {
      const { rest, operands } = readArguments(call.args, {
        valued: new Set(['-k', '-s', '--kill-after', '--signal']),
        joined: new Set(),
        singleDash: false,
        commandAfter: () => 1,
      });
      const inner = look.command(rest.length > 0 ? rest : operands.slice(1), call.input);
      return { ...inner, longRunning: inner.longRunning && seconds(operands[0]?.text ?? '') > longSeconds };
    },
  },
  'strace ltrace perf-trace': {
    valued: '-e -o -p -s -S -u -E -a -I -P -U --trace --output --attach',
    rows: `
      changes stays: -p|--attach -> attaches to a running process, which becomes slow
      changes: -o|--output -> writes a trace into {-o:a file}
      runs: -> command after 0
      reads:
    `,
  },
  watch: {
    valued: '-n --interval -q --equexit',
    rows: `
      also stays:
      runs: -x|--exec -> command after 0
      runs: !-x -> shell after 0
      reads:
    `,
  },
  xargs: { special: xargs },
  parallel: { special: parallel },
  su: {
    special: ({ args, input }, look) => {
      const at = args.findIndex(({ text }) => /^(?:-\w*c|--command)$/.test(text));
      const joined = args.find(({ text }) => text.startsWith('--command='));
      if (joined) return look.text('shell', joined.text.slice(10));
      if (at >= 0) return look.text('shell', args[at + 1]?.text ?? '');
      if (input.from === 'text') return look.text('shell', input.text);
      return { ...changes('opens a shell as another user'), interactive: true };
    },
  },
  'ssh mosh autossh sshpass gcloud-ssh': { special: ssh },
  'busybox toybox': 'runs: -> command after 0\nreads:',
  'pkexec gosu su-exec chpst with-contenv setuidgid': {
    special: ({ name, args, input }, look) => wrapped(name, args, input, look),
  },
  'pssh parallel-ssh pdsh clush dsh mussh': {
    valued: '-h -H -l -p -t -w -x -g -i? -o -e -f -M -c -a?',
    rows: 'runs: -> shell after 0\nreads:',
  },
  entr: 'also stays:\nruns: -> command after 0',
  tmux: {
    valued: '-s -t -n -L -S -f -c -F',
    rows: `
      reads: ls|list-sessions|list-windows|list-panes|has-session|has|info|show-options|capture-pane -p|display-message|list-keys
      destroys: kill-server|kill-session|kill-window|kill-pane -> ends sessions and what runs in them
      runs: new|new-session|split-window|new-window|neww -d -> shell after 1
      changes prompts: attach|attach-session|a|at|new|new-session -> opens a terminal session
      changes prompts: $ -> opens a terminal session
      unknown: send-keys|send -> types into a session: what comes of it is not known
      changes: -> changes a terminal session
    `,
  },
  screen:
    'reads: -ls|-list\ndestroys: -X %quit|kill -> ends a session\nruns: -d|-dm|-dmS -> command after 0\nchanges prompts: -> opens a terminal session',
  at: 'reads: -l\ndestroys: -d|-r -> deletes a job\nruns: -> shell in stdin\nchanges: -> runs commands at a later time',
  batch: 'runs: -> shell in stdin\nchanges: -> runs commands later',
};

/** How many operands of its own a wrapper has before the command, and which options take a value. */
const wrapperShapes: Readonly<Record<string, { skip?: number; valued?: string; text?: string }>> = {
  nice: { valued: '-n --adjustment' },
  ionice: { valued: '-c -n --class --classdata -p' },
  chrt: { skip: 1, valued: '-p -T -P -D' },
  taskset: { skip: 1 },
  numactl: { valued: '-C -N -m -i -l' },
  stdbuf: { valued: '-i -o -e' },
  chroot: { skip: 1 },
  nsenter: { valued: '-t --target -S -G' },
  unshare: { valued: '-S -G -R -w' },
  runuser: { valued: '-u -g -G -s', text: '-c' },
  'systemd-run': {
    valued:
      '-u --unit -p --property -E --setenv -M -H --uid --gid --slice --description --on-active --on-calendar',
  },
  flock: { skip: 1, valued: '-w --timeout -E', text: '-c' },
  script: { skip: 9, valued: '-c --command', text: '-c' },
  setpriv: { valued: '--reuid --regid --groups --bounding-set --ambient-caps --inh-caps' },
  gosu: { skip: 1 },
  'su-exec': { skip: 1 },
  faketime: { skip: 1 },
  pkexec: { valued: '--user' },
  chpst: { valued: '-u -U -e -n -m -d -o -p -f -c' },
  setuidgid: { skip: 1 },
};

function wrapped(name: string, args: Call['args'], input: Call['input'], look: Look): Assessment {
  const { skip = 0, valued = '', text } = wrapperShapes[name] ?? {};
  const given = readArguments(args, {
    valued: new Set([...valued.split(' '), ...(text ? [text] : [])]),
    joined: new Set(),
    singleDash: false,
    commandAfter: () => skip,
  });
  if (text && given.options.has(text))
    return highest((given.options.get(text) ?? []).map((each) => look.text('shell', each)));
  const command = given.dashes
    ? given.operands.slice(Math.min(skip, given.operands.length - given.rest.length))
    : given.rest;
  if (command.length > 0) return look.command(command, input);
  if (/^(?:chroot|nsenter|unshare|runuser|script|pkexec)$/.test(name))
    return { ...changes(`opens a shell through ${name}`), interactive: input.from === 'terminal' };
  return given.options.has('-p') || given.operands.length > 0
    ? changes(`changes how a process is run (${name})`)
    : reads;
}

const xargsStyle = {
  valued: new Set([
    '-n',
    '-P',
    '-I',
    '-d',
    '-L',
    '-s',
    '-a',
    '-E',
    '--max-args',
    '--max-procs',
    '--delimiter',
    '--max-lines',
    '--arg-file',
    '--replace',
    '--max-chars',
  ]),
  joined: new Set(['-i', '-l', '-e']),
  singleDash: false,
  commandAfter: () => 0,
};

/** The words of its input become arguments; where they are not known, one stands for them. */
function xargs({ args, input }: Call, look: Look): Assessment {
  const { rest, options } = readArguments(args, xargsStyle);
  if (rest.length === 0) return reads;
  const place = options.get('-I')?.[0] ?? (options.has('-i') ? '{}' : undefined);
  const given = input.from === 'text' && input.whole ? input.text.split(/\s+/).filter(Boolean) : [];
  const known = given.length > 0;
  const fill = known ? given.slice(0, 50).join(' ') : '{}';
  const words =
    place === undefined
      ? [
          ...rest,
          ...(known ? given.slice(0, 50).map((text) => ({ text, known })) : [{ text: '{}', known: false }]),
        ]
      : rest.map((word) =>
          word.text.includes(place)
            ? { text: word.text.replaceAll(place, fill), known: word.known && known }
            : word,
        );
  const inner = look.command(words, { from: 'text', text: '', whole: true });
  return options.has('-p') || options.has('--interactive') ? { ...inner, interactive: true } : inner;
}

function parallel({ args, input }: Call, look: Look): Assessment {
  const end = args.findIndex(({ text }) => /^:::/.test(text));
  const { rest, options } = readArguments(end < 0 ? args : args.slice(0, end), {
    valued: new Set([
      '-j',
      '--jobs',
      '-a',
      '--arg-file',
      '-S',
      '--sshlogin',
      '--timeout',
      '--retries',
      '--delay',
      '--joblog',
      '-n',
      '-N',
      '-I',
      '-d',
      '--colsep',
      '-C',
      '--results',
      '--tmpdir',
    ]),
    joined: new Set(),
    singleDash: false,
    commandAfter: () => 0,
  });
  if (options.has('--dry-run') || options.has('--dryrun')) return reads;
  if (rest.length === 0)
    return end >= 0
      ? highest(args.slice(end + 1).map(({ text }) => look.text('shell', text)))
      : notKnown(
          `runs commands from ${input.from === 'unknown' ? input.source : 'its input'}: what they do is not known`,
        );
  const given = end < 0 ? [{ text: '{}', known: false }] : args.slice(end + 1);
  return rest.length === 1
    ? look.text('shell', `${rest[0]?.text ?? ''} ${given.map(({ text }) => text).join(' ')}`)
    : look.command([...rest, ...given], { from: 'text', text: '', whole: true });
}

const sshValued = new Set([
  '-b',
  '-c',
  '-D',
  '-e',
  '-F',
  '-i',
  '-I',
  '-J',
  '-L',
  '-l',
  '-m',
  '-O',
  '-o',
  '-p',
  '-Q',
  '-R',
  '-S',
  '-W',
  '-w',
  '-B',
  '-E',
]);

/** What stands behind the host is shell text there; without it the input is, and without that a shell opens. */
function ssh({ name, args, input }: Call, look: Look): Assessment {
  if (name === 'sshpass') {
    const at = args.findIndex(({ text }) => /^(?:ssh|scp|rsync|sftp)$/.test(text));
    return at < 0 ? reads : look.command(args.slice(at), input);
  }
  const { operands, rest, options, dashes } = readArguments(args, {
    valued: sshValued,
    joined: new Set(),
    singleDash: false,
    commandAfter: () => 1,
  });
  if (options.has('-V') || options.has('-Q') || options.has('-G')) return reads;
  if (options.has('-O'))
    return (options.get('-O') ?? []).includes('check')
      ? reads
      : changes('ends or changes a shared connection');
  const command = (dashes ? operands.slice(1) : rest).map(({ text }) => text).join(' ');
  if (command) return look.text('shell', command, input);
  if (options.has('-N') || options.has('-W'))
    return { ...changes('opens a tunnel'), longRunning: !options.has('-f') };
  if (input.from === 'text')
    return highest([
      look.text('shell', input.text),
      ...(input.whole
        ? []
        : [notKnown(`runs more on ${list([operands[0]?.text ?? 'the host'])}: what it does is not known`)]),
    ]);
  if (input.from === 'unknown')
    return notKnown(
      `runs ${input.source} on ${list([operands[0]?.text ?? 'the host'])}: what it does is not known`,
    );
  return { ...changes(`opens a shell on ${list([operands[0]?.text ?? 'the host'])}`), interactive: true };
}

/** Programs that run a text in a language. */
export const interpreters: Family = {
  'sh bash zsh dash ash ksh rbash': {
    valued: '-c -o -O --rcfile --init-file',
    rows: `
      reads: -n
      runs: -c|-lc|-ec|-xc -> shell in -c
      runs: !-c $, -s -> shell in stdin
      reads: -c
      reads: $
      reads: -s
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'fish pwsh powershell cmd': {
    valued: '-c -Command',
    rows: 'changes asks: $ !-c -> opens a shell\nunknown: -> runs a script: what it does is not known',
  },
  'python python2 python3 python3.11 python3.12 pypy pypy3': {
    valued: '-c -m -W -X',
    rows: `
      runs: -c -> code in -c
      reads: -c, -V|--version, -m=json.tool|site|platform|sysconfig|zipfile|tarfile|dis|tokenize|timeit|calendar|json
      reads stays: -m=http.server
      runs: -m=pip -> pip after 0
      changes: -m=venv|ensurepip -> creates an environment
      runs: manage.py|*/manage.py -> manage.py after 1
      unknown: -m -> runs the module {-m}: what it does is not known
      runs: $, - $ -> code in stdin
      reads: $, - $
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'node nodejs deno bun ts-node tsx': {
    valued: '-e --eval -p --print -r --require --import',
    rows: `
      runs: -e|-p|--eval|--print|-pe -> code in -e --eval -p --print
      reads: -e|-p|--eval|--print, -v|--version, -c|--check
      runs: $, - $ -> code in stdin
      reads: $, - $
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'ruby perl php lua Rscript groovy': {
    valued: '-e -r -I -E',
    rows: `
      changes: -i -e -> changes files in place
      runs: -e|-E|-r -> code in -e -E -r
      reads: -e|-E|-r, -v|-V|-i|-m|--ini, -c|-l $, -c *
      runs: $, - $ -> code in stdin
      reads: $, - $
      unknown: -> runs {1}: what it does is not known
    `,
    special: ({ args }) =>
      args.some(({ text }) => /^-[a-z0-9]*i/.test(text) && !/^-(?:-|I)/.test(text)) &&
      args.some(({ text }) => /^-\w*[ep]/.test(text))
        ? changes('changes files in place')
        : reads,
  },
  'irb pry ipython iex erl ghci scala jshell': 'changes prompts: -> opens a prompt',
  'awk gawk mawk nawk': {
    special: ({ args }, look) => {
      const valued = new Set(['-F', '-v', '-f', '--assign', '--field-separator', '--file']);
      const { operands, options } = readArguments(args, {
        valued,
        joined: new Set(['-i']),
        singleDash: false,
        commandAfter: () => undefined,
      });
      const inPlace =
        options.get('-i')?.includes('inplace') ?? operands.some(({ text }) => text === 'inplace');
      if (options.has('-f') || options.has('--file'))
        return notKnown('runs an awk program from a file: what it does is not known');
      const program = assessAwk(operands[0]?.text ?? '', (text) => look.text('shell', text));
      return inPlace ? highest([program, changes('changes files in place')]) : program;
    },
  },
  java: {
    singleDash: true,
    valued: '-cp -classpath --class-path -jar',
    rows: 'reads: -version|--version|-XshowSettings*\nunknown: -jar -> runs {-jar}: what it does is not known\nunknown: -> runs a Java program: what it does is not known',
  },
  make: {
    valued: '-C -f -j? -I -o',
    rows: 'reads: -n|--dry-run|--just-print|-q|-p|-v\nunknown: -> runs a target of the project (make {1+:all}): what it does is not known',
  },
  'expect tclsh go-run cargo-run': 'unknown: -> runs a script: what it does is not known',
};
