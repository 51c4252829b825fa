import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Finding } from '../../../src/core/incident/chain.ts';
import type { Fact } from '../../../src/core/incident/event.ts';
import { fileOf, readRecord, verifyRecord, writerOf } from '../../../src/core/incident/verify.ts';
import type { Verification } from '../../../src/core/incident/verify.ts';
import { linesOfAll, notes, recordOf } from '../../records.ts';
import type { Files } from '../../records.ts';

const a = 'writer-a.jsonl';
const b = 'writer-b.jsonl';

function verify(
  files: Files,
  rest: { guide?: Buffer; blobs?: Map<string, string | undefined>; attachments?: Map<string, string> } = {},
): Verification {
  const { guide, blobs = new Map<string, string>(), attachments = new Map<string, string>() } = rest;
  return verifyRecord({ lines: linesOfAll(files), guide, blobs, attachments });
}

/** A finding in short: `altered writer-a.jsonl:3 e5`. */
function short({ kind, file, line, event }: Finding): string {
  return [kind, `${file.replace('events/', '')}:${line}`, ...(event === undefined ? [] : [event])].join(' ');
}

function linesOfFile(files: Files, name: string): string[] {
  return (files.get(name)?.toString() ?? '').split(/(?<=\n)/);
}

function withLines(files: Files, name: string, change: (lines: string[]) => string[]): Files {
  return new Map(files).set(name, Buffer.from(change(linesOfFile(files, name)).join('')));
}

/** A line with one word changed, and a hash that fits: by somebody who knows how it is made. */
function forged(line: string, from: string | RegExp, to: string): string {
  const unhashed = line.slice(0, line.lastIndexOf(',"hash":')).replace(from, to);
  return `${unhashed},"hash":"${createHash('sha256').update(unhashed).digest('hex')}"}\n`;
}

/** Six lines of one writer: e1 … e6. */
const alone = recordOf(notes(6));
/** Two writers by turns: a has e1 e3 e5 e7, b has e2 e4 e6, each seeing the other. */
const both = recordOf(notes(7, ['writer-a', 'writer-b']));
const other = recordOf(notes(6), '2026-11-25-another');

const at = <Value>(values: readonly Value[], index: number): Value => {
  const value = values.at(index);
  assert.ok(value !== undefined);
  return value;
};

