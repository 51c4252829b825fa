/** How many of the lines are plain traffic; the others are there because they look like secrets. */
const TRAFFIC_SHARE = 0.6;

/**
 * Lines as healthy systems print them, of many programs, with all that looks like a secret and is none: digests, ids,
 * fingerprints, tokens that are counted, passwords that are talked about. The same lines for the same seed.
 */
export function ordinaryLines(count: number, random: () => number): readonly string[] {
  const words = wordsBy(random);
  return Array.from({ length: count }, () => {
    const from = random() < TRAFFIC_SHARE ? traffic : lookalikes;
    const maker = from[Math.floor(random() * from.length)] ?? (() => '');
    return maker(words);
  });
}

type Words = ReturnType<typeof wordsBy>;

function wordsBy(random: () => number) {
  const int = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const pick = <T>(from: readonly [T, ...T[]]): T => from[int(0, from.length - 1)] ?? from[0];
  const chars = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(int(0, alphabet.length - 1))).join('');
  const two = (value: number): string => String(value).padStart(2, '0');
  const hex = (length: number): string => chars('0123456789abcdef', length);
  const clock = (): string => `${two(int(0, 23))}:${two(int(0, 59))}:${two(int(0, 59))}`;
  const date = (): string => `2026-${two(int(1, 12))}-${two(int(1, 28))}`;
  const b64 = (length: number): string =>
    chars('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', length);
  const low = (length: number): string => chars('bcdfghjklmnpqrstvwxz2456789', length);
  return {
    int,
    pick,
    hex,
    b64,
    low,
    date,
    clock,
    chars,
    iso: () => `${date()}T${clock()}.${String(int(0, 999)).padStart(3, '0')}Z`,
    ip: () => `${int(10, 220)}.${int(0, 255)}.${int(0, 255)}.${int(1, 254)}`,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    pod: () =>
      `${pick(['api', 'web', 'worker', 'auth-service', 'token-service', 'secrets-store', 'cart'])}-${low(9)}-${low(5)}`,
    user: () => pick(['ana', 'deploy', 'root', 'shop', 'ubuntu', 'postgres', 'ci-bot']),
    path: () =>
      pick([
        '/api/orders',
        '/api/v1/users/me',
        '/healthz',
        '/login',
        '/auth/callback',
        '/password/reset',
        '/static/app.js',
        '/tokens',
        '/api/keys',
        '/session/new',
      ]),
    agent: () =>
      pick([
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
        'curl/8.5.0',
        'kube-probe/1.29',
        'Go-http-client/2.0',
        'okhttp/4.12.0',
        'python-requests/2.31.0',
      ]),
    status: () => pick([200, 200, 200, 201, 204, 301, 304, 400, 401, 403, 404, 429, 500, 502, 503]),
    word: () =>
      pick(['orders', 'users', 'payments', 'inventory', 'checkout', 'sessions', 'emails', 'reports']),
  };
}

type Maker = (w: Words) => string;

