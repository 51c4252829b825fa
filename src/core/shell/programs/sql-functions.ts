import { changes, destroys, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { matcher } from './matcher.ts';
import { brief } from './rows.ts';
import type { SqlStatement } from './sql-tokens.ts';

/** Functions that do more than compute, by name; the first that fits decides. */
const functionRows: readonly [string, (statement: SqlStatement) => Assessment][] = [
  ['pg_terminate_backend', endsSessions],
  ['pg_cancel_backend', () => changes('cancels running queries')],
  ['pg_reload_conf', () => changes('the server reads its configuration again')],
  ['pg_rotate_logfile', () => changes('the server starts a new log file')],
  [
    'pg_drop_replication_slot',
    () => destroys('drops a replication slot: the replica that uses it can not catch up any more'),
  ],
  [
    'pg_replication_slot_advance|pg_replication_origin_advance',
    () => destroys('moves a replication slot forward: what is skipped never reaches the replica'),
  ],
  [
    'pg_logical_slot_get_changes|pg_logical_slot_get_binary_changes',
    () => changes('takes changes out of a replication slot'),
  ],
  ['pg_stat_reset*|pg_stat_statements_reset', () => changes('clears collected statistics')],
  ['pg_promote', () => changes('makes the standby the primary')],
  [
    'pg_switch_wal|pg_switch_xlog|pg_create_*|pg_copy_*|pg_export_snapshot|pg_import_*',
    () => changes('makes the server write or create something'),
  ],
  [
    'pg_wal_replay_pause|pg_wal_replay_resume|pg_xlog_replay_*',
    () => changes('pauses or continues replay on the replica'),
  ],
  ['pg_backup_start|pg_backup_stop|pg_start_backup|pg_stop_backup', () => changes('starts or ends a backup')],
  [
    'pg_advisory_*|pg_try_advisory_*|get_lock|release_lock|release_all_locks',
    () => changes('takes or releases a lock'),
  ],
  ['pg_file_unlink', () => destroys('deletes a file on the server')],
  ['pg_file_*|lo_import|lo_export|lo_put|lo_from_bytea', () => changes('writes a file or large object')],
  ['lo_unlink', () => destroys('deletes a large object')],
  ['drop_chunks', () => destroys('deletes old chunks of a table')],
  [
    '*.drop_chunks|*_drop_*|drop_*|delete_*|purge_*|truncate_*|remove_*|master_remove_node|citus_remove_node',
    () => destroys('calls a function that deletes'),
  ],
  ['setval|nextval|set_config', () => changes('changes a sequence or a setting')],
  ['pg_sleep', sleeps],
  ['sleep', sleeps],
  [
    'pg_*|has_*|current_*|to_*|jsonb_*|json_*|array_*|string_*|regexp_*|date_*|st_*|inet_*|txid_*|row_*|generate_*|obj_description|col_description|format_type|dba_*|sys.*|toDate*|toStart*',
    () => reads,
  ],
];

function endsSessions({ strings, words }: SqlStatement): Assessment {
  if (strings.some((text) => text.startsWith('idle')))
    return changes('ends sessions that are idle: clients connect again');
  if (!words.includes('FROM')) return changes('ends a session: what it has in progress is rolled back');
  return destroys('ends sessions of others: what they have in progress is rolled back');
}

/** `pg_sleep(120)` keeps the person waiting. */
function sleeps({ words }: SqlStatement): Assessment {
  const at = words.findIndex((word) => /^(?:PG_)?SLEEP$/.test(word));
  return { ...reads, longRunning: Number(words[at + 2]) > 60 };
}

/** Functions every dialect has: what is in none of the lists and stands alone (`SELECT my_cleanup()`) is not known. */
const plain: ReadonlySet<string> = new Set(
  `count sum avg min max now version abs round ceil ceiling floor coalesce nullif greatest least length lower upper trim ltrim rtrim concat concat_ws substring substr replace split_part left right lpad rpad
  cast convert extract timediff timestampdiff datediff date time timestamp year month day hour minute second age interval unix_timestamp from_unixtime strftime datetime julianday curdate curtime sysdate
  if ifnull isnull nvl case in exists any all some and or not on over values as filter within using partition_by distinct row_number rank dense_rank lag lead first_value last_value ntile
  md5 sha1 sha256 random rand uuid gen_random_uuid user database schema current_user current_database session_user connection_id last_insert_id found_rows row_count hex unhex char ascii
  group_concat string_agg array_agg json_agg jsonb_agg jsonb_build_object json_build_object unnest width_bucket percentile_cont percentile_disc mode stddev variance log ln exp power sqrt sign mod
  power format formatreadablesize formatreadablequantity uniq uniqexact quantile countif sumif anylast topk tostring tointerval hostname uptime currentdatabase total_changes changes last_insert_rowid typeof
  printf instr glob likely iif quote zeroblob token ttl writetime todate dateof unixtimestampof getdate datename object_id object_name db_name db_id serverproperty suser_sname dm_exec_sql_text
  to_char pg_size_pretty wsrep_last_seen_gtid ps_thread_id cluster clusterallreplicas remote numbers file s3 url table lateral recursive select from where join materialized with returning limit by`
    .split(/\s+/)
    .filter(Boolean),
);

const functions = functionRows.map(([globs, harm]) => ({ fits: matcher(globs), harm }));

/** What a function that a query calls does beside computing. */
export function functionHarm(name: string, statement: SqlStatement): Assessment {
  const bare = name.slice(name.lastIndexOf('.') + 1);
  for (const { fits, harm } of functions) if (fits(bare)) return harm(statement);
  if (plain.has(bare) || statement.words.includes('FROM')) return reads;
  return notKnown(`calls the function ${brief(bare)}: what it does is not known`);
}
