import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Word } from '../words.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { curl, httpie, wget } from './http.ts';
import type { Family } from './rows.ts';

/** Requests, packets, firewalls and interfaces. */
export const network: Family = {
  curl: { special: curl },
  wget: { special: wget },
  'http https xh xhs': { special: httpie },
  'aria2c axel': 'changes: -> downloads a file',
  grpcurl: {
    valued: '-d -H -proto -import-path -authority -cacert -cert -key -max-time',
    singleDash: true,
    rows: 'reads: * list|describe, list|describe\nreads: %grpc.health.v1.Health/Check\nunknown: -> calls {2}: what it does is not known',
  },
  'websocat wscat': 'changes stays: -> opens a connection',
  ping: {
    valued: '-c -i -s -W -w -I -t -Q -p',
    rows: 'destroys: -f -> floods a host\nreads: -c|-w\nreads stays:',
  },
  ping6: { valued: '-c -i -s -W -w -I', rows: 'reads: -c|-w\nreads stays:' },
  fping: 'reads stays: -l\nreads:',
  'hping3 nping': {
    valued: '-c --count -p -i',
    rows: 'destroys: --flood -> floods a host\nreads: -c|--count\nreads stays:',
  },
  mtr: {
    valued: '-c --report-cycles -i -s -P',
    rows: 'reads: -r|--report|-w|--report-wide|-c|--report-cycles|--json|-j\nreads stays:',
  },
  'nc ncat netcat': { valued: '-w -p -s -q -i -X -x -e -c -G', special: netcat },
  telnet: 'reads prompts:',
  socat: { special: socat },
  'nmap masscan zmap': 'changes: -oN|-oX|-oG|-oA -> writes a file\nreads:',
  tcpdump: {
    valued: '-i -c -w -s -G -W -C -r -z -y -B -F -T -Z',
    rows: 'reads: -D|-r|-L|--list-interfaces\nchanges: -w -c -> writes packets into {-w}\nchanges stays: -w !-w=- -> writes packets into {-w}\nreads: -c\nreads stays:',
  },
  'tshark ngrep dumpcap': {
    valued: '-i -c -w -a -f -Y -T -e -r -d -O -n -W',
    rows: 'reads: -r|-D|-v|-I\nchanges: -w -c|-a -> writes packets into {-w}\nchanges stays: -w -> writes packets into {-w}\nreads: -c|-a|-n\nreads stays:',
  },
  dnstop: 'reads stays:',
  arping: { valued: '-c -w -I -s', rows: 'reads: -c|-w\nreads stays:' },
  ss: 'destroys: -K|--kill -> closes connections of others\nreads stays: -E|--events\nreads:',
  rpcinfo: 'destroys: -d -> takes a service out of the list\nreads:',
  ip: { valued: '-n -netns', special: ip },
  bridge:
    'reads stays: monitor\ndestroys: * del|delete|flush -> takes something off a bridge\nreads: $, * $, * show|list|ls|get\nchanges: -> changes a bridge',
  ifconfig:
    'destroys: * down -> takes the interface {1} down\nreads: $, * $, -a\nchanges: -> changes the interface {1}',
  ifdown: 'destroys: -> takes the interface {1} down',
  ifup: 'changes: -> brings the interface {1} up',
  ethtool: `
    destroys: -r|-f|-E|--reset|--flash|--negotiate|-t|--test -> resets the interface {1}
    reads: -i|-S|-k|-g|-a|-c|-x|-l|-n|-u|-d|-e|-m|-P|-T|-w|--show-*|--statistics|--driver|--module-info|--register-dump, * $ !-*
    changes: -> changes a setting of the interface
  `,
  'iwconfig iw':
    'reads: $, * $, dev $, * info|link|scan|station, dev * info|link|scan|station\nchanges: -> changes a setting of the interface',
  route: 'destroys: del|delete|flush -> takes a route away\nchanges: add|change -> adds a route\nreads:',
  arp: 'changes: -d|-s|-f -> changes the table of neighbours\nreads:',
  brctl:
    'reads: show|showmacs|showstp\ndestroys: delbr|delif -> takes a bridge or its interface away\nchanges: -> changes a bridge',
  nmcli: {
    valued: '-f --fields -t? -g --get-values -m',
    rows: `
      reads stays: monitor, * monitor
      reads: $, general|g status|hostname|permissions|logging $, connection|con|c show|s, connection|con|c $, device|dev|d status|show|s|wifi, device|dev|d $, networking|n connectivity, networking|n $, radio $
      destroys: connection|con|c down|delete|del -> takes the connection {3+} down
      destroys: device|dev|d disconnect|delete|down -> takes the interface {3+} down
      destroys: networking|n off, radio * off -> switches the network off
      changes prompts: connection|con|c edit -> opens an editor
      changes: -> changes the network ({1} {2})
    `,
  },
  nmtui: 'changes prompts: -> opens a dialog',
  netplan:
    'reads: get|status|info\nchanges asks: try -> tries a new network configuration\nchanges: -> applies a network configuration',
  networkctl:
    'reads: $, list|status|lldp|cat\ndestroys: down|delete -> takes the interface {2+} down\nchanges: -> changes the network',
  'resolvectl systemd-resolve':
    'reads stays: monitor|--monitor\nchanges: flush-caches|reset-statistics|--flush-caches -> empties the name cache\nchanges: dns|domain|default-route|llmnr|mdns|dnssec|dnsovertls|nta * * -> changes name resolution\nchanges: revert -> changes name resolution\nreads:',
  'iptables ip6tables iptables-legacy iptables-nft ebtables arptables': {
    valued: '-t --table -p -s -d -i -o -j -m --dport --sport -A? -w?',
    rows: `
      reads: -L|--list|-S|--list-rules|-C|--check|-V
      destroys: -P %DROP|REJECT -> drops everything that no rule allows: connections are cut off
      changes: -P -> sets what happens to packets that fit no rule
      destroys: -F|--flush|-X|--delete-chain -> deletes every rule of {1:every chain}
      destroys: -D|--delete|-R -> deletes a firewall rule
      destroys: -A|-I|--append|--insert -j=DROP|REJECT -> blocks packets: connections are cut off
      changes: -Z -> sets counters to zero
      changes: -> adds a firewall rule
    `,
  },
  'iptables-restore ip6tables-restore': 'reads: -t|--test\nchanges: -> replaces every firewall rule',
  'iptables-save ip6tables-save': 'changes: -f -> writes the rules into a file\nreads:',
  'netfilter-persistent':
    'destroys: flush|stop -> deletes every firewall rule\nchanges: -> loads or saves firewall rules',
  nft: {
    valued: '-f --file -I -D',
    rows: `
      reads: -c|--check
      reads stays: monitor
      reads: list|describe|get, -v
      destroys: flush|delete|destroy|reset -> deletes firewall rules: {1} {2+}
      changes: -f|--file -> loads firewall rules from {-f}
      destroys: add|insert %*drop|*reject -> blocks packets: connections are cut off
      changes: -> changes firewall rules
    `,
  },
  ufw: `
    reads: --dry-run
    reads: status|version|show, app list|info
    destroys: disable|reset -> switches the firewall off or deletes its rules
    also asks: enable|delete|reset !--force
    destroys: deny|reject|limit, insert * deny|reject -> blocks packets: connections are cut off
    destroys: delete -> deletes a firewall rule
    destroys: default deny|reject -> drops everything that no rule allows
    changes: enable -> switches the firewall on: what no rule allows is cut off
    changes: -> changes the firewall
  `,
  'firewall-cmd': {
    valued: '--zone --timeout',
    rows: `
      destroys: --panic-on -> drops every packet: all traffic stops
      destroys: --complete-reload -> loads the firewall anew: connections are cut off
      destroys: --remove-*|--remove-service|--remove-port|--remove-rich-rule|--remove-source|--remove-interface|--delete-zone -> takes a firewall rule away: connections may be cut off
      reads: --list-all|--list-ports|--list-services|--state|--get-zones|--get-active-zones|--get-services|--get-default-zone|--query-port|--query-service|--query-panic|--list-rich-rules|--list-all-zones|--list-sources|--list-interfaces|--info-zone|--info-service|--query-masquerade|--list-forward-ports
      changes: -> changes the firewall
    `,
  },
  ipset:
    'reads: list|test|save|-L|version\ndestroys: destroy|flush|del|-X|-F|-D -> takes addresses out of the set {2}\nchanges: -> changes the set {2}',
  'fail2ban-client':
    'reads: status|ping|get|version|-d|-t|banned\ndestroys: stop -> stops the ban of attackers\nchanges: -> changes who is banned',
  tc: { special: trafficControl },
  conntrack:
    'reads stays: -E|--event\ndestroys: -D|--delete|-F|--flush -> forgets tracked connections: they are cut off\nchanges: -U|-I|--create|--update -> changes a tracked connection\nreads:',
  ipvsadm:
    'reads: -l|-L|--list|-S, $ !-C !-D !-d !-A !-a !-E !-e !-R !--clear\ndestroys: -C|--clear|-D|-d|--delete-service|--delete-server -> takes servers out of the load balancer\nchanges: -> changes the load balancer',
  'wg-quick': 'destroys: down -> takes the tunnel {2} down\nchanges: -> changes the tunnel {2}',
  wg: 'reads: $, show|showconf|genkey|pubkey|genpsk\nchanges: -> changes a tunnel',
  'ipsec swanctl strongswan':
    'reads: status|statusall|listall|listcerts|--list-sas|--list-conns|-l|-L\ndestroys: stop|down|--terminate|-t -> takes a tunnel down\nchanges: -> changes a tunnel',
  tailscale:
    'reads: status|ip|netcheck|ping|version|whois\ndestroys: down|logout -> leaves the network\nchanges: -> changes the network',
  'openvpn vpnc openconnect': 'changes stays: -> opens a tunnel',
  dhclient: 'destroys: -r|-x -> gives the address back\nchanges: -> asks for an address',
  'vtysh birdc': {
    valued: '-c',
    rows: 'destroys: -c=*clear*|*no *|*shutdown*|*reload* -> changes routes or ends sessions\nreads: -c=show*|*show*\nreads: show\nunknown: -> talks to the router: what it does is not known',
  },
  'ovs-vsctl ovs-ofctl':
    'reads: show|list*|get|dump-*|find\ndestroys: del*|emer-reset -> takes a bridge, port or flow away\nchanges: -> changes the switch',
  snmpset: 'changes: -> changes a setting of a device',
  'snmpwalk snmpget snmpbulkwalk': 'reads:',
  ipmitool: {
    valued: '-I -H -U -P -L -f',
    rows: 'reads: chassis|power status, mc info, sdr, sensor, sel list|elist|info, fru, lan print, user list, session info\ndestroys: chassis power off|reset|cycle|soft, power off|reset|cycle|soft, sel clear, mc reset -> switches the machine off or resets it\nchanges prompts: sol activate -> opens the console\nchanges: -> changes the machine',
  },
  nsupdate: 'unknown: -> changes names in the name server: which ones is not known',
};

