import { changes, highest, notKnown } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { assessRedisCommand } from './redis.ts';
import type { Specials } from './rows.ts';

/** Databases and their tools: what rows can't tell. */
export const databases: Specials = {
  'sqlite3 duckdb': sqlite,
  'redis-cli valkey-cli keydb-cli': redisCli,
};

const redisStyle = optionStyle(
  '-h -p -s -a -u -n -r -i -t --user --pass --sni --cacert --cert --key --pattern --rdb --count --memkeys-samples --functions-rdb --quoted-pattern --eval --lru-test -D -d -X',
  { commandAfter: () => 0 },
);

const redisModes: readonly (readonly [string, Assessment])[] = [
  ['--rdb', changes('fetches a copy of the data into a file')],
  ['--functions-rdb', changes('fetches functions into a file')],
  ['--pipe', notKnown('sends redis commands from a file: what they do is not known')],
  ['--lru-test', changes('fills redis to test it')],
];

const readingModes = [
  '--bigkeys',
  '--memkeys',
  '--hotkeys',
  '--scan',
  '--version',
  '-v',
  '--intrinsic-latency',
  '--keystats',
];
const stayingModes = ['--latency', '--latency-history', '--latency-dist', '--stat', '--replica', '--slave'];

function redisCli({ args, input }: Call, look: Look): Assessment {
  const { operands, rest, options } = readArguments(args, redisStyle);
  const has = (name: string): boolean => options.has(name);
  for (const [mode, assessment] of redisModes) if (has(mode)) return assessment;
  if (stayingModes.some(has)) return { ...highest([]), longRunning: true };
  if (readingModes.some(has)) return highest([]);
  if (has('--eval'))
    return notKnown(
      `runs the script ${options.get('--eval')?.[0] ?? ''} in redis: what it does is not known`,
    );
  const words = (rest.length > 0 ? rest : operands).map(({ text }) => text);
  if (words[0] === '--cluster') return assessRedisCluster(words.slice(1));
  if (has('--cluster')) return assessRedisCluster([...words]);
  if (words.length > 0) {
    const harm = assessRedisCommand(words);
    return has('-r') && options.get('-r')?.[0] === '-1' ? { ...harm, longRunning: true } : harm;
  }
  if (input.from === 'terminal') return { ...changes('opens a prompt of redis'), interactive: true };
  if (input.from === 'unknown')
    return notKnown(`sends redis commands from ${input.source()}: what they do is not known`);
  const lines = [look.text('redis', input.text)];
  return highest(
    input.whole ? lines : [...lines, notKnown('sends redis commands that are only known in part')],
  );
}

function assessRedisCluster([action = '']: readonly string[]): Assessment {
  if (/^(?:info|check|call|help)$/.test(action))
    return action === 'call'
      ? notKnown('sends a command to every node: what it does is not known')
      : highest([]);
  if (/^(?:del-node|import|create)$/.test(action))
    return {
      ...highest([]),
      danger: { level: 'destructive', reason: 'takes a node out of the cluster or makes the cluster anew' },
    };
  return changes(`changes the redis cluster (${action})`);
}

/** The first operand is the file, each other one SQL or a dot command. */
function sqlite({ args, input }: Call, look: Look): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-cmd -separator -init -nullvalue -newline', { singleDash: true }),
  );
  const texts = [...(options.get('-cmd') ?? []), ...operands.slice(1).map(({ text }) => text)];
  if (texts.length > 0) return highest(texts.map((text) => look.text('sqlite', text)));
  if (input.from === 'terminal')
    return options.has('-version')
      ? highest([])
      : { ...changes('opens a prompt of sqlite3'), interactive: true };
  if (input.from === 'unknown') return notKnown(`runs SQL from ${input.source()}: what it does is not known`);
  return look.text('sqlite', input.text);
}
