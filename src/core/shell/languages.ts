/** The shells a block can be written for. */
export type ShellLanguage = 'bash' | 'sh' | 'zsh' | 'fish' | 'powershell' | 'cmd';

/** Which shell a block's language means; undefined when it is not a shell's. */
export function shellOf(language: string): ShellLanguage | undefined {
  return shells.get(language);
}

/** Languages whose blocks show a session, so that `# ` may be root's prompt there. */
export function isConsole(language: string): boolean {
  return consoles.has(language);
}

const consoles: ReadonlySet<string> = new Set([
  'console',
  'shell-session',
  'shellsession',
  'sh-session',
  'bash-session',
  'terminal',
]);

const shells: ReadonlyMap<string, ShellLanguage> = new Map<string, ShellLanguage>([
  ['bash', 'bash'],
  ['shell', 'bash'],
  ['shellscript', 'bash'],
  ['sh', 'sh'],
  ['dash', 'sh'],
  ['ksh', 'sh'],
  ['zsh', 'zsh'],
  ...[...consoles].map((name): [string, ShellLanguage] => [name, 'bash']),
  ['fish', 'fish'],
  ['powershell', 'powershell'],
  ['pwsh', 'powershell'],
  ['ps1', 'powershell'],
  ['ps', 'powershell'],
  ['cmd', 'cmd'],
  ['bat', 'cmd'],
  ['batch', 'cmd'],
  ['dos', 'cmd'],
]);