const cases: readonly [name: string, files: Files, findings: string[], left: number][] = [
  ['a record that nobody touched', alone, [], 6],
  ['one of two writers that nobody touched', both, [], 7],
  ['an empty record', new Map(), [], 0],
  ['a file without a line', new Map([[a, Buffer.alloc(0)]]), [], 0],
  [
    'a changed letter',
    withLines(alone, a, (l) => l.with(2, at(l, 2).replace('note 3', 'note 9'))),
    ['altered writer-a.jsonl:3 e3'],
    6,
  ],
  [
    'a changed text whose hash was made to fit',
    withLines(alone, a, (l) => l.with(2, forged(at(l, 2), 'note 3', 'note 9'))),
    ['altered writer-a.jsonl:3 e3'],
    6,
  ],
  [
    'a last text whose hash was made to fit, which another had seen',
    withLines(both, b, (l) => l.with(2, forged(at(l, 2), 'note 6', 'note 9'))),
    ['altered writer-b.jsonl:3 e6'],
    7,
  ],
  [
    'a line that is no JSON',
    withLines(alone, a, (l) => l.with(2, 'gone\n')),
    ['unreadable writer-a.jsonl:3'],
    5,
  ],
  [
    'a line that was taken out',
    withLines(alone, a, (l) => l.toSpliced(2, 1)),
    ['missing writer-a.jsonl:3 e4'],
    5,
  ],
  [
    'three that were taken out',
    withLines(alone, a, (l) => l.toSpliced(1, 3)),
    ['missing writer-a.jsonl:2 e5'],
    3,
  ],
  [
    'the first that was taken out',
    withLines(alone, a, (l) => l.toSpliced(0, 1)),
    ['missing writer-a.jsonl:1 e2'],
    5,
  ],
  [
    'a single one left in the middle',
    withLines(alone, a, (l) => [at(l, 0), at(l, 2), at(l, 5)]),
    ['missing writer-a.jsonl:2 e3', 'missing writer-a.jsonl:3 e6'],
    3,
  ],
  [
    'the last ones that were taken out, which nobody had seen',
    withLines(alone, a, (l) => l.slice(0, 3)),
    [],
    3,
  ],
  [
    'the last one that was taken out, which another had seen',
    withLines(both, b, (l) => l.slice(0, 2)),
    ['missing writer-b.jsonl:3'],
    6,
  ],
  [
    'a file that was taken out, which another had seen',
    new Map([[a, both.get(a) ?? Buffer.alloc(0)]]),
    ['missing writer-b.jsonl:0'],
    4,
  ],
  [
    'an emptied file, which another had seen',
    new Map(both).set(b, Buffer.alloc(0)),
    ['missing writer-b.jsonl:0'],
    4,
  ],
  [
    'a line that was put in, of another writer',
    withLines(alone, a, (l) => l.toSpliced(3, 0, at(linesOfFile(both, b), 0))),
    ['inserted writer-a.jsonl:4 e2'],
    6,
  ],
  [
    'a line that was put in, of another incident',
    withLines(alone, a, (l) => l.toSpliced(3, 0, at(linesOfFile(other, a), 3))),
    ['inserted writer-a.jsonl:4 e4'],
    6,
  ],
  [
    'a line that stands there twice',
    withLines(alone, a, (l) => l.toSpliced(4, 0, at(l, 1))),
    ['inserted writer-a.jsonl:5 e2'],
    6,
  ],
  [
    'a line that was made up, at a place that is taken',
    withLines(alone, a, (l) => l.toSpliced(3, 0, forged(at(l, 3), 'note 4', 'note 9'))),
    ['inserted writer-a.jsonl:4 e4'],
    6,
  ],
  [
    'a line that was made up, behind all that follow',
    withLines(alone, a, (l) =>
      l.toSpliced(
        3,
        0,
        forged(at(l, 3), '"seq":4', '"seq":99').replace(/"prev":"\w+"/, `"prev":"${'0'.repeat(64)}"`),
      ),
    ),
    ['altered writer-a.jsonl:4 e4'],
    7,
  ],
  [
    'a line that was made up out of nothing',
    withLines(alone, a, (l) =>
      l.toSpliced(3, 0, forged(at(l, 3), /"seq":4(.*)"prev":"\w+"/, `"seq":99$1"prev":"${'0'.repeat(64)}"`)),
    ),
    ['inserted writer-a.jsonl:4 e4'],
    6,
  ],
  [
    'two lines that changed places',
    withLines(alone, a, (l) => [at(l, 0), at(l, 2), at(l, 1), ...l.slice(3)]),
    ['reordered writer-a.jsonl:2 e3'],
    6,
  ],
  [
    'the first line at the end',
    withLines(alone, a, (l) => [...l.slice(1), at(l, 0)]),
    ['reordered writer-a.jsonl:6 e1'],
    6,
  ],
  [
    'the last line in front',
    withLines(alone, a, (l) => [at(l, 5), ...l.slice(0, 5)]),
    ['reordered writer-a.jsonl:1 e6'],
    6,
  ],
  [
    'a torn tail that nobody had seen',
    withLines(alone, a, (l) => l.with(5, at(l, 5).slice(0, 100))),
    ['torn writer-a.jsonl:6 e6'],
    5,
  ],
  [
    'a torn tail that another had seen',
    withLines(both, b, (l) => l.with(2, at(l, 2).slice(0, 100))),
    ['missing writer-b.jsonl:3', 'torn writer-b.jsonl:3 e6'],
    6,
  ],
  [
    'a tail of NULs',
    new Map(alone).set(a, Buffer.concat([alone.get(a) ?? Buffer.alloc(0), Buffer.alloc(4096)])),
    ['torn writer-a.jsonl:7'],
    6,
  ],
  [
    'a line that can’t be read at the end, which another had seen',
    withLines(both, b, (l) => l.with(2, 'gone\n')),
    ['unreadable writer-b.jsonl:3'],
    6,
  ],
  [
    'a second file that goes on',
    new Map([
      [a, slice(alone, 0, 4)],
      ['writer-a.2.jsonl', slice(alone, 4, 6)],
    ]),
    [],
    6,
  ],
  [
    'a second file that says again what the first one says',
    new Map([
      [a, slice(alone, 0, 5)],
      ['writer-a.2.jsonl', slice(alone, 3, 6)],
    ]),
    [],
    6,
  ],
  [
    'a second file that says in whole what the first one has torn',
    new Map([
      [a, slice(alone, 0, 4, 100)],
      ['writer-a.2.jsonl', slice(alone, 4, 6)],
    ]),
    ['torn writer-a.jsonl:5 e5'],
    6,
  ],
  [
    'a second file without the first',
    new Map([['writer-a.2.jsonl', slice(alone, 4, 6)]]),
    ['missing writer-a.2.jsonl:1 e5'],
    2,
  ],
  [
    'a tenth file behind a ninth',
    new Map([
      ['writer-a.10.jsonl', slice(alone, 3, 6)],
      ['writer-a.9.jsonl', slice(alone, 0, 3)],
    ]),
    [],
    6,
  ],
  [
    'a file that is no writer’s',
    new Map(alone).set('copy of a.jsonl', slice(alone, 0, 2)),
    ['inserted copy of a.jsonl:0'],
    6,
  ],
];

