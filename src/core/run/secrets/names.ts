/** How much a name says: after a `sure` one any value is a secret, after a `likely` one only a random-looking one. */
export interface SecretName {
  readonly kind: string;
  readonly says: 'sure' | 'likely';
}

/** Where the scan looks closer: every secret name holds one of these. */
export const nameParts: readonly string[] = [
  'pass',
  'pwd',
  'secret',
  'token',
  'key',
  'cred',
  'auth',
  'jwt',
  'psk',
  'mnemonic',
  'bindpw',
  'rootpw',
  'dockercfg',
  'dockerconfigjson',
  'honeycomb-team',
  'seed',
  'bearer',
  'signature',
  'community',
  'license',
  'webhook',
  'kennwort',
  'salt',
  'cookie',
  'dsn',
  'sess',
  'crumb',
  'verifier',
];
/** Short ones, which would be everywhere: only before what follows a name. */
export const shortNameParts: readonly string[] = [
  'pw',
  'pin',
  'otp',
  'pat',
  'sid',
  'sig',
  'sas',
  'pass',
  'cvv',
  'ssn',
  'tok',
];

/** The name is about a secret, not one: `token_count`, `PASSWORD_FILE`, `secretName`, `key_id`. */
const about = new Set(
  `file files path paths dir directory folder name names type types kind count counts limit limits length len size sizes ttl
  expiry expires expired expire exp expiration expiring timeout url urls uri uris endpoint enabled enable disabled disable
  required require policy policies algorithm algo alg version versions rotation rotate age min max issuer iss audience aud
  hint hints label prefix suffix format status state error errors err valid invalid validity validation validator valid ref
  refs reference mount mounts store stores manager provider providers service services server servers host port user users
  username email mail arn method methods mode modes scope scopes encoding source sources bucket budget rate rates usage used
  use uses interval changed change updated update created create at reset strength factory fingerprint thumbprint checksum
  encryption field fields column table class classes handler filter filters middleware module plugin driver backend strategy level
  attempts attempt failed failure failures success successes retry retries cache cached pool request requests response
  responses redirect flow grant grants claims claim subject sub rules rule check checks checker required group groups
  role roles space spaces board stroke press event events map maps set sets list index range ranges word words id ids
  kid keyid review reviews refresh renew renewed renewal seconds ms minutes hours days date time timestamp last first next
  total input output completion prompt reasoning generated per by in out from to for of is has no not only and or with
  template templates pattern regex schema spec config configuration configmap setting settings option options param
  params parameter parameters metadata info information description title text message messages help prompt prompts label
  generation generator gen loader resolver extractor decoder encoder parser lexer stream types usage scheme realm domain
  exchange queue topic managed operator controller plural store opt optional lifetime duration delay window agent agents
  socket sock proxy chain tree order sequence seq number num nr position offset bits bytes length through thru way port ed
  ing wd word mount mounts reader reads writer hashes hits misses miss evictions evicted keyspace
  js mjs cjs ts tsx jsx py rb go java kt cs php sh rs html css vue sql md txt json yml yaml conf cfg ini log so jar class stdin stdout fd`.split(
    /\s+/,
  ),
);

/** Names that end like one about a secret and are secrets all the same. */
const secretAllTheSame =
  /(?:secret-(?:id|string|value|text|data|binary|hash|base|key-base|phrase)|role-secret-id|key-(?:data|base|material|value|content|pem)|(?:token|password|passwd|pwd|credential)s?-(?:value|data|hash|text|plain|plaintext|clear|new|old|string)|auth-(?:key|pass|password|code)|webhook-(?:url|secret)|(?:client|api)-key-data)$/;

/** Keys that are no secrets: a row's, a cache's, the public half. */
const plainKey =
  /(?:^|-)(?:public|pub|gpg|pgp|web-?socket|primary|foreign|partition|sort|cache|idempotency|object|row|group|lookup|host|index|unique|hash|range|map|dedup|deduplication|message|kms|trusted|issuer|cluster-issuer|lock|event|metric|label|config|locale|translation|i18n|parent|queue|job|task|memo|shard|topic|tag|feature|flag|hot|context|header|column|field|attribute|property|dictionary|json|yaml|redis|item|data-?set|search|record|composite|natural|surrogate|external|resource|product|project|issue|jira|ssh-rsa|ssh-ed25519|known-hosts?|rate-limit|default|new|old|prev|next|last|first|any|enter|press|home|end|delete|escape|tab|arrow|up|down|left|right|function|hotkey|short-?cut|answer|s3|storage-object|bucket|file|path|node|leaf|root-node|child|storage-class|dns|dnssec|rrset|state|blob|entity|session-cache|query|params?|duplicate|missing|unknown|invalid|required|no|a|the|each|per|for|with|by|of|in|same|other|this|that|map|string|int|long|byte|sha|content|cc|cache-key|etag|cursor|page|sampling|trace|grouping|aggregation|window|watermark|kafka|stream|registry|reg|value)-keys?$/;

