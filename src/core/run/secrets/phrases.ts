import { inCases, pattern, type Rule } from './rule.ts';
import { isHardWord, looksChosen, looksRandom, standsIn } from './values.ts';

/** Secrets by the words before them: statements of databases, sentences. */
export function phraseRules(): readonly Rule[] {
  return [...statementRules(), ...sentenceRules()];
}

/** A string of SQL. */
const quoted = String.raw`[NE]?(?<quote>\\*["'$])(?<secret>[^\n]{1,300}?)\k<quote>`;

function statementRules(): readonly Rule[] {
  return [
    // SQL: PASSWORD 'x', IDENTIFIED [WITH plugin] BY|AS 'x', PASSWORD('x'), SET PASSWORD FOR u = 'x'
    pattern('password', inCases(['password']), `password[ \\t]{0,4}\\(?[ \\t]{0,4}${quoted}`, {
      flags: 'i',
      accept: isQuotedPassword,
    }),
    pattern(
      'password',
      inCases(['identified']),
      `identified[ \\t]{1,4}(?:with[ \\t]{1,4}["'\`]?\\w{1,40}["'\`]?[ \\t]{1,4})?(?:by|as)[ \\t]{1,4}(?:password[ \\t]{1,4})?(?:values[ \\t]{1,4})?${quoted}`,
      { flags: 'i', accept: isGiven },
    ),
    pattern(
      'password',
      inCases(['identified']),
      `identified[ \\t]{1,4}by[ \\t]{1,4}(?!values)(?<secret>[\\w$#!@%^*+.-]{4,128})`,
      { flags: 'i', accept: isGiven },
    ),
    pattern(
      'password',
      ['SET PASSWORD', 'set password'],
      `set password[^\\n;=]{0,120}=[ \\t]{0,4}(?:password\\()?${quoted}`,
      { flags: 'i', accept: isGiven },
    ),
    // Redis: ACL SETUSER name on >password, and what MONITOR and SLOWLOG show
    pattern(
      'password',
      inCases(['setuser']),
      `setuser["']?[ \\t]{1,4}[^\\n]{1,200}?[ \\t"'][>#](?<secret>[^\\s"']{4,200})`,
      { flags: 'i', accept: isGiven },
    ),
    pattern(
      'password',
      ['user '],
      `(?<=^[ \\t]*)user [\\w.-]{1,60} [^\\n]{0,60}?[>#](?<secret>[^\\s"']{8,200})`,
      { accept: isGiven },
    ),
    pattern(
      'password',
      ['AUTH', 'auth'],
      `(?<![\\w-])auth["']?[ \\t]{1,4}["']?(?:default["']?[ \\t]{1,4}["']?)?(?<secret>[^\\s"']{6,200})["']?(?:[ \\t]*$|["' ])`,
      {
        flags: 'i',
        accept: (value) =>
          isGiven(value) && looksChosen(value) && /[0-9]/.test(value) && !/[:=/()[\]]/.test(value),
      },
    ),
    pattern(
      'password',
      ['requirepass', 'masterauth', 'auth-pass'],
      `(?:requirepass|masterauth|auth-pass["']?[ \\t]{1,4}[\\w.-]{1,60})["']?[ \\t]{1,4}["']?(?<secret>[^\\s"']{4,200})`,
      { accept: isGiven },
    ),
  ];
}

/** What programs print once, and what people write in notes. */
function sentenceRules(): readonly Rule[] {
  return [
    pattern(
      'password',
      inCases([
        'new value',
        'generated password',
        'temporary password',
        'one-time password',
        'initial password',
      ]),
      `(?:new value|(?:generated|temporary|one-time|initial) password)[^\\n:]{0,80}: (?<secret>[^\\s]{6,200})`,
      { flags: 'i', accept: (value) => isGiven(value) && looksChosen(value) },
    ),
    pattern('password', ['PASSWORD '], `PASSWORD [a-z_]{2,40} = (?<secret>[^\\s]{6,200})`, {
      accept: isGiven,
    }),
    pattern(
      'password',
      inCases(['pw', 'pass', 'cred', 'login', 'log in']),
      `(?<![A-Za-z0-9])(?:pw|pass|password|passwort|creds|credentials|log ?in)s?[ \\t]{0,2}(?:[:=]|is|was|with|as|are)?[ \\t]{1,2}["'\`]?[\\w.@-]{2,60}["'\`]?[ \\t]{0,2}(?:[/:]|with|and|,| - )[ \\t]{0,2}(?:password |pw |pass )?["'\`]?(?<secret>[^\\s"'\`,;)]{6,100})`,
      { flags: 'i', accept: (value) => isGiven(value) && isHardWord(value) },
    ),
    pattern(
      'pin',
      inCases(['code', 'otp', 'pin', 'passcode']),
      `(?:(?<=(?:verification|security|login|one-time|confirmation|authentication|recovery|2fa|mfa|auth|access|sms|backup)[ _-])code|otp|passcode|(?<=your )pin)(?: code)?(?: is|:|=) ?["'\`]?(?<secret>[0-9]{4,8}|[0-9a-z]{4,6}-[0-9a-z]{4,6})(?![\\w.:-])`,
      { flags: 'i' },
    ),
    pattern(
      'passphrase',
      inCases(['mnemonic', 'seed phrase', 'recovery phrase', 'backup phrase']),
      `(?:mnemonic|(?:seed|recovery|backup) phrase)["']?[ \\t]{0,4}(?:is|[:=])?[ \\t]{0,4}["']?(?<secret>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})`,
      { flags: 'i' },
    ),
    pattern(
      'secret-key',
      inCases(['unseal key', 'recovery key']),
      `(?:unseal|recovery) key(?: [0-9]{1,2})?(?: \\([^()]{1,40}\\))?: ?(?<secret>[A-Za-z0-9+/=-]{20,200})`,
      { flags: 'i' },
    ),
    pattern(
      'token',
      inCases(['token ', 'key ', 'secret ', 'keys ', 'tokens ']),
      `(?:token|key|secret)s?(?![^\\n]{0,40}(?:finger|public|digest|hash|SHA|MD5))[^\\n]{0,40}?[ :'"\`(](?<secret>[A-Za-z0-9_.~+/=-]{20,400})(?![A-Za-z0-9_~+/=-])`,
      { flags: 'i', accept: isCredentialLike },
    ),
  ];
}

function isGiven(value: string): boolean {
  return !standsIn(value);
}

function isQuotedPassword(value: string): boolean {
  return isGiven(value) && value.length >= 3 && !/[ ,]/.test(value);
}

/** What nobody would say aloud: upper case, lower case and digits, neither a path nor a fingerprint. */
function isCredentialLike(value: string): boolean {
  return (
    looksRandom(value, 20) &&
    /[A-Z]/.test(value) &&
    /[a-z]/.test(value) &&
    /[0-9]/.test(value) &&
    !/^[/.]|^(?:SHA|sha)[0-9]|\.[a-z]{2,4}$/.test(value) &&
    value.split('/').length < 4
  );
}
