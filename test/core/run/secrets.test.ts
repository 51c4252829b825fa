import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { createRedactor, type Mark } from '../../../src/core/run/secrets.ts';
import { casesOf, fill, readSet, seeded, type Case } from '../../secret-set.ts';

/** Each with other values; the benchmark takes more. */
const seedsOf = { 'secrets-sample.yaml': [1, 2, 3, 4, 5], 'secrets-own.yaml': [1] } as const;
const fingerprint = (value: string): string =>
  createHmac('sha256', 'a key for tests').update(value).digest('hex').slice(0, 6);
const redactor = createRedactor({ learnt: [], extraPatterns: [], fingerprint });

function redact(
  chunks: readonly Uint8Array[],
  commands: readonly string[] = [],
): { output: Buffer; marks: Mark[] } {
  const marks: Mark[] = [];
  const stream = redactor.stream({ commands, onMark: (mark) => marks.push(mark) });
  const parts = chunks.map((chunk) => stream.push(chunk));
  return { output: Buffer.concat([...parts, stream.end()]), marks };
}

/** What a terminal shows of it: no escape sequences. */
function shown(output: Buffer): string {
  return stripVTControlCharacters(output.toString());
}

/** Whether the secret is gone, and its halves with it. */
function isGone({ secret }: Case, output: Buffer): boolean {
  const text = shown(output);
  return secret.split(/\r?\n/).every((line) => {
    const half = Math.max(6, Math.floor(line.length / 2));
    return !text.includes(line.slice(0, half)) && !text.includes(line.slice(-half));
  });
}

for (const file of ['secrets-sample.yaml', 'secrets-own.yaml'] as const) {
  describe(`redaction: ${file}`, () => {
    for (const template of readSet(file)) {
      it(`${template.id} ${template.kind} is gone in every variant`, () => {
        for (const one of seedsOf[file].flatMap((seed) => casesOf(template, seed))) {
          const { output } = redact(one.chunks);
          assert.ok(isGone(one, output), `${one.variant}: ${shown(output)}`);
        }
      });
    }

    it('marks nothing more when it runs again', () => {
      for (const one of readSet(file).flatMap((template) => casesOf(template, 6))) {
        const { output } = redact(one.chunks);
        assert.equal(redact([output]).output.toString(), output.toString(), one.id);
      }
    });
  });
}

