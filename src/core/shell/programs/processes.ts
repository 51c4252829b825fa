import { changes, destroys, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Call } from './call.ts';
import { list } from './rows.ts';
import type { Specials } from './rows.ts';

/** Processes: what rows can't tell. */
export const processes: Specials = {
  'kill pkill killall killall5 skill tgkill': kill,
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
