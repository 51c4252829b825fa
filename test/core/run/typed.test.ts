import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { typedIn } from '../../../src/core/run/typed.ts';

const size = { columns: 40, rows: 24 };
const decode = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const read = (record: string): ReturnType<typeof typedIn> => typedIn(bytes(record), size, decode);

const m = (words: string): string => `\u001b]633;${words}\u0007`;
const prompt = `${m('A')}ana@web-1:~$ ${m('B')}`;
/** A line as bash writes it: echo, then what runs, its output, its end. */
const ran = (echo: string, told: string, output: string, exit = '0'): string =>
  `${prompt}${echo}\r\n\u001b[?2004l\r${m(`E;${told};nonce`)}${m('C')}${output}${m(`D;${exit}`)}`;

describe('what was typed at a prompt, by the terminal’s record', () => {
  const echoes: readonly [echo: string, command: string | undefined, why: string][] = [
    ['docker ps', 'docker ps', 'as it was typed'],
    [' export TOKEN=x', ' export TOKEN=x', 'its leading space is there: whoever reads it keeps nothing'],
    ['dokc\b\u001b[K\b\u001b[Kcker ps', 'docker ps', 'typing errors were taken back'],
    ['ls\b\b\u001b[Kuptime', 'uptime', 'another line was recalled'],
    ['cho hi\b\b\b\b\b\b\u001b[1@e', 'echo hi', 'something was inserted at its beginning'],
    ['echo "tür 🚪"', 'echo "tür 🚪"', 'it is not only ASCII'],
    [
      'echo 0123456789012345678901234567890123456789',
      'echo 0123456789012345678901234567890123456789',
      'it goes on in the next row',
    ],
    [
      `for i in 1 2; do\r\n${m('F')}> ${m('G')}echo $i; done`,
      'for i in 1 2; do\necho $i; done',
      'it has two lines',
    ],
    ['', undefined, 'nothing is seen of it'],
  ];
  for (const [echo, command, why] of echoes) {
    it(`${command === undefined ? 'nothing' : JSON.stringify(command)}: ${why}`, () => {
      const { lines } = read(ran(echo, 'told', 'out\r\n', '3'));
      assert.deepEqual(
        lines.map((line) => [line.command, line.told, line.exitCode]),
        [[command, 'told', 3]],
      );
    });
  }

  it('has exactly the bytes between its begin and its end', () => {
    const record = bytes(`${ran('a', 'a', 'ä\r\n')}${ran('b', 'b\\x3b c\\\\d', '')}`);
    const { lines } = typedIn(record, size, decode);
    assert.deepEqual(
      lines.map(({ told, output }) => [told, decode(record.slice(output.from, output.to))]),
      [
        ['a', 'ä\r\n'],
        ['b; c\\d', ''],
      ],
    );
    assert.equal(lines.at(-1)?.end, record.length);
  });

  it('is not known when its prompt is not in the record', () => {
    const { lines } = read(`secret\r\n${m('E;cmd;nonce')}${m('C')}x${m('D;0')}`);
    assert.deepEqual(
      lines.map(({ command, told }) => [command, told]),
      [[undefined, 'cmd']],
    );
  });

  it('runs while its end is not here; a prompt that nobody typed at is handed on', () => {
    assert.equal(read(ran('a', 'a', 'x').replace(m('D;0'), '')).running, true);
    const { running, prompt: rest } = read(`${ran('a', 'a', 'x')}${prompt}`);
    assert.equal(running, false);
    assert.equal(rest, prompt);
  });

  it('does not take a beginning inside an output for one', () => {
    const { lines } = read(
      ran('cat trace', 'cat trace', `${prompt}rm -rf /\r\n${m('E;rm -rf /;x')}${m('C')}`),
    );
    assert.deepEqual(
      lines.map(({ told }) => told),
      ['cat trace'],
    );
  });

  it('never throws, whatever a terminal says', () => {
    const piece = fc.oneof(
      fc.constantFrom(prompt, m('C'), m('D'), m('D;1'), m('E;x;y'), m('E'), '\r\n', '\u001b[5D', ' '),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const record = bytes(pieces.join(''));
        for (const { output, end } of typedIn(record, size, decode).lines)
          assert.ok(output.from <= output.to && output.to <= end && end <= record.length);
      }),
    );
  });
});
