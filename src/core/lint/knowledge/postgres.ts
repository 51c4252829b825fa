/** A column or function that PostgreSQL took away, by its release notes. */
export interface Removed {
  name: string;
  /** The first major version without it. */
  since: string;
  /** Its name since then. */
  now: string;
  /** Whether only the name is another: then the new one can simply be written. */
  renamed: 'only' | 'changed';
}

/** A relation of the catalogue: every column that some supported version has, and those that older ones had. */
export interface Relation {
  columns: ReadonlySet<string>;
  removed: readonly Removed[];
}

const activity = `datid datname pid leader_pid usesysid usename application_name client_addr client_hostname client_port backend_start
  xact_start query_start state_change wait_event_type wait_event state backend_xid backend_xmin query_id query backend_type`;
const userTables = `relid schemaname relname seq_scan last_seq_scan seq_tup_read idx_scan last_idx_scan idx_tup_fetch n_tup_ins n_tup_upd
  n_tup_del n_tup_hot_upd n_tup_newpage_upd n_live_tup n_dead_tup n_mod_since_analyze n_ins_since_vacuum last_vacuum last_autovacuum
  last_analyze last_autoanalyze vacuum_count autovacuum_count analyze_count autoanalyze_count total_vacuum_time total_autovacuum_time
  total_analyze_time total_autoanalyze_time`;
const userIndexes =
  'relid indexrelid schemaname relname indexrelname idx_scan last_idx_scan idx_tup_read idx_tup_fetch';

/** Columns by relation, and `old>new@version` for those that are gone; with `?` where more than the name changed. */
const tables: Readonly<Record<string, readonly [columns: string, removed?: string]>> = {
  pg_stat_activity: [activity, 'procpid>pid@9.2 current_query>query@9.2 waiting>wait_event@9.6?'],
  pg_stat_statements: [
    `userid dbid toplevel queryid query plans total_plan_time min_plan_time max_plan_time mean_plan_time stddev_plan_time calls
    total_exec_time min_exec_time max_exec_time mean_exec_time stddev_exec_time rows shared_blks_hit shared_blks_read
    shared_blks_dirtied shared_blks_written local_blks_hit local_blks_read local_blks_dirtied local_blks_written temp_blks_read
    temp_blks_written shared_blk_read_time shared_blk_write_time local_blk_read_time local_blk_write_time temp_blk_read_time
    temp_blk_write_time wal_records wal_fpi wal_bytes wal_buffers_full jit_functions jit_generation_time jit_inlining_count
    jit_inlining_time jit_optimization_count jit_optimization_time jit_emission_count jit_emission_time jit_deform_count
    jit_deform_time parallel_workers_to_launch parallel_workers_launched stats_since minmax_stats_since`,
    `total_time>total_exec_time@13 mean_time>mean_exec_time@13 min_time>min_exec_time@13 max_time>max_exec_time@13
    stddev_time>stddev_exec_time@13 blk_read_time>shared_blk_read_time@17 blk_write_time>shared_blk_write_time@17`,
  ],
  pg_stat_replication: [
    `pid usesysid usename application_name client_addr client_hostname client_port backend_start backend_xmin state sent_lsn
    write_lsn flush_lsn replay_lsn write_lag flush_lag replay_lag sync_priority sync_state reply_time`,
    'sent_location>sent_lsn@10 write_location>write_lsn@10 flush_location>flush_lsn@10 replay_location>replay_lsn@10',
  ],
  pg_stat_bgwriter: [
    'buffers_clean maxwritten_clean buffers_alloc stats_reset',
    `checkpoints_timed>pg_stat_checkpointer.num_timed@17? checkpoints_req>pg_stat_checkpointer.num_requested@17?
    checkpoint_write_time>pg_stat_checkpointer.write_time@17? checkpoint_sync_time>pg_stat_checkpointer.sync_time@17?
    buffers_checkpoint>pg_stat_checkpointer.buffers_written@17? buffers_backend>pg_stat_io.writes@17?
    buffers_backend_fsync>pg_stat_io.fsyncs@17?`,
  ],
  pg_class: [
    `relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages reltuples relallvisible relallfrozen
    reltoastrelid relhasindex relisshared relpersistence relkind relnatts relchecks relhasrules relhastriggers relhassubclass
    relrowsecurity relforcerowsecurity relispopulated relreplident relispartition relrewrite relfrozenxid relminmxid relacl
    reloptions relpartbound relhasoids relhaspkey`,
  ],
  pg_tables: ['schemaname tablename tableowner tablespace hasindexes hasrules hastriggers rowsecurity'],
  pg_indexes: ['schemaname tablename indexname tablespace indexdef'],
  pg_stat_user_tables: [userTables],
  pg_stat_all_tables: [userTables],
  pg_stat_user_indexes: [userIndexes],
  pg_stat_all_indexes: [userIndexes],
  pg_statio_user_tables: [
    `relid schemaname relname heap_blks_read heap_blks_hit idx_blks_read idx_blks_hit toast_blks_read toast_blks_hit
    tidx_blks_read tidx_blks_hit`,
  ],
  pg_locks: [
    `locktype database relation page tuple virtualxid transactionid classid objid objsubid virtualtransaction pid mode granted
    fastpath waitstart`,
  ],
  pg_database: [
    `datname datdba encoding datlocprovider datistemplate datallowconn dathasloginevt datconnlimit datlastsysoid datfrozenxid
    datminmxid dattablespace datcollate datctype daticulocale datlocale daticurules datcollversion datacl`,
  ],
  pg_stat_database: [
    `datid datname numbackends xact_commit xact_rollback blks_read blks_hit tup_returned tup_fetched tup_inserted tup_updated
    tup_deleted conflicts temp_files temp_bytes deadlocks checksum_failures checksum_last_failure blk_read_time blk_write_time
    session_time active_time idle_in_transaction_time sessions sessions_abandoned sessions_fatal sessions_killed
    parallel_workers_to_launch parallel_workers_launched stats_reset`,
  ],
  pg_replication_slots: [
    `slot_name plugin slot_type datoid database temporary active active_pid xmin catalog_xmin restart_lsn confirmed_flush_lsn
    wal_status safe_wal_size two_phase two_phase_at inactive_since conflicting invalidation_reason failover synced`,
  ],
  pg_settings: [
    `name setting unit category short_desc extra_desc context vartype source min_val max_val enumvals boot_val reset_val
    sourcefile sourceline pending_restart`,
  ],
  pg_stat_archiver: [
    'archived_count last_archived_wal last_archived_time failed_count last_failed_wal last_failed_time stats_reset',
  ],
};