/** Lines from … to of the one writer, and so many bytes of the next. */
function slice(files: Files, from: number, to: number, more = 0): Buffer {
  const lines = linesOfFile(files, a);
  return Buffer.from(lines.slice(from, to).join('') + (lines[to] ?? '').slice(0, more));
}

describe('a record held against itself', () => {
  for (const [name, files, findings, left] of cases)
    it(`${name}: ${findings.join(', ') || 'nothing'}`, () => {
      const contents = verify(files);
      assert.deepEqual(contents.findings.map(short).sort(), findings.sort());
      assert.equal(contents.events.length, left);
      assert.equal(
        contents.intact,
        findings.every((finding) => finding.startsWith('torn')),
      );
    });

  it('says in words what is wrong', () => {
    for (const [name, files] of cases)
      for (const { message } of verify(files).findings)
        assert.match(message, /^[a-z\d][^\n]{10,120}[^.\n]$/, name);
  });
});

describe('every truncation of a record', () => {
  const record = recordOf(notes(200, ['writer-a', 'writer-a', 'writer-b']));
  const whole = record.get(a) ?? Buffer.alloc(0);
  const total = readRecord(linesOfAll(record)).events.length;
  const linesBefore = (offset: number): number =>
    whole.subarray(0, offset).toString('latin1').split('\n').length - 1;
  const linesOfA = linesBefore(whole.length);
  const seenOfA = Math.max(
    ...readRecord(linesOfAll(record)).events.map(({ seen }) => seen['writer-a']?.seq ?? 0),
  );

  for (const offset of offsets(whole.length))
    it(`at ${offset}: what is before it stays, what is behind it is named`, () => {
      const { events, findings } = readRecord(linesOfAll(new Map(record).set(a, whole.subarray(0, offset))));
      const lines = linesBefore(offset);
      const isCut = whole[offset - 1] !== 0x0a && offset > 0;
      const line = offset === 0 ? 0 : lines + 1;
      assert.equal(events.length, total - linesOfA + lines);
      assert.deepEqual(findings.map((finding) => short(finding).replace(/ e\d+$/, '')).sort(), [
        ...(lines < seenOfA ? [`missing writer-a.jsonl:${line}`] : []),
        ...(isCut ? [`torn writer-a.jsonl:${line}`] : []),
      ]);
    });
});

