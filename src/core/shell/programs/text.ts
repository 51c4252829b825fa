import type { Family } from './rows.ts';

/** Programs that read, count and print, whatever they are given. */
const plainReaders = `
  ls dir vdir exa eza lsd tree cat bat batcat head wc cut tr nl tac rev column comm join paste expand unexpand fold fmt pr od xxd hexdump strings
  file stat readlink realpath basename dirname namei pathchk md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum
  diff diff3 colordiff cmp sdiff zdiff zcmp grep egrep fgrep zgrep zegrep rg ag ack pcregrep zcat bzcat xzcat zstdcat lz4cat gzcat
  jq gron xmllint xmlstarlet bc dc units base64 base32 iconv look tsort numfmt shuf ptx pygmentize envsubst getopt ccze locate mlocate plocate
  getfacl lsattr getcap uuidgen pwgen cal ncal
`;

/** Programs that show the state of a host. */
const hostReaders = `
  lsblk blkid findmnt lscpu lsmem lspci lsusb lsmod lsipc lsns lslocks lsof modinfo df du free uptime w who whoami id groups users last lastb lastlog
  arch uname nproc getconf locale printenv ps pstree pgrep pidof pmap pwdx numastat getent finger sensors lshw inxi hwinfo dmidecode acpi
  systemd-detect-virt systemd-delta systemd-path systemd-cgls systemd-id128 needs-restarting checkrestart ldd nm objdump readelf addr2line c++filt
  lsinitramfs lsinitrd getsebool sestatus getenforce ausearch aureport nstat netstat ifstat traceroute traceroute6 tracepath dig host nslookup drill kdig whois
  geoiplookup ipcalc sipcalc showmount nfsstat nfsiostat mountstats smbstatus testparm mailq qshape lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan
  pvscan lvmdiskscan lsscsi sg_inq xfs_info dumpe2fs filefrag repquota quota jps zipinfo tokei cloc scc neofetch fastfetch ipcs
`;

/** Programs that check or analyse something and leave it as it is. */
const checkers = `
  pt-summary pt-mysql-summary pt-query-digest pt-diskstats pgbadger pg_isready pg_controldata pg_config pg_waldump pg_verifybackup pg_amcheck pg_lsclusters mysqltuner
  kube-score kubeval kubeconform pluto hadolint shellcheck yamllint jsonlint tflint tfsec checkov promtool logcli actionlint kube-linter conftest
  trivy grype syft testssl.sh sslscan httpstat speedtest speedtest-cli dnstracer
`;

export const readers: Family = {
  [plainReaders]: 'reads:',
  [hostReaders]: 'reads:',
  [checkers]: 'reads:',
  tail: 'reads stays: -f|-F|--follow|--retry\nreads:',
  uniq: 'changes: * * -> writes {2} in place of what it held\nreads:',
  'less more most zless zmore': 'reads prompts:',
  'man info': 'reads:',
  'ab wrk hey vegeta siege k6 iperf iperf3': 'reads stays: -s|--server\nchanges: -> puts load on a service',
  sort: { valued: '-o --output -k -t -S -T', rows: 'changes: -o|--output -> writes {-o:a file}\nreads:' },
  yq: {
    valued: '-o --output-format -p',
    rows: 'changes: -i|--inplace -> changes {2:the file} in place\nreads:',
  },
  sponge: 'changes: -> writes {1:its output} in place of what it held',
  'nano vi vim nvim emacs pico joe micro mcedit gedit code view vimdiff helix hx sensible-editor editor':
    'changes prompts: -> opens {1:a file} in an editor',
  'fzf dialog whiptail ranger nnn tig lazygit lazydocker k9s ncdu lnav visidata': 'reads prompts:',
  'ed ex': 'changes asks: -> changes {1:a file}',
  needrestart: {
    valued: '-r -m',
    rows: 'reads: -r=l, -b|-p|-l\nchanges: -r=a -> restarts services that use old libraries\nchanges asks: -> restarts services that use old libraries',
  },
  'hexedit cfdisk cgdisk': 'changes prompts: -> opens {1:a file or disk} to be changed by hand',
  'top htop atop btop bpytop glances iotop iftop nethogs nload bmon slurm powertop slabtop ctop dstat dool nmon pg_top pg_activity mytop innotop':
    {
      valued: '-n -d -p -u -o -c -D -s -i',
      rows: 'reads: -n, -b -n, --once, -v\nreads stays:',
    },
};