describe('redaction: what is no secret stays', () => {
  const hex = (length: number): string => fill(`{hex:${length}}`, seeded(1));
  const cases: readonly [line: string, why: string][] = [
    ['FATAL:  password authentication failed for user "shop"', 'a password is spoken of'],
    ['Failed password for invalid user admin from 10.0.0.9 port 38926 ssh2', 'a password is spoken of'],
    ['mysql: [Warning] Using a password on the command line interface can be insecure.', 'advice'],
    ['password=****', 'hidden already'],
    ['{"password":"[FILTERED]","token":"***"}', 'hidden already'],
    ['  + password = (sensitive value)', 'hidden by Terraform'],
    ["      DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false", 'kubectl says where'],
    ['PASSWORD_FILE=/run/secrets/db_password', 'where a secret is, not what'],
    ['password: /run/secrets/db_password', 'a path'],
    ['password: ${DB_PASSWORD}', 'a variable'],
    ['Authorization: Bearer $TOKEN', 'a variable'],
    ['postgres://shop:$DB_PASSWORD@db:5432/shop', 'a variable in a URL'],
    ['postgres://shop:****@db:5432/shop', 'hidden in a URL'],
    ['http://api:8080/users?email=ana@example.com', 'a port and an address'],
    ['token_count=5 max_tokens=4096 prompt_tokens=812', 'counters'],
    ['TOKEN_TTL=3600', 'a duration'],
    ['password:  16 bytes', 'a size'],
    ['SyntaxError: Unexpected token < in JSON at position 0', 'a token of a grammar'],
    ['jwt.exceptions.ExpiredSignatureError: Signature has expired', 'an error'],
    [`commit ${hex(40)}`, 'a commit'],
    [`Image: registry.example.com/api@sha256:${hex(64)}`, 'a digest'],
    [`{"reqId":"5f0c7a52-8f6c-4f0f-9b7e-0d1f6b8a7c11","trace_id":"${hex(32)}"}`, 'ids'],
    [`cache set key=${hex(32)} size=12`, 'the key of a cache'],
    ['routing_key=orders.created exchange=shop', 'a route'],
    ['"Key": "Environment",', 'a tag'],
    ['Rotated key 5f0c7a52-8f6c-4f0f-9b7e-0d1f6b8a7c11', 'the id of a key'],
    [`Accepted publickey for deploy: ED25519 SHA256:${fill('{b64:43}', seeded(2))}`, 'a fingerprint'],
    ['-----BEGIN CERTIFICATE-----', 'a certificate is public'],
    ['-----BEGIN PUBLIC KEY-----', 'half of a key, the public one'],
    [`integrity sha512-${fill('{b64:86}', seeded(3))}==`, 'a checksum'],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/shop/db-AbCdEf', 'the name of a secret'],
    ['secret/shop-tls created', 'the name of a secret'],
    ['password: secrets.DB_PASSWORD is required', 'prose'],
    ['{"field":"password","message":"Password must be at least 12 characters"}', 'a validation'],
    ['session id = 0x14ed93111f20005, negotiated timeout = 18000', 'a session of ZooKeeper'],
    ['PWD=/home/deploy', 'a folder'],
    ['npm_config_user_agent=npm/10.2.4 node/v20.11.0', 'begins like a token'],
    ['eyes wide open', 'begins like a JWT'],
    ['"@azure/core-auth": "^1.10.0",', 'a version'],
    ['ii  passwd  1:4.13+dfsg1-1+deb12u1  amd64', 'a version'],
    ['Bad activity token: android.os.BinderProxy@2bd79ce', 'an object'],
    ['ANONYMOUS FTP LOGIN FROM 84.102.20.2,  (anonymous)', 'a log of logins'],
    ['AKIA is the prefix of access keys', 'only a prefix'],
    [`    checksum/secret: ${hex(64)}`, 'a checksum of a secret, for pods to notice'],
    ['User: ana is not authorized to perform: secretsmanager:GetSecretValue', 'a right'],
    ['password = os.environ["DB_PASSWORD"]', 'where a secret is, in code'],
    ['password: process.env.DB_PASSWORD,', 'where a secret is, in code'],
    ['api_key = ENV.fetch("API_KEY")', 'where a secret is, in code'],
    ['GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305', 'whose signature Python was built with'],
    ['password_encryption = scram-sha-256', 'a method'],
    ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'a nonce'],
    ['NSErrorFailingURLKey=https://13957525385%40163.com@contacts.example.com/874161398/', 'an address'],
    ['amqp://rabbitmq:5672,ana@example.com', 'a port and an address'],
    ['https://git.example.com/@shop/api/-/api-1.2.3.tgz', 'a scope'],
    ["INSERT INTO users (email, password) VALUES ('ana@example.com', NULL), (DEFAULT, '')", 'no value'],
    ['INSERT INTO tokens (kind, used) VALUES (1, 2);', 'a table of tokens'],
    ['curl -u admin: https://api.example.com', 'a name'],
    ['echo done | docker login ghcr.io', 'nothing piped to read a password from'],
    ['http -a $USER:$PASS GET https://api.example.com', 'variables'],
    ['$ openssl rand -hex 32 > /run/secrets/jwt\nok', 'a word after a command that printed nothing'],
    ['2026-01-10T02:11:09Z stdout F GET /tokens 200', 'a log in a file of containerd'],
  ];
  for (const [line, why] of cases) {
    it(`${why}: ${line.slice(0, 60)}`, () => {
      assert.equal(redactor.redactText(line).text, line);
    });
  }
});

describe('redaction: bytes', () => {
  /** Lines with and without secrets, in colours, with all ends, and bytes that are no text. */
  const pieces = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...readSet('secrets-own.yaml')
          .flatMap((t) => casesOf(t, 7).slice(0, 2))
          .map(({ chunks }) => Buffer.concat([...chunks])),
      ),
    },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('\r\n', '\n', '\x1b[31m', '\x1b]0;title\x07', 'plain words ', '\0')
        .map((text) => Buffer.from(text)),
    },
  );
  const output = fc.array(pieces, { maxLength: 12 }).map((all) => Buffer.concat(all));

  it('are the same however they are cut', () => {
    fc.assert(
      fc.property(output, fc.array(fc.nat(2000), { maxLength: 20 }), (bytes, cuts) => {
        const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])].sort(
          (a, b) => a - b,
        );
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const whole = redact([bytes]);
        const cut = redact(chunks);
        assert.deepEqual(cut.output, whole.output);
        assert.deepEqual(cut.marks, whole.marks);
      }),
      { numRuns: 100 },
    );
  });

  it('that hold no secret pass unchanged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { output: passed, marks } = redact([bytes]);
        if (marks.length === 0) assert.deepEqual(passed, Buffer.from(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('never make it throw, and texts of any kind do not either', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { text: passed, marks } = redactor.redactText(text);
        if (marks.length === 0) assert.equal(passed, text);
      }),
    );
  });

  it('keep the colours that end within a secret', () => {
    const { output: passed } = redact([
      Buffer.from('\x1b[31mDB_PASSWORD=\x1b[1mhunter2-hunter3\x1b[0m after\n'),
    ]);
    assert.equal(
      passed.toString(),
      `\x1b[31mDB_PASSWORD=\x1b[1m[secret password ${fingerprint('hunter2-hunter3')}]\x1b[0m after\n`,
    );
  });

  it('of a title or a link are looked at too', () => {
    const { output: passed } = redact([Buffer.from('\x1b]0;mysql -u root -phunter2-hunter3\x07$ \n')]);
    assert.ok(!passed.includes('hunter2'));
  });
});

