import { readSql } from '../../shell/programs/sql-tokens.ts';
import type { SqlStatement } from '../../shell/programs/sql-tokens.ts';
import { hasOption, optionOf } from '../calls.ts';
import type { Call, CommandInGuide } from '../calls.ts';
import { block } from '../examples.ts';
import { replaceWord } from '../fix.ts';
import { relations, removedFunctions } from '../knowledge/postgres.ts';
import type { Relation, Removed } from '../knowledge/postgres.ts';
import { linesOf } from '../rule.ts';
import type { Finding, Looked, Rule } from '../rule.ts';
import { unknownNames } from './sql-names.ts';

/** A call of psql in a command of the guide, and its statements. */
interface Query {
  at: CommandInGuide;
  call: Call;
  statements: readonly SqlStatement[];
}

function queriesOf({ commands }: Looked): Query[] {
  return commands
    .filter(({ command }) => command.text.includes('psql'))
    .flatMap((at) =>
      at
        .calls()
        .filter(({ program }) => /^(?:[\w-]+-)?psql$/.test(program))
        .map((call) => ({ at, call, statements: readSql(sqlOf(call, at)) })),
    );
}

/** What psql is told with -c, or in a here-document. */
function sqlOf(call: Call, { command }: CommandInGuide): string {
  const told = [...(call.options.get('-c') ?? []), ...(call.options.get('--command') ?? [])];
  if (told.length > 0) return told.join(';');
  return /<<-?\s*['"]?(\w+)['"]?[^\n]*\n([^]*?)\n\s*\1\s*(?:\n|$)/.exec(command.text)?.[2] ?? '';
}

/** The relations that a statement reads by FROM or JOIN, without their schema. */
function relationsOf({ words }: SqlStatement): string[] {
  return words.flatMap((word, at) =>
    word === 'FROM' || word === 'JOIN'
      ? ((words[at + 1] ?? '')
          .toLowerCase()
          .replace(/^pg_catalog\./, '')
          .match(/^\w+$/) ?? [])
      : [],
  );
}

function goneFinding(looked: Looked, { command }: CommandInGuide, gone: Removed, called: string): Finding {
  const fix =
    gone.renamed === 'only'
      ? replaceWord(looked.text, command, `Write ${gone.now}`, { word: gone.name, other: gone.now })
      : undefined;
  return {
    ...linesOf(command),
    message: `${called} is ${gone.now} since PostgreSQL ${gone.since}: the query fails there.`,
    ...(fix && { fix }),
  };
}

const usesColumn = ({ words }: SqlStatement, name: string): boolean =>
  words.some((word) => new RegExp(`^(?:\\w+\\.)?${name}$`, 'i').test(word));

export const sqlRemovedColumn: Rule = {
  id: 'sql-removed-column',
  severity: 'error',
  doc: 'A column that PostgreSQL renamed or took away: the query fails on newer servers. Write the new name.',
  bad: block('psql -d shop -c "SELECT query, mean_time FROM pg_stat_statements LIMIT 5"', 'Diagnosis'),
  good: block('psql -d shop -c "SELECT query, mean_exec_time FROM pg_stat_statements LIMIT 5"', 'Diagnosis'),
  mends: 'writes the new name, where nothing else changed',
  *check(looked) {
    for (const { at, statements } of queriesOf(looked)) {
      const found = statements.flatMap((statement) =>
        relationsOf(statement).flatMap((name) =>
          (relations.get(name)?.removed ?? [])
            .filter((gone) => usesColumn(statement, gone.name))
            .map((gone) => ({ gone, called: `${name}.${gone.name}` })),
        ),
      );
      for (const { gone, called } of found) yield goneFinding(looked, at, gone, called);
    }
  },
};

export const sqlRemovedFunction: Rule = {
  id: 'sql-removed-function',
  severity: 'error',
  doc: 'A function that PostgreSQL renamed or took away: the query fails on newer servers. Call the new one.',
  bad: block('psql -c "SELECT pg_last_xlog_replay_location()"', 'Diagnosis'),
  good: block('psql -c "SELECT pg_last_wal_replay_lsn()"', 'Diagnosis'),
  mends: 'writes the new name, where nothing else changed',
  *check(looked) {
    for (const { at, statements } of queriesOf(looked)) {
      const called = new Set(statements.flatMap(({ calls }) => calls));
      for (const gone of removedFunctions)
        if (called.has(gone.name)) yield goneFinding(looked, at, gone, `${gone.name}()`);
    }
  },
};

export const sqlUnknownColumn: Rule = {
  id: 'sql-unknown-column',
  severity: 'error',
  doc: 'A column that this relation of PostgreSQL’s catalogue never had: the query always fails. Look up its columns with \\d.',
  bad: block('psql -d shop -c "SELECT relname, dead_tuples FROM pg_class"', 'Diagnosis'),
  good: block('psql -d shop -c "SELECT relname, n_dead_tup FROM pg_stat_user_tables"', 'Diagnosis'),
  *check(looked) {
    for (const { at, statements } of queriesOf(looked)) {
      for (const statement of statements) {
        const [name, ...others] = relationsOf(statement);
        const relation = name === undefined ? undefined : relations.get(name);
        if (name === undefined || relation === undefined || others.length > 0) continue;
        const unknown = unknownNames(statement, name).filter((column) => !everHad(relation, column));
        if (unknown.length === 0) continue;
        yield {
          ...linesOf(at.command),
          message: `${name} has no column ${unknown.map((column) => `"${column}"`).join(' or ')}${elsewhere(unknown)}: the query fails.`,
        };
      }
    }
  },
};

function everHad({ columns, removed }: Relation, column: string): boolean {
  return columns.has(column) || removed.some(({ name }) => name === column);
}

/** Where a column does stand, when another relation of the catalogue has it. */
function elsewhere(unknown: readonly string[]): string {
  for (const column of unknown) {
    const home = [...relations].find(([, { columns }]) => columns.has(column));
    if (home) return ` (${column} stands in ${home[0]})`;
  }
  return '';
}

/** The database that psql is told, by -d, as its first word, or in a connection string. */
function databaseOf(call: Call): string | undefined {
  return optionOf(call, '-d', '--dbname') ?? call.operands[0];
}

export const psqlOtherDatabase: Rule = {
  id: 'psql-other-database',
  severity: 'error',
  doc: 'psql without a database connects to one named after the user; other queries of the guide name theirs. A table that is only there is not found. Name the database.',
  bad: block(
    'psql -U app shop -c "SELECT count(*) FROM orders"\npsql -U app -c "SELECT count(*) FROM users"',
    'Diagnosis',
  ),
  good: block(
    'psql -U app shop -c "SELECT count(*) FROM orders"\npsql -U app shop -c "SELECT count(*) FROM users"',
    'Diagnosis',
  ),
  *check(looked) {
    const queries = queriesOf(looked).filter(({ call }) => call.program === 'psql');
    const named = new Set(queries.flatMap(({ call }) => databaseOf(call) ?? []));
    const [database] = named;
    if (named.size !== 1 || database === undefined || !/^[\w-]+$/.test(database)) return;
    for (const { at, call, statements } of queries) {
      if (databaseOf(call) !== undefined || hasOption(call, '-l', '--list', '-f', '--file')) continue;
      const table = statements.flatMap(tablesOf).find((one) => !/^pg_|^information_schema\b/.test(one));
      if (table === undefined || at.command.text.includes('PGDATABASE')) continue;
      yield {
        ...linesOf(at.command),
        message: `No database is named, so "${table}" is looked for in the user’s own; the guide’s other queries name ${database}.`,
      };
    }
  },
};

/** The tables that a statement reads or writes. A function's FROM (`extract(day FROM x)`) names none. */
function tablesOf(statement: SqlStatement): string[] {
  const { words } = statement;
  const written = words.flatMap((word, at) =>
    word === 'INTO' || (word === 'UPDATE' && at === 0) ? [(words[at + 1] ?? '').toLowerCase()] : [],
  );
  return [...written.filter((word) => /^[a-z]/.test(word)), ...relationsOf(statement)];
}

export const notRepeatable: Rule = {
  id: 'not-repeatable',
  severity: 'info',
  doc: 'CREATE INDEX CONCURRENTLY that was interrupted leaves an invalid index of that name, on which a second run fails. Drop it first, or say IF NOT EXISTS where an old one is as good.',
  bad: block('psql -d shop -c "CREATE INDEX CONCURRENTLY orders_at ON orders (at)"', 'Diagnosis'),
  good: block(
    'psql -d shop -c "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_at ON orders (at)"',
    'Diagnosis',
  ),
  *check(looked) {
    for (const { at, statements } of queriesOf(looked)) {
      const creates = statements.some(({ words }) =>
        /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?!IF )/.test(words.slice(0, 5).join(' ')),
      );
      if (creates)
        yield {
          ...linesOf(at.command),
          message: 'A second run fails: the index is there, perhaps an invalid one.',
        };
    }
  },
};
