import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { brief } from './rows.ts';
import { assessClient } from './sql-client.ts';
import { functionHarm } from './sql-functions.ts';
import { readSql } from './sql-tokens.ts';
import type { SqlStatement } from './sql-tokens.ts';

/**
 * What a text of SQL does, in the dialects of PostgreSQL, MySQL, SQLite, ClickHouse, Cassandra, SQL Server and Oracle, with the
 * client commands of psql, mysql and sqlite3. Words in strings, comments and quoted names are data and count for nothing.
 */
export function assessSql(text: string, shell: (text: string) => Assessment): Assessment {
  const statements = readSql(text);
  const found = statements.map((statement) =>
    statement.client ? assessClient(statement.client, shell) : assessStatement(statement),
  );
  return undone(statements, found);
}

/** What stands between BEGIN and ROLLBACK leaves nothing behind but locks while it runs. */
function undone(statements: readonly SqlStatement[], found: readonly Assessment[]): Assessment {
  const kept: Assessment[] = [];
  let open: Assessment[] | undefined;
  for (const [index, assessment] of found.entries()) {
    const [word = '', next = ''] = statements[index]?.words ?? [];
    if (word === 'BEGIN' || (word === 'START' && next === 'TRANSACTION')) open ??= [];
    else if (open && (word === 'COMMIT' || word === 'END')) {
      kept.push(...open);
      open = undefined;
    } else if (open && (word === 'ROLLBACK' || word === 'ABORT') && next !== 'TO') {
      if (open.some(({ danger }) => danger.level !== 'safe'))
        kept.push(changes('locks rows for a while: its changes are rolled back'));
      open = undefined;
    } else (open ?? kept).push(assessment);
  }
  return highest([...kept, ...(open ?? [])]);
}

type StatementHarm = (statement: SqlStatement) => Assessment;

/** First words of a statement (`*` is any one word), and what it does; the first row that fits decides. Names follow the words. */
const statementRows: readonly [string, StatementHarm][] = rows(`
  reads: SHOW | DESCRIBE | DESC | VALUES | TABLE | USE | BEGIN | START TRANSACTION | COMMIT | END | ROLLBACK | ABORT | SAVEPOINT | RELEASE | DECLARE | FETCH | CLOSE | MOVE | LISTEN | UNLISTEN | DISCARD | PREPARE | DEALLOCATE | HELP | PRINT | GO | CONNECT | WHENEVER | SPOOL OFF | EXIT | QUIT | \\
  reads: CHECK TABLE | CHECKSUM | EXISTS | LIST | CONSISTENCY | TRACING | PAGING | EXPAND | DBCC CHECKDB | DBCC CHECKTABLE | DBCC OPENTRAN | DBCC SQLPERF | DBCC INPUTBUFFER | SOURCE | WATCH
  destroys: DROP DATABASE -> drops the database {}: all its data is lost
  destroys: DROP SCHEMA -> drops the schema {} with everything in it
  destroys: DROP KEYSPACE -> drops the keyspace {} with all its tables
  destroys: DROP TABLE | DROP TEMPORARY TABLE | DROP FOREIGN TABLE -> drops the table {}: all its rows are lost
  destroys: DROP MATERIALIZED VIEW | DROP VIEW -> drops the view {}
  changes: DROP INDEX -> drops the index {}: queries that use it become slow
  changes: DROP TRIGGER | DROP POLICY | DROP RULE | DROP EVENT | DROP STATISTICS | DROP PREPARE | DROP CAST | DROP AGGREGATE -> drops {}, which the database can be given again
  destroys: DROP USER | DROP ROLE | DROP LOGIN -> drops the user {}: it can't log in any more
  destroys: DROP SUBSCRIPTION | DROP PUBLICATION -> ends the replication {}
  destroys: DROP -> drops {}
  destroys: TRUNCATE -> deletes every row of {}
  destroys: PURGE BINARY | PURGE MASTER -> deletes binary logs: they can't be replayed any more
  destroys: PURGE -> deletes what was dropped for good
  destroys: RESET MASTER | RESET BINARY -> deletes every binary log: replicas can't follow any more
  changes: RESET SLAVE | RESET REPLICA -> the replica forgets its position
  changes: RESET QUERY | RESET PERSIST -> resets {}
  reads: RESET
  destroys: SHUTDOWN -> shuts the database server down
  changes: RESTART -> restarts the database server: queries fail for some seconds
  changes: STARTUP -> starts the database
  changes: INSERT | UPSERT -> adds rows to {}
  changes: REPLACE -> adds or replaces rows of {}
  changes: LOAD | IMPORT | BULK INSERT -> loads rows into {}
  changes: CREATE UNIQUE INDEX | CREATE INDEX -> creates an index {}
  changes: CREATE -> creates {}
  changes: GRANT -> gives a right
  destroys: REVOKE CONNECT | REVOKE ALL -> takes rights away: those who use them are cut off
  changes: REVOKE -> takes a right away
  changes: VACUUM FULL -> rewrites the table, which is locked meanwhile
  changes: VACUUM -> vacuums {:every table of the database} (load, no data lost)
  changes: ANALYZE -> gathers statistics of {:every table}
  changes: REINDEX -> builds the indexes of {} again
  changes: CLUSTER | OPTIMIZE | REPAIR TABLE | REFRESH -> rewrites {}
  changes: CHECKPOINT -> writes a checkpoint
  changes: COMMENT | SECURITY LABEL | REASSIGN | RENAME | EXCHANGE | ATTACH -> changes {}
  destroys: DETACH -> takes {} away from the server
  changes: NOTIFY -> notifies those who listen
  changes: SET GLOBAL | SET PERSIST | SET @@GLOBAL* | SET PERSIST_ONLY -> changes a setting of the server for everyone
  changes: SET PASSWORD -> changes a password
  reads: SET
  destroys: FLUSH TABLES WITH READ -> blocks every write until it is released
  changes: FLUSH -> makes the server read or write {} anew
  changes: LOCK -> locks {}: others wait
  changes: UNLOCK -> releases locks
  changes: KILL -> ends a session or query: its work is rolled back
  changes: CANCEL -> cancels a query or job
  changes: STOP REPLICA | STOP SLAVE | STOP GROUP_REPLICATION -> stops the replication until it is started again
  changes: START | CHANGE -> changes the replication
  destroys: SYSTEM SHUTDOWN | SYSTEM KILL -> shuts the database server down
  destroys: SYSTEM DROP REPLICA | SYSTEM DROP DATABASE REPLICA -> drops a replica's metadata
  changes: SYSTEM -> makes the server act: {}
  changes: BACKUP -> writes a backup
  destroys: RESTORE -> overwrites the database with a backup
  destroys: FLASHBACK -> sets tables back: newer changes are lost
  changes: DBCC | INSTALL | UNINSTALL | RECOVER -> changes the server: {}
  changes: OPEN -> opens {}
`);

