import { pattern, type Rule } from './rule.ts';
import { isHardWord, looksRandom, standsIn } from './values.ts';

/** Secrets by the line of a configuration that they stand in, and by the programs they are piped to. */
export function configurationRules(): readonly Rule[] {
  return [...daemonRules(), ...toolRules(), ...pipedRules()];
}

function daemonRules(): readonly Rule[] {
  return [
    // Pre-shared keys: ipsec.secrets, wpa_supplicant.conf, RADIUS
    pattern(
      'secret-key',
      ['PSK "', "PSK '", 'RSA "', 'EAP "', 'XAUTH "', 'psk="', 'psk = "'],
      `(?:PSK|EAP|XAUTH|RSA|psk)[ =]{1,3}["'](?<secret>[^"'\\n]{6,200})`,
      { accept: isGiven },
    ),
    pattern('secret-key', ['psk='], `psk=(?<secret>[0-9a-fA-F]{64})(?![0-9a-fA-F])`),
    // Network devices: enable secret 5 x, password 7 x, key 7 x, community x
    pattern(
      'password',
      ['secret', 'password', 'key', 'key-string'].flatMap((word) =>
        [0, 4, 5, 7, 8, 9].map((type) => `${word} ${type} `),
      ),
      `[a-z-]{3,10} [0-9] (?<=(?:enable|username [\\w.-]{1,60}|line|tacacs-server|radius-server|neighbor [\\w.:]{1,45}|^ ?)[^\\n]{0,80})(?<secret>[^\\s"]{6,200})`,
      { accept: (value) => isGiven(value) && /[0-9$]/.test(value) },
    ),
    // netrc
    pattern(
      'password',
      ['login '],
      `login[ \\t]{1,8}[^\\s]{1,100}[ \\t]{1,8}password[ \\t]{1,8}(?<secret>[^\\s]{3,200})`,
      {
        accept: isGiven,
      },
    ),
    // Proxies and daemons
    pattern('password', ['stats auth'], `stats auth [\\w.-]{1,60}:(?<secret>[^\\s]{4,200})`, {
      accept: isGiven,
    }),
    pattern('password', ['insecure-password'], `insecure-password (?<secret>[^\\s]{4,200})`, {
      accept: isGiven,
    }),
    pattern('token', ['::add-mask::'], `::add-mask::(?<secret>[^\\n]{1,1000})`, { accept: isGiven }),
    pattern(
      'token',
      ['issecret=true', 'isSecret=true'],
      `is[sS]ecret=true[^\\]\\n]{0,100}\\](?<secret>[^\\n]{1,1000})`,
    ),
  ];
}

function toolRules(): readonly Rule[] {
  return [
    pattern(
      'token',
      ['--from-literal'],
      `(?<=kubectl [^|\\n]{0,80}create secret [^|\\n]{0,1000})--from-literal[ =]["']?[\\w.-]{1,80}=["']?(?<secret>[^\\s"']{1,400})`,
      {
        accept: isGiven,
      },
    ),
    // Composer, Bundler, Consul, Postfix, WireGuard, AWS in columns
    pattern(
      'token',
      ['"github-oauth"', '"gitlab-token"', '"gitlab-oauth"'],
      `"git(?:hub-oauth|lab-token|lab-oauth)" ?: ?\\{ ?"[\\w.-]{1,80}" ?: ?"(?<secret>[^"]{8,200})"`,
      { accept: isGiven },
    ),
    pattern(
      'password',
      ['BUNDLE_'],
      `BUNDLE_[A-Z0-9_]{3,80}(?:: |=)["']?[^\\s:"']{1,80}:(?<secret>[^\\s"']{3,200})`,
      { accept: isGiven },
    ),
    pattern(
      'secret-key',
      ['encrypt = "', 'encrypt="', '"encrypt": "', '"encrypt":"'],
      `"?encrypt"? ?[=:] ?"(?<secret>[A-Za-z0-9+/]{22,43}={1,2})"`,
    ),
    pattern(
      'password',
      ['25 ', '465 ', '587 '],
      `(?<=(?:^|[\\s"])\\[?[\\w.-]{3,200}\\]?:)(?:25|465|587)[ \\t]{1,8}[^\\s:]{1,100}:(?<secret>[^\\s:]{4,200})`,
      { accept: isGiven },
    ),
    pattern(
      'private-key',
      ['=\t'],
      `=\t(?<=(?:^|\\t)(?<secret>[A-Za-z0-9+/]{43}=)\\t)[A-Za-z0-9+/]{43}=\\t[0-9]{1,5}\\t(?:off|0x)`,
    ),
    pattern('secret', ['SecureString\t'], `SecureString\\t(?<secret>[^\\t\\n]{1,4000})`, { accept: isGiven }),
    // A configuration printed with dots between: HikariConfig
    pattern('password', ['assword....'], `assword\\.{4,80}(?<secret>[^\\s.][^\\s]{2,200})`, {
      accept: isGiven,
    }),
    // PHP's stack traces show arguments
    pattern(
      'password',
      ['PDO', 'mysqli', 'pg_connect', 'ldap_bind', 'oci_connect'],
      `(?:PDO(?:->__construct)?|mysqli(?:_connect|_real_connect|->(?:__construct|real_connect))?|ldap_bind|oci_connect)\\((?:[^'\\n]{0,40}'[^'\\n]{0,200}', ?){1,2}'(?<secret>[^'\\n]{1,200})'`,
      {
        accept: isGiven,
      },
    ),
    // Terraform keeps what it made in its state, under a name that says nothing
    pattern(
      'password',
      ['result'],
      `(?<=(?:^|[{,])[ \\t]{0,40}"?)result"?[ \\t]{0,20}[=:] ?"(?<secret>[^"\\s]{12,200})"`,
      { accept: isGenerated },
    ),
  ];
}

function pipedRules(): readonly Rule[] {
  return [
    // What is piped to a program that reads a password: echo 'x' | docker login --password-stdin
    pattern(
      'password',
      ['chpasswd'],
      `(?<=(?:echo|printf) [^|\\n]{0,20}?["']?[\\w.-]{1,60}:(?<secret>(?<=:)[^\\s"']{4,200})["']?[ \\t]{0,4}\\|[ \\t]{0,4}(?:sudo )?)chpasswd`,
      { accept: isGiven },
    ),
    pattern(
      'password',
      [
        '--password-stdin',
        '--with-token',
        'sudo -S',
        'kinit',
        'cryptsetup',
        'passwd --stdin',
        'gpg --batch',
        'ecryptfs',
        'su -',
      ],
      `(?<=(?:echo|printf)(?: -[neE]{1,3})?(?: ["']%s(?:\\\\n)?["'])? ["']?(?<secret>(?<=["'])[^"'\\\\\\n]{4,200}(?=["'\\\\])|(?<= )[^\\s"'|]{4,200})(?:\\\\n)?["']?[ \\t]{0,4}\\|[ \\t]{0,4}(?:sudo )?[^|\\n]{0,80})(?:--password-stdin|--with-token|sudo -S|kinit|cryptsetup|passwd --stdin|gpg --batch|ecryptfs|su -)`,
      { accept: isGiven },
    ),
  ];
}

function isGiven(value: string): boolean {
  return !standsIn(value);
}

/** A sign amid letters and digits, or upper and lower case without order: `random_password` made it. */
function isGenerated(value: string): boolean {
  return isHardWord(value) && /[!@#$%^&*()+=<>?_-]/.test(value) && looksRandom(value, 12);
}
