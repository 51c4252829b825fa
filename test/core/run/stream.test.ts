import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readStream, recorderFooter, streamRest, streamStart } from '../../../src/core/run/stream.ts';

const NONCE = 'c0ffee';
const marker = (body: string, nonce = NONCE): string => `\x1b]7717;${nonce};${body}\x07`;

function cut(source: 'terminal' | 'pipe', chunks: readonly Uint8Array[]): Buffer {
  let position = streamStart(source);
  const all: Uint8Array[] = [];
  for (const chunk of chunks) {
    const read = readStream(position, chunk, NONCE);
    position = read.position;
    all.push(...read.bytes);
  }
  return Buffer.concat([...all, streamRest(position)]);
}

const cases: readonly [name: string, source: 'terminal' | 'pipe', record: string, output: string][] = [
  ['a pipe holds the step from its first byte', 'pipe', `a${marker('1;0')}b${marker('end;0')}`, 'ab'],
  [
    'of a terminal only what stands between the markers counts',
    'terminal',
    `$ . x\r\n${marker('0;12')}hi\r\n${marker('1;0')}${marker('end;0')}$ `,
    'hi\r\n',
  ],
  [
    'what a shell draws before its prompt is not the step’s',
    'terminal',
    `${marker('0;12')}hi${marker('1;0')}${marker('eof;0')}%  \r${marker('end;0')}$ `,
    'hi',
  ],
  ['an exit ends the step too', 'pipe', `a${marker('exit;3')}later`, 'a'],
  [
    'markers of another run are output',
    'pipe',
    `a${marker('end;0', 'beef')}b`,
    `a${marker('end;0', 'beef')}b`,
  ],
  ['colours are output', 'pipe', '\x1b[31mred\x1b[0m', '\x1b[31mred\x1b[0m'],
  [
    'a marker that never ends is output',
    'pipe',
    `\x1b]7717;${NONCE};${'x'.repeat(60)}`,
    `\x1b]7717;${NONCE};${'x'.repeat(60)}`,
  ],
  [
    'the beginning of a marker at the very end is output',
    'pipe',
    `a\x1b]7717;${NONCE}`,
    `a\x1b]7717;${NONCE}`,
  ],
  ['a terminal whose step never began has no output', 'terminal', '$ ls\r\nfile\r\n', ''],
];

describe('the stream of a run', () => {
  for (const [name, source, record, output] of cases) {
    it(`${name}, in one piece and byte by byte`, () => {
      const bytes = Buffer.from(record, 'latin1');
      assert.equal(cut(source, [bytes]).toString('latin1'), output);
      const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
      assert.equal(cut(source, single).toString('latin1'), output);
    });
  }

  it('tells what its markers say, also behind the end, and nothing of other runs', () => {
    const record = `${marker('0;12')}a${marker('1;3 0 3')}${marker('9;9', 'beef')}${marker('cut;1')}${marker('exit;3')}${marker('end;130')}`;
    assert.deepEqual(readStream(streamStart('terminal'), Buffer.from(record), NONCE).marks, [
      { name: '0', values: [12] },
      { name: '1', values: [3, 0, 3] },
      { name: 'cut', values: [1] },
      { name: 'exit', values: [3] },
      { name: 'end', values: [130] },
    ]);
  });

  it('gives every byte of any output back, however it is cut into pieces', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const cuts = fc.array(fc.nat(400), { maxLength: 12 });
    fc.assert(
      fc.property(bytes, bytes, cuts, (first, second, at) => {
        const record = Buffer.concat([
          Buffer.from(`prompt${marker('0;1')}`),
          first,
          Buffer.from(marker('1;0')),
          second,
          Buffer.from(`${marker('end;0')}prompt`),
        ]);
        const places = [
          0,
          ...at.filter((place) => place < record.length).sort((a, b) => a - b),
          record.length,
        ];
        const pieces = places.slice(1).map((end, index) => record.subarray(places[index], end));
        assert.deepEqual(cut('terminal', pieces), Buffer.concat([first, second]));
      }),
    );
  });
});

describe("the recorder's last line", () => {
  const footer = '\nScript done on 2026-01-02 03:04:05+00:00 [COMMAND_EXIT_CODE="130"]\n';
  const lines: readonly [name: string, text: string, at: number][] = [
    ['is found at the end', `out${footer}`, 3],
    ['is found alone', footer, 0],
    ['is nowhere in plain output', 'line\nline\n', -1],
    ['is not what stands far from the end', `${footer}${'x'.repeat(200)}`, -1],
    ['is nowhere in nothing', '', -1],
  ];
  for (const [name, text, at] of lines) {
    it(name, () => {
      assert.equal(recorderFooter(Buffer.from(text)), at);
    });
  }
});
