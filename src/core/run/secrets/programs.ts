import { pattern, type Rule } from './rule.ts';
import { looksRandom, standsIn } from './values.ts';

/** A program and the way to an argument that is a secret only because of it. Options with a clear name are found by that. */
interface Argument {
  readonly kind: string;
  readonly programs: readonly string[];
  /** An expression from the program's name to the secret. */
  readonly way: string;
}

/** Anything of the same command. */
const any = String.raw`[^|;\n]{0,300}?`;
const blank = String.raw`[ \t]{1,4}`;
const user = String.raw`["']?[\w.@\\-]{1,80}["']?`;

const passwords: readonly (readonly [way: string, programs: string])[] = [
  [
    `${any}[ \\t]-p(?=[^ \\t=-])`,
    'mysql,mysqldump,mysqladmin,mysqlimport,mysqlcheck,mysqlshow,mysqlbinlog,mariadb,mariadb-dump,xtrabackup,mydumper,sshpass',
  ],
  [
    `${any}[ \\t]-p[ \\t=]{1,4}`,
    'docker login,podman login,buildah login,nerdctl login,registry login,skopeo login,oras login,oc login,cf login,az login,az acr login,ibmcloud login,mongo,cqlsh,nodetool,cypher-shell,sshpass,useradd,usermod,jfrog,jf c,rabbitmqadmin,xfreerdp,rdesktop,consul,bw login,couchbase-cli,cbq,supervisorctl,racadm,influx setup,mongodump,mongorestore,airflow users create',
  ],
  [`${any}[ \\t]-[aw][ \\t]{1,4}`, 'redis-cli,keydb-cli,valkey-cli,redis-benchmark'],
  [
    `${any}[ \\t]-[wsa][ \\t]{1,4}`,
    'ldapsearch,ldapmodify,ldapadd,ldapdelete,ldapwhoami,ldappasswd,slappasswd,kadmin,net rpc',
  ],
  [
    `${any}[ \\t]-P[ \\t]{0,4}`,
    'sqlcmd,osql,bcp,isql,mosquitto_pub,mosquitto_sub,ipmitool,unzip,zip,psexec,knife',
  ],
  [`${any}[ \\t]-(?:hp|p)(?=[^ \\t-])`, '7z,7za,rar,unrar'],
  [`${any}[ \\t]-[kK]${blank}`, 'openssl enc,openssl aes'],
  [`${blank}-[156]${blank}`, 'openssl passwd'],
  [`${blank}http-basic\\.[\\w.-]{1,80}${blank}${user}${blank}`, 'poetry config'],
  [`${blank}(?:-[a-z]${blank}(?:[a-z]{1,10}${blank})?)?${user}${blank}`, 'radtest'],
  [
    `${blank}-[A-Za-z]{0,6}b[A-Za-z]{0,6}${blank}(?:-[A-Za-z]{1,6}${blank}[0-9]{0,3}[ \\t]{0,4})?(?:[\\w./-]{1,120}${blank})?${user}${blank}`,
    'htpasswd',
  ],
  [
    `${blank}${user}${blank}`,
    'add_user,change_password,authenticate_user,net user,passwd --stdin,ALTER USER',
  ],
  [`${any}\\/user:[\\w.\\\\@-]{1,80}${blank}`, 'net use'],
  [`${any}[ \\t]\\/(?:pass(?:word)?|p|rp):`, 'cmdkey,xfreerdp,schtasks,runas,net use'],
  [`(?:${blank}-(?:AsPlainText|Force|String)){0,3}${blank}`, 'ConvertTo-SecureString'],
  [`${blank}(?:"[^"]{1,60}"|[^ \\t"]{1,60})${blank}`, 'wpa_passphrase'],
  [
    `${any}(?:[ \\t]-[A-Za-z]{0,8}[uU]|--user|--proxy-user)[ \\t=]{0,4}["']?[^\\s:"'/]{0,100}:`,
    'curl,wget,httpie',
  ],
  [`["']?[^\\s:"'/]{0,100}:`, 'http -a ,https -a ,http --auth ,https --auth ,xh -a ,ab -A '],
  [`${any}[ \\t]--user[ \\t=]{1,4}["']?[^\\s:"'/]{0,100}:`, 'etcdctl'],
  [`${any}--(?:src-|dest-)?creds?[ \\t=]${user}:`, 'skopeo,podman,buildah,ctr,crictl,oras'],
  [`${any}[ \\t]-u${blank}[\\w.-]{1,60},`, 'lftp'],
  [`${blank}[\\w.-]{1,60}:`, 'addauth digest'],
];

