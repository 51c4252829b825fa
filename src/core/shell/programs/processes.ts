import { changes, destroys, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Call } from './call.ts';
import { list } from './rows.ts';
import type { Family } from './rows.ts';

/** Processes, and what looks into them. */
export const processes: Family = {
  'kill pkill killall killall5 skill tgkill': { special: kill },
  xkill: 'destroys prompts: -> kills the window that is clicked',
  fuser: {
    valued: '-n --namespace',
    rows: 'also asks: -i -k\ndestroys: -k|--kill -> kills every process that uses {1+}\nreads:',
  },
  renice: 'changes: -> changes the priority of processes',
  'gcore procdump': 'changes: -> writes the memory of a process into a file, which waits meanwhile',
  gdb: {
    valued: '-p --pid -ex -x -c -iex',
    singleDash: true,
    rows: 'changes: -batch|--batch -> stops the process for a moment to look into it\nchanges prompts: -> attaches a debugger: the process waits',
  },
  'lldb dlv delve strace-gui': 'changes prompts: -> attaches a debugger: the process waits',
  jmap: {
    singleDash: true,
    rows: 'changes: -dump*|-histo:live* -> writes a heap dump, the process waits meanwhile\nchanges: -F -> stops the process to look into it\nreads:',
  },
  'jstack jinfo jstat jhsdb jfr': {
    singleDash: true,
    rows: 'changes: -flag* * -> changes a flag of a running process\nreads:',
  },
  jcmd: `
    reads: $, -l
    reads: * help|VM.version|VM.flags|VM.command_line|VM.system_properties|VM.uptime|VM.info|VM.native_memory|VM.classloader_stats|VM.metaspace|Thread.print|GC.heap_info|GC.class_histogram|GC.finalizer_info|JFR.check|Compiler.queue|VM.log|PerfCounter.print|VM.dynlibs|VM.stringtable|VM.events
    changes: * GC.heap_dump|GC.run|JFR.start|JFR.dump|JFR.stop|Thread.dump_to_file|GC.run_finalization -> makes process {1} write a dump or collect garbage
    changes: -> makes process {1} act: {2}
  `,
  'async-profiler asprof profiler.sh': 'changes: -> profiles a process and writes a file',
  'py-spy rbspy': 'changes: record -> writes a profile into a file\nreads stays: top\nreads:',
  perf: {
    valued: '-p -a? -o -e -F -g? -C -t -i',
    rows: `
      reads stays: top, trace !--duration
      reads: report|list|script|annotate|diff|version|evlist
      changes: record -> writes a profile into a file
      runs: stat|record !-- -> command from 1
      runs: stat|record -- -> command after --
      reads stays: stat -p $
      reads: stat
      changes: -> profiles the machine ({1})
    `,
  },
  'execsnoop opensnoop biosnoop tcpconnect tcplife biolatency runqlat offcputime': 'reads stays:',
  vmstat: { valued: '-S -p -n?', rows: 'reads: * *, -s|-d|-D|-m|-f|-V !*\nreads stays: *\nreads:' },
  'iostat mpstat pidstat sar cifsiostat tapestat': {
    valued: '-p -P -o -f -s -e -u? -n -d? -I -C? -T? -G -g -j -r? -y?',
    rows: 'reads: %*[0-9]* %*\nreads: -o -> \nreads: * *\nreads stays: *\nreads:',
  },
  'nvidia-smi rocm-smi': {
    valued: '-l -i -q? -pm -pl -d',
    rows: 'reads stays: -l|--loop|dmon|pmon\ndestroys: -r|--gpu-reset -> resets the graphics card\nchanges: -pm|-pl|-ac|-rac|-c -> changes a setting of the graphics card\nreads:',
  },
  ipcrm: 'destroys: -> deletes shared memory or semaphores',
  'cgset cgcreate cgclassify': 'changes: -> changes a control group',
  cgdelete: 'destroys: -> deletes a control group',
  loginctl:
    'reads: $, list*|show*|*-status|user-status|seat-status\ndestroys: terminate-*|kill-*|lock-*|activate -> ends sessions of users\nchanges: -> changes sessions of users',
  coredumpctl:
    'reads: $, list|info, dump !-o|--output\nchanges: dump -> writes a core dump\nchanges prompts: debug|gdb -> opens a debugger',
  bpftrace:
    'unknown: --unsafe -> runs a program in the kernel: what it does is not known\nreads: -l\nreads stays:',
  'sysdig falco': 'reads stays:',
  'ltrace-live': 'reads stays:',
};

const signalNames = /^-{1,2}(?:s|n|signal)(?:=(.*))?$/;
const gentle = /^(?:SIG)?(?:HUP|USR1|USR2|CONT|WINCH|CHLD|URG|1|10|12|18|28|QUIT|3)$/;

/** Signal 0 asks, some are requests; all others end or freeze the process. */
function kill({ name, args, input }: Call): Assessment {
  let signal = '';
  const targets: string[] = [];
  let asks = false;
  for (let at = 0; at < args.length; at++) {
    const { text } = args[at] ?? { text: '' };
    const named = signalNames.exec(text);
    if (/^-(?:l|L|-list|-table|V|-version)$/.test(text)) return reads;
    if (named) signal = named[1] ?? args[++at]?.text ?? '';
    else if (/^-(?:\d+|(?:SIG)?[A-Z][A-Z0-9]+)$/.test(text) && signal === '') signal = text.slice(1);
    else if (/^-(?:i|-interactive)$/.test(text)) asks = true;
    else if (!text.startsWith('-')) targets.push(text);
  }
  const who = list(targets) || 'processes';
  if (signal === '0') return reads;
  if (/^(?:SIG)?(?:STOP|TSTP|19|20)$/.test(signal)) return destroys(`freezes ${who}: it answers nobody`);
  if (gentle.test(signal)) return changes(`sends the signal ${signal} to ${who}`);
  const what = name === 'kill' ? (targets.length > 1 ? 'processes' : 'process') : 'every process called';
  return { ...destroys(`ends ${what} ${who}`), interactive: asks && input.from === 'terminal' };
}