/** What most logs are made of. */
const traffic: readonly Maker[] = [
  (w) =>
    `${w.ip()} - - [10/Jan/2026:${w.clock()} +0000] "${w.pick(['GET', 'POST', 'PUT'])} ${w.path()}?page=${w.int(1, 90)} HTTP/1.1" ${w.status()} ${w.int(0, 90000)} "-" "${w.agent()}"`,
  (w) =>
    `${w.ip()} - ${w.user()} [10/Jan/2026:${w.clock()} +0000] "GET /assets/app.${w.hex(8)}.js HTTP/2.0" 200 ${w.int(1000, 900000)} "https://shop.example.com${w.path()}" "${w.agent()}" rt=0.${w.int(100, 999)} uct="0.000" uht="0.0${w.int(10, 99)}"`,
  (w) =>
    `2026/01/10 ${w.clock()} [error] 31#31: *${w.int(1000, 99999)} connect() failed (111: Connection refused) while connecting to upstream, client: ${w.ip()}, server: shop.example.com, request: "GET ${w.path()} HTTP/1.1", upstream: "http://${w.ip()}:3000${w.path()}", host: "shop.example.com"`,
  (w) =>
    `[${w.iso()}] "GET ${w.path()} HTTP/1.1" ${w.status()} - 0 ${w.int(10, 9000)} ${w.int(1, 900)} ${w.int(1, 900)} "${w.ip()}" "${w.agent()}" "${w.uuid()}" "shop.example.com" "${w.ip()}:8080"`,
  (w) =>
    `${w.date()} ${w.clock()}.${w.int(100, 999)} UTC [${w.int(10, 9999)}] DETAIL:  Connection matched pg_hba.conf line ${w.int(1, 120)}: "host all all all scram-sha-256"`,
  (w) =>
    `1:M 10 Jan 2026 ${w.clock()}.${w.int(100, 999)} * Background saving started by pid ${w.int(100, 9999)}`,
  (w) =>
    `${w.iso()} I NETWORK  [conn${w.int(1, 9999)}] received client metadata from ${w.ip()}:${w.int(1024, 65000)} conn: { driver: { name: "nodejs", version: "6.3.0" }, os: { type: "Linux" } }`,
  (w) =>
    `[${w.date()} ${w.clock()},${w.int(100, 999)}] INFO [GroupCoordinator ${w.int(0, 5)}]: Preparing to rebalance group ${w.word()}-consumer in state PreparingRebalance with old generation ${w.int(1, 90)} (__consumer_offsets-${w.int(0, 49)}) (reason: Adding new member consumer-${w.int(1, 9)}-${w.uuid()})`,
  (w) =>
    `${w.pod()}   1/1     ${w.pick(['Running', 'CrashLoopBackOff', 'Pending'])}   ${w.int(0, 40)}          ${w.int(1, 90)}d   ${w.ip()}   ip-10-0-${w.int(0, 255)}-${w.int(0, 255)}.eu-west-1.compute.internal   <none>           <none>`,
  (w) => `${w.word()}-tls        kubernetes.io/tls                     2      ${w.int(1, 300)}d`,
  (w) => `                "MacAddress": "02:42:ac:12:00:${w.hex(2)}",`,
  (w) =>
    `time="${w.iso()}" level=info msg="loading plugin \\"io.containerd.${w.pick(['snapshotter.v1.overlayfs', 'grpc.v1.cri'])}\\"..." type=io.containerd.${w.pick(['grpc.v1', 'service.v1'])}`,
  (w) =>
    `{"level":30,"time":${w.int(1700000000, 1799999999)}${w.int(100, 999)},"pid":${w.int(1, 99)},"hostname":"${w.pod()}","reqId":"${w.uuid()}","req":{"method":"GET","url":"${w.path()}"},"res":{"statusCode":${w.status()}},"responseTime":${w.int(1, 900)},"msg":"request completed"}`,
  () => `Connecting to postgres://shop:****@db-primary:5432/shop`,
  (w) =>
    `Jan 10 ${w.clock()} web01 sudo:   deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=/usr/bin/systemctl restart nginx`,
  (w) => `index ${w.hex(7)}..${w.hex(7)} 100644`,
  (w) => `#${w.int(1, 40)} [${w.int(1, 9)}/12] COPY --from=build /app/dist ./dist`,
  (w) => `            "UserId": "AIDA${w.chars('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}",`,
  (w) => `subject=CN = shop.example.com issuer=C = US, O = Let's Encrypt, CN = R${w.int(3, 14)}`,
  (w) =>
    `http_request_duration_seconds_bucket{handler="${w.path()}",le="0.${w.int(1, 9)}"} ${w.int(1, 99999)}`,
  (w) => `X-Request-Id: ${w.uuid()}`,
  (w) => `traceparent: 00-${w.hex(32)}-${w.hex(16)}-01`,
  (w) =>
    `Filesystem      Size  Used Avail Use% Mounted on /dev/nvme${w.int(0, 3)}n1p1  ${w.int(10, 99)}G  ${w.int(1, 9)}G  ${w.int(1, 90)}G  ${w.int(1, 99)}% /`,
  (w) =>
    `${w.int(1000, 99999)} ${w.user()}     20   0 ${w.int(100000, 9999999)} ${w.int(1000, 999999)}  ${w.int(1000, 99999)} S   ${w.int(0, 90)}.${w.int(0, 9)}   ${w.int(0, 9)}.${w.int(0, 9)}   0:${w.int(10, 59)}.${w.int(10, 99)} keepalived`,
  (w) => `worker ${w.uuid()} took job ${w.low(24)} from queue ${w.word()} in ${w.int(1, 90)}ms`,
];

