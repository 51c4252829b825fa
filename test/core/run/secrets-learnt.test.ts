import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedactor, learntFrom } from '../../../src/core/run/secrets.ts';

const value = 'Tr0ub4dor&3 "é/x"';
const key = ['first line of a long value', 'second line of a long value', ''].join('\n');

function redactorOf(...values: readonly string[]) {
  const learnt = values.map((one) => ({ name: 'APP_SECRET', value: one }));
  return createRedactor({ learnt, extraPatterns: [], fingerprint: () => 'abcdef' });
}

describe('learnt values', () => {
  const base64 = (before: string): string => Buffer.from(`${before}${value}`).toString('base64');
  const forms: readonly [printed: string, how: string][] = [
    [value, 'as it is'],
    [JSON.stringify({ a: value }).slice(6, -2), 'in JSON'],
    [JSON.stringify(JSON.stringify({ a: value })).slice(10, -4), 'in JSON inside JSON'],
    [encodeURIComponent(value), 'in a URL'],
    [encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase()), 'in a URL, in lower case'],
    [base64(''), 'in base 64'],
    [base64('x'), 'in base 64, one byte later'],
    [base64('xx'), 'in base 64, two bytes later'],
    [Buffer.from(`user:${value}`).toString('base64url'), 'in the base 64 of URLs'],
    [Buffer.from(value).toString('hex'), 'in hexadecimal'],
  ];
  for (const [printed, how] of forms) {
    it(`are found ${how}`, () => {
      const { text, marks } = redactorOf(value).redactText(`before ${printed} after`);
      assert.equal(marks.length, 1, text);
      assert.match(text, /^before \[secret secret abcdef\] after$/);
    });
  }

  it('are found in base 64 among any other bytes', () => {
    const redactor = redactorOf('correct-horse-7');
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const encoded = Buffer.from(`${before}correct-horse-7${after}`).toString('base64');
        assert.ok(!redactor.redactText(encoded).text.includes(encoded));
      }),
    );
  });

  for (const [between, how] of [
    ['\n', 'over its lines'],
    ['\\n', 'with its line ends escaped'],
    [' ', 'with blanks for line ends'],
    ['', 'without line ends'],
  ] as const) {
    it(`of several lines are found ${how}`, () => {
      const printed = key.trim().split('\n').join(between);
      const { text } = redactorOf(key).redactText(`x ${printed} y`);
      assert.ok(!text.includes('of a long value'), text);
    });
  }

  it('that are short or common words mark nothing: one CI once masked every e', () => {
    const redactor = redactorOf('e', 'true', 'postgres', 'password', 'localhost', '12345678', 'changeme');
    const line = 'postgres on localhost: the password changeme is true, e.g. 12345678';
    assert.equal(redactor.redactText(line).text, line);
  });
});

describe('what is learnt', () => {
  const cases: readonly [env: string, learnt: readonly string[], why: string][] = [
    ['JWT_SECRET=k3yboard-cat', ['k3yboard-cat'], 'by its name'],
    ['export JWT_SECRET="k3yboard cat"', ['k3yboard cat'], 'exported, quoted'],
    ["JWT_SECRET='k3yboard#cat' # rotate", ['k3yboard#cat'], 'quoted, with a remark'],
    ['JWT_SECRET=k3yboard-cat # rotate', ['k3yboard-cat'], 'with a remark'],
    [
      'TLS_KEY="-----BEGIN KEY-----\\nabcdefgh\\n"',
      ['-----BEGIN KEY-----\nabcdefgh\n'],
      'over several lines',
    ],
    ['DATABASE_URL=postgres://shop:k3yboard-cat@db/shop', ['k3yboard-cat'], 'the password of a URL'],
    ['JWT_SECRET=short', [], 'too short'],
    ['DB_PASSWORD=postgres', [], 'a common word'],
    ['PASSWORD_FILE=/run/secrets/password', [], 'where it is'],
    ['API_URL=https://api.example.com/v1', [], 'no secret'],
    ['NODE_ENV=production', [], 'no secret'],
    ['JWT_SECRET=${OTHER_SECRET}', [], 'a variable'],
    ['# JWT_SECRET=k3yboard-cat', [], 'a remark'],
  ];
  for (const [env, learnt, why] of cases) {
    it(`${why}: ${env.slice(0, 50)}`, () => {
      assert.deepEqual(
        learntFrom(env).map((one) => one.value),
        learnt,
      );
    });
  }

  it('comes from an environment too', () => {
    assert.deepEqual(learntFrom({ PATH: '/usr/bin', API_TOKEN: 'k3yboard-cat', EMPTY_TOKEN: undefined }), [
      { name: 'API_TOKEN', value: 'k3yboard-cat' },
    ]);
  });
});