/** Listens without end with `-l`; else it checks a port or sends what it is given. */
function netcat({ args, input }: Call): Assessment {
  const { options, operands } = readArguments(args, optionStyle('-w -p -s -q -i -X -x -e -c -G'));
  if (options.has('-l')) return { ...changes('listens on a port'), longRunning: true };
  if (options.has('-z')) return reads;
  return sent(input, operands.at(-1)?.text ?? '');
}

/** Lines a server answers without changing: redis, memcached, ZooKeeper and HTTP by hand. */
const asking =
  /^(?:ping|info|stats(?: \w+)?|version|ruok|mntr|srvr|stat|conf|cons|envi|isro|wchs|dump|get \S+|quit|GET .*|HEAD .*|OPTIONS .*|[\w-]+: .*|PING|INFO.*|show .*|EHLO .*|HELO .*|STATS|QUIT)?$/;

function sent(input: Call['input'], port: string): Assessment {
  if (input.from === 'terminal') return reads;
  if (input.from === 'unknown') return changes(`sends ${input.source} over the network`);
  const lines = input.text.split(/\r?\n|\\r\\n/).map((line) => line.trim());
  const harmful = lines.find((line) =>
    /^(?:flush_all|flushall|flushdb|shutdown|delete|del|kill|stop|DELETE)\b/i.test(line),
  );
  if (harmful !== undefined) return destroys(`sends ${harmful.slice(0, 60)} to port ${port}`);
  return lines.every((line) => asking.test(line)) ? reads : changes(`sends a text to port ${port}`);
}

