import { changes, destroys, highest, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { brief, list } from './rows.ts';
import type { Specials } from './rows.ts';
import { isDisk, writes } from './writes.ts';

/** Programs that work on files and archives: what rows can't tell. */
export const files: Specials = {
  mv: moves,
  cp: copies,
  sed,
  tee,
  dd,
  find,
  'fd fdfind': ({ args, input }, look) => {
    const at = args.findIndex(({ text }) => /^(?:-x|-X|--exec|--exec-batch)$/.test(text));
    return at < 0 ? reads : look.command(args.slice(at + 1), input);
  },
  tar,
};

function moves({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle('-t --target-directory -S'));
  const target =
    options.get('-t')?.[0] ?? options.get('--target-directory')?.[0] ?? operands.at(-1)?.text ?? '';
  const names = list(operands.slice(0, -1).map(({ text }) => text));
  if (target === '/dev/null') return destroys(`throws ${names} away`);
  const asks = options.has('-i') && input.from === 'terminal';
  return { ...changes(`moves ${names || 'files'} to ${brief(target)}`), interactive: asks };
}

function copies({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle('-t --target-directory -S'));
  const source = operands[0]?.text ?? '';
  const target = operands.at(-1)?.text ?? '';
  const asks = options.has('-i') && input.from === 'terminal';
  if (source === '/dev/null') return writes(target, 'empty');
  if (isDisk(target) || target === '/dev/null') return writes(target, 'overwrite');
  return {
    ...changes(
      `copies ${list(operands.slice(0, -1).map(({ text }) => text)) || 'files'} over what is at ${brief(target)}`,
    ),
    interactive: asks,
  };
}

/** `-i` changes files; the commands `w`, `e` and `r` of a script reach outside. */
function sed({ args }: Call, look: Look): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-e -f --expression --file -l -i? --in-place?'),
  );
  const scripts = [...(options.get('-e') ?? []), ...(options.get('--expression') ?? [])];
  const script = scripts.length > 0 ? scripts.join('\n') : (operands[0]?.text ?? '');
  const written = [...script.matchAll(/(?:^|[;{}\n/\d$])\s*w\s*(\/[^\s;}]+|[\w.-]+\.\w+)\s*$/gm)].map(
    ([, path = '']) => writes(path, 'overwrite'),
  );
  const runs = /(?:^|[;}\n])\s*(?:\d+|\$)?e\s+(.+)$|\/[gpIi\d]*e[gpIi\d]*$/m.exec(script);
  const found = [
    ...written,
    ...(runs ? [runs[1] ? look.text('shell', runs[1]) : changes('runs what it reads as commands')] : []),
  ];
  if (options.has('-i') || options.has('--in-place')) {
    found.push(
      changes(
        `changes ${list(operands.slice(scripts.length > 0 ? 0 : 1).map(({ text }) => text)) || 'files'} in place`,
      ),
    );
  }
  return highest([reads, ...found]);
}

function tee({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle(''));
  const manner =
    options.has('-a') || options.has('--append')
      ? 'append'
      : input.from === 'text' && input.whole && input.text === ''
        ? 'empty'
        : 'overwrite';
  return highest([reads, ...operands.map(({ text }) => writes(text, manner))]);
}

function dd({ args }: Call): Assessment {
  const target = args.find(({ text }) => text.startsWith('of='))?.text.slice(3);
  return target === undefined ? reads : writes(target, 'overwrite');
}

const findActions = /^-(?:exec|execdir|ok|okdir)$/;

/** Every action of the expression counts. */
function find({ args, input }: Call, look: Look): Assessment {
  const found: Assessment[] = [reads];
  const places = args
    .slice(
      0,
      Math.max(
        0,
        args.findIndex(({ text }) => text.startsWith('-')),
      ),
    )
    .map(({ text }) => text);
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (text === '-delete')
      found.push(destroys(`deletes every file it finds in ${list(places) || 'this directory'}`));
    else if (/^-f(?:printf|print0?|ls)$/.test(text))
      found.push(writes(args[at + 1]?.text ?? '', 'overwrite'));
    else if (findActions.test(text)) {
      const rest = args.slice(at + 1);
      const end = rest.findIndex((word) => word.text === ';' || word.text === '+');
      const command = end < 0 ? rest : rest.slice(0, end);
      const inner = look.command(command, input);
      found.push(text.startsWith('-ok') ? { ...inner, interactive: true } : inner);
      at += command.length;
    }
  }
  return highest(found);
}

function tar({ args }: Call, look: Look): Assessment {
  const [first, ...others] = args;
  const words =
    first && /^[A-Za-z]+$/.test(first.text) ? [{ ...first, text: `-${first.text}` }, ...others] : args;
  const { options, operands } = readArguments(
    words,
    optionStyle(
      '-f -C --file --directory -X --exclude --exclude-from -T --files-from --checkpoint-action -I --use-compress-program --to-command -b --transform --strip-components -g',
    ),
  );
  const archive = brief(options.get('-f')?.[0] ?? options.get('--file')?.[0] ?? 'the archive');
  const actions = [...(options.get('--checkpoint-action') ?? []), ...(options.get('--to-command') ?? [])].map(
    (action) => look.text('shell', action.replace(/^exec=/, '')),
  );
  const has = (...names: string[]): boolean => names.some((name) => options.has(name));
  if (has('--remove-files'))
    return destroys(
      `deletes ${list(operands.map(({ text }) => text)) || 'the files'} once they are in the archive`,
    );
  if (has('--delete')) return destroys(`deletes from ${archive}`);
  if (has('-t', '--list', '-d', '--diff', '--compare')) return highest([reads, ...actions]);
  if (has('-x', '--extract', '--get'))
    return highest([
      has('-O', '--to-stdout') ? reads : changes(`unpacks ${archive} over files that are there`),
      ...actions,
    ]);
  if (archive === '-' || (has('-c', '--create') && !has('-f', '--file'))) return highest([reads, ...actions]);
  return highest([changes(`writes the archive ${archive}`), ...actions]);
}
