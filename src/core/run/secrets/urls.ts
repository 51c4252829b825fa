import { looksRandom, standsIn } from './values.ts';
import { pattern, type Rule } from './rule.ts';

/** What follows the password's `@`: a host, and then an end. */
const host = String.raw`(?=[\w.\-[\]:${'${}'}%,()]{1,260}(?:[/\\?#\s"'\`,;)}>|]|$))`;
const user = String.raw`[^\s:/?#@"'<>[\]{}()\\]{0,100}`;
const slashes = String.raw`:(?:\/\/|\\{1,4}\/\\{1,4}\/|%2[fF]%2[fF]|%252[fF]%252[fF])`;

/** Credentials in URLs (RFC 3986, 3.2.1) and in the connection strings that look like one. */
export function urlRules(): readonly Rule[] {
  return [
    // From the `@` back: there are far fewer of them than of addresses.
    pattern(
      'url-password',
      ['@'],
      `(?<=${slashes}${user}:(?<secret>[^\\s"'<>/?#]{1,400}|[^\\s"'<>@]{1,400}))@${host}`,
      { accept: isPassword },
    ),
    // Databases and brokers: people forget to escape what a URL may not hold, and clients read on to the last `@`.
    pattern(
      'url-password',
      ['@'],
      `(?<=(?<!(?:https?|wss?|ftps?|ssh|git|file|s3|gs)|['\`][\\w+.-]{1,40}):\\/\\/${user}:(?<secret>[^\\s"?,\`]{1,200}))@${host}`,
      { accept: isPassword },
    ),
    // The same without a scheme, where the option says what it is.
    pattern(
      'url-password',
      ['--uri ', '--uri=', '--url ', '--dsn ', '--dsn=', 'govc'],
      `(?:--(?:uri|url|dsn)[ =]|govc [^|\\n]{0,200}?-u )["']?[\\w.-]{1,80}:(?<secret>[^\\s"'/][^\\s"']{0,200}?)@${host}`,
      { accept: isPassword },
    ),
    // ODBC: braces hold what has a sign of its own; PWD alone would be the shell's folder.
    pattern(
      'password',
      [';PWD=', ';Pwd={', ';Password={'],
      `; ?P[A-Za-z]{2,7}=\\{?(?<secret>[^;\\s"'{}]{1,200})`,
      {
        accept: isPassword,
      },
    ),
    pattern(
      'url-password',
      ['%3A%2F%2F', '%3a%2f%2f'],
      `%3[aA]%2[fF]%2[fF][\\w.~%-]{0,100}?%3[aA](?<secret>[\\w.~%!*+-]{1,400}?)%40`,
      { accept: isPassword },
    ),
    // A token instead of a user: https://TOKEN@host, https://x-access-token:TOKEN@host
    pattern('url-token', ['@'], `(?<=:\\/\\/(?<secret>[A-Za-z0-9_-]{20,255}))@${host}`, {
      accept: (value) => looksRandom(value, 20),
    }),
    // Go's data source name: user:password@tcp(host:3306)/database
    pattern(
      'url-password',
      ['@tcp(', '@unix(', '@cloudsql('],
      `(?<=(?:^|[\\s="'\`(,])[\\w.-]{1,60}:(?<secret>[^\\s"'\`]{1,200}))@(?:tcp|unix|cloudsql)\\(`,
      { accept: isPassword },
    ),
    // Oracle: jdbc:oracle:thin:user/password@//host, sqlplus user/password@database
    pattern(
      'url-password',
      ['jdbc:oracle:'],
      `jdbc:oracle:(?:thin|oci8?):[\\w$#.-]{1,60}\\/(?<secret>[^\\s"'@]{1,128}|"[^"]{1,128}")@`,
      { accept: isPassword },
    ),
    ...['conn ', 'connect ', 'CONN ', 'CONNECT ', 'sqlplus', 'expdp', 'impdp', 'rman', 'sqlldr', 'sqlcl'].map(
      (program) =>
        pattern(
          'password',
          [program],
          `${program}(?:(?<= )|[ \\t])(?:[^|;&\\n]{0,80}?[ \\t=])??["']?[\\w$#.]{1,60}\\/(?<secret>[^\\s"'@/]{1,128})@[\\w./:-]{1,100}`,
          { accept: isPassword },
        ),
    ),
    // FTP and SMB by the shell: user%password, lftp -u user,password
    pattern(
      'password',
      ['smbclient', 'rpcclient', 'mount.cifs', 'nmblookup'],
      `(?:smbclient|rpcclient)[^\\n|]{0,200}? (?:-U|--user)[ =]?["']?[\\w.\\\\@-]{1,80}%(?<secret>[^\\s"']{1,128})`,
      { accept: isPassword },
    ),
    pattern(
      'password',
      ['lftp', 'ncftp'],
      `lftp[^\\n|]{0,200}? (?:-u|--user) ?["']?[\\w.@-]{1,80},(?<secret>[^\\s"']{1,128})`,
      { accept: isPassword },
    ),
    // .pgpass: host:port:database:user:password
    pattern(
      'pgpass',
      [':5432:', ':5433:', ':6432:', ':6543:', ':*:', ':25060:', ':3306:', ':1433:'],
      `(?<=(?:^|[\\s"'\`>|(:-])[\\w.*/-]{1,120}):(?:[0-9]{2,5}|\\*):[\\w.*-]{1,80}:[\\w.*-]{1,80}:(?<secret>[^\\s"'\`\\\\]{1,200}?)(?=[)"'\`]?[ \\t]*$|["'\`\\\\])`,
      { accept: isPassword },
    ),
  ];
}

/** Not a port, not a gap to fill. */
function isPassword(value: string): boolean {
  return !standsIn(value) && !/^[0-9]{1,5}(?:$|[/?#,;&'"\])}])/.test(value);
}