function rows(text: string): [string, (statement: SqlStatement) => Assessment][] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const [head = '', reason = ''] = line.trim().split(' -> ');
      const colon = head.indexOf(':');
      const make = { reads: () => reads, changes, destroys }[head.slice(0, colon)] ?? notKnown;
      return head
        .slice(colon + 1)
        .split(' | ')
        .map((words): [string, (statement: SqlStatement) => Assessment] => [
          words.trim(),
          (statement) => make(named(reason, words, statement)),
        ]);
    });
}

const fillers: ReadonlySet<string> = new Set(
  'IF EXISTS NOT CONCURRENTLY TABLE TABLES ONLY INTO FROM LOW_PRIORITY IGNORE DATA INFILE LOCAL ANALYZE VERBOSE UNIQUE INDEX DATABASE SCHEMA OR REPLACE FINAL NO_WRITE_TO_BINLOG MATERIALIZED VIEW OVERWRITE'.split(
    ' ',
  ),
);

/** Puts the name of what is meant into a reason: the first word behind the statement's own that is no filler. */
function named(reason: string, own: string, { words }: SqlStatement): string {
  const name = words.slice(own.split(' ').length).find((word) => !fillers.has(word));
  return reason.replace(/\{(?::([^}]*))?\}/, (_, otherwise?: string) =>
    name ? brief(name.toLowerCase()) : (otherwise ?? 'it'),
  );
}

/** What runs another statement, or needs more than its first words. */
const special: Readonly<Record<string, (statement: SqlStatement) => Assessment>> = {
  SELECT: assessQuery,
  WITH: assessQuery,
  '(': assessQuery,
  FROM: assessQuery,
  EXPLAIN: assessExplain,
  ANALYZE: (statement) => (statement.words[1] === 'SELECT' ? assessQuery(statement) : byRow(statement)),
  UPDATE: assessUpdate,
  DELETE: ({ words }) =>
    destroys(`deletes ${words.includes('WHERE') ? 'rows' : 'every row'} of ${nameAfter(words, 'FROM')}`),
  ALTER: assessAlter,
  COPY: assessCopy,
  MERGE: ({ words }) =>
    words.includes('DELETE')
      ? destroys('deletes and changes rows')
      : changes(`changes rows of ${nameAfter(words, 'INTO')}`),
  PRAGMA: assessPragma,
  DO: assessProcedure,
  CALL: assessProcedure,
  EXEC: assessProcedure,
  EXECUTE: assessProcedure,
};

