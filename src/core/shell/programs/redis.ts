import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { matcher } from './matcher.ts';
import type { Matcher } from './matcher.ts';
import { brief, list } from './rows.ts';

/** Redis commands in lower case: first words, then what they do; the first row that fits decides. `{}` is what follows. */
const redisRows = `
  destroys: flushall -> deletes every key of every redis database
  destroys: flushdb -> deletes every key of the redis database
  destroys: del|unlink|getdel -> deletes {}
  destroys: hdel|srem|zrem|lrem|ltrim|xdel|xtrim|zremrangebyscore|zremrangebyrank|zremrangebylex|json.del|json.clear|json.forget|ft.dropindex|ts.del|hgetdel -> deletes entries of {}
  destroys: lpop|rpop|spop|zpopmin|zpopmax|blpop|brpop|bzpopmin|bzpopmax|lmpop|zmpop -> takes entries out of {}
  destroys: shutdown -> shuts redis down
  destroys: debug segfault|panic|oom|restart|crash-and-recover|flushall|reload -> crashes or reloads redis
  destroys: debug sleep -> blocks redis for {} seconds
  reads: debug object|jmap|digest|help
  changes: debug -> changes how redis runs
  changes: config set -> changes redis' {} until it restarts
  changes: config rewrite|resetstat -> writes the configuration or resets statistics
  reads: config
  destroys: client pause -> stops every command of clients for {} ms
  changes: client kill|unpause|no-evict|unblock|reply|no-touch|tracking -> changes or ends connections of clients
  reads: client
  destroys: cluster reset|flushslots|delslots|delslotsrange|forget -> takes slots or nodes out of the cluster
  changes: cluster failover|meet|replicate|addslots|addslotsrange|setslot|bumpepoch|set-config-epoch|saveconfig -> changes the cluster
  reads: cluster
  changes: replicaof no one $, slaveof no one $ -> makes this redis a master
  destroys: replicaof|slaveof -> makes redis a replica: its own data is replaced by the master's
  changes: failover -> hands the master's role to a replica
  destroys: script flush|kill -> ends or forgets scripts
  changes: script load|debug -> loads a script
  reads: script
  destroys: function flush|delete|restore -> deletes functions
  changes: function load|kill -> loads or ends functions
  reads: function
  changes: latency|slowlog reset, acl log reset -> clears what redis noted down
  changes: memory purge -> gives memory back to the system
  changes: acl setuser|load|save -> changes who may do what
  destroys: acl deluser -> deletes users
  reads: acl|latency|slowlog|memory
  destroys: xgroup destroy|delconsumer -> deletes a consumer group or its pending messages
  changes: xgroup|xack|xclaim|xautoclaim|xreadgroup|xadd|xsetid -> changes the stream {}
  changes: module -> loads or unloads a module
  destroys: swapdb -> swaps two databases under their users
  destroys: migrate|restore-asking -> moves keys to another server
  changes: bgsave|save|bgrewriteaof -> writes the data to disk
  changes: expire|pexpire|expireat|pexpireat|persist|getex|hexpire|hpexpire -> changes when {} expires
  changes: set|setex|psetex|setnx|mset|msetnx|getset|append|setrange|setbit|incr|incrby|incrbyfloat|decr|decrby|bitop|bitfield -> sets {}
  changes: hset|hmset|hsetnx|hincrby|hincrbyfloat|lpush|rpush|lpushx|rpushx|linsert|lset|lmove|rpoplpush|blmove|brpoplpush|sadd|smove|sinterstore|sunionstore|sdiffstore|zadd|zincrby|zunionstore|zinterstore|zrangestore|pfadd|pfmerge|geoadd|json.set|ts.add|ft.create -> changes {}
  changes: rename|renamenx|copy|move|restore|sort|touch -> changes {}
  changes: publish|spublish -> publishes a message to {}
  changes: sentinel set|monitor|reset|failover|flushconfig|ckquorum -> changes what the sentinels watch
  destroys: sentinel remove -> the sentinels watch {} no more
  reads: sentinel
  reads stays: monitor|subscribe|psubscribe|ssubscribe|sync|psync
  reads: get|mget|getrange|substr|strlen|exists|type|ttl|pttl|expiretime|pexpiretime|keys|scan|randomkey|dbsize|info|ping|echo|select|auth|hello|quit|exit|time|lastsave|role|command|object|dump|wait|waitaof|lolwut|readonly|readwrite|asking|help|pubsub|multi|exec|discard|watch|unwatch|reset
  reads: hget|hmget|hgetall|hkeys|hvals|hlen|hexists|hscan|hstrlen|hrandfield|lrange|llen|lindex|lpos|smembers|sismember|smismember|scard|srandmember|sscan|sinter|sunion|sdiff|sintercard
  reads: zrange|zrevrange|zrangebyscore|zrevrangebyscore|zrangebylex|zrank|zrevrank|zscore|zmscore|zcard|zcount|zlexcount|zscan|zrandmember|zdiff|zinter|zunion|xlen|xrange|xrevrange|xread|xinfo|xpending
  reads: getbit|bitcount|bitpos|bitfield_ro|pfcount|geopos|geodist|geosearch|geohash|georadius_ro|sort_ro|json.get|json.type|json.mget|ts.get|ts.range|ts.info|ft.search|ft.info|ft.aggregate|ft._list
`;

