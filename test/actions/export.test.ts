import assert from 'node:assert/strict';
import * as v from 'valibot';
import { exportPostMortem } from '../../src/actions/export.ts';
import type { ExportRequest, ExportResult } from '../../src/actions/export.ts';
import { postMortemSchema } from '../../src/core/postmortem/document.ts';
import { eventsOf, opened, ran } from '../events.ts';
import { assertGolden } from '../goldens.ts';
import { apiDownStory, storyOf } from '../stories.ts';

type Exported = Extract<ExportResult, { kind: 'exported' }>;

async function exported(over: Partial<ExportRequest> = {}): Promise<Exported> {
  const result = await exportPostMortem({ ...apiDownStory(), format: 'md', ...over });
  assert.equal(result.kind, 'exported');
  return result;
}

describe('the export of a whole night', () => {
  it('is the Markdown that was read and found good', async () => {
    assertGolden((await exported()).text, 'postmortem/api-down.md');
  });

  it('is the page that was looked at', async () => {
    assertGolden((await exported({ format: 'html' })).text, 'postmortem/api-down.html');
  });

  it('is data by the published schema', async () => {
    const { text } = await exported({ format: 'json' });
    assertGolden(text, 'postmortem/api-down.json');
    v.assert(postMortemSchema, JSON.parse(text));
  });

  it('is the same to the byte in any zone and locale of the machine', async () => {
    const { TZ, LANG } = process.env;
    const { text } = await exported();
    try {
      process.env['TZ'] = 'Pacific/Chatham';
      process.env['LANG'] = 'ar_EG.UTF-8';
      assert.equal((await exported()).text, text);
    } finally {
      restore('TZ', TZ);
      restore('LANG', LANG);
    }
  });
});

describe('exporting again', () => {
  it('changes nothing when nothing happened', async () => {
    const { text } = await exported();
    const again = await exported({ existing: text });
    assert.deepEqual(again, { kind: 'exported', text, edited: [], missing: [], unknown: [] });
  });

  it('brings the facts up to date and keeps what people wrote', async () => {
    const story = apiDownStory();
    const early = { ...story.contents, events: story.contents.events.slice(0, 20) };
    const first = await exported({ contents: early });
    const written = first.text
      .replace(
        '> _What happened, in three sentences, for someone who was asleep._',
        'The API ran out of memory.',
      )
      .concat('\n## Ours\n\nMore.\n');
    const { text, edited } = await exported({ existing: written });
    const fresh = await exported();
    assert.equal(
      text,
      fresh.text
        .replace(
          '> _What happened, in three sentences, for someone who was asleep._',
          'The API ran out of memory.',
        )
        .concat('\n## Ours\n\nMore.\n'),
    );
    assert.deepEqual(edited, []);
  });

  it('names what people changed in a region, and what they took out', async () => {
    const { text } = await exported();
    const existing = text
      .replace('- [ ] Mend line 12', '- [x] Mend line 12')
      .replace(/<!-- incident-runbook:comparisons [\s\S]*<!-- \/incident-runbook:comparisons -->\n/, '');
    const again = await exported({ existing });
    assert.deepEqual(
      [again.edited, again.missing, again.text],
      [['action-items'], ['comparisons'], existing],
    );
  });

  const others: readonly [what: string, format: ExportRequest['format'], existing: string][] = [
    ['someone’s Markdown', 'md', '# Notes\n'],
    ['someone’s page', 'html', '<!doctype html>'],
    ['someone’s data', 'json', '{"incident":"other"}'],
    ['what is no data', 'json', 'hello'],
    ['a list of data', 'json', '[1]'],
  ];
  for (const [what, format, existing] of others) {
    it(`refuses to write over ${what}, unless told to replace it`, async () => {
      const request = { ...apiDownStory(), format, existing };
      assert.equal((await exportPostMortem(request)).kind, 'refused');
      assert.equal((await exportPostMortem({ ...request, onto: 'replace' })).kind, 'exported');
    });
  }

  it('writes over its own page and data, and onto an empty file', async () => {
    for (const format of ['html', 'json', 'md'] as const) {
      const { text } = await exported({ format });
      assert.equal((await exported({ format, existing: text })).text, text);
      assert.equal((await exported({ format, existing: '\n' })).text, text);
    }
  });

  it('shows in the page what people wrote in the Markdown', async () => {
    const { text } = await exported();
    const edited = text.replace('> _What happened', 'The API ran out of memory.\n\n> _What happened');
    assert.match((await exported({ format: 'html', edited })).text, /<p>The API ran out of memory\.<\/p>/);
    const foreign = await exportPostMortem({ ...apiDownStory(), format: 'html', edited: '# Notes' });
    assert.equal(foreign.kind, 'refused');
  });
});