function assessStatement(statement: SqlStatement): Assessment {
  const [first = ''] = statement.words;
  if (first === '') return reads;
  return Object.hasOwn(special, first) ? (special[first]?.(statement) ?? reads) : byRow(statement);
}

const rowsByWord = groupedByWord();

/** Without `Map.groupBy`, which Node 20 has not. */
function groupedByWord(): ReadonlyMap<string, { words: string[]; harm: StatementHarm }[]> {
  const grouped = new Map<string, { words: string[]; harm: StatementHarm }[]>();
  for (const [pattern, harm] of statementRows) {
    const words = pattern.split(' ');
    const [first = ''] = words;
    grouped.set(first, [...(grouped.get(first) ?? []), { words, harm }]);
  }
  return grouped;
}

function byRow(statement: SqlStatement): Assessment {
  const [first = ''] = statement.words;
  for (const { words, harm } of rowsByWord.get(first) ?? []) {
    if (words.every((word, at) => wordFits(word, statement.words[at]))) return harm(statement);
  }
  return notKnown(`runs SQL that is not known: ${brief(statement.words.slice(0, 3).join(' '))}`);
}

function wordFits(pattern: string, word = ''): boolean {
  return pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : pattern === word;
}

const nameAfter = (words: readonly string[], keyword: string): string => {
  const at = words.indexOf(keyword);
  const name = words.slice(at + 1).find((word) => !fillers.has(word));
  return name === undefined ? 'a table' : brief(name.toLowerCase());
};

/** A query reads, unless a part of it writes, or it calls a function that does. */
function assessQuery(statement: SqlStatement): Assessment {
  const { words, calls } = statement;
  const parts = words.flatMap((word, at): Assessment[] => {
    if (word === 'DELETE' && words[at + 1] === 'FROM')
      return [destroys(`deletes rows of ${nameAfter(words.slice(at), 'FROM')}`)];
    if (word === 'INSERT' && words[at + 1] === 'INTO')
      return [changes(`adds rows to ${nameAfter(words.slice(at), 'INTO')}`)];
    if (word === 'UPDATE' && words[at - 1] === '(')
      return [assessUpdate({ ...statement, words: words.slice(at) })];
    if (word === 'INTO' && !(words[at - 1] ?? '').startsWith('INSERT'))
      return [changes('writes the result into a table, file or variable')];
    if (word === 'FOR' && /^(?:UPDATE|SHARE|NO)$/.test(words[at + 1] ?? ''))
      return [changes('locks the rows it reads')];
    return [];
  });
  const main = words[0] === 'WITH' && parts.length === 0 ? mainOfWith(statement) : [];
  return highest([...parts, ...main, ...calls.map((name) => functionHarm(name, statement))]);
}

/** `WITH x AS (…) UPDATE …`: the statement behind the named parts. */
function mainOfWith(statement: SqlStatement): Assessment[] {
  const at = statement.words.findIndex(
    (word, index) => word === 'UPDATE' && statement.words[index - 1] === ')',
  );
  return at < 0 ? [] : [assessUpdate({ ...statement, words: statement.words.slice(at) })];
}

function assessUpdate({ words }: SqlStatement): Assessment {
  const name = nameAfter(words, 'UPDATE');
  return words.includes('WHERE')
    ? changes(`changes rows of ${name}: their old values are not kept`)
    : destroys(`overwrites values in every row of ${name}`);
}

/** EXPLAIN only plans; with ANALYZE it runs the statement. */
function assessExplain(statement: SqlStatement): Assessment {
  const { words } = statement;
  const begins = words.findIndex(
    (word, at) =>
      at > 0 &&
      /^(?:SELECT|WITH|INSERT|UPDATE|DELETE|MERGE|REPLACE|CREATE|REFRESH|DECLARE|EXECUTE|TABLE|VALUES)$/.test(
        word,
      ),
  );
  const head = words.slice(0, begins < 0 ? undefined : begins);
  const off = words[words.indexOf('ANALYZE') + 1];
  if (!head.includes('ANALYZE') || off === 'FALSE' || off === 'OFF' || begins < 0) return reads;
  return assessStatement({ ...statement, words: words.slice(begins) });
}

