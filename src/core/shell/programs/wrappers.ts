import { changes, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Word } from '../word.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Arguments, Call, Input, Look } from './call.ts';
import { longSeconds, seconds } from './duration.ts';
import { brief } from './rows.ts';
import type { Specials } from './rows.ts';

/** Programs that run another program: what rows can't tell. */
export const wrappers: Specials = {
  env,
  flock,
  timeout,
  xargs,
  parallel,
  'ssh autossh': ssh,
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
          `runs commands from ${input.from === 'unknown' ? input.source() : 'its input'}: what they do is not known`,
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
  if (input.from === 'unknown')
    return notKnown(`runs ${input.source()} on ${host}: what it does is not known`);
  if (input.from === 'terminal') return { ...changes(`opens a shell on ${host}`), interactive: true };
  const known = look.text('shell', input.text);
  return input.whole ? known : highest([known, notKnown(`runs more on ${host} that is not known`)]);
}

function commandText(before: Arguments, behind: Arguments): string {
  const words = before.dashes ? before.operands.slice(1) : behind.dashes ? behind.operands : behind.rest;
  return words.map(({ text }) => text).join(' ');
}
