import type { CommandInGuide, Rule } from '../rule.ts';
import { commandsOf, linesOf } from '../rule.ts';

/** Columns that a system relation of PostgreSQL had once: by its release notes. */
const removedColumns: readonly { relation: string; column: string; since: string; now: string }[] = [
  { relation: 'pg_stat_statements', column: 'mean_time', since: '13', now: 'mean_exec_time' },
  { relation: 'pg_stat_statements', column: 'total_time', since: '13', now: 'total_exec_time' },
  { relation: 'pg_stat_statements', column: 'min_time', since: '13', now: 'min_exec_time' },
  { relation: 'pg_stat_statements', column: 'max_time', since: '13', now: 'max_exec_time' },
  { relation: 'pg_stat_activity', column: 'procpid', since: '9.2', now: 'pid' },
  { relation: 'pg_stat_activity', column: 'current_query', since: '9.2', now: 'query' },
  { relation: 'pg_stat_activity', column: 'waiting', since: '9.6', now: 'wait_event' },
  { relation: 'pg_stat_replication', column: 'replay_location', since: '10', now: 'replay_lsn' },
  { relation: 'pg_stat_replication', column: 'sent_location', since: '10', now: 'sent_lsn' },
];

/** Names that no PostgreSQL relation of this name ever had, but that queries copied in part still use. */
const unknownColumns: readonly { relation: string; columns: readonly string[]; why: string }[] = [
  {
    relation: 'pg_class',
    columns: ['otta', 'live_tuples', 'dead_tuples', 'n_live_tup', 'n_dead_tup'],
    why: 'it is a name of a longer query that is missing here; n_live_tup stands in pg_stat_user_tables',
  },
  {
    relation: 'pg_tables',
    columns: ['relname', 'reltuples', 'n_live_tup'],
    why: 'pg_tables calls a table "tablename"',
  },
];

const isPsql = ({ command }: CommandInGuide): boolean => /\bpsql\b/.test(command.text);
const reads = (text: string, relation: string): boolean =>
  new RegExp(`\\b(?:from|join)\\s+${relation}\\b`, 'i').test(text);
const uses = (text: string, column: string): boolean =>
  new RegExp(`(?<![\\w'])${column}(?![\\w'(])`).test(text);

export const sqlRemovedColumn: Rule = {
  id: 'sql-removed-column',
  severity: 'error',
  doc: 'A column that PostgreSQL renamed: the query fails on newer servers.',
  *check(guide) {
    for (const { command } of commandsOf(guide).filter(isPsql)) {
      const found = removedColumns.find(
        ({ relation, column }) => reads(command.text, relation) && uses(command.text, column),
      );
      if (found)
        yield {
          ...linesOf(command),
          message: `${found.relation}.${found.column} is ${found.now} since PostgreSQL ${found.since}: the query fails there.`,
        };
    }
  },
};

export const sqlUnknownColumn: Rule = {
  id: 'sql-unknown-column',
  severity: 'error',
  doc: 'A column that the relation never had: the query always fails.',
  *check(guide) {
    for (const { command } of commandsOf(guide).filter(isPsql)) {
      if (/\bjoin\b|\bwith\b/i.test(command.text)) continue; // the name may come from the other side
      for (const { relation, columns, why } of unknownColumns) {
        const names = reads(command.text, relation)
          ? columns.filter((column) => uses(command.text, column))
          : [];
        if (names.length > 0)
          yield { ...linesOf(command), message: `${relation} has no column ${names.join(' or ')}: ${why}.` };
      }
    }
  },
};

/** The database that psql is told, by -d or as the first word that is no option's value. */
function databaseOf(text: string): string | undefined {
  const call = /\bpsql\b([^|;&\n]*)/.exec(text)?.[1] ?? '';
  const dashed = /(?:-d|--dbname)[ =]?(\S+)/.exec(call)?.[1];
  if (dashed !== undefined) return dashed;
  const [options = ''] = call.split(/\s-c\b/); // behind it stands the query
  const words = options
    .replace(/\s-[Uhpfv]\s+\S+/g, ' ')
    .trim()
    .split(/\s+/);
  return words.find((word) => /^\w[\w-]*$/.test(word));
}

export const psqlOtherDatabase: Rule = {
  id: 'psql-other-database',
  severity: 'error',
  doc: 'psql without a database connects to one named after the user; other queries of the guide name theirs. A table that is only there is not found.',
  *check(guide) {
    const commands = commandsOf(guide).filter(isPsql);
    const named = new Set(commands.flatMap(({ command }) => databaseOf(command.text) ?? []));
    const [database] = named;
    if (named.size !== 1 || database === undefined) return;
    for (const { command } of commands) {
      const table = /\b(?:from|join|update|into)\s+([a-z]\w*)/i.exec(command.text)?.[1];
      if (
        databaseOf(command.text) !== undefined ||
        table === undefined ||
        /^pg_|^information_schema/i.test(table)
      )
        continue;
      yield {
        ...linesOf(command),
        message: `No database is named, so "${table}" is looked for in the user’s own; the guide’s other queries name ${database}.`,
      };
    }
  },
};
