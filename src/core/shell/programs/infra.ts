import { notKnown } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import type { Family } from './rows.ts';

const terraform = `
  reads: plan|show|output|validate|version|graph|metadata, fmt -check, state list|show|pull, workspace list|show, providers $, providers schema
  also asks: apply $ !-auto-approve|--auto-approve, destroy !-auto-approve|--auto-approve|-force
  also asks: force-unlock !-force
  destroys: destroy -> destroys {-target:everything that is managed here}
  destroys: apply -destroy|--destroy -> destroys everything that is managed here
  destroys: apply -replace|--replace -> destroys {-replace} and makes it again
  destroys: state rm|push -> makes the state forget or overwrites it
  destroys: workspace delete -> deletes the workspace {3}
  changes: apply -> changes what is running to what the files say
  changes: force-unlock -> takes the lock of another run away
  changes: taint -> marks {2} to be destroyed and made again
  changes prompts: console|login -> opens a prompt
  changes: init|fmt|import|refresh|untaint|workspace|state|get|login|logout|test|providers|run-all -> changes the state or the files ({1} {2})
`;

/** Machines and services as code, secrets, schedulers. */
export const infra: Family = {
  'terraform tofu': {
    singleDash: true,
    valued: '-target -lock-timeout -state -backup -parallelism',
    rows: terraform,
  },
  terragrunt: {
    singleDash: true,
    valued: '-target --terragrunt-working-dir --terragrunt-config --working-dir',
    rows: `
      reads: run-all|run plan|show|output|validate, graph-dependencies|render-json|output-module-groups, hclfmt --check
      destroys: run-all|run destroy -> destroys everything that is managed here
      changes: run-all|run -> changes everything that is managed here
      ${terraform}
    `,
  },
  'pulumi cdk cdktf sst': `
    reads: preview|logs|whoami|about|version|diff|synth|list|ls|doctor|context, config get, stack $, stack ls|output|history|export|graph, config $
    also asks: up|destroy|refresh|deploy !-y|--yes|--force|--require-approval|--skip-preview
    destroys: destroy|cancel|remove -> destroys everything that is managed here
    destroys: stack rm, state delete -> makes the state forget
    changes: -> changes what is running to what the files say
  `,
  ansible: { special: ansible },
  'ansible-playbook': {
    valued:
      '-i -l --limit -e --extra-vars -t --tags --skip-tags -u --user -f --forks --vault-password-file --start-at-task',
    rows: 'reads: --list-hosts|--list-tasks|--list-tags|--syntax-check\nreads: -C|--check\nalso prompts: -k|-K|--ask-pass|--ask-become-pass|--ask-vault-pass|--step\nunknown: -> runs the playbook {1}: what it does is not known',
  },
  'ansible-inventory ansible-doc ansible-config ansible-lint': 'reads:',
  'ansible-galaxy ansible-pull':
    'reads: list|info|search, * list\nunknown: -> fetches and runs roles: what they do is not known',
  'ansible-vault':
    'reads: view\nchanges prompts: edit|create|rekey -> opens a secret file\nchanges: -> changes a secret file',
  'salt salt-call salt-ssh': {
    valued: '-t -b -G? -L? -E? -C? --timeout',
    rows: `
      reads: * test.ping|test.version|grains.*|pillar.*|status.*|disk.usage|network.*|service.status|sys.*|pkg.version|pkg.list_pkgs|ps.*, test.ping|grains.*|pillar.*
      reads: * state.apply|state.highstate|state.sls %test=True
      runs: * cmd.run|cmd.shell|cmd.run_all -> shell after 2
      reads: * cmd.run|cmd.shell|cmd.run_all
      destroys: * service.stop|service.disable|file.remove|pkg.remove|pkg.purge|system.* -> stops or removes something on {1}
      changes: * service.restart|service.reload -> restarts {3} on {1}
      unknown: -> runs {2} on {1}: what it does is not known
    `,
  },
  'salt-run salt-key':
    'reads: -L|--list|manage.*|jobs.*|-f|--finger\ndestroys: -d|-D|-r|-R|--delete|--delete-all -> deletes keys: hosts are cut off\nchanges: -> changes keys or runs a job',
  puppet: {
    valued: '--environment',
    rows: 'reads: --noop|--version|--fingerprint|facts|lookup|parser, config print, module|cert list, node find, resource * $\ndestroys: cert clean|revoke|destroy, node clean|purge|deactivate -> cuts a host off\nchanges: agent --disable|--enable -> switches puppet on or off\nunknown: -> brings this host to what puppet says: what changes is not known',
  },
  puppetserver:
    'reads: ca list\ndestroys: ca clean|revoke -> cuts a host off\nchanges: -> changes the server',
  'chef-client chef-solo cinc-client':
    'reads: -W|--why-run\nunknown: -> brings this host to what chef says: what changes is not known',
  knife: {
    valued: '-E -c -a -i -x',
    rows: 'reads: * list|show|status|search, search|status|diff\nruns: ssh * -> shell after 2\nreads: ssh\ndestroys: * delete|bulk -> deletes {3+}\nchanges: -> changes the server',
  },
  packer: 'reads: validate|inspect|version, fmt -check\nchanges: -> builds an image',
  'serverless sls':
    'reads stays: logs -t|--tail\nreads: info|print|logs|metrics|--version, deploy list\ndestroys: remove|rollback -> removes what was deployed\nchanges: -> deploys',
  sam: 'reads: validate|list\nreads stays: logs -t|--tail\nreads: logs\nalso asks: deploy -g|--guided, delete !--no-prompts\ndestroys: delete -> deletes the stack\nchanges: -> builds or deploys',
  copilot:
    'reads: * ls|show|status|logs\ndestroys: * delete|stop|pause -> deletes or stops {1}\nchanges: -> deploys',
  vault: {
    singleDash: true,
    valued: '-address -namespace -format -field -mount -version -versions -method',
    rows: `
      reads: status|read|list|version|print|path-help, kv get|list, kv metadata get, token lookup|capabilities, auth|secrets|policy|audit|plugin list|read|help|info, lease lookup, operator members|diagnose|usage|key-status, operator raft list-peers|autopilot
      reads stays: monitor
      destroys: kv metadata delete -> deletes the secret {4} with all its versions
      destroys: kv destroy -> destroys versions of the secret {3} for good
      destroys: kv delete -> deletes the newest version of the secret {3}
      destroys: delete -> deletes {2}
      destroys: lease|token revoke -> ends what was lent at {3:a path}: services lose their access
      destroys: secrets|auth|audit disable -> switches {3} off and deletes everything in it
      destroys: policy delete -> deletes the policy {3}: those who use it are cut off
      destroys: operator seal|step-down|rekey|rotate -> seals the vault: secrets can not be read
      destroys: operator raft remove-peer, operator raft snapshot restore -> takes a server out of the cluster or sets everything back
      changes: operator raft snapshot save -> writes a backup
      changes asks: operator unseal $, login $ -> asks for a key or password
      changes: write|kv|login|token|lease|secrets|auth|audit|policy|operator|plugin|namespace|agent|proxy|unwrap|patch|server|ssh|transit|pki|debug -> changes the vault ({1} {2} {3:})
    `,
  },
  consul: {
    singleDash: true,
    valued: '-http-addr -token -datacenter -keys? -name -service -node -reason',
    rows: `
      reads stays: monitor, watch
      reads: members|info|version|validate|rtt|catalog, keyring -list, kv get|export, operator usage, operator raft list-peers, operator autopilot get-config|state, acl token|policy|role list|read, intention list|get|check|match, config list|read, snapshot inspect, connect ca get-config, keygen, peering list|read, partition list
      destroys: kv delete -> deletes the keys at {3:a path}
      destroys: leave|force-leave -> takes a server out of the cluster
      destroys: snapshot restore -> sets the whole cluster back to a snapshot
      destroys: operator raft remove-peer -> takes a server out of the cluster
      destroys: maint -enable -> takes services of this node out of use
      destroys: services deregister -> takes a service out of the catalogue
      destroys: acl token|policy|role|auth-method delete -> deletes a rule: those who use it are cut off
      destroys: config|intention|namespace|partition|peering delete -> deletes {3+}
      runs: lock * -> shell after 2
      runs: exec -> shell after 1
      changes: -> changes the cluster ({1} {2} {3:})
    `,
  },
  nomad: {
    singleDash: true,
    valued: '-address -region -namespace -token -job -task -group',
    rows: `
      reads stays: alloc logs -f, monitor, logs -f
      runs: alloc exec -> command after 3
      reads: alloc exec
      reads: status|version|plan|validate|inspect|ui, fmt -check, job status|plan|inspect|history|deployments|allocs|validate, node status, alloc status|logs|fs|checks, deployment list|status, server members, operator raft list-peers, operator autopilot get-config, operator snapshot inspect, agent-info, namespace|quota|volume|var|acl|eval list|status|get|info|inspect, var get|list, service list|info
      destroys: job stop -> stops the job {3}
      destroys: stop -> stops the job {2}
      destroys: node drain -enable -> moves every allocation off a node
      changes: node eligibility -> changes whether a node takes new work
      destroys: system gc|reconcile -> deletes finished jobs and allocations
      destroys: alloc stop|signal -> stops the allocation {3}
      destroys: server force-leave, operator raft remove-peer, operator snapshot restore, namespace|volume|quota|var delete|deregister|purge|detach -> takes something out of the cluster
      destroys: job scale * 0, job scale * * 0 -> stops every allocation of {3}
      changes: alloc restart, job restart -> restarts {3}
      changes: job run|scale|revert|promote|dispatch|periodic|eval|start -> changes the job {3}
      changes: -> changes the cluster ({1} {2})
    `,
  },
  boundary:
    'reads: * read|list\ndestroys: * delete -> deletes {3}\nchanges prompts: connect -> opens a session\nchanges: -> changes access',
  sops: 'changes: -i|--in-place -> changes {1:a secret file} in place\nreads: -d|--decrypt|decrypt\nchanges prompts: -> opens a secret file in an editor',
  'op bw lpass pass gopass':
    'reads: get|list|read|show|ls|status|find|grep|whoami, item get|list\ndestroys: delete|rm|remove -> deletes {2}\nchanges prompts: edit|signin|login|unlock|insert -> asks\nchanges: -> changes secrets',
  'jenkins-cli jenkins-jobs':
    'reads: list-jobs|who-am-i|version|get-job|list-plugins|console|test\ndestroys: delete-*|shutdown|quiet-down|offline-node|stop-builds|safe-shutdown|clear-queue|disable-job -> deletes jobs or stops the server\nchanges: restart|safe-restart -> restarts the server\nchanges: -> changes the server',
  'circleci drone buildkite-agent travis':
    'reads: config validate|list|info|logs|status|version\ndestroys: stop|cancel|delete -> stops a build\nchanges: -> changes builds',
  'sentry-cli':
    'reads: info|* list|releases list\ndestroys: * delete -> deletes {3}\nchanges: -> sends to Sentry',
  'pd pagerduty opsgenie': 'reads: * list|get|view\nchanges: -> changes an alert',
  amtool:
    'reads: alert query|$, alert $, silence query|$, config show|routes, check-config|template render, cluster show\nchanges: -> silences or changes alerts',
  'promtool-tsdb mimirtool cortextool':
    'reads: rules list|print|get|lint|check|analyze\ndestroys: * delete -> deletes rules\nchanges: -> changes rules',
  'grafana-cli': 'reads: plugins ls|list-remote|list-versions\nchanges: -> changes Grafana',
  'datadog-agent newrelic telegraf filebeat vector fluent-bit otelcol':
    'reads: status|version|configcheck|health|diagnose|check|test|validate|hostname\nchanges: -> changes or runs an agent',
  locust: 'changes stays: -> puts load on a service',
  maas: 'reads: * * read|list\nunknown: -> changes machines',
  juju: 'reads: status|show-*|list-*|models|machines|debug-log\ndestroys: remove-*|destroy-*|kill-controller -> removes {2+}\nchanges prompts: ssh -> opens a shell\nchanges: -> changes {2+}',
};