const alterRows: readonly [RegExp, (name: string) => Assessment][] = [
  [/ DROP (?:COLUMN|PARTITION|SUBPARTITION)\b/, (name) => destroys(`drops a part of ${name} with its data`)],
  [/ (?:TRUNCATE|DISCARD) (?:PARTITION|TABLESPACE)\b/, (name) => destroys(`deletes a part of ${name}`)],
  [/^ALTER TABLE .* DELETE WHERE\b/, (name) => destroys(`deletes rows of ${name}`)],
  [/^ALTER TABLE .* CLEAR COLUMN\b/, (name) => destroys(`empties a column of ${name}`)],
  [
    / DROP (?!CONSTRAINT|DEFAULT|NOT|INDEX|KEY|PRIMARY|FOREIGN|EXPRESSION|IDENTITY|CHECK)\w/,
    (name) => destroys(`drops a part of ${name}`),
  ],
  [
    /^ALTER DATABASE .*(?:ALLOW_CONNECTIONS FALSE|CONNECTION LIMIT 0|SINGLE_USER|SET OFFLINE|RESTRICTED_USER)/,
    (name) => destroys(`cuts everyone off from ${name}`),
  ],
  [/^ALTER DATABASE (?:CLOSE|DISMOUNT)/, () => destroys('closes the database')],
  [/^ALTER (?:ROLE|USER) .*(?:NOLOGIN|ACCOUNT LOCK)/, (name) => destroys(`${name} can't log in any more`)],
  [/^ALTER SYSTEM KILL/, () => changes('ends a session: its work is rolled back')],
  [/^ALTER SYSTEM/, () => changes('changes a setting of the server')],
  [/^ALTER SESSION/, () => reads],
];

function assessAlter({ words }: SqlStatement): Assessment {
  const text = words.slice(0, 400).join(' ');
  const name = brief((words.slice(2).find((word) => !fillers.has(word)) ?? 'it').toLowerCase());
  for (const [pattern, harm] of alterRows) if (pattern.test(text)) return harm(name);
  return changes(`changes the definition of ${name}`);
}

function assessCopy(statement: SqlStatement): Assessment {
  const { words } = statement;
  const outside = words.slice(words[1] === '(' ? words.lastIndexOf(')') : 0);
  const inner = words[1] === '(' ? [assessQuery({ ...statement, words: words.slice(2) })] : [];
  if (outside.includes('TO'))
    return highest([
      ...inner,
      words.includes('STDOUT')
        ? reads
        : words.includes('PROGRAM')
          ? notKnown('sends rows to a program: what it does is not known')
          : changes('writes rows into a file on the server'),
    ]);
  return changes(`loads rows into ${nameAfter(words, 'COPY')}`);
}

const readingPragmas =
  /^(?:INTEGRITY_CHECK|QUICK_CHECK|FOREIGN_KEY_CHECK|TABLE_INFO|TABLE_XINFO|TABLE_LIST|INDEX_LIST|INDEX_INFO|INDEX_XINFO|DATABASE_LIST|COMPILE_OPTIONS|FREELIST_COUNT|PAGE_COUNT|FOREIGN_KEY_LIST|COLLATION_LIST|FUNCTION_LIST|MODULE_LIST|PRAGMA_LIST|DATA_VERSION)$/;

function assessPragma({ words }: SqlStatement): Assessment {
  const [, name = '', next] = words;
  if (readingPragmas.test(name.slice(name.lastIndexOf('.') + 1))) return reads;
  if (next === undefined && !/^(?:WAL_CHECKPOINT|OPTIMIZE|INCREMENTAL_VACUUM|SHRINK_MEMORY)$/.test(name))
    return reads;
  return changes(`changes the database's ${brief(name.toLowerCase())}`);
}

const readingProcedures =
  /^(?:SP_WHO2?|SP_HELP\w*|SP_LOCK|SP_SPACEUSED|SP_WHOISACTIVE|SP_READERRORLOG|XP_READERRORLOG|SP_COLUMNS|SP_TABLES|SP_BLITZ\w*|PS_\w+)$/;

/** A procedure is not known; what its text says in the open counts. */
function assessProcedure(statement: SqlStatement): Assessment {
  const [, name = ''] = statement.words;
  if (readingProcedures.test(name.slice(name.lastIndexOf('.') + 1))) return reads;
  const inside = statement.bodies.map((body) => assessBody(body));
  return highest([
    ...inside,
    notKnown(
      `runs ${/^[\w.]+$/.test(name) ? `the procedure ${brief(name.toLowerCase())}` : 'a block of SQL'}: what it does is not known`,
    ),
  ]);
}

/** The body of `DO $$ … $$`: its statements stand between words of the procedural language. */
function assessBody(body: string): Assessment {
  const words = readSql(body).flatMap((statement) => statement.words);
  const harmful = words.find((word) => /^(?:DELETE|TRUNCATE|DROP)$/.test(word));
  return harmful ? destroys(`runs a block of SQL with ${harmful}`) : reads;
}