const kinds: readonly [kind: string, says: SecretName['says'], names: RegExp][] = [
  ['passphrase', 'sure', /pass-?phrase|mnemonic|(?:seed|recovery)-phrase/],
  [
    'password',
    'sure',
    /pass-?w(?:or|)(?:d|t)s?(?!-?less)|passcode|kennwort|contrasena|(?:^|-)(?:[a-z]*pwd|rootpw|bindpw|[a-z]*passwd|requirepass|masterauth|[a-z]+pw)(?:-|$)|-(?:pass|pw)$|(?:db|root|admin|user|sql|redis|smtp|mail|ssh|sudo|become|store|key|auth|ldap|proxy|keystore|truststore)pass$/,
  ],
  ['private-key', 'sure', /priv(?:ate)?-?key|(?:^|-)tls-key$|ssh-key$|-pem$/],
  ['api-key', 'sure', /api-?(?:key|secret)s?|app-?key|honeycomb-team$/],
  [
    'secret-key',
    'sure',
    /(?:secret|access|account|signing|signature|encryption|encrypt|crypto|cipher|master|shared(?:-access)?|session|service|admin|auth|license|storage|subscription|integration|deploy|webhook|hmac|jwt|app|sas|root|server|client|functions?|host-master|cosmos|primary-master|consumer|customer|developer|publishable|restricted|live|click-?house|write|ingest|ingestion|instrumentation|rails-master|write|read|data|pre-?shared|wpa|wep|network)-?keys?$|key-base$|preshared/,
  ],
  ['secret', 'sure', /secret|erlang-cookie$/],
  [
    'token',
    'sure',
    /(?:access|auth|api|refresh|bearer|id|session|bot|deploy|personal|private|registry|registration|join|bootstrap|root|admin|service|security|device|push|user|login|reset|verification|csrf|xsrf|oauth|jwt|webhook|runner|agent|github|gh|gitlab|npm|vault|slack|consul|acl|app|account|client|web|hf|sonar|pat|deployment|install|installation|upload|write|read|publish|ci|invite|magic-link|one-time|remember(?:-me)?)-?tokens?$|-auth$|jwt|bearer/,
  ],
  ['token', 'likely', /tok(?:en)?s?$|token-|crumb$|code-verifier$/],
  ['credential', 'sure', /credentials?$|creds?$|auth-ident$|dockerconfigjson$|dockercfg$/],
  ['webhook', 'likely', /webhook/],
  ['connection-string', 'likely', /conn(?:ection)?-?str(?:ing)?|dsn$/],
  ['signature', 'likely', /(?:^|-)sig(?:nature)?$|(?:^|-)sas$/],
  [
    'pin',
    'likely',
    /(?:^|-)(?:pin|otp|cvv|cvc|ssn|pat|psk|salt|totp|mfa|2fa)$|(?:otp|pin|auth|verification|recovery|backup|security|one-time|confirmation)-?codes?$/,
  ],
  [
    'cookie',
    'likely',
    /cookie$|(?:^|-)(?:sess|sid|[a-z]*sess(?:ion)?id)$|session-?(?:id|key)$|erlang-cookie/,
  ],
  ['community', 'likely', /community$/],
  ['license', 'likely', /licen[sc]e$|licen[sc]e-key/],
  ['seed', 'likely', /seed$/],
  ['auth', 'likely', /(?:^|-)auth$|auth-?(?:string|data|info)$/],
  ['pass', 'likely', /(?:^|-)pass$|(?:^|-)pw$/],
  ['key', 'likely', /(?:^|-)keys?(?:-?[0-9]{1,2})?$/],
];

/** What a name says of the value after it; undefined when nothing. Read in any style: `dbPassword`, `DB_PASSWORD`, `db.password`. */
export function secretName(name: string): SecretName | undefined {
  const words = wordsOf(name);
  const joined = words.join('-');
  const last = words.at(-1);
  if (last === undefined || /^(?:OLD)?PWD$/.test(name)) return undefined;
  if (!secretAllTheSame.test(joined) && (about.has(last) || plainKey.test(joined))) return undefined;
  for (const [kind, says, names] of kinds) {
    if (names.test(joined)) return { kind, says };
  }
  return undefined;
}

/** A name's words in lower case, without the numbers that only count (`password2`, `key_1`). */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?<=[a-z])[0-9]{1,2}$/, ''))
    .filter((word) => /[a-z]/.test(word));
}