describe('redaction: a stream', () => {
  it('lets complete lines through at once and holds back the one that has not ended', () => {
    const stream = redactor.stream();
    assert.equal(Buffer.from(stream.push(Buffer.from('first\nsec'))).toString(), 'first\n');
    assert.equal(Buffer.from(stream.push(Buffer.from('ond\n'))).toString(), 'second\n');
    assert.equal(stream.end().length, 0);
  });

  it('holds back no more than a window of a line without an end', () => {
    const stream = redactor.stream();
    const chunk = Buffer.alloc(65_536, 'a');
    let [given, taken] = [0, 0];
    for (let count = 0; count < 160; count += 1) {
      given += chunk.length;
      taken += stream.push(chunk).length;
      assert.ok(given - taken <= 65_536, `${given - taken} bytes held back`);
    }
    taken += stream.end().length;
    assert.equal(taken, given);
  });

  it('finds a secret wherever it stands in a line without an end', () => {
    for (const before of [32_700, 32_760, 32_768, 40_950, 40_960, 70_000]) {
      const line = `${'x '.repeat(before / 2)}password="S3cret-S3cret-S3cret" ${'y '.repeat(30_000)}`;
      const { output: passed, marks } = redact([Buffer.from(line)]);
      assert.ok(!passed.includes('S3cret'), `after ${before} characters`);
      assert.equal(marks[0]?.column, before + 'password="'.length + 1);
    }
  });

  it('gives up on a private key that never ends, and keeps what follows', () => {
    const key = fill('{pem:5}', seeded(4));
    const { output: passed } = redact([
      Buffer.from(`-----BEGIN PRIVATE KEY-----\n${key}\n$ date\nall is well\n`),
    ]);
    assert.match(
      passed.toString(),
      /^-----BEGIN PRIVATE KEY-----\n\[secret private-key [0-9a-f]{6}\]\n\$ date\nall is well\n$/,
    );
  });

  it('knows by the command that a bare word is a secret', () => {
    const cases: readonly [command: string, isSecret: boolean][] = [
      ['echo $JWT_SECRET', true],
      ['docker-compose exec api printenv JWT_SECRET', true],
      ['kubectl get secret db -o jsonpath={.data.password} | base64 -d', true],
      ['argocd admin initial-password -n argocd', true],
      ['ceph auth get-key client.admin', true],
      ['vault kv get -field=password secret/db', true],
      ['cat /run/secrets/jwt', true],
      ['echo $HOSTNAME', false],
      ['git rev-parse HEAD', false],
    ];
    for (const [command, isSecret] of cases) {
      const { marks } = redact([Buffer.from('k3yboardcat4real\n')], [command]);
      assert.equal(marks.length === 1, isSecret, command);
    }
  });
});

describe('redaction: marks', () => {
  it('say the kind, and whether two secrets are the same', () => {
    const { text } = redactor.redactText(
      'A_TOKEN=f1rst-Secret+f1rst\nB_TOKEN=f1rst-Secret+f1rst\nC_TOKEN=0ther-Secret+0ther',
    );
    const [a, b, c] = [...text.matchAll(/\[secret token ([0-9a-f]{6})\]/g)].map(([, print]) => print);
    assert.equal(a, b);
    assert.notEqual(a, c);
  });

  it('say where: line and column', () => {
    const { marks } = redactor.redactText('all is well\nDB_PASSWORD=hunter2-hunter3\n');
    assert.deepEqual(marks, [{ kind: 'password', line: 2, column: 13 }]);
  });

  it('are made by the patterns of the team too, and a pattern that is none does no harm', () => {
    const own = createRedactor({ learnt: [], extraPatterns: ['(', 'SHOP-[0-9]{4}'], fingerprint });
    assert.match(own.redactText('ticket SHOP-1234').text, /^ticket \[secret pattern [0-9a-f]{6}\]$/);
  });
});