/** What only looks like a secret. */
const lookalikes: readonly Maker[] = [
  // nginx, envoy, load balancers
  (w) =>
    `h2 ${w.iso()} app/shop/${w.hex(16)} ${w.ip()}:${w.int(1024, 65000)} ${w.ip()}:443 0.001 0.0${w.int(10, 99)} 0.000 ${w.status()} ${w.status()} ${w.int(30, 900)} ${w.int(30, 9000)} "GET https://shop.example.com:443${w.path()} HTTP/2.0" "${w.agent()}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shop/${w.hex(16)} "Root=1-${w.hex(8)}-${w.hex(24)}"`,
  // postgres, mysql, redis, mongo, kafka
  (w) =>
    `${w.date()} ${w.clock()}.${w.int(100, 999)} UTC [${w.int(10, 9999)}] FATAL:  password authentication failed for user "${w.user()}"`,
  (w) =>
    `${w.date()} ${w.clock()} UTC [${w.int(10, 9999)}] ERROR:  duplicate key value violates unique constraint "${w.word()}_pkey"`,
  (w) => `${w.date()} ${w.clock()} UTC [${w.int(10, 9999)}] DETAIL:  Key (id)=(${w.uuid()}) already exists.`,
  (w) =>
    `${w.date()} ${w.clock()} UTC [${w.int(10, 9999)}] DETAIL:  Key (token_id)=(${w.int(1000, 99999)}) is not present in table "tokens".`,
  (w) =>
    `${w.date()} ${w.clock()} UTC [${w.int(10, 9999)}] LOG:  duration: ${w.int(1000, 9000)}.${w.int(100, 999)} ms  statement: SELECT id, password_hash, token FROM users WHERE email = $1 AND reset_token_expires > now()`,
  (w) =>
    `${w.iso()} ${w.int(1, 99)} [Warning] [MY-013360] [Server] Plugin mysql_native_password reported: ''mysql_native_password' is deprecated and will be removed in a future release. Please use caching_sha2_password instead'`,
  (w) =>
    `${w.iso()} ${w.int(1, 900)} [Note] Access denied for user '${w.user()}'@'${w.ip()}' (using password: ${w.pick(['YES', 'NO'])})`,
  (w) => `ERROR 1045 (28000): Access denied for user '${w.user()}'@'localhost' (using password: YES)`,
  (w) => `db0:keys=${w.int(10, 99999)},expires=${w.int(1, 9999)},avg_ttl=${w.int(1000, 99999999)}`,
  (w) => `keyspace_hits:${w.int(1, 9999999)}`,
  () => `NOAUTH Authentication required.`,
  () => `WRONGPASS invalid username-password pair or user is disabled.`,
  (w) =>
    `[${w.date()} ${w.clock()},${w.int(100, 999)}] INFO Session establishment complete on server zk/${w.ip()}:2181, session id = 0x${w.hex(15)}, negotiated timeout = 18000`,
  // kubernetes, docker
  (w) => `default-token-${w.low(5)}   kubernetes.io/service-account-token   3      ${w.int(1, 300)}d`,
  (w) =>
    `  Normal   Pulled     ${w.int(1, 59)}m   kubelet            Container image "registry.example.com/shop/api@sha256:${w.hex(64)}" already present on machine`,
  (w) =>
    `  Warning  FailedMount  ${w.int(1, 59)}s (x${w.int(2, 9)} over ${w.int(1, 9)}m)  kubelet  MountVolume.SetUp failed for volume "db-secret" : secret "db-credentials" not found`,
  (w) => `      Mounts:  /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-${w.low(5)} (ro)`,
  (w) => `    SecretName:  ${w.word()}-tls`,
  () => `      POSTGRES_PASSWORD:  <set to the key 'password' in secret 'db-credentials'>  Optional: false`,
  () => `      POSTGRES_PASSWORD_FILE:  /run/secrets/postgres_password`,
  (w) => `password:  ${w.int(8, 64)} bytes`,
  (w) => `token:      ${w.int(900, 1300)} bytes`,
  () => `            secretKeyRef:`,
  () => `              key: password`,
  () => `                name: DB_PASSWORD`,
  () => `        imagePullSecrets:`,
  (w) => `secret/${w.word()}-tls created`,
  (w) =>
    `I0110 ${w.clock()}.${w.int(100000, 999999)}       1 trace.go:219] Trace[${w.int(1000000, 99999999)}]: "Get" url:/api/v1/namespaces/kube-system/secrets/${w.word()},user-agent:kube-controller-manager/v1.29.0 (linux/amd64) kubernetes/${w.hex(7)},audit-id:${w.uuid()}`,
  (w) =>
    `E0110 ${w.clock()}.${w.int(100000, 999999)}       1 authentication.go:73] "Unable to authenticate the request" err="[invalid bearer token, service account token has expired]"`,
  (w) =>
    `${w.hex(12)}   shop/api:v1.${w.int(0, 90)}.${w.int(0, 9)}   "docker-entrypoint.s…"   ${w.int(2, 50)} hours ago   Up ${w.int(2, 50)} hours (healthy)   0.0.0.0:3000->3000/tcp   ${w.pick(['api', 'web', 'db'])}`,
  (w) => `sha256:${w.hex(64)}`,
  (w) => `        "Id": "${w.hex(64)}",`,
  (w) => `            "sha256:${w.hex(64)}",`,
  (w) => `        "Image": "sha256:${w.hex(64)}",`,
  () => `                "JWT_SECRET_FILE=/run/secrets/jwt",`,
  (w) => `                    "EndpointID": "${w.hex(64)}",`,
  // node, python, java, go
  (w) =>
    `{"timestamp":"${w.iso()}","level":"INFO","logger":"com.shop.auth.TokenService","message":"Refreshed token for user ${w.int(1, 99999)}","trace_id":"${w.hex(32)}","span_id":"${w.hex(16)}"}`,
  (w) =>
    `{"level":"warn","ts":${w.int(1700000000, 1799999999)}.${w.int(1000, 9999)},"caller":"auth/session.go:${w.int(10, 400)}","msg":"session expired","session_id":"${w.uuid()}","user_id":${w.int(1, 9999)}}`,
  (w) =>
    `level=info ts=${w.iso()} caller=main.go:${w.int(10, 400)} msg="completed" traceID=${w.hex(32)} duration=${w.int(1, 900)}ms token_count=${w.int(1, 4000)} max_tokens=4096`,
  (w) =>
    `UnauthorizedError: ${w.pick(['jwt expired', 'invalid token', 'No authorization token was found', 'jwt malformed', 'invalid signature'])}`,
  (w) => `SyntaxError: Unexpected token ${w.pick(['<', '}', 'o', 'u'])} in JSON at position ${w.int(0, 400)}`,
  (w) => `    at verifyToken (/app/src/auth/token.js:${w.int(10, 200)}:${w.int(1, 40)})`,
  (w) =>
    `    at Object.password [as validate] (/app/node_modules/validator/lib/password.js:${w.int(10, 200)}:17)`,
  (w) =>
    `	at com.shop.security.PasswordEncoder.matches(PasswordEncoder.java:${w.int(10, 400)}) ~[classes!/:1.${w.int(0, 9)}.0]`,
  () => `Caused by: java.security.InvalidKeyException: Parameter missing`,
  (w) =>
    `${w.date()} ${w.clock()}.${w.int(100, 999)}  INFO [auth-service,${w.hex(32)},${w.hex(16)}] 1 --- [nio-8080-exec-${w.int(1, 9)}] c.s.auth.LoginController : Login succeeded for user=${w.user()} method=password`,
  (w) =>
    `  File "/usr/lib/python3.12/site-packages/jwt/api_jws.py", line ${w.int(10, 400)}, in decode_complete`,
  () => `jwt.exceptions.ExpiredSignatureError: Signature has expired`,
  (w) => `KeyError: '${w.pick(['access_token', 'password', 'api_key', 'user'])}'`,
  () => `django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.`,
  (w) =>
    `[GIN] 2026/01/10 - ${w.clock()} | ${w.status()} |    ${w.int(1, 900)}.${w.int(100, 999)}µs | ${w.ip()} | POST     "/api/auth/token"`,
  (w) =>
    `{"errors":[{"field":"password","message":"Password must be at least 12 characters"}],"requestId":"${w.uuid()}"}`,
  (w) =>
    `{"error":"invalid_grant","error_description":"Invalid refresh token (expired): ${w.pick(['reauthenticate', 'please sign in again'])}"}`,
  () => `Error: password: must contain a digit; token: is required`,
  () => `{"password":"[FILTERED]","email":"ana@example.com","token":"***"}`,
  () =>
    `Parameters: {"utf8"=>"✓", "user"=>{"email"=>"ana@example.com", "password"=>"[FILTERED]"}, "commit"=>"Log in"}`,
  () => `DB_PASSWORD=********`,
  () => `DATABASE_URL=postgres://shop:$DB_PASSWORD@db-primary:5432/shop`,
  () => `password: \${{ secrets.DB_PASSWORD }}`,
  () => `  password: "{{ vault_db_password }}"`,
  () => `PASSWORD_FILE=/run/secrets/db_password`,
  (w) => `TOKEN_TTL=${w.int(300, 86400)}`,
  (w) => `SESSION_TIMEOUT=${w.int(300, 86400)}`,
  () => `AUTH_ENABLED=true`,
  () => `KEY_PATH=/etc/ssl/private/shop.key`,
  () => `SECRET_NAME=shop/prod/db`,
  () => `JWT_ISSUER=https://auth.shop.example.com/`,
  () => `JWT_ALGORITHM=RS256`,
  // systemd, ssh, kernel, cron, sudo
  (w) =>
    `Jan 10 ${w.clock()} web01 sshd[${w.int(100, 99999)}]: Failed password for ${w.pick(['root', 'invalid user admin', 'ubuntu'])} from ${w.ip()} port ${w.int(1024, 65000)} ssh2`,
  (w) =>
    `Jan 10 ${w.clock()} web01 sshd[${w.int(100, 99999)}]: Accepted publickey for ${w.user()} from ${w.ip()} port ${w.int(1024, 65000)} ssh2: ED25519 SHA256:${w.b64(43)}`,
  (w) =>
    `Jan 10 ${w.clock()} web01 sshd[${w.int(100, 99999)}]: Accepted password for ${w.user()} from ${w.ip()} port ${w.int(1024, 65000)} ssh2`,
  (w) =>
    `Jan 10 ${w.clock()} web01 sshd[${w.int(100, 99999)}]: pam_unix(sshd:session): session opened for user ${w.user()}(uid=${w.int(0, 2000)}) by (uid=0)`,
  (w) =>
    `Jan 10 ${w.clock()} web01 systemd[1]: Starting dispatch-password-requests@${w.int(1, 9)}.service - Dispatch Password Requests to Console...`,
  (w) =>
    `Jan 10 ${w.clock()} web01 systemd-logind[${w.int(100, 999)}]: New session ${w.int(1, 9999)} of user ${w.user()}.`,
  (w) =>
    `Jan 10 ${w.clock()} web01 CRON[${w.int(100, 99999)}]: (${w.user()}) CMD (/usr/local/bin/rotate-keys --quiet)`,
  (w) =>
    `Jan 10 ${w.clock()} web01 kernel: [${w.int(1000, 99999)}.${w.int(100000, 999999)}] Key type dns_resolver registered`,
  (w) =>
    `Jan 10 ${w.clock()} web01 kernel: [${w.int(1000, 99999)}.${w.int(100000, 999999)}] Loaded X.509 cert 'Build time autogenerated kernel key: ${w.hex(40)}'`,
  (w) => `256 SHA256:${w.b64(43)} deploy@web01 (ED25519)`,
  (w) => `web01 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${w.b64(43)}`,
  (w) => `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${w.b64(300)}= deploy@web01`,
  (w) =>
    `The authenticity of host '${w.ip()} (${w.ip()})' can't be established. ED25519 key fingerprint is SHA256:${w.b64(43)}.`,
  // git, packages, builds
  (w) => `commit ${w.hex(40)}`,
  (w) =>
    `${w.hex(7)} ${w.pick(['Rotate the signing key', 'Fix token refresh', 'Hash passwords with argon2', 'Add password reset', 'Bump deps'])} (#${w.int(1, 9000)})`,
  () => `diff --git a/src/auth/password.ts b/src/auth/password.ts`,
  () => `Author: Ana Costa <ana@example.com>`,
  (w) =>
    `npm warn deprecated ${w.pick(['tokenizer', 'passport-local', 'secret-stack'])}@${w.int(0, 4)}.${w.int(0, 9)}.0: use a newer version`,
  (w) => `      integrity: sha512-${w.b64(86)}==`,
  (w) => `      "integrity": "sha512-${w.b64(86)}==",`,
  (w) => `    --hash=sha256:${w.hex(64)} \\`,
  (w) => `golang.org/x/crypto v0.${w.int(1, 40)}.0 h1:${w.b64(43)}=`,
  (w) => `checksum = "${w.hex(64)}"`,
  (w) =>
    `#${w.int(1, 40)} sha256:${w.hex(64)} ${w.int(1, 40)}.${w.int(1, 9)}MB / 45.2MB ${w.int(1, 9)}.${w.int(1, 9)}s`,
  (w) =>
    ` ✓ ${w.pick(['rejects a wrong password', 'refreshes an expired token', 'hides the secret key', 'signs with the new key'])} (${w.int(1, 400)} ms)`,
  (w) => `PASS src/auth/token${w.int(1, 9)}.test.ts`,
  (w) => `Tests: ${w.int(0, 3)} failed, pass: ${w.int(1, 900)}, total: ${w.int(1, 900)}`,
  // clouds, terraform, certificates
  (w) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/shop/db-${w.pick(['AbCdEf', 'GhIjKl'])}`,
  (w) => `            "KeyId": "${w.uuid()}",`,
  (w) => `            "KeyMaterialId": "${w.hex(64)}",`,
  () => `            "NextToken": null,`,
  () => `                "Key": "Environment",`,
  (w) => `                "ETag": "\\"${w.hex(32)}\\"",`,
  () => `  + password                        = (sensitive value)`,
  () => `  + key_name                        = "deploy-2026"`,
  (w) =>
    `aws_secretsmanager_secret.db: Refreshing state... [id=arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-${w.pick(['AbCdEf', 'XyZabc'])}]`,
  () => `-----BEGIN CERTIFICATE-----`,
  (w) => `MIIDazCCAlOgAwIBAgIU${w.b64(44)}`,
  () => `-----BEGIN PUBLIC KEY-----`,
  (w) => w.b64(64),
  (w) =>
    `        X509v3 Subject Key Identifier: ${Array.from({ length: 20 }, () => w.hex(2).toUpperCase()).join(':')}`,
  (w) => `Certificate is to be certified until Jan 10 ${w.clock()} 2027 GMT (365 days)`,
  // metrics, queues, caches, misc
  (w) => `vault_token_count{cluster="shop",namespace="root"} ${w.int(1, 900)}`,
  (w) =>
    `openai usage: prompt_tokens=${w.int(1, 4000)} completion_tokens=${w.int(1, 4000)} total_tokens=${w.int(1, 9000)}`,
  (w) => `cache miss key=user:${w.int(1, 99999)}:profile ttl=${w.int(1, 900)}`,
  (w) => `cache set key=${w.hex(32)} size=${w.int(1, 9000)}`,
  (w) =>
    `routing_key=orders.${w.pick(['created', 'paid', 'shipped'])} delivery_tag=${w.int(1, 9999)} exchange=shop`,
  (w) => `Idempotency-Key: ${w.uuid()}`,
  (w) => `ETag: W/"${w.hex(8)}-${w.b64(27)}"`,
  (w) => `x-amz-cf-id: ${w.b64(52).replaceAll('/', '_')}==`,
  (w) => `Content-Security-Policy: script-src 'self' 'sha256-${w.b64(43)}='`,
  () =>
    `WWW-Authenticate: Bearer realm="shop", error="invalid_token", error_description="The access token expired"`,
  () => `WWW-Authenticate: Basic realm="Restricted"`,
  () => `< access-control-allow-headers: authorization, content-type, x-api-key, x-csrf-token`,
  (w) =>
    `tcp   LISTEN 0      511          0.0.0.0:${w.int(1000, 9999)}       0.0.0.0:*    users:(("node",pid=${w.int(1, 9999)},fd=${w.int(3, 90)}))`,
  (w) => `${w.date()} ${w.clock()} Warning: Using a password on the command line interface can be insecure.`,
  () => `mysql: [Warning] Using a password on the command line interface can be insecure.`,
  () => `Enter password: `,
  (w) => `Password for user ${w.user()}: `,
  (w) => `Please reset your password at https://shop.example.com/password/reset before ${w.date()}.`,
  () => `The secret to a calm on-call is a good runbook; the key is to practise it.`,
  (w) => `User ${w.int(1, 9999)} changed their password from ${w.ip()}`,
  (w) => `Rotated key ${w.uuid()} (next rotation in ${w.int(1, 90)} days)`,
  (w) => `token bucket refilled: capacity=${w.int(10, 900)} refill_rate=${w.int(1, 90)}/s`,
  (w) => `GET https://registry.npmjs.org/@auth/core 200 ${w.int(10, 900)}ms (cache hit)`,
  (w) => `Uploading artifact build-${w.int(1, 9999)}.tar.gz (sha1 ${w.hex(40)})`,
  (w) =>
    `file:///app/node_modules/.pnpm/jsonwebtoken@9.0.${w.int(0, 9)}/node_modules/jsonwebtoken/verify.js:${w.int(10, 200)}`,
  (w) => `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${w.b64(120)}`,
  (w) =>
    `{"took":${w.int(1, 90)},"_shards":{"total":5},"hits":{"hits":[{"_id":"${w.b64(20).replaceAll('/', '_').replaceAll('+', '-')}","_score":1.0}]},"pit_id":"${w.b64(40)}=="}`,
  (w) =>
    `${w.pick(['alice', 'bob'])}: did you restart ${w.pick(['api', 'auth-service'])}? the token endpoint returns 50${w.int(0, 4)} again`,
];
