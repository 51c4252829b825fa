import { destroys, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import type { Call, Look } from './call.ts';
import type { Family } from './rows.ts';

const actions = `
  destroys: stop|force-stop|graceful-stop|quit|kill|shutdown -> stops {name}
  changes: restart|force-reload|try-restart|condrestart|graceful -> restarts {name}: requests fail for some seconds
  reads: status|configtest|checkconfig|check|version|show|help
  changes: reload -> makes {name} read its configuration again
  changes: start -> starts {name}
`;

const systemctl = `
  also prompts: edit !--stdin
  reads: $, status|show|cat|is-active|is-enabled|is-failed|is-system-running|list-units|list-unit-files|list-timers|list-sockets|list-dependencies|list-jobs|list-machines|list-automounts|list-paths|get-default|help|show-environment|whoami, --version, --failed
  destroys: stop -> stops {2+}
  changes: kill -s|--signal=HUP|SIGHUP|USR1|USR2|SIGUSR1|SIGUSR2|CONT -> sends a signal to {2+}
  destroys: kill|freeze -> ends or freezes the processes of {2+}
  destroys: disable|mask --now -> stops {2+} and keeps it from starting
  destroys: isolate|rescue|emergency|default -> stops every service but those of {2:one target}
  destroys: poweroff|halt|suspend|hibernate|hybrid-sleep|kexec|exit|soft-reboot -> stops the machine
  destroys: reboot -> restarts the machine and everything on it
  changes: restart|try-restart|reload-or-restart|try-reload-or-restart|condrestart|force-reload -> restarts {2+}: requests fail for some seconds
  changes: reload -> makes {2+} read its configuration again
  changes: start -> starts {2+}
  changes: enable -> lets {2+} start by itself
  changes: disable|mask -> keeps {2+} from starting by itself
  changes: unmask|revert|preset|link|reenable|thaw|clean|bind|mount-image|service-log-level|add-wants|add-requires -> changes how {2+} starts
  changes: edit -> opens the unit of {2+} in an editor
  changes: daemon-reload|daemon-reexec|reset-failed|set-property|set-environment|unset-environment|import-environment|set-default|cancel|log-level -> changes how services are run
`;

export const services: Family = {
  systemctl: {
    valued:
      '-t --type -s --signal -p --property -H --host -M --machine -n --lines -o --output --state --kill-who --kill-whom --what --root',
    rows: systemctl,
  },
  service: { special: service },
  'init-script': actions,
  'rc-service': { special: service },
  invoke_rc: actions,
  'invoke-rc.d': { special: service },
  initctl: 'reads: list|status|version\ndestroys: stop -> stops {2}\nchanges: -> changes {2:services}',
  'rc-update chkconfig update-rc.d sysv-rc-conf':
    'reads: show|--list|$\nchanges: -> changes which services start by themselves',
  'rc-status': 'reads:',
  openrc: 'changes: -> changes the run level',
  launchctl:
    'reads: list|print|blame\ndestroys: unload|bootout|stop|remove|kill -> stops {2}\nchanges: -> changes {2}',
  supervisorctl: {
    valued: '-c -s -u -p',
    rows: `
      reads: status|avail|pid|version|maintail|help
      reads stays: tail -f
      reads: tail
      changes asks: $ -> opens a prompt
      destroys: stop|shutdown|remove -> stops {2+:everything}
      changes: restart -> restarts {2+}: requests fail for some seconds
      destroys: clear -> deletes logs of {2+}
      changes: -> changes {2+:programs}
    `,
  },
  'sv s6-svc runsv':
    'reads: status|s\ndestroys: stop|down|d|exit|force-stop|kill|k|shutdown|pause -> stops {2+}\ndestroys: -d|-k|-x|-t -> stops {1}\nchanges: restart|t|force-restart|term -> restarts {2+}\nchanges: -> changes {2+}',
  monit:
    'reads: status|summary|report|procmatch|validate, -t\ndestroys: stop|quit|unmonitor -> stops {2:services} or watching them\nchanges: restart -> restarts {2}\nchanges: -> changes {2:services}',
  pm2: `
    reads: list|ls|l|status|show|describe|info|jlist|prettylist|id|pid|env|report
    reads: logs --nostream
    reads stays: logs|log|monit|imonit|dash
    destroys: stop|delete|del|kill -> stops {2+:every application}
    destroys: flush -> deletes logs
    destroys: scale * 0 -> stops {2}
    changes: restart|reload|gracefulReload -> restarts {2+}: requests fail for some seconds
    changes: -> changes {2+:applications}
  `,
  'nginx openresty tengine': {
    valued: '-s -c -p -g -e',
    rows: `
      reads: -t|-T|-v|-V|-h|-?
      destroys: -s=stop|quit -> stops the web server
      changes: -s=reload|reopen -> makes the web server read its configuration again
      changes: -> starts the web server
    `,
  },
  'apachectl apache2ctl httpd apache2': {
    valued: '-k -f -c -d',
    rows: `
      reads: -t|-v|-V|-l|-S|-M, configtest|status|fullstatus
      destroys: stop|graceful-stop -> stops the web server
      destroys: -k=stop|graceful-stop -> stops the web server
      changes: restart, -k=restart -> restarts the web server
      changes: -> makes the web server start or read its configuration again
    `,
  },
  'a2ensite a2dissite a2enmod a2dismod a2enconf a2disconf':
    'changes: -> changes which parts of the web server are used',
  haproxy: 'reads: -c|-v|-vv\nchanges: -> starts the load balancer',
  'caddy traefik envoy varnishd':
    'reads: validate|version|list-modules|adapt|environ, fmt !--overwrite, --version, --mode=validate\ndestroys: stop -> stops the server\nchanges: reload -> makes the server read its configuration again\nchanges stays: run -> runs the server\nchanges: -> changes the server',
  varnishadm:
    'reads: ping|status|vcl.list|vcl.show|param.show|backend.list|ban.list|panic.show|storage.list\ndestroys: stop -> stops the cache\nchanges asks: $ -> opens a prompt\nchanges: ban|ban.url -> throws objects out of the cache\nchanges: -> changes the cache',
  varnishstat: 'reads: -1\nreads stays:',
  'varnishlog varnishncsa varnishtop varnishhist': 'reads: -d !-k\nreads stays:',
  squid: {
    valued: '-k -f',
    rows: 'reads: -k=parse|check, -v\ndestroys: -k=shutdown|kill|interrupt -> stops the proxy\nchanges: -> changes the proxy',
  },
  'php-fpm uwsgi gunicorn unicorn puma':
    'reads: -t|-v|--version\ndestroys: --stop -> stops the application server\nchanges: --reload -> restarts the application server\nchanges: -> starts the application server',
  journalctl: {
    valued:
      '-u --unit -n --lines -S --since -U --until -o --output -p --priority -t -b? -k? -D --user-unit -g --grep -F -M --identifier',
    rows: `
      destroys: --vacuum-size|--vacuum-time|--vacuum-files -> deletes old journals
      changes: --rotate|--flush|--sync|--relinquish-var|--setup-keys|--update-catalog -> rotates or writes journals
      reads stays: -f|--follow
      reads:
    `,
  },
  logrotate: 'reads: -d|--debug\nchanges: -> rotates logs: the oldest are deleted',
  logger: 'changes: -> writes a line into the system log',
  'certbot letsencrypt acme.sh': {
    valued:
      '-d --cert-name --cert-path --key-path --deploy-hook --pre-hook --post-hook -m --email --webroot-path -w --reason',
    rows: `
      reads: --dry-run|--test-cert, certificates|plugins|show_account, --list|-l|--info
      destroys: revoke|unregister|--revoke -> revokes a certificate
      destroys: delete|--remove -> deletes a certificate
      also asks: certonly|run|--nginx|--apache !-n|--non-interactive
      changes: -> gets or renews certificates
    `,
  },
  'postfix exim exim4 sendmail':
    'reads: status|check|-bp|-bV|-bt|-bpc\ndestroys: stop|abort -> stops the mail server\nchanges: -> changes the mail server or sends mail',
  postqueue: 'reads: -p|-j\nchanges: -> delivers queued mail now',
  postsuper: 'destroys: -d -> deletes queued mail\nchanges: -> changes queued mail',
  exiqgrep: 'reads:',
  postconf: 'changes: -e|-X|-# -> changes a setting of the mail server\nreads:',
  'rndc named-checkconf named-checkzone unbound-checkconf':
    'reads: status|$|stats|recursing|zonestatus\ndestroys: stop|halt|delzone -> stops the name server\nchanges: -> makes the name server read or forget something',
  'unbound-control pdnsutil pdns_control rec_control knotc':
    'reads: status|stats|stats_noreset|lookup|list*|dump*|show*|check*|get*|ping|uptime|version|zone-status\ndestroys: stop|quit|delete*|quit-nicely|zone-purge -> stops the name server or deletes from it\nchanges: -> changes the name server',
  'crm pcs crm_resource': `
    reads: status|config|-W|-L|--list, property|stonith|resource|node status|show|list|config, configure show
    destroys: resource stop|disable|delete|ban|move|failcount, node standby|fence|delete, cluster stop|destroy|kill, stonith fence -> stops or moves {3+:a resource}
    changes: -> changes the cluster
  `,
  crm_mon: 'reads: -1|--one-shot\nreads stays:',
  keepalived: 'reads: -t\nchanges: -> starts keepalived',
  'tomcat catalina.sh startup.sh':
    'destroys: stop -> stops the application server\nreads: version|configtest\nchanges: -> starts the application server',
  'gitlab-ctl':
    'reads: status|tail|check-config|show-config|service-list\ndestroys: stop|kill|uninstall|cleanse|graceful-kill|int|term -> stops {2+:GitLab}\nchanges: restart|hup -> restarts {2+:GitLab}\nchanges: -> changes GitLab',
};

/** `service NAME ACTION` has its words the other way round than systemctl. */
function service({ args, input }: Call, look: Look): Assessment {
  const [name, action, ...others] = args.filter(({ text }) => !text.startsWith('-'));
  if (!name || !action)
    return args.some(({ text }) => text === '--status-all') || args.length === 0 ? reads : reads;
  const words = [{ text: 'systemctl', known: true }, action, name, ...others];
  return /^(?:status|start|stop|restart|reload|force-reload|try-restart|kill)$/.test(action.text)
    ? look.command(words, input)
    : /stop|quit/.test(action.text)
      ? destroys(`stops ${name.text}`)
      : look.command([{ text: 'init-script', known: true }, action], input);
}
