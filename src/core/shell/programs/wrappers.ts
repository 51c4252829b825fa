import { changes, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Word } from '../words.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Arguments, Call, Input, Look } from './call.ts';
import { longSeconds, seconds } from './duration.ts';
import { brief } from './rows.ts';
import type { Family } from './rows.ts';

/** Programs that run another program. */
export const wrappers: Family = {
  sudo: {
    valued: '-u --user -g --group -p --prompt -C -r -t -D --chdir -R -T -h --host -U --other-user',
    rows: `
      changes asks: -e|--edit -> opens {1:a file} in an editor as root
      reads: -l|--list, -v|--validate, -k $, -K, -V
      runs: -> command after 0
      changes asks: -i|-s|--login|--shell $ -> opens a root shell
      reads:
    `,
  },
  doas: {
    valued: '-u -C',
    rows: 'runs: -> command after 0\nchanges asks: -s $ -> opens a root shell\nreads:',
  },
  'time nohup setsid unbuffer eatmydata torsocks proxychains proxychains4 fakeroot setarch caffeinate dbus-run-session':
    {
      valued: 'time:-f -f --format -o --output',
      rows: 'runs: -> command after 0\nreads:',
    },
  env: { special: env },
  nice: { valued: '-n --adjustment', rows: 'runs: -> command after 0\nreads:' },
  ionice: {
    valued: '-c --class -n --classdata -p --pid',
    rows: 'changes: -p|--pid -> changes the priority of a process\nruns: -> command after 0\nreads:',
  },
  chrt: {
    valued: '-T -P -D',
    rows: 'changes: -p -> changes the priority of a process\nruns: -> command after 1\nreads:',
  },
  taskset: 'changes: -p -> changes which processors a process may use\nruns: -> command after 1\nreads:',
  numactl: {
    valued: '-C -N -m -i -l --cpunodebind --membind --physcpubind',
    rows: 'reads: -H|--hardware|-s|--show\nruns: -> command after 0\nreads:',
  },
  prlimit:
    'changes: --nofile|--nproc|--core|--memlock|--as|--fsize|--stack|--cpu|--data|--rss=*:* -> changes limits of a process\nruns: -> command after 0\nreads:',
  'stdbuf chronic ts softlimit setuidgid cgexec envdir': {
    valued: '-i -o -e -g -a -m -f',
    rows: 'runs: -> command after 0\nreads:',
  },
  'gosu su-exec faketime': 'runs: -> command after 1\nreads:',
  setpriv: {
    valued: '--reuid --regid --groups --bounding-set --ambient-caps --inh-caps',
    rows: 'reads: -d|--dump\nruns: -> command after 0',
  },
  chpst: { valued: '-u -U -e -n -m -d -o -p -f -c -/', rows: 'runs: -> command after 0\nreads:' },
  pkexec: {
    valued: '--user',
    rows: 'runs: -> command after 0\nchanges asks: $ -> opens a root shell\nreads:',
  },
  chroot: {
    valued: '--userspec --groups',
    rows: 'runs: -> command after 1\nchanges asks: * $ -> opens a shell in {1}\nreads:',
  },
  nsenter: {
    valued: '-t --target -S -G',
    rows: 'runs: -> command after 0\nchanges asks: $ -> opens a shell in the namespaces of {-t:}{--target:}\nreads:',
  },
  unshare: {
    valued: '-S -G -R -w',
    rows: 'runs: -> command after 0\nchanges asks: $ -> opens a shell in namespaces of its own\nreads:',
  },
  'systemd-run': {
    valued:
      '-u --unit -p --property -E --setenv -M --machine -H --host --uid --gid --slice --description --on-active --on-calendar --working-directory --nice',
    rows: 'runs: -> command after 0\nalso changes: -> runs {1:a command} as a unit of systemd\nchanges asks: -S|--shell -> opens a shell\nreads:',
  },
  'systemd-inhibit systemd-cat': {
    valued: '--what --who --why --mode -t --identifier -p --priority',
    rows: 'runs: -> command after 0\nreads:',
  },
  'bwrap firejail': 'runs: -> command after 0\nreads:',
  runuser: {
    valued: '-u --user -g --group -G -s --shell -c --command',
    rows: 'runs: -c|--command -> shell in -c --command\nreads: -c|--command\nruns: -u|--user -> command from 0\nreads: -u|--user\nchanges asks: -> opens a shell as another user',
  },
  su: {
    valued: '-c --command -s --shell -g -G -w',
    rows: `
      runs: -c|--command -> shell in -c --command
      reads: -c|--command
      runs: -> shell in stdin
    `,
  },
  flock: { special: flock },
  script: {
    valued: '-c --command -T --timing -I -O -B -o',
    rows: 'runs: -c|--command -> shell in -c --command\nchanges: -c|--command -> writes what is printed into {1:a file}\nchanges asks: -> opens a shell and writes what is printed into {1:a file}',
  },
  timeout: { special: timeout },
  'strace ltrace': {
    valued: '-e -o -p -s -S -u -E -a -I -P -U -b -X --trace --output --attach',
    rows: `
      changes stays: -p|--attach -> attaches to a running process, which becomes slow
      also changes: -o|--output -> writes a trace into {-o:a file}
      runs: -> command after 0
      reads:
    `,
  },
  watch: {
    valued: '-n --interval -q --equexit',
    rows: `
      also stays:
      runs: -x|--exec -> command after 0
      reads: -x|--exec
      runs: -> shell after 0
      reads:
    `,
  },
  xargs: { special: xargs },
  parallel: { special: parallel },
  'ssh autossh': { special: ssh },
  mosh: {
    valued: '--ssh -p --port',
    rows: 'runs: -> command after 1\nchanges asks: -> opens a shell on {1:a host}',
  },
  sshpass: { valued: '-p -f -d -P', rows: 'runs: -> command after 0\nreads:' },
  'pssh parallel-ssh pdsh clush dsh mussh': {
    valued: '-h -H -l -p -t -w -x -g -o -e -f -M -c --hosts --host',
    rows: 'runs: -> shell after 0\nreads:',
  },
  'busybox toybox': 'runs: -> command after 0\nreads:',
  entr: { rows: 'also stays:\nruns: -> command after 0\nreads:' },
  tmux: {
    valued: '-s -t -n -L -S -f -c -F -x -y',
    rows: `
      reads: ls|list-sessions|list-windows|list-panes|has-session|has|info|show-options|capture-pane|display-message|list-keys
      destroys: kill-server|kill-session|kill-window|kill-pane -> ends sessions and what runs in them
      runs: new|new-session|split-window|new-window|neww -> shell from 1
      changes: new|new-session|split-window|new-window|neww -d -> starts a session in the background
      changes prompts: attach|attach-session|a|at|new|new-session|split-window|new-window|neww, $ -> opens a terminal session
      unknown: send-keys|send -> types into a session: what comes of it is not known
      changes: -> changes a terminal session
    `,
  },
  screen: {
    valued: '-S -r? -c -p -X',
    rows: 'reads: -ls|-list\ndestroys: -X=quit|kill -> ends a session and what runs in it\nruns: -d|-dm|-dmS -> command after 0\nchanges: -d|-dm|-dmS -> starts a session in the background\nchanges prompts: -> opens a terminal session',
  },
  at: {
    valued: '-f -q -t -c',
    rows: 'reads: -l|-c\ndestroys: -d|-r -> deletes a job\nunknown: -f -> runs {-f} later: what it does is not known\nruns: -> shell in stdin\nchanges: -> runs commands at a later time',
  },
  batch: 'runs: -> shell in stdin\nchanges: -> runs commands later',
};