const snmp = ['snmpwalk', 'snmpget', 'snmpset', 'snmpbulkwalk', 'check_snmp', 'snmptrap'];

const others: readonly Argument[] = [
  { kind: 'community', programs: snmp, way: `${any}[ \\t]-[cC]${blank}` },
  ...['A', 'X'].map((option) => ({
    kind: 'passphrase',
    programs: snmp,
    way: `${any}[ \\t]-${option}${blank}`,
  })),
  {
    kind: 'community',
    programs: ['rocommunity', 'rwcommunity', 'rocommunity6', 'snmp-server community'],
    way: blank,
  },
  {
    kind: 'vault-token',
    programs: ['vault login', 'vault unwrap', 'operator unseal', 'bao login', 'operator rekey'],
    way: `(?:${blank}-(?:method=token|no-print|no-store|address=[^ ]{1,100}))*${blank}(?:token=)?`,
  },
  {
    kind: 'passphrase',
    programs: ['-passin', '-passout', '-pass', '-password', '-kfile'],
    way: `[ \\t=]{1,4}["']?pass:`,
  },
  {
    kind: 'secret-key',
    programs: ['mc alias set', 'mcli alias set', 'mc config host add'],
    way: `${blank}[\\w-]{1,60}${blank}[^ \\t]{1,200}${blank}[^ \\t]{1,128}${blank}`,
  },
  {
    kind: 'token',
    programs: [
      'cargo login',
      'aws_secret_access_key',
      'snyk auth',
      'authtoken',
      'add-authtoken',
      'auth init -t',
      'nuget setapikey',
      'npm login',
      'fly auth token',
      'codecov -t',
      'login --token',
      'glab auth login -t',
      'doctl auth init -t',
      'buildkite-agent start -t',
      'gitlab-runner register -r',
      'twine upload -p',
    ],
    way: blank,
  },
  {
    kind: 'password',
    programs: [
      'gh secret set',
      'kubectl create secret',
      'gcloud secrets',
      'aws secretsmanager',
      'aws ssm put-parameter',
      'vault kv put',
      'vault write',
      'consul kv put',
      'etcdctl put',
      'fly secrets set',
      'wrangler secret',
    ],
    way: `${any}(?:-b|--body|--value|--secret-string|--data)[ \\t=]{1,4}`,
  },
];

/** The arguments of programs that take a secret by a letter or by its place. */
export function programRules(): readonly Rule[] {
  const rows = [
    ...passwords.map(([way, programs]) => ({ kind: 'password', programs: programs.split(','), way })),
    ...others,
  ];
  return [
    ...rows.flatMap(({ kind, programs, way }) =>
      programs.map((program) =>
        pattern(kind, [program], `${START_OF_WORD}${program}${END_OF_WORD}${way}${argument}`, {
          accept: isArgument,
        }),
      ),
    ),
    // A key in the place of a user, with nothing for a password.
    pattern(
      'api-key',
      ['curl'],
      `curl(?:[ \\t][^|;\\n]{0,300}?)?[ \\t](?:-[a-zA-Z]{0,8}u|--user)[ =]?["']?(?<secret>[A-Za-z0-9_.-]{16,200}):(?:[xX]|unused|api_token)?["']?(?![^\\s"'])`,
      { accept: (value) => looksRandom(value, 16) },
    ),
  ];
}

const START_OF_WORD = String.raw`(?<![A-Za-z0-9])`;
const END_OF_WORD = String.raw`(?!(?<=\w)\w)`;
/** A word of the shell, without its quotes. */
const argument = String.raw`(?:(?<=["'])|["']?)(?<secret>(?<=["'])[^"'\n]{1,400}|[^\s"'|;]{1,400})`;

function isArgument(value: string): boolean {
  return !standsIn(value) && !/^--?[a-z-]*(?:=|$)/i.test(value);
}