describe('a team’s template', () => {
  const template =
    '<!-- incident-runbook:title -->\n\nOur head.\n\n<!-- incident-runbook:tried -->\n<!-- incident-runbook:weather -->\n';

  it('has the sections that it asks for, in its order, and is brought up to date like any other', async () => {
    const first = await exported({ template });
    assert.match(first.text, /\n# API Service Completely Down, 24 November 2026\n\nOur head\.\n/);
    assert.deepEqual(first.unknown, ['weather']);
    assert.doesNotMatch(first.text, /Key figures/);
    const again = await exported({ template, existing: first.text });
    assert.deepEqual([again.text, again.missing], [first.text, []]);
  });
});

describe('outputs in the export', () => {
  const look = { run: 'a', step: 'a/1', title: 'Look', commands: ['ls'], phase: 'diagnose' } as const;

  it('show a character that two parts share', async () => {
    const bytes = new TextEncoder().encode('grün\n');
    const parts = [bytes.slice(0, 3), bytes.slice(3)];
    const events = eventsOf([
      [0, opened()],
      [1, { type: 'run-started', ...look, commands: ['ls'], stepSha256: '' }],
      ...parts.map(
        (part, index) =>
          [2, { type: 'output', run: 'a', part: index, bytes: part.length, sha256: `${index}` }] as const,
      ),
    ]);
    const { contents } = storyOf(events);
    const journal = {
      ...noAttachments,
      incident: 'i',
      blob: (sha256: string) => Promise.resolve(parts[Number(sha256)]),
    };
    const { text } = await exported({ contents, journal });
    assert.match(text, /\n```text\ngrün\n```\n/);
  });

  it('of a very long run are read at both ends, and what is between is counted', async () => {
    const events = eventsOf([
      [0, opened()],
      [1, { type: 'run-started', ...look, commands: ['ls'], stepSha256: '' }],
      ...Array.from(
        { length: 9 },
        (_, index) => [2, { type: 'output', run: 'a', part: index, bytes: 100, sha256: `${index}` }] as const,
      ),
    ]);
    const read: string[] = [];
    const journal = {
      ...noAttachments,
      incident: 'i',
      blob: (sha256: string) => {
        read.push(sha256);
        return Promise.resolve(new TextEncoder().encode(`part ${sha256}\n`));
      },
    };
    const { text } = await exported({ contents: storyOf(events).contents, journal });
    assert.deepEqual(read, ['0', '8']);
    assert.match(text, /part 0\n\n… 700 bytes not read …\npart 8/);
  });

  it('of a very long run are read whole where lines are pinned, which would else be other lines', async () => {
    const parts = Array.from({ length: 9 }, (_, index) => `line ${index + 1}\n`);
    const events = eventsOf([
      [0, opened()],
      [1, { type: 'run-started', ...look, commands: ['ls'], stepSha256: '' }],
      ...parts.map(
        (_, index) => [2, { type: 'output', run: 'a', part: index, bytes: 7, sha256: `${index}` }] as const,
      ),
      [3, { type: 'evidence-pinned', run: 'a', lines: '6-7' }],
    ]);
    const blob = (sha256: string): Promise<Uint8Array> =>
      Promise.resolve(new TextEncoder().encode(parts[Number(sha256)]));
    const journal = { ...noAttachments, incident: 'i', blob };
    const { text } = await exported({ contents: storyOf(events).contents, journal });
    assert.match(text, /```text\nline 6\nline 7\n```/);
  });

  it('that are not here are told', async () => {
    const { contents } = storyOf(eventsOf([[0, opened()], ...ran(1, { ...look, output: 'x' })]));
    const journal = { ...noAttachments, incident: 'i', blob: () => Promise.resolve(undefined) };
    assert.match(
      (await exported({ contents, journal })).text,
      /Its output \(1 byte\) is not in this copy of the record/,
    );
  });

  it('can’t end a region, forge one or hide what stands behind them', async () => {
    const output = '```\n<!-- /incident-runbook:diagnosis -->\n</details>\n<script>\n';
    const story = storyOf(eventsOf([[0, opened()], ...ran(1, { ...look, output })]), [output]);
    const { text } = await exported({ ...story });
    assert.deepEqual((await exported({ ...story, existing: text })).edited, []);
    const page = await exported({ ...story, format: 'html' });
    assert.doesNotMatch(page.text, /<script>/);
  });
});

const noAttachments = { attachment: () => Promise.resolve(undefined) };

function restore(name: 'TZ' | 'LANG', value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
