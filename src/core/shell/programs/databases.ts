import { changes, highest, notKnown } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { assessRedisCommand } from './redis.ts';
import type { Family } from './rows.ts';

/** Databases and their tools. */
export const databases: Family = {
  'psql pgcli': {
    valued:
      '-c --command -d --dbname -f --file -F -h --host -L --log-file -o --output -p --port -P --pset -R -T -U --username -v --set --variable',
    rows: `
      reads: -l|--list, -V|-?
      also prompts: -W|--password
      also changes: -o|--output -> writes the answer into {-o:a file}
      also unknown: -f|--file !-f=- -> runs the SQL file {-f}: what it does is not known
      runs: -c|--command -> psql in -c --command
      runs: !-c|--command !-f|--file -> psql in stdin
      runs: -f=-|/dev/stdin -> psql in stdin
      reads:
    `,
  },
  'mysql mariadb': {
    valued:
      '-e --execute --init-command -h --host -u --user -P --port -D --database -S --socket -p? --password? --defaults-file --defaults-extra-file --ssl-ca --ssl-mode --connect-timeout',
    rows: `
      also prompts: -p|--password=
      runs: -e|--execute|--init-command -> sql in -e --execute --init-command
      runs: !-e|--execute -> sql in stdin
      reads:
    `,
  },
  mysqladmin: {
    valued: '-h -u -P -S -p? --password? -i -c --sleep --count',
    rows: `
      also prompts: -p|--password=
      also asks: drop !-f|--force
      destroys: drop -> drops the database {2}: all its data is lost
      destroys: shutdown|stop-all-slaves -> shuts the database server down
      reads stays: -i|--sleep !-c|--count
      reads: status|extended-status|processlist|ping|version|variables|proc
      changes: kill -> ends the session {2}: its work is rolled back
      changes: -> changes the database server ({1})
    `,
  },
  'mysqlcheck mariadb-check': {
    valued: '-u -h -p?',
    rows: 'also prompts: -p\nchanges: -r|--repair|--auto-repair|-o|--optimize|-a|--analyze|--fix-db-names|-g -> repairs or rewrites tables\nreads:',
  },
  'mysqldump mariadb-dump mysqlpump': {
    valued: '-u -h -P -S -r --result-file -p? --password? --where -w --ignore-table --defaults-file',
    rows: 'also prompts: -p|--password=\ndestroys: --delete-master-logs|--delete-source-logs -> deletes binary logs\nchanges: -r|--result-file|-T|--tab -> writes a backup into {-r:a file}\nchanges: -F|--flush-logs -> starts new logs\nreads:',
  },
  'mysqlbinlog mariadb-binlog': 'reads:',
  mysqlimport: 'destroys: -d|--delete -> empties tables and loads others\nchanges: -> loads rows into tables',
  mysqlsh: {
    valued: '-e --execute -f --file',
    rows: 'runs: -e --sql|--sqlc -> sql in -e --execute\nreads: -e --sql\nunknown: -> runs MySQL Shell commands that are not known',
  },
  'mysqld mysqld_safe mariadbd postgres': 'reads: --verbose|-V|-C\nchanges: -> starts the database server',
  mysql_secure_installation: 'changes prompts: -> asks and changes users and rights',
  'pt-kill': 'reads stays: --print !--kill|--kill-query\nchanges stays: -> ends sessions or queries',
  'pt-archiver': 'reads: --dry-run\ndestroys: -> deletes rows after archiving them',
  'pt-online-schema-change gh-ost pt-table-sync':
    'reads: !--execute\nchanges: -> changes a table while it is used',
  'pt-table-checksum pt-heartbeat': 'changes: -> writes checks into tables',
  'pg_dump pg_dumpall': {
    valued:
      '-f --file -d --dbname -h -p -U -t --table -n -T -N -F --format -j -Z -S --exclude-table --exclude-table-data -l',
    rows: 'also prompts: -W|--password\nchanges: -f|--file -> writes a backup into {-f}\nreads:',
  },
  pg_restore: {
    valued: '-d --dbname -f --file -h -p -U -j -t -n -F -L -I -P -T -S',
    rows: `
      reads: -l|--list
      also prompts: -W|--password
      destroys: -c|--clean !-f|--file -> drops each object before it makes it again from the backup
      changes: -f|--file !-f=- -> writes SQL into {-f}
      reads: !-d|--dbname
      changes: -> loads a backup into {-d}
    `,
  },
  pg_basebackup: 'also prompts: -W|--password\nchanges: -> copies the whole database server into a directory',
  'createdb createuser': 'also asks: --interactive|-P|--pwprompt\nchanges: -> creates {1+}',
  dropdb: 'also asks: -i|--interactive\ndestroys: -> drops the database {1}: all its data is lost',
  dropuser: 'also asks: -i|--interactive\ndestroys: -> drops the user {1}',
  vacuumdb: 'changes: -> vacuums {1+:tables} (load, no data lost)',
  reindexdb: 'changes: -> builds indexes again',
  clusterdb: 'changes: -> rewrites tables, which are locked meanwhile',
  'pg_ctl pg_ctlcluster': `
    reads: status, * * status
    destroys: stop|kill, * * stop -> stops the database server
    changes: restart, * * restart -> restarts the database server: queries fail for some seconds
    changes: promote, * * promote -> makes the standby the primary
    changes: -> changes the database server ({1})
  `,
  pg_resetwal: 'reads: -n|--dry-run\ndestroys: -> throws the write-ahead log away: transactions may be lost',
  pg_rewind:
    'reads: -n|--dry-run\ndestroys: -> overwrites the data directory with the state of another server',
  pg_archivecleanup: 'reads: -n\ndestroys: -> deletes archived write-ahead log',
  'pg_upgrade pg_upgradecluster': 'reads: -c|--check\nchanges: -> upgrades the database server',
  'pg_createcluster pg_renamecluster initdb pg_checksums':
    'reads: -c|--check\nchanges: -> changes a database cluster',
  pg_dropcluster: 'destroys: -> deletes a database cluster with its data',
  pg_receivewal:
    'destroys: --drop-slot -> drops a replication slot\nchanges stays: -> writes the log it receives',
  pg_repack: 'reads: --dry-run|-N\nchanges: -> rewrites tables',
  pgbench: 'destroys: -i|--initialize -> makes its tables again\nchanges: -> puts load on the database',
  patronictl: {
    valued: '-c --config-file -k --leader --candidate --member --scheduled -d -U',
    rows: `
      reads stays: list|topology -w|--watch|-W
      reads: list|topology|history|show-config|version|dsn|query
      also asks: switchover|failover|reinit|restart|edit-config|remove !--force
      destroys: reinit -> empties a member and copies it from the leader again
      destroys: remove -> removes the cluster {2} from its store
      changes: restart -> restarts {2+}
      changes: -> changes the cluster: {1}
    `,
  },
  repmgr: {
    valued: '-f -h -d -U -D',
    rows: 'reads: --dry-run, cluster show|matrix|crosscheck|event, node check|status, daemon status, service status\ndestroys: standby clone -F|--force -> overwrites the data directory\ndestroys: primary|standby|witness unregister -> takes a server out of the cluster\nchanges: -> changes the cluster: {1} {2}',
  },
  pg_autoctl:
    'reads: show|version\ndestroys: drop|stop -> stops or removes a node\nchanges: -> changes the cluster',
  'sqlite3 duckdb': { special: sqlite },
  'clickhouse-client clickhouse': {
    valued: '-q --query -h --host --port -u --user --password -d --database -f --format --queries-file',
    rows: `
      also unknown: --queries-file -> runs SQL from a file: what it does is not known
      runs: -q|--query -> sql in -q --query
      runs: !-q|--query !--queries-file -> sql in stdin
      reads:
    `,
  },
  'cqlsh dsbulk': {
    valued: '-e --execute -f --file -u -p -k --request-timeout --cqlversion',
    rows: 'also unknown: -f|--file -> runs CQL from a file: what it does is not known\nruns: -e|--execute -> sql in -e --execute\nruns: !-e|--execute !-f|--file -> sql in stdin\nreads:',
  },
  'sqlcmd bcp mssql-cli': {
    valued: '-Q -q -S -U -P -d -i -o -Y -W? -s -h -y',
    rows: 'also unknown: -i -> runs SQL from a file: what it does is not known\nruns: -Q|-q -> sql in -Q -q\nruns: !-Q !-q !-i -> sql in stdin\nreads:',
  },
  'sqlplus rman': {
    rows: 'unknown: %@* -> runs SQL from a file: what it does is not known\nruns: -> sql in stdin\nreads:',
  },
  cockroach: {
    valued: '-e --execute --host --certs-dir -d --database --url -f --file',
    rows: `
      also unknown: sql -f|--file -> runs SQL from a file: what it does is not known
      runs: sql -e|--execute -> sql in -e --execute
      runs: sql !-e|--execute -> sql in stdin
      reads: sql, version, node status|ls, debug, cert list, auth-session list
      destroys: node decommission|drain, quit -> takes a node out of service
      changes: -> changes the cluster: {1} {2}
    `,
  },
  'trino presto hive beeline spark-sql impala-shell snowsql': {
    valued: '-e --execute --query -q -u -d -f --file --catalog --schema --server -execute -database -host',
    rows: 'also unknown: -f|--file -> runs a file of queries: what it does is not known\nruns: -e|-q|--execute|--query|-execute -> sql in -e -q --execute --query -execute\nruns: !-e|-q|--execute|--query|-execute|-f|--file -> sql in stdin\nreads:',
  },
  'redis-cli valkey-cli keydb-cli': { special: redisCli },
  'redis-server valkey-server redis-sentinel': 'changes: -> starts redis',
  'redis-benchmark memtier_benchmark': 'changes: -> puts load on redis',
  'redis-check-aof redis-check-rdb': 'destroys: --fix -> cuts broken entries off\nreads:',
  'mongosh mongo': {
    valued:
      '--eval --host --port -u --username --authenticationDatabase -p? --password? --file -f --tlsCAFile',
    rows: `
      also prompts: -p|--password=
      also unknown: %*.js, *.js -> runs a MongoDB script from a file: what it does is not known
      also unknown: -f|--file -> runs a MongoDB script from a file: what it does is not known
      runs: --eval -> mongo in --eval
      runs: !--eval !-f|--file -> mongo in stdin
      reads:
    `,
  },
  'mongodump mongoexport bsondump': 'reads: bsondump\nchanges: -> writes a backup',
  'mongorestore mongoimport':
    'reads: --dryRun\ndestroys: --drop -> drops each collection before it loads the backup\nchanges: -> loads documents into collections',
  'mongostat mongotop': 'reads: -n|--rowcount\nreads stays:',
  mongod:
    'destroys: --shutdown -> shuts the database server down\nchanges: --repair -> repairs the data files\nchanges: -> starts the database server',
  mongos: 'changes: -> starts a router',
  nodetool: {
    valued: '-h -p -u -pw',
    singleDash: true,
    rows: `
      reads: status|tpstats|info|ring|describecluster|compactionstats|netstats|cfstats|tablestats|tablehistograms|proxyhistograms|gossipinfo|getcompactionthroughput|getstreamthroughput|version|listsnapshots|gcstats|failuredetector|getendpoints|statusbinary|statusgossip|statusthrift|toppartitions|describering|viewbuildstatus|getlogginglevels|statusbackup|statushandoff
      destroys: decommission|removenode|assassinate|drain|stopdaemon|disablebinary|disablegossip|disablethrift|clearsnapshot|truncatehints|garbagecollect -> takes this node out of service or deletes from it
      changes: -> changes the node: {1}
    `,
  },
  'elasticsearch-reset-password elasticsearch-users elasticsearch-keystore elasticsearch-node':
    'reads: list|show\ndestroys: userdel|remove|unsafe-bootstrap|detach-cluster|repurpose -> deletes users, settings or data\nchanges: -> changes users or settings',
  curator: 'reads: --dry-run\nunknown: -> runs actions on indexes that are not known',
  influx: {
    valued: '-execute -database -host -e --query --bucket --org -o --host',
    rows: `
      destroys: delete, bucket|org|user|auth|task|dashboards|backup delete -> deletes data or what {1} names
      reads: ping|version, bucket|org|user|auth|task|config list, query
      runs: -execute|-e -> sql in -execute -e
      reads: -execute|-e
      changes asks: $ -> opens a prompt of influx
      changes: -> changes the database ({1})
    `,
  },
  'influxd couchbase-cli arangosh neo4j-admin cypher-shell rethinkdb tarantool':
    'unknown: -> talks to a database: what it does is not known',
  'proxysql-admin maxctrl maxadmin':
    'reads: list|show|ping|status\ndestroys: destroy|stop|drain, set server -> takes a server out of service\nchanges: -> changes the database proxy',
  pgbouncer: 'changes: -R|-d -> starts the connection pool',
  'wsrep_sst_common galera_new_cluster galera_recovery': 'changes: -> starts a new cluster from this node',
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
    return notKnown(`sends redis commands from ${input.source}: what they do is not known`);
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
  if (input.from === 'unknown') return notKnown(`runs SQL from ${input.source}: what it does is not known`);
  return look.text('sqlite', input.text);
}
