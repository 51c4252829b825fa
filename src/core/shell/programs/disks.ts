import type { Family } from './rows.ts';

/** Disks, volumes and file systems. */
export const disks: Family = {
  'mkfs.ext2 mkfs.ext3 mkfs.ext4 mke2fs': {
    valued: '-t -L -O -E -b -i -I -m -N -U -C',
    rows: 'reads: -n\ndestroys: -> makes a new file system on {1}: everything on it is lost',
  },
  'mkfs mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkntfs mkfs.ntfs newfs mkfs.f2fs mkfs.ocfs2': {
    valued: '-t -L -O -b -i -n -m -N -U -F?',
    rows: 'destroys: -> makes a new file system on {1}: everything on it is lost',
  },
  mkswap: 'destroys: -> makes {1} swap space: what is on it is lost',
  wipefs: {
    valued: '-t -o',
    rows: 'reads: -n|--no-act\ndestroys: -a|--all|-o|--offset -> erases the signatures of {1}: its data can not be found any more\nreads:',
  },
  blkdiscard: 'destroys: -> discards every block of {1}',
  fstrim: 'reads: -n|--dry-run\nchanges: -> tells the disk which blocks are unused',
  sgdisk: `
    destroys: -Z|-z|--zap-all|--zap|-d|--delete|-o|--clear|-n|--new|-g|--mbrtogpt|-R|--replicate|-l|--load-backup|-G|--randomize-guids -> changes the partition table of {1}
    changes: -b|--backup -> writes a backup of the partition table
    reads: -p|--print|-i|-v|--verify|-L|-O|--info
    destroys: -> changes the partition table of {1}
  `,
  gdisk: 'reads: -l\ndestroys prompts: -> changes partitions of {1} by hand',
  fdisk: 'reads: -l|--list|-s|-x\ndestroys asks: -> changes partitions of {1} by hand',
  sfdisk:
    'reads: -l|--list|-d|--dump|-s|-V|--verify|-J|-n|--no-act|-F\ndestroys asks: -> writes a new partition table to {1}',
  parted: {
    rows: `
      destroys: * %mklabel|mktable|rm|mkpart|resizepart|rescue -> changes partitions of {1}
      changes: * %name|set|disk_set|toggle -> changes the partition table of {1}
      reads: -l|--list, * %print|align-check
      changes asks: -> opens {1:a disk} to be changed by hand
    `,
  },
  'partprobe kpartx partx':
    'reads: -l|--list|-s|--show|-d\nchanges: -> makes the kernel read partitions again',
  growpart: 'reads: -N|--dry-run\nchanges: -> makes a partition of {1} larger',
  resize2fs:
    'reads: -P\ndestroys: -M|-f * * -> makes the file system {1} smaller\nchanges: -> changes the size of the file system {1}',
  xfs_growfs: 'reads: -n\nchanges: -> makes the file system {1} larger',
  'e2fsck fsck fsck.ext4 fsck.ext3 fsck.ext2 fsck.xfs fsck.vfat fsck.btrfs xfs_repair btrfsck ntfsfix': {
    valued: '-t -b -C?',
    rows: `
      reads: -n|-N
      also asks: !-y !-p !-a
      changes: -> repairs the file system {1:of a disk}: what is broken is changed or dropped
    `,
  },
  debugfs: 'changes: -w -> opens a file system to be changed by hand\nreads: -R\nreads prompts:',
  tune2fs: 'reads: -l\nchanges: -> changes settings of a file system',
  xfs_admin: 'reads: -l|-u\nchanges: -> changes settings of a file system',
  'e2label xfs_io fatlabel': 'reads: * $\nchanges: -> changes {1}',
  mount: {
    valued: '-t -o -L -U --types --options',
    rows: `
      destroys: -o|--options=*remount*ro*|ro*remount* -> makes {1} read-only: nothing can be written any more
      reads: $ !-a|--all, --fake|-f
      changes: -> mounts {2:a file system}
    `,
  },
  umount: 'destroys: -> takes {1+:file systems} away: what uses them fails',
  'pivot_root switch_root': 'destroys: -> changes the root of the system',
  swapoff: 'changes: -> switches swap off: memory may run out',
  swapon: 'reads: -s|--show|--summary, $ !-a\nchanges: -> switches swap on',
  losetup:
    'reads: -a|-l|--all|--list|-j, $ !-D !-d !-f !--detach-all !--detach !--find\nchanges: -d|-D|--detach|--detach-all -> takes loop devices away\nchanges: -> makes a loop device',
  lvcreate: { valued: '-L -n -l -s?', rows: 'reads: -t|--test\nchanges: -> creates a volume' },
  'lvextend vgextend pvcreate vgcreate': {
    valued: '-L -l -r? -n -s -Z',
    rows: 'reads: -t|--test\ndestroys: -ff -> makes {1} part of a volume group: what is on it is lost\nchanges: -> makes {1} or adds to it',
  },
  'lvchange vgchange pvchange lvconvert lvrename vgrename pvresize pvmove vgcfgbackup vgexport vgimport vgck lvpoll vgmknodes vgimportclone':
    {
      valued: '-a -L --activate -n',
      rows: `
      reads: -t|--test
      destroys: -a|--activate=n|*n -> takes {1:volumes} away: what uses them fails
      destroys: --merge|--splitmirrors -> sets {1} back to a snapshot
      changes: -> changes {1:volumes}
    `,
    },
  'lvreduce lvresize': {
    valued: '-L -l --size --extents',
    rows: `
      reads: -t|--test
      also asks: -L|--size !-f !-y !-t
      changes: -L|--size|-l|--extents=+* -> makes {1} larger
      destroys: -> makes {1} smaller: what lies behind its new end is lost
    `,
  },
  'lvremove vgremove pvremove':
    'reads: -t|--test\nalso asks: !-f !-y\ndestroys: -> removes {1+} with the data on it',
  'vgreduce vgsplit vgmerge vgcfgrestore':
    'reads: -t|--test\ndestroys: -> changes which disks {1} is made of',
  dmsetup:
    'reads: ls|info|status|table|deps|version|targets|splitname|ls|report\ndestroys: remove|remove_all|wipe_table|clear|suspend -> takes {2:devices} away\nchanges: -> changes {2:devices}',
  cryptsetup: {
    valued: '-c -s -h --type --key-file --header',
    rows: `
      reads: status|luksDump|isLuks|luksUUID|benchmark
      destroys: luksFormat|erase|luksErase|reencrypt -> {2} can not be read any more
      destroys: luksKillSlot|luksRemoveKey -> removes a key of {2}
      destroys: close|luksClose|remove -> takes {2} away: what uses it fails
      changes asks: open|luksOpen|luksAddKey|luksChangeKey !--key-file -> opens or changes keys of {2}
      changes: -> changes {2}
    `,
  },
  mdadm: {
    valued: '-n -l -c -m',
    rows: `
      reads: -D|--detail|-E|--examine|-Q|--query|--detail-platform|-X
      reads stays: --monitor|-F|--follow !-1|--oneshot
      destroys: --zero-superblock -> erases the RAID superblock of {1+}
      destroys: -S|--stop|--stop-all -> stops the array {1}
      destroys: -f|--fail|--set-faulty|-r|--remove -> takes a disk out of the array {1}
      also asks: -C|--create !--run
      destroys: -C|--create|-B|--build -> makes a new array of {1+}: what is on the disks is lost
      changes: -> changes the array {1}
    `,
  },
  'storcli storcli64 perccli megacli MegaCli MegaCli64 ssacli hpssacli arcconf':
    'reads: %show, show, -*Info\ndestroys: %del|%delete|%-CfgLdDel|%offline|%init -> takes a disk or array away\nunknown: -> talks to the RAID controller: what it does is not known',
  zpool: {
    rows: `
      reads: status|list|get|history|version|events
      reads stays: iostat * *
      reads: iostat
      reads: -n
      destroys: destroy -> destroys the pool {2} with all its data
      destroys: export|offline|detach|remove|labelclear|split -> takes {2+} away
      changes: -> changes the pool {2}
    `,
  },
  zfs: {
    valued: '-o -t -r? -S -s -d',
    rows: `
      reads: list|get|holds|diff|version|userspace|groupspace
      reads: destroy|rollback|recv|receive -n
      destroys: destroy -> destroys {2} with all its data
      destroys: rollback -> sets {2} back: newer data is lost
      destroys: receive|recv -F -> overwrites {2}
      destroys: umount|unmount|unload-key -> takes {2} away: what uses it fails
      reads: send
      changes: -> changes {2:a data set}
    `,
  },
  btrfs: `
    reads: subvolume|su list|show|get-default|find-new, filesystem|fi show|df|usage|du, device|dev stats|usage|scan, scrub|balance status, check --readonly, property get, qgroup show, inspect-internal, version
    destroys: subvolume|su delete -> deletes the subvolume {3+}
    destroys: device|dev delete|remove -> takes a disk out of the file system
    destroys: rescue|restore|check --repair -> repairs a file system: what is broken may be dropped
    changes: -> changes a file system
  `,
  'hdparm sdparm': `
    destroys: --security-erase|--security-erase-enhanced|--trim-sector-ranges|--fwdownload|--write-sector|--repair-sector|--make-bad-sector|--dco-restore|-y|-Y|-r1|-f|-F|-w -> makes a disk lose data or stop
    reads: -i|-I|-t|-T|-g|-C|-H|-Q|-v|--fibmap|--read-sector|--all|--inquiry, * $ !-*
    changes: -> changes a setting of the disk {1}
  `,
  nvme: 'destroys: format|sanitize|write-zeroes|dsm|delete-ns|fw-activate|fw-commit|reset -> erases or resets {2}\nreads: list|smart-log|id-ctrl|id-ns|error-log|list-subsys|get-log|show-regs|fw-log|version\nchanges: -> changes {2}',
  smartctl: {
    valued: '-t -l -d -s -n',
    rows: 'changes: -t|--test -> starts a test of the disk {1}\nchanges: -s|--smart|-o|-S|-X|--offlineauto|--saveauto|--abort -> changes a setting of the disk {1}\nreads:',
  },
  badblocks: 'destroys: -w -> overwrites {1} to test it\nreads stays:',
  ddrescue: 'changes: -> copies {1} over {2}',
  blockdev:
    'reads: --get*, --report\ndestroys: --setro|--flushbufs -> makes {1} read-only\nchanges: -> changes {1}',
  multipath:
    'reads: -l|-ll|-v\ndestroys: -F|-f -> takes paths to disks away\nchanges: -> changes paths to disks',
  multipathd: 'reads: show|list\nchanges: -> changes paths to disks',
  iscsiadm: {
    valued: '-m -T -p -o -t -r',
    rows: 'destroys: -u|--logout -> disconnects disks\nreads: -m=session, -m=node !-o !-l\nchanges: -> connects disks',
  },
  'rescan-scsi-bus.sh rescan-scsi-bus': 'changes: -> looks for disks again',
  exportfs:
    'reads: -v $, $ !-a !-r !-u\ndestroys: -u|-ua|-au -> takes shares away from clients\nchanges: -> changes which directories are shared',
  'fio bonnie++ stress stress-ng sysbench memtester':
    'reads: --version\nchanges: -> puts load on the machine',
  'setquota edquota quotaon quotaoff': 'changes: -> changes quotas',
  ceph: {
    valued: '-n -c --name --conf -f --format',
    rows: `
      reads stays: -w|--watch
      reads: -s|--status, status|health|df|version|versions|features|report|time-sync-status|log, osd tree|df|stat|status|dump|ls|perf|blocked-by|find|metadata|ok-to-stop|safe-to-destroy, osd pool ls|get|stats|autoscale-status, pg dump|stat|ls|dump_stuck|query|map|ls-by-osd, mon stat|dump|metadata, mds stat|metadata, fs ls|status|get|dump, auth ls|list|get, config get|dump|show|log|ls, mgr module|dump|services|stat, crash ls|info|stat, orch ls|ps|status|host|device, balancer status, quorum_status, tell * version, daemon * perf|config|status
      destroys: osd purge|destroy|rm|out|down|stop|lost, osd crush remove|rm -> takes a disk out of the cluster
      destroys: osd pool delete|rm -> deletes a pool with all its data
      destroys: mon remove|rm, fs rm|fail|reset, mds fail|rm, auth del|rm, orch rm|daemon -> takes a part of the cluster away
      destroys: osd set pause|full -> stops every read and write
      changes: -> changes the cluster
    `,
  },
  'rbd rados': {
    valued: '-p --pool',
    rows: `
      reads: ls|list|info|status|du|showmapped|diff|df|lspools|stat|listxattr|get, snap|device|lock ls|list
      destroys: rm|remove|trash|rmpool|purge|cleanup -> deletes {2}
      destroys: snap rm|remove|purge|rollback|revert -> deletes snapshots or sets {3} back
      destroys: unmap -> takes {2} away
      changes: -> changes {2}
    `,
  },
  gluster: {
    rows: `
      reads: volume info|status|list|top|get, peer status, pool list, volume heal * info
      destroys: volume stop|delete|reset|remove-brick -> stops or deletes the volume {3}
      destroys: peer detach, snapshot delete|restore -> takes a part of the cluster away
      changes: -> changes the cluster
    `,
  },
};