interface RedisRow {
  words: readonly Matcher[];
  atEnd: boolean;
  judge: (rest: readonly string[]) => Assessment;
}

const rows: readonly RedisRow[] = redisRows
  .split('\n')
  .filter((line) => line.trim() !== '')
  .flatMap((line) => {
    const [head = '', reason = ''] = line.trim().split(' -> ');
    const colon = head.indexOf(':');
    const [effect = '', stays] = head.slice(0, colon).split(' ');
    const level = { changes, destroys }[effect] ?? (() => reads);
    const judge = (rest: readonly string[]): Assessment => ({
      ...level(reason.replace('{}', list(rest.slice(0, 1)) || 'keys')),
      longRunning: stays === 'stays',
    });
    return head
      .slice(colon + 1)
      .split(', ')
      .map((pattern) => {
        const words = pattern.trim().split(' ');
        return {
          words: words.filter((word) => word !== '$').map(matcher),
          atEnd: words.includes('$'),
          judge,
        };
      });
  });

/** What Redis commands do, one a line, as redis-cli reads them from its arguments or its input. */
export function assessRedis(text: string): Assessment {
  return highest(
    text
      .split('\n')
      .map((line) => assessRedisCommand(line.trim().match(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g) ?? [])),
  );
}

/** One command as words. */
export function assessRedisCommand(words: readonly string[]): Assessment {
  const plain = words.map((word) => word.replace(/^["']|["']$/g, ''));
  const lower = plain.map((word) => word.toLowerCase());
  const [name] = lower;
  if (name === undefined || name.startsWith('#')) return reads;
  if (/^\d+$/.test(name) && lower.length > 1) return assessRedisCommand(plain.slice(1));
  if (/^(?:eval|evalsha|fcall)(?:_ro)?$/.test(name)) return assessScript(name, plain.slice(1).join(' '));
  for (const row of rows) {
    const count = row.words.length;
    if ((!row.atEnd || lower.length === count) && row.words.every((fits, at) => fits(lower[at] ?? '')))
      return row.judge(plain.slice(count));
  }
  return notKnown(`sends redis ${brief(name)}: what it does is not known`);
}

/** A script's own calls count; what it does beside them is not known. */
function assessScript(name: string, script: string): Assessment {
  const calls = [...script.matchAll(/redis\.p?call\(\s*(['"])(.*?)\1\s*(?:,\s*(['"])(.*?)\3)?/g)];
  const found = calls.map(([, , command = '', , argument = '']) => assessRedisCommand([command, argument]));
  if (name.endsWith('_ro')) return reads;
  if (found.length > 0 && name === 'eval') return highest(found);
  return notKnown('runs a script in redis: what it does is not known');
}
