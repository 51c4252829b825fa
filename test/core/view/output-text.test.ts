import assert from 'node:assert/strict';
import { drawnText } from '../../../src/core/view/output-text.ts';

const frames = '\x1b[?1049h\x1b[H\x1b[2Japi Up\x1b[H\x1b[2Japi Exit 137\x1b[?1049l';
const ended = {
  event: 'e',
  at: '',
  outcome: { outcome: 'succeeded' },
  durationMs: 1,
  commands: [],
  notRun: 0,
} as const;

describe('the document of a program that redraws', () => {
  it('tells when its picture changed, and shows the last one', () => {
    const screen = { columns: 80, rows: 24, changes: 1, log: [{ afterMs: 65_000, lines: ['api Exit 137'] }] };
    assert.equal(
      drawnText(frames, { end: { ...ended, screen } }),
      [
        'It drew over what it had printed. Its last picture is below.',
        'The picture changed once.',
        '  after 1 min 05 s: api Exit 137',
        '',
        'api Exit 137',
        '',
      ].join('\n'),
    );
  });

  it('shows the picture of one that still runs', () => {
    assert.match(drawnText(frames, {}) ?? '', /^It draws over what it printed\..*\n\napi Exit 137\n$/);
  });

  it('says nothing of the changes that nobody saw', () => {
    const text = drawnText(frames, { end: { ...ended, screen: { columns: 80, rows: 24 } } });
    assert.doesNotMatch(text ?? '', /changed/);
  });

  it('leaves what is only printed alone', () => {
    assert.equal(drawnText('a\r\nb\r\n', { end: ended }), undefined);
  });
});
