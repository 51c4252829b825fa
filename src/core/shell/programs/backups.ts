import type { Family } from './rows.ts';

/** Programs that back up and restore. */
export const backups: Family = {
  restic: {
    valued:
      '-r --repo --repository-file -p --password-file --tag --host -H --path --target -t --include --exclude --keep-last --keep-daily --keep-weekly --keep-monthly --keep-yearly --keep-within --exclude-file -o --cache-dir',
    rows: `
      reads: -n|--dry-run
      reads: snapshots|ls|diff|find|stats|check|cat|dump|list|version, key list, cache $
      destroys: forget|prune -> deletes older backups
      destroys: key remove -> takes a password away
      destroys: restore -t|--target=/ -> restores files over what is there
      changes stays: mount -> mounts the backups
      changes: restore -> restores files into {-t:}{--target:}
      changes: backup|init|unlock|tag|copy|key|migrate|rebuild-index|repair|recover|rewrite|self-update -> changes the backups ({1})
    `,
  },
  borg: {
    valued:
      '--keep-daily --keep-weekly --keep-monthly --keep-yearly --keep-last --keep-within -P --prefix -a --glob-archives -C --compression --exclude -e --remote-path --rsh --encryption --stats?',
    rows: `
      reads: -n|--dry-run
      reads: list|info|diff|--version, check !--repair
      destroys: delete|prune|compact|recreate -> deletes backups of {2}
      destroys: check --repair -> repairs the backups: what is broken may be dropped
      changes: extract -> restores files into this directory
      changes: create|init|mount|umount|rename|key|serve|config|break-lock|with-lock|export-tar|import-tar|upgrade|benchmark -> changes the backups ({1})
    `,
  },
  borgmatic:
    'reads: -n|--dry-run, list|info|rlist|rinfo|config\ndestroys: prune|compact|delete, $ -> deletes older backups\nchanges: -> makes or restores a backup',
  duplicity:
    'reads: --dry-run|list-current-files|collection-status|verify\ndestroys: remove-older-than|remove-all-but-n-full|remove-all-inc-of-but-n-full|cleanup -> deletes older backups\nchanges: -> makes or restores a backup',
  kopia:
    'reads: snapshot list|verify|estimate, repository status, list|ls|show|diff, policy list|show, content list|stats, blob list|stats, snapshot|snapshots|snap expire !--delete\ndestroys: snapshot delete|expire, blob delete, repository disconnect -> deletes backups\nchanges: -> makes or restores a backup',
  'rdiff-backup rsnapshot':
    'reads: -t|-l|--list-increments|configtest|--compare|du|--verify, list|info\ndestroys: --remove-older-than|remove -> deletes older backups\nchanges: -> makes or restores a backup',
  pgbackrest: {
    rows: 'reads: info|check|version|repo-ls|repo-get|verify|help\nreads: expire --dry-run\ndestroys: restore -> overwrites the data directory with a backup\ndestroys: expire|stanza-delete|repo-rm -> deletes older backups\ndestroys: stop -> stops every backup and the archive of logs\nchanges: -> makes a backup or archives logs ({1})',
  },
  barman:
    'reads: list-*|show-*|check|status|diagnose|replication-status|verify-backup|-v|list-backup|list-server|check-backup\ndestroys: delete|cron -> deletes a backup\ndestroys: recover -> overwrites a data directory with a backup\nchanges: -> makes a backup ({1})',
  'wal-g wal-e': {
    rows: `
      reads: backup-list|wal-show|wal-verify|--version|binlog-list|oplog-list|backup-show, st ls|cat|check
      reads: delete !--confirm
      destroys: delete -> deletes older backups
      destroys: backup-fetch -> writes a backup into a data directory
      changes: -> makes a backup or fetches logs ({1})
    `,
  },
  xtrabackup:
    'destroys: --copy-back|--move-back -> puts a backup into the data directory\nchanges: -> makes or prepares a backup',
  'mariabackup mariadb-backup innobackupex':
    'destroys: --copy-back|--move-back -> puts a backup into the data directory\nchanges: -> makes or prepares a backup',
  mydumper: 'changes: -> writes a backup',
  myloader:
    'destroys: -o|--overwrite-tables -> drops tables before it loads the backup\nchanges: -> loads a backup',
  pgcopydb: 'reads: list|compare\nchanges: -> copies a database',
  pbm: 'reads: list|status|logs|describe-backup, config $\ndestroys: delete-backup|delete-pitr|restore|cleanup -> deletes backups or overwrites data\nchanges: -> makes a backup',
  'etcd-backup litestream':
    'reads: databases|generations|snapshots|wal|version\nchanges stays: replicate -> copies a database on and on\nchanges: -> restores a backup into a file',
  'bconsole bareos': 'reads: list|status\nchanges prompts: -> opens a prompt of the backup',
  'proxmox-backup-client':
    'reads: list|snapshot list|status|catalog\ndestroys: prune|snapshot forget -> deletes older backups\nchanges: -> makes or restores a backup',
  vzdump: 'changes: -> makes a backup',
  'qmrestore pct-restore':
    'destroys: --force -> overwrites a machine with a backup\nchanges: -> restores a machine',
  's3cmd s5cmd mc-client': {
    valued: '-c --config --profile --endpoint-url',
    rows: `
      reads: -n|--dry-run
      reads: ls|la|du|info|accesslog|getpolicy|cat|head|version|diff
      destroys: sync --delete-removed|--delete -> deletes what the source has not
      destroys: del|rm|rb|mv|expire|delpolicy|abortmp -> deletes {2+}
      changes: -> copies or changes {2+}
    `,
  },
  snapper:
    'reads: list|ls|status|diff|list-configs|get-config\ndestroys: delete|rollback|undochange|cleanup|delete-config -> deletes snapshots or sets files back\nchanges: -> makes a snapshot',
  timeshift:
    'reads: --list|--list-devices\ndestroys: --delete|--delete-all|--restore -> deletes snapshots or sets the system back\nchanges: -> makes a snapshot',
  tmutil:
    'reads: list*|status|latestbackup|destinationinfo|compare\ndestroys: delete* -> deletes backups\nchanges: -> changes backups',
};
