import { decodesToCredentials } from './judge.ts';
import { secretName } from './names.ts';
import { inCases, pattern, type Found, type Rule } from './rule.ts';
import { isUuid, looksRandom, standsIn } from './values.ts';

const schemes =
  'Bearer|Basic|Token|ApiKey|Api-Key|Negotiate|NTLM|Splunk|GenieKey|SSWS|OAuth|Key|Bot|Apikey|Client|Digest|AWS|SharedKey|SharedAccessSignature|GoogleLogin|PVEAPIToken|Snowflake|KeyAuth|Hawk|MAC|Sso-Key|sso-key|MediaBrowser|Vault|DeepL-Auth-Key|api-token|token';

/** What HTTP's headers carry: RFC 9110 (Authorization), 6750 (Bearer), 7617 (Basic), 6265 (Cookie). */
export function headerRules(): readonly Rule[] {
  const opening = String.raw`["'\\\])]{0,8}[ \t]{0,4}(?:=>|[:=,])?[ \t]{0,4}["'\\[({]{0,8}`;
  return [
    pattern(
      'authorization',
      inCases(['authorization']),
      `authorization${opening}(?:${schemes})(?:[ :+]|%20|=>?){1,3}(?:token=)?["'\\\\]{0,4}(?<secret>[^\\s"'\\\\,;<>()[\\]{}]{4,4000})`,
      { flags: 'i', accept: isCredential },
    ),
    pattern(
      'authorization',
      inCases(['authorization']),
      `authorization["'\\\\]{0,6}[ \\t]{0,4}(?:=>|[:=])[ \\t]{0,4}["'\\\\[]{0,6}(?<secret>[^\\s"'\\\\,;<>()[\\]{}]{16,4000})`,
      { flags: 'i', accept: (value) => looksRandom(value, 16) && isCredential(value) },
    ),
    pattern(
      'bearer-token',
      inCases(['bearer']),
      `(?<![A-Za-z0-9])bearer(?:[ :=,]|%20|\\\\?["']){1,4}(?<secret>[A-Za-z0-9._~+/=:|-]{8,4000})`,
      {
        flags: 'i',
        accept: (value) => (looksRandom(value, 12) || value.length >= 32) && isCredential(value),
      },
    ),
    pattern(
      'basic-credentials',
      inCases(['basic']),
      `(?<![A-Za-z0-9])basic(?:[ :]|%20|\\\\?["']){1,4}(?<secret>[A-Za-z0-9+/_-]{4,2000}={0,2})`,
      { flags: 'i', accept: decodesToCredentials },
    ),
    pattern(
      'digest-response',
      ['response="'],
      `(?<=[Dd]igest [^\\n]{0,600})response="(?<secret>[0-9a-f]{32,64})"`,
    ),
    // SMTP and IMAP: RFC 4616.
    pattern(
      'basic-credentials',
      ['AUTH PLAIN ', 'AUTHENTICATE PLAIN ', 'auth plain '],
      `auth(?:enticate)? plain (?<secret>[A-Za-z0-9+/]{8,400}={0,2})`,
      { flags: 'i' },
    ),
    pattern(
      'password',
      ['LOGIN '],
      `(?<=(?:^|[\\s>])(?=[A-Za-z]{0,9}[0-9])[A-Za-z0-9.]{1,10} )LOGIN "?[^\\s"]{1,100}"? "?(?<secret>[^\\s"]{4,200})`,
      { accept: isCredential },
    ),
    pattern(
      'cookie',
      ['.AspNetCore.', '.AspNet.'],
      `\\.AspNet(?:Core)?\\.[\\w.]{1,60}=(?<secret>[^;\\s"']{20,4000})`,
      { accept: isCredential },
    ),
    { literals: inCases(['cookie']), find: cookiesAt },
    ...queryRules(),
  ];
}

/** What addresses carry: in their queries, in the paths of links that were mailed. */
function queryRules(): readonly Rule[] {
  return [
    // OAuth's codes and assertions in a redirect: RFC 6749, SAML 2.0.
    pattern(
      'oauth-code',
      ['?code=', '&code=', '?ticket=', '&ticket='],
      `[?&](?:code|ticket)=(?<secret>[A-Za-z0-9._~%/+=-]{16,2000})`,
      { accept: (value) => looksRandom(value, 16) && !isUuid(value) },
    ),
    pattern('token', ['?token=', '&token='], `[?&]token=(?<secret>[A-Za-z0-9._~%+-]{8,2000})`, {
      accept: (value) => isCredential(value) && looksRandom(value, 8) && !isUuid(value),
    }),
    pattern('api-key', ['?appid=', '&appid='], `[?&]appid=(?<secret>[0-9a-f]{32})(?![0-9a-f])`),
    pattern('saml-assertion', ['SAMLResponse='], `SAMLResponse=(?<secret>[A-Za-z0-9+/%=_-]{40,8000})`),
    pattern(
      'magic-link',
      [
        'reset/',
        'password/',
        'invite/',
        'invitation/',
        'verify/',
        'confirm/',
        'email/',
        'magic/',
        'link/',
        'activate/',
      ],
      `[a-z]{4,10}\\/(?<=(?:reset|invit|verif|confirm|magic|activat)[a-z_-]{0,30}\\/)(?<secret>[A-Za-z0-9_.-]{20,400})(?![A-Za-z0-9_.-])`,
      { accept: (value) => looksRandom(value, 20) && !isUuid(value) },
    ),
  ];
}

function isCredential(value: string): boolean {
  return (
    !standsIn(value) &&
    !/^(?:[a-z]+|[A-Z][a-z]+)=?$/.test(value.slice(0, 24)) &&
    !/^(?:realm|username|credential|signedheaders)=/i.test(value)
  );
}

const header = /cookie2?["'\\\])]{0,6}[ \t]{0,4}[:=][ \t]{0,4}["'\\[]{0,6}(?=[^\s=;,]{1,100}=)/iy;
const pair = /([^\s=;,"'\\]{1,100})=([^\s;,"'\\]{1,4000})/y;
const harmless =
  /^(?:path|domain|expires|max-age|samesite|secure|httponly|priority|partitioned|lang|language|locale|theme|tz|timezone|currency|consent|cookieconsent|_ga.*|_gid|_gcl.*|_fbp|_hj.*|ab|variant|country|region|version)$/i;

/** Cookies by their pairs: those that name a session, and those that nobody would type. */
function cookiesAt(text: string, at: number): readonly Found[] {
  header.lastIndex = at;
  if (!header.test(text)) return [];
  const found: Found[] = [];
  let next = header.lastIndex;
  for (let count = 0; count < 60; count += 1) {
    pair.lastIndex = next;
    const match = pair.exec(text);
    if (match === null) break;
    const [all, name = '', value = ''] = match;
    const start = next + all.length - value.length;
    if (isCookieSecret(name, value)) found.push({ kind: 'cookie', start, end: start + value.length });
    next += all.length;
    next += /^;[ \t]{0,4}/.exec(text.slice(next, next + 5))?.[0].length ?? 0;
  }
  return found;
}

function isCookieSecret(name: string, value: string): boolean {
  if (harmless.test(name) || standsIn(value) || value.length < 8) return false;
  return (
    /sess|sid|auth|token|jwt|csrf|xsrf|remember|login|identity|id$/i.test(name) ||
    secretName(name) !== undefined ||
    looksRandom(value, 16)
  );
}
