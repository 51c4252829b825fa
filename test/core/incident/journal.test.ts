import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Fact } from '../../../src/core/incident/event.ts';
import { lineOf, linesOf } from '../../../src/core/incident/journal.ts';
import type { LineContext, RecordLine } from '../../../src/core/incident/journal.ts';
import { ana } from '../../events.ts';

const context: LineContext = {
  id: 'e1',
  incident: '2026-11-24-api-down-k3x9',
  writer: 'writer-a',
  seq: 1,
  hlc: '001795486447000-0000',
  at: '2026-11-24T02:14:07.000Z',
  actor: ana,
  prev: '',
  seen: { 'writer-b': { seq: 3, hash: 'f'.repeat(64) } },
};

function textOf(fact: Fact, changed: Partial<LineContext> = {}): string {
  const line = lineOf(fact, { ...context, ...changed });
  assert.ok(line.kind === 'line');
  return line.text;
}

/** A line with other bytes and a hash that fits them: as another program, or another version, would write it. */
function rehashed(text: string, change: (unhashed: string) => string): string {
  const unhashed = change(text.slice(0, text.lastIndexOf(',"hash":')));
  return `${unhashed},"hash":"${createHash('sha256').update(unhashed).digest('hex')}"}\n`;
}

const read = (text: string | Uint8Array): RecordLine[] => linesOf('events/writer-a.jsonl', Buffer.from(text));
const note = textOf({ type: 'note', text: 'memory limit' });

describe('a fact as a line', () => {
  it('has its fields in one order, its hash last, over the bytes before it', () => {
    const { hash, ...rest } = JSON.parse(note) as Record<string, unknown>;
    assert.deepEqual(
      Object.keys(rest),
      'id incident writer seq hlc at actor type schema prev seen text'.split(' '),
    );
    assert.ok(note.endsWith(`,"hash":"${String(hash)}"}\n`));
    assert.equal(
      hash,
      createHash('sha256')
        .update(note.slice(0, note.lastIndexOf(',"hash":')))
        .digest('hex'),
    );
  });

  it('says when it happened behind when it was recorded, and who, where the fact does', () => {
    const actor = { name: 'bo', host: 'x', via: 'agent' } as const;
    const keys = Object.keys(
      JSON.parse(textOf({ type: 'note', text: '', occurredAt: 'T', actor })) as object,
    );
    assert.deepEqual(keys.slice(5, 9), ['at', 'occurredAt', 'actor', 'type']);
  });

  it('is one line, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = lineOf({ type: 'note', text }, context);
        assert.ok(line.kind === 'line');
        assert.equal(line.text.indexOf('\n'), line.text.length - 1);
        const [found, ...more] = read(line.text);
        assert.deepEqual(more, []);
        assert.deepEqual(found, {
          file: 'events/writer-a.jsonl',
          line: 1,
          kind: 'event',
          event: line.event,
          intact: true,
        });
      }),
    );
  });

  it('is refused, with the field, when no reader would accept it', () => {
    const line = lineOf({ type: 'output', run: 'r', bytes: -1, sha256: '' }, context);
    assert.ok(line.kind === 'invalid');
    assert.match(line.reason, /"bytes"/);
  });
});

describe('a line as it is read', () => {
  const cases: readonly [text: string, kind: string, reason: RegExp | undefined, why: string][] = [
    [note, 'event', undefined, 'as it was written'],
    [
      rehashed(note, (text) => text.replace('"note"', '"of-tomorrow"')),
      'event',
      undefined,
      'a type of a later version',
    ],
    [rehashed(note, (text) => `${text},"more":[{"a":1}]`), 'event', undefined, 'a field of a later version'],
    [
      rehashed(note, (text) => text.replace('"schema":1', '"schema":2').replace('"text"', '"words"')),
      'event',
      undefined,
      'a later schema, in which a note says it otherwise',
    ],
    [note.replace('memory', 'Memory'), 'altered event', undefined, 'one letter is another'],
    [note.replace('"}\n', '","x":1}\n'), 'altered event', undefined, 'something stands behind the hash'],
    [note.replace('\n', '\r\n'), 'altered event', undefined, 'a line end was changed'],
    [note.replace('"seq":1', '"seq":-1'), 'altered', /"seq"/, 'it fits neither its hash nor the format'],
    [
      rehashed(note, (text) => text.replace('"text":"memory limit"', '"text":7')),
      'unreadable',
      /"text"/,
      'its hash fits, and it is no note',
    ],
    [
      rehashed(note, (text) => text.replace('"writer":"writer-a"', '"writer":"A"')),
      'unreadable',
      /"writer"/,
      'its writer has no name',
    ],
    ['\n', 'unreadable', /empty/, 'there is nothing'],
    ['[]\n', 'unreadable', /not a JSON object/, 'it is a list'],
    ['null\n', 'unreadable', /not a JSON object/, 'it is nothing'],
    [`${note.slice(0, 90)}\n`, 'unreadable', /not a JSON object/, 'it stops in the middle, and has an end'],
    [note.slice(0, 90), 'torn', /no end/, 'it stops in the middle'],
    [note.slice(0, -1), 'torn', /no end/, 'only its end is not there'],
    ['\0'.repeat(4096), 'torn', /NULs/, 'a page of NULs'],
    [`${'\0'.repeat(200)}${note.slice(200)}`, 'torn', /NULs/, 'half a page of NULs, and then its end'],
  ];
  for (const [text, kind, reason, why] of cases)
    it(`${kind}: ${why}`, () => {
      const lines = read(text);
      const line = lines[0];
      assert.ok(line);
      assert.equal(lines.length, 1);
      const is =
        line.kind === 'event'
          ? line.intact
            ? 'event'
            : 'altered event'
          : line.kind === 'damaged'
            ? line.as
            : 'torn';
      assert.equal(is, kind);
      if (reason) assert.match(line.kind === 'event' ? '' : line.reason, reason);
      if (line.kind === 'torn') assert.equal(line.bytes, Buffer.byteLength(text));
    });

  it('keeps what it does not know, untouched', () => {
    const text = rehashed(note, (unhashed) => `${unhashed},"more":[{"a":1,"__proto__":2}]`);
    const [line] = read(text);
    assert.ok(line?.kind === 'event');
    assert.equal(`${JSON.stringify(line.event)}\n`, text);
  });

  it('is not UTF-8 where a byte is none, also where a lenient reader would not see it', () => {
    const bytes = Buffer.from(textOf({ type: 'note', text: 'was \uFFFD' }));
    bytes[bytes.indexOf(0xef)] = 0xf3;
    const [line] = read(bytes);
    assert.ok(line?.kind === 'damaged');
    assert.equal(line.reason, 'is not UTF-8');
    assert.deepEqual([line.claims.id, line.claims.seq], ['e1', 1]);
  });

  it('counts lines from where it is told that they begin', () => {
    assert.deepEqual(
      linesOf('f', Buffer.from(note + note), 7).map(({ line }) => line),
      [7, 8],
    );
  });

  it('never fails, on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.ok(linesOf('f', bytes).every(({ kind }) => kind !== 'event'));
      }),
    );
  });

  it('never fails on JSON that is no event', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        assert.ok(read(`${json}\n`).every(({ kind }) => kind !== 'event'));
      }),
    );
  });
});