describe('every flipped byte of a record', () => {
  const record = recordOf(notes(200, ['writer-a', 'writer-a', 'writer-b']));
  const whole = record.get(a) ?? Buffer.alloc(0);
  const total = readRecord(linesOfAll(record)).events.length;

  for (const offset of offsets(whole.length - 1))
    it(`at ${offset}: its line is named, and the others are read`, () => {
      for (const mask of [0xff, 0x01, 0x20, whole[offset] ?? 0, (whole[offset] ?? 0) ^ 0x0a]) {
        if (mask === 0) continue;
        const flipped = Buffer.from(whole);
        flipped[offset] = (whole[offset] ?? 0) ^ mask;
        const line = whole.subarray(0, offset).toString('latin1').split('\n').length;
        const { events, findings } = readRecord(linesOfAll(new Map(record).set(a, flipped)));
        assert.ok(findings.some((finding) => finding.line === line && finding.file === `events/${a}`));
        assert.ok(events.length >= total - 2);
      }
    });
});

/** A sample that has the first and the last ones: the benchmark goes through all. */
function offsets(length: number): number[] {
  const spread = Array.from({ length: 60 }, (_, index) => Math.floor((index * length) / 60));
  return [...new Set([...spread, 1, 2, length - 2, length - 1, length])].filter((offset) => offset <= length);
}

describe('the files beside the events', () => {
  const guide = Buffer.from('# Guide\n');
  const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const opened: Fact = {
    type: 'opened',
    playbook: 'api-down',
    title: 'API down',
    guide: 'guide.md',
    guideSha256: sha256Of(guide),
    target: { host: 'h', user: 'u', folder: '/' },
    timezone: 'UTC',
  };
  const output = 'a'.repeat(64);
  const stray = 'b'.repeat(64);
  const told = (facts: readonly Fact[]): Files =>
    recordOf(facts.map((fact, index) => ({ writer: 'writer-a', fact, ms: index })));
  const record = told([opened, { type: 'output', run: 'r', bytes: 1, sha256: output }]);
  const torn = withLines(record, a, (lines) => [...lines, '{"id"']);
  const removed = told([
    opened,
    { type: 'output', run: 'r', bytes: 1, sha256: output },
    { type: 'tombstone', sha256: output, why: 'a name' },
  ]);
  const beside: readonly [
    string,
    Files,
    Buffer | undefined,
    [string, string | undefined][],
    string[],
    number,
  ][] = [
    ['all are there', record, guide, [[output, output]], [], 0],
    ['the output is compressed', record, guide, [[`${output}.gz`, output]], [], 0],
    ['the output is not here', record, guide, [], [], 1],
    ['the output was taken out for privacy', removed, guide, [], [], 0],
    ['the output is another', record, guide, [[output, stray]], [`blob blobs/${output}:0 e2`], 0],
    [
      'the output can’t be unpacked',
      record,
      guide,
      [[`${output}.gz`, undefined]],
      [`blob blobs/${output}.gz:0 e2`],
      0,
    ],
    [
      'the guide is another',
      record,
      Buffer.from('# Other\n'),
      [[output, output]],
      ['guide guide.md:0 e1'],
      0,
    ],
    ['the guide is not there', record, undefined, [[output, output]], ['guide guide.md:0 e1'], 0],
    [
      'one output that a writer left when it was killed',
      record,
      guide,
      [
        [output, output],
        [stray, stray],
      ],
      [],
      0,
    ],
    [
      'more outputs than that',
      record,
      guide,
      [
        [output, output],
        [stray, stray],
        ['c'.repeat(64), 'c'.repeat(64)],
        ['d'.repeat(64), 'd'.repeat(64)],
      ],
      [`missing blobs/${stray}:0`],
      0,
    ],
    [
      'a torn tail, and an output that it may have named',
      torn,
      guide,
      [
        [output, output],
        [stray, stray],
      ],
      ['torn writer-a.jsonl:3', 'missing writer-a.jsonl:3'],
      0,
    ],
    ['a torn tail alone', torn, guide, [[output, output]], ['torn writer-a.jsonl:3'], 0],
  ];
  for (const [name, files, guideCopy, blobs, findings, notHere] of beside)
    it(`${name}: ${findings.join(', ') || 'nothing'}`, () => {
      const found = verify(files, { ...(guideCopy && { guide: guideCopy }), blobs: new Map(blobs) });
      assert.deepEqual(found.findings.map(short), findings);
      assert.equal(found.outputsNotHere, notHere);
    });
});

