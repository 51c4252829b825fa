import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Word } from '../word.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { curl, httpie, wget } from './http.ts';
import type { Specials } from './rows.ts';

/** Requests, packets and interfaces: what rows can't tell. */
export const network: Specials = {
  curl,
  wget,
  'http https xh xhs': httpie,
  'nc ncat netcat': netcat,
  socat,
  ip,
  tc: trafficControl,
};

/** Listens without end with `-l`; else it checks a port or sends what it is given. */
function netcat({ args, input }: Call): Assessment {
  const { options, operands } = readArguments(args, optionStyle('-w -p -s -q -i -X -x -e -c -G'));
  if (options.has('-l')) return { ...changes('listens on a port'), longRunning: true };
  if (options.has('-z')) return reads;
  return sent(input, operands.at(-1)?.text ?? '');
}

/** Lines a server answers without changing: redis, memcached, ZooKeeper and HTTP by hand. */
const asking =
  /^(?:ping|info|stats(?: \w+)?|version|ruok|mntr|srvr|stat|conf|cons|envi|isro|wchs|dump|get \S+|quit|GET .*|HEAD .*|OPTIONS .*|[\w-]+: .*|PING|INFO.*|show .*|EHLO .*|HELO .*|STATS|QUIT)?$/;

function sent(input: Call['input'], port: string): Assessment {
  if (input.from === 'terminal') return reads;
  if (input.from === 'unknown') return changes(`sends ${input.source()} over the network`);
  const lines = input.text.split(/\r?\n|\\r\\n/).map((line) => line.trim());
  const harmful = lines.find((line) =>
    /^(?:flush_all|flushall|flushdb|shutdown|delete|del|kill|stop|DELETE)\b/i.test(line),
  );
  if (harmful !== undefined) return destroys(`sends ${harmful.slice(0, 60)} to port ${port}`);
  return lines.every((line) => asking.test(line)) ? reads : changes(`sends a text to port ${port}`);
}

/** To a socket of HAProxy go its commands; everything else is a connection. */
function socat({ args, input }: Call, look: Look): Assessment {
  const targets = args.map(({ text }) => text).filter((text) => !text.startsWith('-') || text === '-');
  if (targets.some((text) => /EXEC:|SYSTEM:/i.test(text)))
    return notKnown('connects a program: what it does is not known');
  if (targets.some((text) => /haproxy|\.sock/i.test(text))) {
    if (input.from === 'text') return look.text('haproxy', input.text);
    return input.from === 'terminal'
      ? { ...changes('opens a prompt of a socket'), interactive: true }
      : notKnown(`sends ${input.source()} to a socket: what it does is not known`);
  }
  if (targets.some((text) => /LISTEN/i.test(text)))
    return { ...changes('listens on a port'), longRunning: true };
  return input.from === 'text' ? sent(input, targets.at(-1) ?? '') : changes('opens a connection');
}

const ipReading = /^(?:s|sh|sho|show|l|li|lis|list|ls|lst|get|help)$/;

/** `ip OBJECT ACTION …`: words may be shortened, and no action is `show`. */
function ip({ args }: Call, look: Look): Assessment {
  const isExec = ([object, action]: readonly Word[]): boolean =>
    object?.text === 'netns' && action?.text === 'exec';
  const style = optionStyle('-n -netns', {
    singleDash: true,
    commandAfter: (given) => (isExec(given) ? 3 : undefined),
  });
  const { operands, rest } = readArguments(args, style);
  if (isExec(operands)) return look.command(rest, { from: 'terminal' });
  const [object = '', action = 'show', ...others] = operands.map(({ text }) => text);
  if (object === 'monitor' || object.startsWith('mon') || action.startsWith('mon'))
    return { ...reads, longRunning: true };
  if (ipReading.test(action)) return reads;
  if (/^(?:del|delete|d|flush|f)$/.test(action))
    return /^n(?:e|ei|eigh\w*)?$/.test(object)
      ? changes('forgets neighbours')
      : destroys(`takes away ${object} ${others.slice(0, 3).join(' ')}`);
  if (/^l/.test(object) && others.includes('down'))
    return destroys(
      `takes the interface ${others[0] === 'dev' ? (others[1] ?? '') : (others[0] ?? '')} down`,
    );
  if (/^r/.test(object) && /blackhole|unreachable|prohibit/.test(others.join(' ')))
    return destroys('throws packets away');
  if (others.some((word) => /^(?:del|delete|deleteall|flush)$/.test(word)))
    return destroys(`takes away ${object} ${action}`);
  if (others.length === 0 || ipReading.test(others[0] ?? '')) return reads;
  return changes(`changes ${object}: ${[action, ...others].slice(0, 4).join(' ')}`);
}

/** Delay and loss for a test are set on an interface that users share. */
function trafficControl({ args }: Call): Assessment {
  const { operands } = readArguments(args, optionStyle('-n'));
  const [, action = 'show', ...others] = operands.map(({ text }) => text);
  if (/^(?:show|list|ls|s|l|monitor)$/.test(action)) return { ...reads, longRunning: action === 'monitor' };
  if (/^(?:del|delete)$/.test(action)) return changes('takes a rule for traffic away');
  const text = others.join(' ');
  if (/netem.*(?:loss|corrupt|reorder|duplicate|delay)|blackhole|action drop/.test(text))
    return destroys(`makes packets slow or lost on ${others[1] ?? 'an interface'}`);
  return highest([changes('changes how traffic is queued')]);
}
