import { shellKind } from './shell-choice.ts';

/** Whether a step may be sent into what has the terminal; if not, why, in words. */
export type Inline = { kind: 'possible' } | { kind: 'impossible'; why: string };

/**
 * Whether the prompt of a POSIX shell may be expected in a program that has the terminal, by its words (`ssh db1`,
 * `kubectl exec -it web -- sh`). What it is pointed at is asked before a step is sent; this only keeps a step from being
 * typed into an editor, a pager or a console.
 */
export function holdsShell(words: readonly string[]): Inline {
  const [first = '', ...rest] = words.map((word) => word.split('/').pop() ?? '');
  const program = first.replace(/^-/, ''); // of a login shell
  if (program === 'tmux' || program === 'screen' || program.startsWith('tmux:'))
    return no('it keeps a step’s marks for itself, so no outcome would come back');
  const other = [program, ...rest].find((word) => consoles.test(word));
  if (other !== undefined) return no(`${other} is no shell`);
  if (program === 'fish' || shellKind(program) === 'fish') return no('fish does not read this text');
  if (shellKind(program) !== undefined)
    return rest.some(isOption('c')) ? no('it runs a command of its own') : { kind: 'possible' };
  const opens = doors.get(program);
  return opens?.(rest) ? { kind: 'possible' } : no(`no shell is known to wait in ${program || 'it'}`);
}

const no = (why: string): Inline => ({ kind: 'impossible', why });

/** Programs with a prompt of their own, and such as take keys. */
const consoles =
  /^(psql|mysql|mariadb|sqlite3|mongo|mongosh|redis-cli|valkey-cli|cqlsh|clickhouse-client|python[\d.]*|ipython\d?|node|irb|pry|rails|iex|ghci|scala|jshell|lua|php|perl|less|more|man|vi|vim|nvim|nano|emacs|top|htop|watch|tail|journalctl|gdb|lldb|ftp|sftp|telnet)$/;

const isOption =
  (letter: string) =>
  (word: string): boolean =>
    new RegExp(`^-[a-z]*${letter}`).test(word);
const always = (): boolean => true;
const has =
  (...verbs: readonly string[]) =>
  (words: readonly string[]): boolean =>
    words.some((word) => verbs.includes(word));
const asAnother = (words: readonly string[]): boolean =>
  words.some(
    (word) => /^(-[a-z]*[is]|--login|--shell)$/.test(word) || shellKind(word) !== undefined || word === 'su',
  );

/** Programs behind which another shell may wait, and with which words. */
const doors: ReadonlyMap<string, (words: readonly string[]) => boolean> = new Map([
  ...['ssh', 'mosh-client', 'et', 'su', 'runuser', 'login', 'newgrp', 'sg', 'nix-shell', 'busybox'].map(
    (name) => [name, always] as const,
  ),
  ...['sudo', 'doas', 'nsenter', 'chroot', 'unshare', 'env', 'machinectl', 'toolbox', 'distrobox'].map(
    (name) => [name, asAnother] as const,
  ),
  ...['docker', 'docker-compose', 'podman', 'nerdctl', 'kubectl', 'oc', 'k3s', 'lxc', 'incus'].map(
    (name) => [name, has('exec', 'run', 'attach', 'debug', 'shell', 'rsh')] as const,
  ),
  ...['gcloud', 'aws', 'az', 'vagrant', 'fly', 'flyctl', 'heroku', 'tsh', 'multipass', 'limactl'].map(
    (name) => [name, has('ssh', 'ssm', 'console', 'shell', 'execute-command', 'bash')] as const,
  ),
]);
