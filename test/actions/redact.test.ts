import assert from 'node:assert/strict';
import { redacted } from '../../src/actions/redact.ts';
import { createRedactor } from '../../src/core/run/secrets.ts';

const redactor = createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => 'abcdef' });

async function* printed(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

describe('output on its way to the record', () => {
  const cases: readonly [chunks: readonly string[], kept: readonly string[], why: string][] = [
    [
      ['DB_PASS', 'WORD=hunter2', '-hunter3\nwell\n'],
      ['DB_PASSWORD=[secret password abcdef]\nwell\n'],
      'a secret in pieces',
    ],
    [['one\n', 'two\n'], ['one\n', 'two\n'], 'a piece for a piece'],
    [['no end'], ['no end'], 'a last line that did not end'],
    [[], [], 'nothing'],
  ];
  for (const [chunks, kept, why] of cases) {
    it(`keeps ${why}`, async () => {
      const pieces: string[] = [];
      for await (const piece of redacted(printed(...chunks), redactor))
        pieces.push(Buffer.from(piece).toString());
      assert.deepEqual(pieces, kept);
    });
  }

  it('knows the commands it is the output of', async () => {
    const pieces: string[] = [];
    const options = { commands: ['echo $JWT_SECRET'] };
    for await (const piece of redacted(printed('k3yboardcat4real\n'), redactor, options)) {
      pieces.push(Buffer.from(piece).toString());
    }
    assert.deepEqual(pieces, ['[secret secret abcdef]\n']);
  });
});