const readingModules =
  /^(?:ping|setup|debug|stat|win_ping|gather_facts|getent|slurp|service_facts|package_facts|find|ansible\.builtin\.(?:ping|setup|debug|stat|slurp|service_facts))$/;

/** `ansible HOSTS -m MODULE -a ARGUMENTS`: command and shell run what stands in the arguments. */
function ansible({ args }: Call, look: Look): Assessment {
  const { options, operands } = readArguments(
    args,
    optionStyle(
      '-i -m --module-name -a --args -u --user -f --forks -l --limit -e --extra-vars --become-user -T -B -P',
    ),
  );
  const value = (...names: string[]): string | undefined =>
    names.flatMap((name) => options.get(name) ?? [])[0];
  const module = (value('-m', '--module-name') ?? 'command').replace(/^ansible\.builtin\./, '');
  const text = value('-a', '--args') ?? '';
  const hosts = operands[0]?.text ?? 'hosts';
  const asks = options.has('-k') || options.has('-K') || options.has('--ask-become-pass');
  const harm =
    readingModules.test(module) || options.has('-C') || options.has('--check') || options.has('--list-hosts')
      ? look.command([], { from: 'terminal' })
      : moduleHarm(module, text, hosts, look);
  return asks ? { ...harm, interactive: true } : harm;
}