/** To a socket of HAProxy go its commands; everything else is a connection. */
function socat({ args, input }: Call, look: Look): Assessment {
  const targets = args.map(({ text }) => text).filter((text) => !text.startsWith('-') || text === '-');
  if (targets.some((text) => /EXEC:|SYSTEM:/i.test(text)))
    return notKnown('connects a program: what it does is not known');
  if (targets.some((text) => /haproxy|\.sock/i.test(text))) {
    if (input.from === 'text') return look.text('haproxy', input.text);
    return input.from === 'terminal'
      ? { ...changes('opens a prompt of a socket'), interactive: true }
      : notKnown(`sends ${input.source} to a socket: what it does is not known`);
  }
  if (targets.some((text) => /LISTEN/i.test(text)))
    return { ...changes('listens on a port'), longRunning: true };
  return input.from === 'text' ? sent(input, targets.at(-1) ?? '') : changes('opens a connection');
}

const ipReading = /^(?:s|sh|sho|show|l|li|lis|list|ls|lst|get|help)$/;

/** `ip OBJECT ACTION …`: words may be shortened, and no action is `show`. */
function ip({ args }: Call, look: Look): Assessment {
  const isExec = ([object, action]: readonly Word[]): boolean =>
    object?.text === 'netns' && action?.text === 'exec';
  const style = optionStyle('-n -netns', {
    singleDash: true,
    commandAfter: (given) => (isExec(given) ? 3 : undefined),
  });
  const { operands, rest } = readArguments(args, style);
  if (isExec(operands)) return look.command(rest, { from: 'terminal' });
  const [object = '', action = 'show', ...others] = operands.map(({ text }) => text);
  if (object === 'monitor' || object.startsWith('mon') || action.startsWith('mon'))
    return { ...reads, longRunning: true };
  if (ipReading.test(action)) return reads;
  if (/^(?:del|delete|d|flush|f)$/.test(action))
    return /^n(?:e|ei|eigh\w*)?$/.test(object)
      ? changes('forgets neighbours')
      : destroys(`takes away ${object} ${others.slice(0, 3).join(' ')}`);
  if (/^l/.test(object) && others.includes('down'))
    return destroys(
      `takes the interface ${others[0] === 'dev' ? (others[1] ?? '') : (others[0] ?? '')} down`,
    );
  if (/^r/.test(object) && /blackhole|unreachable|prohibit/.test(others.join(' ')))
    return destroys('throws packets away');
  if (others.some((word) => /^(?:del|delete|deleteall|flush)$/.test(word)))
    return destroys(`takes away ${object} ${action}`);
  if (others.length === 0 || ipReading.test(others[0] ?? '')) return reads;
  return changes(`changes ${object}: ${[action, ...others].slice(0, 4).join(' ')}`);
}

/** Delay and loss for a test are set on an interface that users share. */
function trafficControl({ args }: Call): Assessment {
  const { operands } = readArguments(args, optionStyle('-n'));
  const [, action = 'show', ...others] = operands.map(({ text }) => text);
  if (/^(?:show|list|ls|s|l|monitor)$/.test(action)) return { ...reads, longRunning: action === 'monitor' };
  if (/^(?:del|delete)$/.test(action)) return changes('takes a rule for traffic away');
  const text = others.join(' ');
  if (/netem.*(?:loss|corrupt|reorder|duplicate|delay)|blackhole|action drop/.test(text))
    return destroys(`makes packets slow or lost on ${others[1] ?? 'an interface'}`);
  return highest([changes('changes how traffic is queued')]);
}
