import { notKnown } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import type { Specials } from './rows.ts';

/** Machines and services as code: what rows can't tell. */
export const infra: Specials = {
  ansible,
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