function moduleHarm(module: string, text: string, hosts: string, look: Look): Assessment {
  const option = (name: string): string => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(text)?.[1] ?? '';
  const level = (level: 'changes' | 'destructive', reason: string): Assessment => ({
    danger: { level, reason: `${reason} on ${hosts}` },
    interactive: false,
    longRunning: false,
  });
  switch (module) {
    case 'command':
    case 'shell':
    case 'raw':
      return look.text('shell', text);
    case 'service':
    case 'systemd':
    case 'systemd_service':
      return option('state') === 'stopped'
        ? level('destructive', `stops ${option('name')}`)
        : level('changes', `brings ${option('name')} to the state ${option('state') || 'that is asked for'}`);
    case 'file':
    case 'apt':
    case 'yum':
    case 'dnf':
    case 'package':
    case 'user':
    case 'cron':
      return /^(?:absent|removed)$/.test(option('state'))
        ? level('destructive', `removes ${option('path') || option('name') || option('dest')}`)
        : level('changes', `changes ${option('path') || option('name') || 'something'}`);
    case 'reboot':
      return level('destructive', 'restarts the machine');
    case 'copy':
    case 'template':
    case 'fetch':
    case 'lineinfile':
    case 'get_url':
    case 'git':
    case 'unarchive':
    case 'synchronize':
    case 'sysctl':
      return level('changes', `changes files (${module})`);
    default:
      return notKnown(`runs the module ${module} on ${hosts}: what it does is not known`);
  }
}