/** Columns that each table has beside its own. */
const systemColumns = ['oid', 'tableoid', 'ctid', 'xmin', 'xmax', 'cmin', 'cmax'];

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function readRemoved(text: string): Removed[] {
  return words(text).flatMap((entry) => {
    const [, name, now, since, changed] = /^(\w+)>([\w.]+)@([\d.]+)(\??)$/.exec(entry) ?? [];
    if (name === undefined || now === undefined || since === undefined) return [];
    return { name, now, since, renamed: changed === '?' ? ('changed' as const) : ('only' as const) };
  });
}

/** The relations that people look into at night, by name. */
export const relations: ReadonlyMap<string, Relation> = new Map(
  Object.entries(tables).map(([name, [columns, removed = '']]) => [
    name,
    { columns: new Set([...words(columns), ...systemColumns]), removed: readRemoved(removed) },
  ]),
);

/** Functions that are gone. */
export const removedFunctions: readonly Removed[] = readRemoved(`
  pg_current_xlog_location>pg_current_wal_lsn@10 pg_current_xlog_insert_location>pg_current_wal_insert_lsn@10
  pg_last_xlog_receive_location>pg_last_wal_receive_lsn@10 pg_last_xlog_replay_location>pg_last_wal_replay_lsn@10
  pg_xlog_location_diff>pg_wal_lsn_diff@10 pg_xlogfile_name>pg_walfile_name@10 pg_switch_xlog>pg_switch_wal@10
  pg_xlog_replay_pause>pg_wal_replay_pause@10 pg_xlog_replay_resume>pg_wal_replay_resume@10
  pg_is_xlog_replay_paused>pg_is_wal_replay_paused@10 pg_start_backup>pg_backup_start@15? pg_stop_backup>pg_backup_stop@15?
`);