const empty: Input = { from: 'text', text: '', whole: true };

/** `env -i A=b command`: assignments stand before it. */
function env({ args, input }: Call, look: Look): Assessment {
  const { rest, options, operands, dashes } = readArguments(
    args,
    optionStyle('-u --unset -C --chdir -S --split-string', { commandAfter: () => 0 }),
  );
  const texts = [...(options.get('-S') ?? []), ...(options.get('--split-string') ?? [])];
  const words = dashes ? operands : rest;
  const at = words.findIndex(({ text }) => !/^\w+=/.test(text));
  const command = at < 0 ? [] : words.slice(at);
  if (texts.length > 0)
    return look.text('shell', [...texts, ...command.map(({ text }) => text)].join(' '), input);
  return command.length > 0 ? look.command(command, input) : reads;
}

/** `flock FILE command`, `flock FILE -c 'text'`. */
function flock({ args, input }: Call, look: Look): Assessment {
  const { rest, operands, options } = readArguments(
    args,
    optionStyle('-w --timeout --wait -E -c --command', { commandAfter: () => 1 }),
  );
  const [first, text] = rest;
  if (first && /^(?:-c|--command)$/.test(first.text)) return look.text('shell', text?.text ?? '', input);
  if (options.has('-c')) return look.text('shell', options.get('-c')?.[0] ?? '', input);
  return rest.length > 0 ? look.command(rest, input) : look.command(operands.slice(1), input);
}

