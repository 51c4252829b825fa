import type { Family } from './rows.ts';

/** The machine itself: kernel, clock, users, scheduled jobs. */
export const host: Family = {
  date: { valued: '-d --date -r --reference -f', rows: 'changes: -s|--set, 0*|1* -> sets the clock\nreads:' },
  dmesg:
    'destroys: -C|--clear|-c|--read-clear -> empties the kernel log\nreads stays: -w|--follow|-W\nchanges: -n|-D|-E|--console-level|--console-off -> changes what the kernel prints\nreads:',
  sysctl: {
    valued: '-e? -N? -b?',
    rows: 'changes: -w|--write|-p|-f|--load|--system -> changes settings of the kernel\nchanges: %*=* -> changes {1} of the kernel\nreads:',
  },
  'modprobe insmod':
    'reads: -n|--dry-run|-D|--show-depends|-c\ndestroys: -r|--remove -> takes the kernel module {1} away\nchanges: -> loads the kernel module {1}',
  rmmod: 'destroys: -> takes the kernel module {1+} away',
  kexec: 'reads: -S\ndestroys: -e|--exec -> starts another kernel at once\nchanges: -> loads another kernel',
  reboot: 'reads: --wtmp-only\ndestroys: -> restarts the machine and everything on it',
  shutdown:
    'changes: -c -> calls a shutdown off\nreads: -k|--show\ndestroys: -r -> restarts the machine and everything on it\ndestroys: -> switches the machine off',
  'poweroff halt': 'destroys: -> switches the machine off',
  'init telinit': 'destroys: 0|1|6|s|S -> stops or restarts the machine\nchanges: -> changes the run level',
  crontab: {
    valued: '-u',
    rows: `
      reads: -l
      also asks: -i
      destroys: -r -> deletes every scheduled job of the user
      changes prompts: -e -> opens the scheduled jobs in an editor
      changes: - -> replaces every scheduled job of the user
      changes asks: $ -> replaces every scheduled job of the user
      changes: -> replaces the scheduled jobs of the user from {1}
    `,
  },
  atq: 'reads:',
  atrm: 'destroys: -> deletes the jobs {1+}',
  'anacron run-parts': 'reads: -T|--test|--list\nunknown: -> runs scheduled jobs: what they do is not known',
  'useradd adduser groupadd addgroup newusers': 'changes: -> makes the user or group {1}',
  usermod: 'destroys: -L|--lock|-e|--expiredate -> locks the user {1} out\nchanges: -> changes the user {1}',
  'userdel deluser groupdel delgroup': 'destroys: -> deletes the user or group {1+}',
  'groupmod gpasswd newgrp chsh chfn vipw vigr': 'changes: -> changes a user or group',
  passwd: {
    rows: 'reads: -S|--status\ndestroys: -l|--lock|-d|--delete|-e|--expire -> locks {1} out or deletes the password\nchanges: -u|--unlock -> lets {1} log in again\nalso asks: !--stdin\nchanges: -> sets the password of {1:the user}',
  },
  chpasswd: 'changes: -> sets passwords',
  chage:
    'reads: -l\nchanges asks: !-d !-E !-M !-m !-I !-W -> asks and changes when a password ends\nchanges: -> changes when a password ends',
  faillock: 'changes: --reset -> lets a user try again\nreads:',
  'faillog pam_tally2': 'changes: -r|--reset -> lets a user try again\nreads:',
  visudo: 'reads: -c|--check\nchanges prompts: -> opens the sudoers file in an editor',
  'ssh-keygen': {
    valued: '-t -b -f -N -C -F -R -l? -E -H?',
    rows: 'reads: -l|-F|-B|-y\nchanges: -R -> forgets the key of the host {-R}\nalso asks: !-N\nchanges: -> makes a key',
  },
  'ssh-copy-id': 'changes: -> lets this key log in on {1}',
  'ssh-keyscan': 'reads:',
  'ssh-add': 'reads: -l|-L\nchanges: -> changes which keys are at hand',
  'ssh-agent': 'changes: -> starts an agent for keys',
  kinit: 'changes asks: !-k -> asks for a password and logs in\nchanges: -> logs in',
  klist: 'reads:',
  kdestroy: 'changes: -> logs out',
  timedatectl:
    'reads: $, status|show|list-timezones|timesync-status|show-timesync\nchanges: -> changes the clock',
  hostnamectl: 'reads: $, status\nchanges: -> changes the name of the machine',
  hostname: 'reads: $, -f|-i|-I|-s|-d|-A\nchanges: -> changes the name of the machine',
  localectl: 'reads: $, status|list*\nchanges: -> changes the locale',
  chronyc:
    'reads: tracking|sources|sourcestats|activity|clients|ntpdata|serverstats|rtcdata|authdata|selectdata|waitsync\nchanges asks: $ -> opens a prompt\nchanges: -> changes the clock ({1})',
  'ntpq ntpstat ntptrace': 'reads:',
  'ntpdate ntpd sntp': 'reads: -q\nchanges: -> sets the clock',
  hwclock:
    'changes: -w|--systohc|-s|--hctosys|--set -> sets a clock\nreads: -r|--show|--get|$\nchanges: -> sets a clock',
  sync: 'reads:',
  fsfreeze:
    'destroys: -f|--freeze -> freezes {1}: nothing can be written any more\nchanges: -u|--unfreeze -> lets {1} be written again',
  setenforce: 'changes: -> changes the mode of SELinux',
  'setsebool semanage semodule':
    'reads: -l|--list\ndestroys: -d|--delete|-r|-D -> deletes a rule of SELinux\nchanges: -> changes a rule of SELinux',
  'aa-status apparmor_status': 'reads:',
  'aa-complain aa-enforce aa-disable aa-teardown apparmor_parser':
    'changes: -> changes how programs are confined',
  auditctl: 'reads: -l|-s\ndestroys: -D -> deletes every audit rule\nchanges: -> changes the audit',
  'grub-install update-grub grub-mkconfig grub2-mkconfig grubby efibootmgr':
    'reads: --info|-v|--default-kernel\nchanges: -> changes how the machine starts',
  'update-initramfs dracut mkinitcpio': 'changes: -> makes the start image again',
  ldconfig: 'reads: -p\nchanges: -> writes the list of libraries',
  'update-alternatives alternatives':
    'reads: --list|--display|--query|--get-selections\nalso asks: --config\nchanges: -> changes which program is used',
  'update-ca-certificates update-ca-trust trust':
    'reads: list\nchanges: -> changes which certificates are trusted',
  'tuned-adm': 'reads: active|list|recommend|verify\nchanges: -> changes the tuning of the kernel',
  cpupower: 'reads: *info, monitor\nchanges: -> changes the speed of the processors',
  'irqbalance ulimit-set': 'changes: -> changes the machine',
  bootctl: 'reads: status|list\nchanges: -> changes how the machine starts',
  'systemd-tmpfiles':
    'reads: --cat-config|--dry-run\ndestroys: --remove|--clean -> deletes temporary files\nchanges: -> makes temporary files',
  'systemd-analyze': 'reads:',
  'systemd-cgtop': 'reads: -n|--iterations|-1\nreads stays:',
  udevadm:
    'reads stays: monitor\nreads: info|test|verify|settle\nchanges: -> makes the kernel report devices again',
  swaplabel: 'changes: -> labels swap space',
  'sosreport sos xsos': 'changes: -> writes a report',
  'wall write mesg notify-send': 'changes: -> sends a message to people',
  'mail mailx mutt swaks': 'changes: -> sends a mail',
  'xdg-open open': 'changes: -> opens {1}',
  'pbcopy xclip xsel wl-copy': 'changes: -> puts a text on the clipboard',
  'pbpaste wl-paste': 'reads:',
  pv: 'reads:',
  'sa-update freshclam clamscan': 'destroys: --remove|--move -> deletes files it finds infected\nreads:',
};
