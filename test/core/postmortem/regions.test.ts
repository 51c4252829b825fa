import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fillTemplate,
  identityLine,
  idsInTemplate,
  mergeRegions,
  regionLines,
} from '../../../src/core/postmortem/regions.ts';
import type { MergeResult, Region } from '../../../src/core/postmortem/regions.ts';

const incident = '2026-11-24-api-k3x9';
const old: readonly Region[] = [
  { id: 'header', markdown: 'old header' },
  { id: 'timeline', markdown: 'old\n\ntimeline' },
];
const fresh: readonly Region[] = [
  { id: 'header', markdown: 'new header' },
  { id: 'timeline', markdown: 'new\n\ntimeline' },
];

function documentWith(regions: readonly Region[]): string {
  return [
    identityLine(incident),
    '# Title',
    '',
    ...regions.flatMap((region) => [...regionLines(region), '']),
    '',
  ].join('\n');
}

function merged(existing: string, regions = fresh): Extract<MergeResult, { kind: 'merged' }> {
  const result = mergeRegions(existing, regions, incident);
  assert.equal(result.kind, 'merged');
  return result;
}

describe('bringing a post-mortem up to date', () => {
  it('rewrites what is ours', () => {
    assert.deepEqual(merged(documentWith(old)), {
      kind: 'merged',
      text: documentWith(fresh),
      edited: [],
      missing: [],
    });
  });

  it('leaves a region that a person changed, and names it', () => {
    const existing = documentWith(old).replace('old header', 'my header');
    const { text, edited } = merged(existing);
    assert.deepEqual(edited, ['header']);
    assert.equal(
      text,
      documentWith(fresh).replace(regionText(fresh, 0), regionText(old, 0).replace('old', 'my')),
    );
  });

  it('does not name a region that a person changed to what it is now', () => {
    const existing = documentWith(old).replace('old header', 'new header');
    assert.deepEqual(merged(existing), {
      kind: 'merged',
      text: documentWith(fresh),
      edited: [],
      missing: [],
    });
  });

  it('does not put back a region that a person took out', () => {
    const existing = documentWith(old).replace(regionText(old, 1), '');
    const { text, missing } = merged(existing);
    assert.deepEqual(missing, ['timeline']);
    assert.equal(text, documentWith(fresh).replace(regionText(fresh, 1), ''));
  });

  it('moves with a region that a person moved', () => {
    const existing = documentWith([...old].reverse());
    assert.equal(merged(existing).text, documentWith([...fresh].reverse()));
  });

  it('keeps CR LF where a file has it', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    assert.deepEqual(merged(crlf(documentWith(old))), {
      kind: 'merged',
      text: crlf(documentWith(fresh)),
      edited: [],
      missing: [],
    });
  });

  it('leaves a region alone whose end is gone', () => {
    const existing = documentWith(old).replace('<!-- /incident-runbook:header -->\n', '');
    const { text, missing } = merged(existing);
    assert.deepEqual(missing, ['header']);
    assert.match(text, /old header/);
  });

  it('leaves a copy of a region alone: the first counts', () => {
    const existing = documentWith([old[0] ?? fail(), ...old]);
    assert.equal(
      merged(existing).text,
      documentWith([fresh[0] ?? fail(), old[0] ?? fail(), fresh[1] ?? fail()]),
    );
  });

  it('leaves regions that it does not know', () => {
    const other: Region = { id: 'later', markdown: 'from a newer version' };
    assert.equal(merged(documentWith([...old, other])).text, documentWith([...fresh, other]));
  });

  it('a file that ends without a line end keeps ending so', () => {
    const existing = documentWith(old).trimEnd();
    assert.equal(merged(existing).text, documentWith(fresh).trimEnd());
  });

  const foreign: readonly [what: string, existing: string, reason: RegExp][] = [
    ['a file of someone else', '# Notes\n', /not a post-mortem of this incident/],
    [
      'another incident’s',
      documentWith(old).replace(incident, '2026-01-01-db-aaaa'),
      /post-mortem of 2026-01-01-db-aaaa/,
    ],
    [
      'another incident’s that speaks of this one',
      `${documentWith(old).replace(incident, '2026-01-01-db-aaaa')}\nlike ${incident}\n`,
      /2026-01-01-db-aaaa/,
    ],
    ['a file that only speaks of this incident', `# ${incident}\n`, /not a post-mortem/],
  ];
  for (const [what, existing, reason] of foreign) {
    it(`refuses ${what}`, () => {
      const result = mergeRegions(existing, fresh, incident);
      assert.equal(result.kind, 'foreign');
      assert.match(result.reason, reason);
    });
  }

  it('knows its own without the first line, by the regions and the incident’s name in them', () => {
    const named: Region = { id: 'header', markdown: `Incident ${incident}` };
    const existing = regionLines(named).join('\n');
    assert.equal(mergeRegions(existing, fresh, incident).kind, 'merged');
  });
});

describe('what people wrote', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '# Mine',
      '<!-- /incident-runbook:header -->',
      '<!-- a -->',
      '',
      '```',
      '| a |',
      '\u2028',
      '\r',
    ),
  );
  const writing = fc
    .array(line, { maxLength: 6 })
    .map((lines) => lines.map((text) => `${text.replaceAll('\n', ' ')}\n`).join(''));

  it('survives every export, byte for byte, wherever outside of regions it stands', () => {
    fc.assert(
      fc.property(writing, writing, writing, (above, between, below) => {
        const around = (regions: readonly Region[]): string =>
          [
            `${identityLine(incident)}\n`,
            above,
            regionText(regions, 0),
            between,
            regionText(regions, 1),
            below,
          ].join('');
        const { text, edited } = merged(around(old));
        assert.equal(text, around(fresh));
        assert.deepEqual(edited, []);
        assert.equal(merged(text).text, text);
      }),
    );
  });

  it('survives inside of regions too, whatever was changed there', () => {
    fc.assert(
      fc.property(writing, (words) => {
        const existing = documentWith(old).replace('old header\n', () => `old header\n${words}`);
        const { text } = merged(existing);
        assert.ok(words === '' || text.includes(words));
        assert.equal(merged(text).text, text);
      }),
    );
  });

  it('survives a document that is cut anywhere', () => {
    const whole = documentWith(old);
    for (let at = 0; at <= whole.length; at++) {
      const result = mergeRegions(whole.slice(0, at), fresh, incident);
      if (result.kind === 'merged') assert.equal(merged(result.text).text, result.text);
    }
  });
});

describe('a team’s template', () => {
  const parts = new Map([['timeline', ['TABLE']]]);

  it('has sections where its lines ask for them, and is kept otherwise', () => {
    const { text, unknown } = fillTemplate(
      '# Ours\r\n\r\n<!-- incident-runbook:timeline -->\r\nend',
      parts,
      incident,
    );
    assert.equal(text, `${identityLine(incident)}\n# Ours\n\nTABLE\nend`);
    assert.deepEqual(unknown, []);
  });

  it('says which sections there are none of', () => {
    assert.deepEqual(fillTemplate('<!-- incident-runbook:weather -->', parts, incident).unknown, ['weather']);
    assert.deepEqual(idsInTemplate('text\n<!-- incident-runbook:a -->\n<!-- incident-runbook:b -->'), [
      'a',
      'b',
    ]);
  });
});

function regionText(regions: readonly Region[], index: number): string {
  return `${regionLines(regions[index] ?? fail()).join('\n')}\n`;
}

function fail(): never {
  throw new Error('there is such a region');
}
