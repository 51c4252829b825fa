/** Words that stand where a value would, and say nothing. */
const empty = new Set(
  `null nil none undefined true false yes no on off ok required optional missing invalid incorrect wrong expired empty unset
  set present absent unknown redacted filtered masked hidden sensitive protected removed censored omitted encrypted
  default enabled disabled changeit string number boolean object array integer function unauthorized denied failed error
  bearer basic digest token password passwd secret key value username auth prompt ask stdin file env vault external
  internal public private generated success successful accepted rejected granted revoked valid bad not is was are has
  must should requires require needs expects via flag option options argument instead cannot can will does did too the a an for from to in of with and or given provided specified`.split(
    /\s+/,
  ),
);

/** Whether a value only stands for one: hidden already, a variable, a gap to fill, a path to where it is. */
export function standsIn(value: string): boolean {
  return (
    empty.has(value.toLowerCase().replace(/[.,:;!?]+$/, '')) ||
    /^(.)\1*$/.test(value) ||
    (/^[*•x#.?-]{3,}/i.test(value) && /^[*•x#.?\-\xe2\x80\xa2]+$/i.test(value)) ||
    /\*{4,}/.test(value) ||
    /^[<[({]+ ?(?:redacted|filtered|masked|hidden|sensitive|secret|removed|omitted|protected|set|unset|none|null|empty|your|my|insert|the|encrypted|not )[^\n]{0,60}[>\])}]+$/i.test(
      value,
    ) ||
    /^\$(?:\w+$|\{[^{}]{0,200}(?:\}|$)|\([^()]{0,200}(?:\)|$))/.test(value) ||
    /^(?:\{\{|%\{|<%|#\{|@\{|%\(|\{[a-z_.$]{1,60}\}?$|<[\w .-]{1,60}>$|%[A-Za-z_]{2,60}%$|:[a-z_]{1,40}$|\$[0-9]{1,2}$|%[sdvqr]$)/i.test(
      value,
    ) ||
    /^(?:process\.env|os\.(?:environ|getenv)|System\.(?:getenv|getProperty)|getenv|ENV|Deno\.env|import\.meta\.env|env|var|local|data|module|config|settings|secrets|inputs|github)[.[(]/.test(
      value,
    ) ||
    /^[\w.$]{1,200}@[0-9a-f]{4,8}$/.test(value) ||
    /^[\^~>=<v]{0,2}[0-9]{1,4}(?:[.:][0-9]{1,6}){1,4}(?:[-+~.][\w.+~-]*)?$/.test(value) ||
    isPath(value)
  );
}

/** `/run/secrets/db`, `./keys/x.pem`, `C:\keys`, `file:///x`, `vault:secret/data/x#password`, `arn:aws:…`. */
function isPath(value: string): boolean {
  return (
    /^(?:\/(?:run|var|etc|home|opt|usr|tmp|mnt|root|app|secrets?|vault|data|srv|dev|proc|Users|bitnami|workspace|keys|certs?|ssl|config)(?:\/|$)|\.{1,2}\/|~\/|[A-Za-z]:\\|file:\/\/|arn:aws|op:\/\/|vault:|ssm:|secretsmanager:|ref\+)/.test(
      value,
    ) ||
    /^[\w.-]+(?:\/[\w.-]+)*\.(?:pem|key|crt|cer|txt|json|ya?ml|p12|pfx|jks|env|conf|cfg|ini|toml|properties|js|ts|py|rb|go|java|php|sh|html?|log|csv|xml|gpg|asc|pub)$/.test(
      value,
    )
  );
}

/** The share of a password that a person or a machine makes: no plain word of prose, no plain number. */
export function looksChosen(value: string): boolean {
  if (value.length < 4) return false;
  if (/^[0-9.,:]+(?:%|ms|s|m|h|d|kb|mb|gb)?$/i.test(value)) return false;
  return (
    /[0-9]/.test(value) ||
    /[A-Za-z][!%^*_+@#$&=~]|[!%^*+@#$&=~][A-Za-z]/.test(value) ||
    /[a-z][A-Z]/.test(value) ||
    value.length >= 16
  );
}

/** Whether nobody would type this by heart: long, letters and digits mixed. */
export function looksRandom(value: string, least = 16): boolean {
  if (value.length < least || /[\s{}()[\]<>]/.test(value)) return false;
  if (/^[0-9.,:_-]+$/.test(value)) return false;
  if (!/[A-Za-z]/.test(value)) return false;
  return /[0-9]/.test(value)
    ? !readable(value)
    : value.length >= 32 && /[a-z]/.test(value) && /[A-Z]/.test(value) && !/[ /.]/.test(value);
}

/** Words and small numbers joined: `orders-2026-01`, `user:1234:profile`, `v1.2.3`, `ip-10-0-0-1.ec2.internal`, a date. */
function readable(value: string): boolean {
  if (/[!%^*+$~]/.test(value)) return false;
  const parts = value.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  return (
    parts.every((part) =>
      /^(?:(?:[A-Z]{1,24}|[A-Za-z]?[a-z]{0,24}(?:[A-Z][a-z]{1,24}){0,8}[A-Z]{0,4})[0-9]{0,4}|[0-9]{1,14}[A-Za-z]{0,3}|v[0-9]+)$/.test(
        part,
      ),
    ) && parts.length > 1
  );
}

/** `8-4-4-4-12` hexadecimal digits. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}

/** A name or words rather than a password: `db-credentials`, `shop-tls-2026`, `my_secret_v2`. */
export function isWordy(value: string): boolean {
  return (
    /^[a-z]{2,20}[0-9]{0,2}(?:[-_./:][a-z]{1,20}[0-9]{0,2}|[-_./:][0-9]{1,4})*$/i.test(value) &&
    !/[a-z][A-Z]|^[A-Z]{16,}$/.test(value)
  );
}

/** A word that nobody says: digits and letters, or a sign amid letters. */
export function isHardWord(value: string): boolean {
  return (
    /[0-9]/.test(value) &&
    /[A-Za-z]/.test(value) &&
    (/[A-Z]/.test(value) || /[!@#$%^&*+]/.test(value)) &&
    !/^[\w-]+(?:\.[\w-]+)+$/.test(value) &&
    !/[:/]/.test(value)
  );
}