describe('attached files', () => {
  const file = 'attachments/0123-graph.png';
  const attached = {
    type: 'attached',
    kind: 'picture',
    title: 'graph',
    file,
    sha256: 'a'.repeat(64),
  } as const;
  const link = {
    type: 'attached',
    kind: 'link',
    title: 'dashboard',
    link: 'https://grafana.example',
  } as const;
  const removed = { type: 'tombstone', sha256: attached.sha256, why: 'a face' } as const;
  const told = (...facts: readonly Fact[]): Files =>
    recordOf(facts.map((fact, index) => ({ writer: 'writer-a', fact, ms: index * 1000 })));
  const rows: readonly [
    name: string,
    files: Files,
    here: [string, string][],
    findings: string[],
    notHere: number,
  ][] = [
    ['one as it was attached', told(attached), [[file, attached.sha256]], [], 0],
    ['one that was changed', told(attached), [[file, 'b'.repeat(64)]], [`blob ${file}:0 e1`], 0],
    ['one that is not here', told(attached), [], [], 1],
    ['one that was removed for privacy', told(attached, removed), [], [], 0],
    ['a link, which has no file', told(link), [], [], 0],
    ['a file of somebody that no line names', told(link), [['attachments/notes.txt', 'c']], [], 0],
  ];
  for (const [name, files, here, findings, notHere] of rows)
    it(`${name}: ${findings.join(', ') || 'nothing'}`, () => {
      const found = verify(files, { attachments: new Map(here) });
      assert.deepEqual([found.findings.map(short), found.outputsNotHere], [findings, notHere]);
    });
});

describe('a record of a newer version', () => {
  it('is known by an undamaged line, and not by one in which a byte was flipped', () => {
    const newer = withLines(alone, a, (l) => l.with(5, forged(at(l, 5), '"schema":1', '"schema":2')));
    const flipped = withLines(alone, a, (l) => l.with(5, at(l, 5).replace('"schema":1', '"schema":2')));
    assert.deepEqual([verify(newer).newer, verify(flipped).newer, verify(alone).newer], [true, false, false]);
    assert.equal(verify(newer).events.length, 6);
  });
});

describe('the head of a record', () => {
  it('is the sha256 over the sorted writer:hash lines of the writers’ last', () => {
    const last = (name: string): string =>
      /"hash":"(\w+)"\}\n$/.exec(at(linesOfFile(both, name), -1))?.[1] ?? '';
    const text = `writer-a:${last(a)}\nwriter-b:${last(b)}\n`;
    assert.equal(verify(both).head, createHash('sha256').update(text).digest('hex'));
  });
});

describe('names of files of events', () => {
  it('say whose they are and which one it is, there and back', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9-]{8,40}$/),
        fc.integer({ min: 1, max: 1e6 }),
        (writer, segment) => {
          assert.deepEqual(writerOf(fileOf(writer, segment)), { writer, segment });
        },
      ),
    );
  });
  for (const name of [
    'short.jsonl',
    'Writer-aa.jsonl',
    'writer-aa.torn',
    'writer-aa.x.jsonl',
    'writer-aa.jsonl.bak',
    '',
  ])
    it(`${name || 'nothing'} is no writer's`, () => {
      assert.equal(writerOf(name), undefined);
    });
});
