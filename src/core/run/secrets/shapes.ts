import { base64Decoded } from './encodings.ts';
import { pattern, START, type Rule } from './rule.ts';

const end = '(?![A-Za-z0-9])';
const TOKEN_CHARS = 120;

/** Secrets known by their shape, not by how they start: their literal stands within, or a check of their own decides. */
export function shapeRules(): readonly Rule[] {
  return [...tokenShapes(), ...hashShapes(), ...keyShapes(), chosenPassword()];
}

/** What Azure's services write before the last characters of their keys. */
const azureSigns = 'AzCa,+ASt,APIM,ACDb,AzFu,AzSe,+AMC,+ARm,AEhG,+AIo,+ABa,+ACR,AIoT'.split(',');

function tokenShapes(): readonly Rule[] {
  return [
    // RFC 7519: a header and claims in JSON, which base 64 begins with `eyJ`; also encrypted (RFC 7516), unsigned, cut short.
    pattern(
      'jwt',
      ['eyJ', 'ewog'],
      `${START}e(?:yJ|wog)[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,8000}){0,3}`,
    ),
    // https://learn.microsoft.com/en-us/entra/identity-platform/: `Q~` after three characters and a digit.
    run('azure-client-secret', ['Q~'], /[\w~.-]/, /^[\w~.-]{3}[0-9]Q~[\w~.-]{31,34}$/),
    // https://learn.microsoft.com/en-us/azure/devops/: `AZDO` before the last four of 84 characters.
    run('azure-devops-token', ['AZDO'], /[A-Za-z0-9]/, /^[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}$/),
    run('azure-key', azureSigns, /[A-Za-z0-9+/]/, /^[A-Za-z0-9+/]{33,78}[A-Za-z0-9+]{4}[A-Za-z0-9+/]{5,10}$/),
    run('azure-key', ['JQQJ99'], /[A-Za-z0-9]/, /^[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{22,32}$/),
    // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
    run('terraform-cloud-token', ['.atlasv1.'], /[\w.-]/, /^[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,90}$/),
    // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/: a licence key ends with `NRAL`.
    run('newrelic-key', ['NRAL'], /[A-Za-z0-9]/, /^[A-Za-z0-9]{32,36}NRAL$/),
    // https://mailchimp.com/developer/marketing/guides/quick-start/: the data centre stands after the key.
    run('mailchimp-key', ['-us'], /[0-9a-z-]/, /^[0-9a-f]{32}-us[0-9]{1,2}$/),
    // https://core.telegram.org/bots/api#authorizing-your-bot
    run('telegram-token', [':AA'], /[\w:-]/, /^[0-9]{8,10}:AA[\w-]{32,34}$/),
    // https://discord.com/developers/docs/reference#authentication: the bot's number in base 64, a time, a signature.
    run(
      'discord-token',
      ['M', 'N', 'O'].flatMap((first) => ['D', 'T', 'j', 'z'].map((second) => first + second)),
      /[\w.-]/,
      /^[MNO][A-Za-z0-9]{22,27}\.[\w-]{6}\.[\w-]{27,40}$/,
    ),
    // https://developer.x.com/en/docs/authentication/oauth-2-0/bearer-tokens
    pattern('twitter-bearer', ['A'.repeat(20)], `${START}A{20,24}[A-Za-z0-9%]{60,120}`),
    // Vault before 1.10: https://developer.hashicorp.com/vault/docs/concepts/tokens
    pattern(
      'vault-token',
      [' s.', '=s.', ':s.', '"s.', "'s.", '\ts.', '>s.'],
      `[ =:"'\\t>](?<secret>s\\.[A-Za-z0-9]{24}(?:\\.[A-Za-z0-9]{5})?)(?![A-Za-z0-9.])`,
      { accept: (value) => /[0-9]/.test(value) && /[A-Z]/.test(value) },
    ),
    ...besideAnother(),
  ];
}

/** Secrets without a shape of their own, which something beside them gives away. */
function besideAnother(): readonly Rule[] {
  return [
    // https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
    pattern(
      'kubernetes-bootstrap-token',
      ['authentication,signing', 'system:bootstrappers'],
      `(?<=(?<![\\w.])(?<secret>[a-z0-9]{6}\\.[a-z0-9]{16})[ \\t][^\\n]{0,160})(?:)`,
    ),
    // An AWS secret has no shape but its length: beside its id it is one.
    pattern(
      'aws-secret-access-key',
      ['AKIA', 'ASIA'],
      `[A-Z2-7]{20}[^A-Za-z0-9+/][^\\n]{0,200}?(?<![A-Za-z0-9+/=])(?<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/=])`,
      { accept: isMixed },
    ),
    pattern(
      'aws-secret-access-key',
      ['AKIA', 'ASIA'],
      `(?<=(?<![A-Za-z0-9+/=])(?<secret>[A-Za-z0-9+/]{40})[^A-Za-z0-9+/=\\n][^\\n]{0,120})[A-Z2-7]{20}(?![A-Za-z0-9])`,
      { accept: isMixed },
    ),
  ];
}

/** A token by the literal within it: all characters around that can be of it, when they are one. */
function run(kind: string, literals: readonly string[], part: RegExp, whole: RegExp): Rule {
  return {
    literals,
    find: (text, at) => {
      let start = at;
      while (start > 0 && at - start < TOKEN_CHARS && part.test(text.charAt(start - 1))) start -= 1;
      let end = at;
      while (end < text.length && end - at < TOKEN_CHARS && part.test(text.charAt(end))) end += 1;
      if (!whole.test(text.slice(start, end))) return [];
      while (text.charAt(end) === '=') end += 1;
      return [{ kind, start, end }];
    },
  };
}

function isMixed(value: string): boolean {
  return /[A-Z]/.test(value) && /[a-z]/.test(value) && /[0-9+/]/.test(value) && !/^[0-9a-f]+$/.test(value);
}

/** Hashes of passwords can be guessed from: https://hashcat.net/wiki/doku.php?id=example_hashes, crypt(5). */
function hashShapes(): readonly Rule[] {
  const digits = '[A-Za-z0-9./]';
  return [
    pattern(
      'password-hash',
      ['$2a$', '$2b$', '$2y$', '$2x$', '$$2a$$', '$$2b$$', '$$2y$$'],
      `\\$\\$?2[abxy]\\$\\$?[0-9]{2}\\$\\$?${digits}{50,60}`,
    ),
    pattern('password-hash', ['$$apr1$$'], `\\$\\$apr1\\$\\$${digits}{1,16}\\$\\$${digits}{20,40}`),
    pattern(
      'password-hash',
      ['$1$', '$5$', '$6$', '$apr1$', '$md5$', '$sha1$'],
      `\\$(?:1|5|6|apr1|md5|sha1)\\$(?:rounds=[0-9]{1,9}\\$|[0-9]{3,8}\\$)?${digits}{1,16}\\$${digits}{20,90}`,
    ),
    pattern(
      'password-hash',
      [
        '$y$',
        '$gy$',
        '$7$',
        '$8$',
        '$9$',
        '$argon2',
        '$scrypt$',
        '$pbkdf2',
        '$bcrypt',
        '$S$',
        '$P$',
        '$H$',
        '$dynamic',
        '$krb5',
      ],
      `\\$(?:gy|y|7|8|9|argon2[a-z]{0,2}|scrypt|pbkdf2[a-z0-9-]{0,10}|bcrypt[a-z0-9-]{0,8}|S|P|H|krb5[a-z]{2,6})\\$[A-Za-z0-9./+=,*@$_-]{20,300}`,
    ),
    pattern(
      'password-hash',
      ['pbkdf2_sha', 'pbkdf2:sha', 'scrypt:', 'argon2$', 'bcrypt$', 'bcrypt_sha256$', 'grub.pbkdf2.'],
      `(?:pbkdf2[_:]sha(?:1|256|512)[:$]|scrypt:[0-9]{2,8}:|argon2\\$argon2|bcrypt(?:_sha256)?\\$|grub\\.pbkdf2\\.)[A-Za-z0-9./+=,$:_-]{20,400}`,
    ),
    pattern(
      'password-hash',
      ['SCRAM-SHA-'],
      `SCRAM-SHA-(?:1|256|512)\\$[0-9]{2,8}:[A-Za-z0-9+/=]{10,60}\\$[A-Za-z0-9+/=]{20,100}:[A-Za-z0-9+/=]{20,100}`,
    ),
    pattern(
      'password-hash',
      ['{SSHA', '{SHA', '{CRYPT}', '{PBKDF2', '{MD5}', '{SMD5}', '{ARGON2}'],
      `\\{(?:S?SHA(?:1|256|384|512)?|S?MD5|CRYPT|PBKDF2[A-Z0-9-]{0,10}|ARGON2)\\}[A-Za-z0-9+/=.$,*-]{16,300}`,
    ),
    // A dump of Windows accounts: two hashes between colons.
    pattern('password-hash', [':aad3b435b51404ee'], ':aad3b435b51404eeaad3b435b51404ee:[0-9a-fA-F]{32}'),
    pattern('password-hash', [':::'], `(?<=:(?<secret>[0-9a-fA-F]{32}:[0-9a-fA-F]{32}))(?:):::`),
    // MySQL before 8 and PostgreSQL before 10, where the line says that it is a password's.
    pattern('password-hash', ["'*", '"*', ' *', '\t*', '|*'], `['" \\t|](?<secret>\\*[0-9A-F]{40})${end}`),
    pattern(
      'password-hash',
      ["'md5", '"md5', ' md5', '\tmd5', '|md5'],
      `['" \\t|](?<secret>md5[0-9a-f]{32})${end}`,
    ),
  ];
}

function keyShapes(): readonly Rule[] {
  return [
    // A whole key on one line: its line ends escaped, or turned to blanks.
    pattern(
      'private-key',
      ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----'],
      `PRIVATE KEY(?: BLOCK)?-----(?:\\\\{1,4}[nrt]|%0[AaDd]|\\+|[ \\t"'])*(?<secret>[A-Za-z0-9+/\\\\%][A-Za-z0-9+/=\\\\ \\t:,.%_-]{20,16000}?)(?=(?:\\\\{1,4}[nr]|%0[AaDd]|[ \\t])*-----END|$|["'\`}])`,
    ),
    // The same in base 64.
    pattern(
      'private-key',
      ['LS0tLS1CRUdJTiB', 'LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt'],
      `LS0tLS1CRUdJTiB[A-Za-z0-9+/_-]{30,16000}={0,2}`,
      { accept: (value) => /PRIVATE KEY/.test(base64Decoded(value.slice(0, 80)) ?? '') },
    ),
    // What the DER of a private key begins with (RFC 8017, 5208, 5915), and OpenSSH's own, should its first line be missing.
    pattern(
      'private-key',
      ['MII'],
      `${START}MII[A-Za-z0-9+/]{2,5}IBA(?:AK|DANBgkqhkiG9w0BAQEFAAS)[A-Za-z0-9+/\\\\ ]{20,16000}={0,2}`,
    ),
    pattern(
      'private-key',
      ['MHcCAQEE', 'MIGHAgEAMBMG', 'MC4CAQAwBQYDK2Vw', 'b3BlbnNzaC1rZXktdjE'],
      `${START}(?:MHcCAQEE|MIGHAgEAMBMG|MC4CAQAwBQYDK2Vw|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/\\\\ ]{20,16000}={0,2}`,
    ),
    // RFC 7517: a private key as JSON.
    pattern(
      'private-key',
      ['"d":', '"d" :', '"d\\'],
      `"d\\\\{0,7}" ?: ?\\\\{0,7}"(?<secret>[A-Za-z0-9_-]{20,1400})\\\\{0,7}"`,
    ),
    pattern(
      'private-key',
      ['p', 'q', 'dp', 'dq', 'qi'].flatMap((name) => [`"${name}":`, `"${name}\\`]),
      `"(?:p|q|dp|dq|qi)\\\\{0,7}" ?: ?\\\\{0,7}"(?<secret>[A-Za-z0-9_-]{40,700})\\\\{0,7}"`,
    ),
    pattern('secret-key', ['"oct"'], `"oct"[^{}]{0,200}"k" ?: ?"(?<secret>[A-Za-z0-9_-]{10,700})"`),
    pattern('secret-key', ['"oct"'], `(?<="k" ?: ?"(?<secret>[A-Za-z0-9_-]{10,700})"[^{}]{0,200})"oct"`),
    // Wallets: https://en.bitcoin.it/wiki/BIP_0032, Wallet import format.
    pattern(
      'wallet-key',
      ['xprv', 'zprv', 'yprv', 'tprv'],
      `${START}[xyzt]prv[1-9A-HJ-NP-Za-km-z]{100,112}${end}`,
    ),
    // https://www.rfc-editor.org/rfc/rfc4716, OpenPGP: the passphrase of a backup key and the like are found by their names.
  ];
}

/** `SunnyTiger2024!`: how people make a password that must have everything. No ordinary line has it. */
function chosenPassword(): Rule {
  const words = '[A-Za-z]{2,20}[-_.]?[A-Za-z]{2,20}[-_.]?';
  return pattern(
    'password',
    Array.from({ length: 10 }, (_, digit) => `${digit}!`),
    `[0-9]!(?<=(?<![\\w/.@-])(?<secret>(?=[a-z_-]{0,40}[A-Z])${words}[0-9]{4}!))`,
  );
}