/** What ends by force does not stay. */
function timeout({ args, input }: Call, look: Look): Assessment {
  const { rest, operands, dashes } = readArguments(
    args,
    optionStyle('-k --kill-after -s --signal', { commandAfter: () => 1 }),
  );
  const inner = look.command(dashes ? operands.slice(1) : rest, input);
  return { ...inner, longRunning: inner.longRunning && seconds(operands[0]?.text ?? '') > longSeconds };
}

const maxGiven = 50;

/** The words of its input become arguments; where they are not known, one stands for them. */
function xargs({ args, input }: Call, look: Look): Assessment {
  const style = optionStyle(
    '-n -P -I -J -d -L -s -a -E --max-args --max-procs --delimiter --max-lines --arg-file --max-chars -i? -l? -e?',
    { commandAfter: () => 0 },
  );
  const { rest, options, operands, dashes } = readArguments(args, style);
  const command = dashes ? operands : rest;
  if (command.length === 0) return reads;
  const place = options.get('-I')?.[0] ?? (options.has('-i') ? options.get('-i')?.[0] || '{}' : undefined);
  const given =
    input.from === 'text' && input.whole
      ? input.text.slice(0, 10_000).split(/\s+/).filter(Boolean).slice(0, maxGiven)
      : [];
  const words: Word[] =
    given.length > 0 ? given.map((text) => ({ text, known: true })) : [{ text: '{}', known: false }];
  const filled =
    place === undefined ? [...command, ...words] : command.map((word) => putIn(word, place, words));
  const inner = look.command(filled, empty);
  return options.has('-p') || options.has('--interactive') ? { ...inner, interactive: true } : inner;
}

function putIn(word: Word, place: string, given: readonly Word[]): Word {
  if (place === '' || !word.text.includes(place)) return word;
  return {
    text: word.text.replaceAll(place, given.map(({ text }) => text).join(' ')),
    known: word.known && given.every(({ known }) => known),
  };
}

const parallelOptions =
  '-j --jobs -a --arg-file -S --sshlogin --timeout --retries --delay --joblog -n -N -I -d --colsep -C --results --tmpdir --wd --workdir --load --memfree -P';

function parallel({ args, input }: Call, look: Look): Assessment {
  const end = args.findIndex(({ text }) => /^:::/.test(text));
  const { rest, options } = readArguments(
    end < 0 ? args : args.slice(0, end),
    optionStyle(parallelOptions, { commandAfter: () => 0 }),
  );
  if (options.has('--dry-run') || options.has('--dryrun')) return reads;
  const given = end < 0 ? [{ text: '{}', known: false }] : args.slice(end + 1);
  if (rest.length === 0) {
    if (end >= 0) return highest(given.slice(0, maxGiven).map(({ text }) => look.text('shell', text)));
    return input.from === 'text'
      ? look.text('shell', input.text)
      : notKnown(
          `runs commands from ${input.from === 'unknown' ? input.source : 'its input'}: what they do is not known`,
        );
  }
  if (rest.length > 1) return look.command([...rest, ...given], empty);
  return look.text('shell', [...rest, ...given.slice(0, maxGiven)].map(({ text }) => text).join(' '));
}

const sshOptions = '-b -c -D -e -F -i -I -J -L -l -m -O -o -p -Q -R -S -W -w -B -E';

/** What stands behind the host is shell text there; without it the input is, and without that a shell opens. Options may stand behind the host too. */
function ssh({ args, input }: Call, look: Look): Assessment {
  const before = readArguments(args, optionStyle(sshOptions, { commandAfter: () => 1 }));
  const behind = readArguments(before.rest, optionStyle(sshOptions, { commandAfter: () => 0 }));
  const has = (option: string): boolean => before.options.has(option) || behind.options.has(option);
  const host = brief(before.operands[0]?.text ?? 'the host');
  if (has('-V') || has('-Q') || has('-G')) return reads;
  if (has('-O'))
    return before.options.get('-O')?.includes('check')
      ? reads
      : changes('ends or changes a shared connection');
  const command = commandText(before, behind);
  if (command) return look.text('shell', command, input);
  if (has('-N') || has('-W')) return { ...changes(`opens a tunnel to ${host}`), longRunning: !has('-f') };
  if (input.from === 'unknown') return notKnown(`runs ${input.source} on ${host}: what it does is not known`);
  if (input.from === 'terminal') return { ...changes(`opens a shell on ${host}`), interactive: true };
  const known = look.text('shell', input.text);
  return input.whole ? known : highest([known, notKnown(`runs more on ${host} that is not known`)]);
}

function commandText(before: Arguments, behind: Arguments): string {
  const words = before.dashes ? before.operands.slice(1) : behind.dashes ? behind.operands : behind.rest;
  return words.map(({ text }) => text).join(' ');
}
