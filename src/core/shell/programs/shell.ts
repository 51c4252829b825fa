import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { assessAwk } from './code.ts';
import { longSeconds, seconds } from './duration.ts';
import type { Specials } from './rows.ts';

/** The shell's own commands: what rows can't tell. */
export const builtins: Specials = {
  sleep: ({ args }) => ({
    ...reads,
    longRunning: args.reduce((sum, { text }) => sum + seconds(text), 0) > longSeconds,
  }),
  trap: ({ args: [first] }, look) =>
    first && !first.text.startsWith('-') ? look.text('shell', first.text) : reads,
};

/** Programs that run a text in a language: what rows can't tell. */
export const interpreters: Specials = {
  'sh bash zsh dash ash ksh rbash': shellProgram,
  'ruby perl lua Rscript groovy': scripting,
  'awk gawk mawk nawk': awk,
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
    return notKnown(`runs ${input.source()} in the shell: what it does is not known`);
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
