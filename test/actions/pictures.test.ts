import assert from 'node:assert/strict';
import { pictured } from '../../src/actions/pictures.ts';
import { createRedactor } from '../../src/core/run/secrets.ts';
import type { Execution } from '../../src/ports.ts';
import { handClock } from '../hand-clock.ts';

const redactor = createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => '0badcafe' });
const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';

/** An execution that draws its pieces five seconds apart. */
function drawing(clock: ReturnType<typeof handClock>, pieces: readonly string[]): Execution {
  async function* output(): AsyncGenerator<Uint8Array, void, undefined> {
    for (const piece of pieces) {
      yield await Promise.resolve(new TextEncoder().encode(piece));
      clock.turn(5000);
    }
  }
  return {
    output: output(),
    ended: Promise.resolve({ outcome: { outcome: 'succeeded' }, durationMs: 1, commands: [] }),
    size: () => Promise.resolve({ columns: 70, rows: 5 }),
    notices: [],
    release: () => Promise.resolve(),
    stop: () => undefined,
  };
}

async function read(output: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of output) text += new TextDecoder().decode(chunk);
  return text;
}

describe('the pictures of a run', () => {
  it('are timed as they come, on a terminal of its size, and hold no secret', async () => {
    const clock = handClock();
    const pieces = ['\x1b[Htoken:', '\x1b[Htoken: none', `\x1b[1;8H${secret}`];
    const seen = pictured(drawing(clock, pieces), clock, { redactor, commands: [] });
    assert.equal(await read(seen.output), pieces.join(''), 'the bytes are handed on as they are');
    const screen = seen.screen();
    assert.equal(screen?.columns, 70);
    assert.deepEqual(
      screen.log?.map(({ afterMs }) => afterMs),
      [5000, 10_000],
    );
    assert.match(JSON.stringify(screen.log), /token: \[secret /);
    assert.ok(!JSON.stringify(screen).includes(secret));
  });

  it('are none of an output that is only printed', async () => {
    const clock = handClock();
    const seen = pictured(drawing(clock, ['a\r\n', 'b\r\n']), clock, { redactor, commands: [] });
    await read(seen.output);
    assert.equal(seen.screen(), undefined);
  });
});
