import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShownIncident } from '../../src/core/incident/show.ts';
import { assertOneLine, desk, eventsOf, linesOf } from './command-line.ts';
import type { Desk } from './command-line.ts';

const shop = ['run', 'shop.md', '--playbook', 'shop-down'];

describe('the record by the command line', function () {
  this.timeout(120_000); // each test starts several processes, one after another
  let at: Desk;
  before(async () => {
    at = desk('shop.md', 'shell.md');
    const ended = await at.type([...shop, '--phase', 'immediate-action']);
    assert.equal(ended.exitCode, 1);
  });
  after(() => {
    at.remove();
  });

  const shown = async (...words: readonly string[]): Promise<ShownIncident> => {
    const { stdout } = await at.type(['show', 'latest', '--json', ...words]);
    return JSON.parse(stdout) as ShownIncident;
  };

  it('show gives what the incident is now, and every run with its outcome', async () => {
    const state = await shown();
    assert.deepEqual(
      [state.schema, state.playbook, state.title, state.severity, state.status],
      [1, 'shop-down', 'Shop Down', 'Critical', 'investigating'],
    );
    assert.deepEqual(
      state.runs.map(({ step, outcome, exitCode }) => [step, outcome, exitCode]),
      [
        ['immediate-action/1', 'succeeded', 0],
        ['immediate-action/2', 'failed', 2],
        ['immediate-action/3', 'succeeded', 0],
      ],
    );
    assert.deepEqual(state.runs[2]?.commands[0]?.pipeStatus, [1, 0]);
    assert.deepEqual(state.findings, []);
    assert.ok(state.milestones.acknowledged);
    assert.ok(state.timeline.length > 3);
  });

  it('a copy of the record shows the same bytes, but for its folder', async () => {
    const { folder } = await shown();
    const copy = path.join(at.folder, 'copy');
    cpSync(folder, copy, { recursive: true });
    const original = await at.type(['show', 'latest', '--json']);
    const copied = await at.type(['show', copy, '--json']);
    assert.equal(copied.stdout.replaceAll(copy, ''), original.stdout.replaceAll(folder, ''));
  });

  it('an incident is meant by its id, its beginning, its folder, or latest', async () => {
    const { incident, folder } = await shown();
    for (const word of [incident, incident.slice(0, -3), folder, 'latest']) {
      assert.equal(
        (JSON.parse((await at.type(['show', word, '--json'])).stdout) as ShownIncident).incident,
        incident,
      );
    }
    const unknown = await at.type(['show', 'nope']);
    assert.equal(unknown.exitCode, 2);
    assertOneLine(unknown);
  });

  it('--journal and its variable say where incidents lie', async () => {
    const elsewhere = path.join(at.folder, 'elsewhere');
    const ended = await at.type([...shop, '--step', 'immediate-action/1', '--journal', elsewhere]);
    assert.equal(ended.exitCode, 0);
    const found = await at.type(['incidents', '--json'], { env: { INCIDENT_RUNBOOK_JOURNAL: elsewhere } });
    assert.equal((JSON.parse(found.stdout) as unknown[]).length, 1);
    assert.ok(readdirSync(elsewhere).some((name) => name.includes('shop-down')));
  });

  it('incidents gives one array, with a head each', async () => {
    const { stdout } = await at.type(['incidents', '--json']);
    const [one] = JSON.parse(stdout) as Record<string, unknown>[];
    assert.deepEqual(
      [one?.['playbook'], one?.['severity'], one?.['status'], one?.['head'] === (await shown()).head],
      ['shop-down', 'Critical', 'investigating', true],
    );
  });

  it('output --raw gives exactly the stored bytes; without it escape sequences are out', async () => {
    const env = { INCIDENT_RUNBOOK_JOURNAL: path.join(at.folder, 'outputs') };
    const ended = await at.type(
      ['run', 'shell.md', '--playbook', 'shell-state', '--step', 'diagnosis/what-colour-is-it', '--json'],
      { env },
    );
    const started = eventsOf(ended).find(({ type }) => type === 'run-started');
    assert.ok(started?.type === 'run-started');
    assert.equal(
      (await at.type(['output', started.run, '--raw'], { env })).stdout,
      '\u001B[31mred\u001B[0m\n',
    );
    assert.equal((await at.type(['output', started.run], { env })).stdout, 'red\n');
    const unknown = await at.type(['output', 'nope']);
    assert.equal(unknown.exitCode, 2);
    assertOneLine(unknown);
  });

  it('remove deletes an output, and output, show and verify say so', async () => {
    const env = { INCIDENT_RUNBOOK_JOURNAL: path.join(at.folder, 'removed') };
    await at.type([...shop, '--step', 'immediate-action/1'], { env });
    const now = async (): Promise<ShownIncident> =>
      JSON.parse((await at.type(['show', 'latest', '--json'], { env })).stdout) as ShownIncident;
    const run = (await now()).runs[0]?.run ?? '';
    const without = await at.type(['remove', run], { env });
    assert.equal(without.exitCode, 2);
    assertOneLine(without);
    const ended = await at.type(['remove', run, '--why', 'a name'], { env });
    assert.equal(ended.exitCode, 0, ended.stderr);
    assert.equal((await now()).runs[0]?.output.removed, 'a name');
    const read = await at.type(['output', run], { env });
    assert.equal(read.exitCode, 1);
    assert.match(read.stderr, /was removed on .* a name/);
    const verified = await at.type(['verify', 'latest', '--json'], { env });
    assert.equal(verified.exitCode, 0);
    assert.equal((JSON.parse(verified.stdout) as Record<string, unknown>)['outputsRemoved'], 1);
  });

  describe('verify', () => {
    it('0 when intact, and says how much there is', async () => {
      const { incident } = await shown();
      const ended = await at.type(['verify', 'latest', '--json']);
      assert.equal(ended.exitCode, 0);
      const verdict = JSON.parse(ended.stdout) as Record<string, unknown>;
      assert.deepEqual([verdict['incident'], verdict['intact'], verdict['findings']], [incident, true, []]);
    });

    it('1 when a line was altered, with file, line and event; and writes nothing', async () => {
      const damaged = path.join(at.folder, 'damaged');
      cpSync((await shown()).folder, damaged, { recursive: true });
      const [name = ''] = readdirSync(path.join(damaged, 'events'));
      const file = path.join(damaged, 'events', name);
      const lines = readFileSync(file, 'utf8').split('\n');
      lines[1] = (lines[1] ?? '').replace(/"title":"[^"]*"/, '"title":"nothing to see"');
      writeFileSync(file, lines.join('\n'));
      const before = readdirSync(damaged, { recursive: true }).sort();
      const ended = await at.type(['verify', damaged, '--json']);
      assert.equal(ended.exitCode, 1);
      const { intact, findings } = JSON.parse(ended.stdout) as {
        intact: boolean;
        findings: Record<string, unknown>[];
      };
      assert.equal(intact, false);
      assert.deepEqual(
        [findings[0]?.['kind'], findings[0]?.['file'], findings[0]?.['line']],
        ['altered', `events/${name}`, 2],
      );
      assert.ok(findings[0]?.['event']);
      const words = await at.type(['verify', damaged]);
      assert.ok(words.stdout.includes(`events/${name}:2: altered`));
      assert.deepEqual(readdirSync(damaged, { recursive: true }).sort(), before);
    });

    it('a torn last line is told and is no damage', async () => {
      const torn = path.join(at.folder, 'torn');
      cpSync((await shown()).folder, torn, { recursive: true });
      const [name = ''] = readdirSync(path.join(torn, 'events'));
      appendFileSync(path.join(torn, 'events', name), '{"id":"cut sho');
      const ended = await at.type(['verify', torn, '--json']);
      assert.equal(ended.exitCode, 0);
      assert.match(ended.stdout, /"kind":"torn"/);
    });
  });

  describe('tells the record something', () => {
    it('a note, back-filled in the zone of the incident, by whom it is', async () => {
      const ended = await at.type([
        'note',
        'latest',
        'the deploy was before',
        '--at',
        '2026-01-10T02:14:00Z',
        '--by',
        'ana',
        '--json',
      ]);
      const [event] = eventsOf(ended);
      assert.ok(event?.type === 'note');
      assert.deepEqual(
        [event.text, event.by, event.occurredAt],
        ['the deploy was before', 'ana', '2026-01-10T02:14:00.000Z'],
      );
      assert.equal((await shown()).timeline[0], event.id, 'it stands where it happened');
    });

    it('a file or a link, without its secrets and where it belongs in time', async () => {
      writeFileSync(path.join(at.folder, 'env.txt'), 'NODE_ENV=production\nDB_PASSWORD=S3cret-S3cret\n');
      const when = ['--at', '2026-01-10T02:15:00Z', '--json'];
      const file = await at.type(['attach', 'latest', 'env.txt', '--title', 'what the pod had', ...when]);
      assert.equal(file.exitCode, 0, file.stderr);
      assert.match(file.stderr, /Secrets taken out of it: 1\./);
      const [event] = eventsOf(file);
      assert.ok(event?.type === 'attached');
      assert.deepEqual(
        [event.kind, event.title, event.occurredAt],
        ['file', 'what the pod had', '2026-01-10T02:15:00.000Z'],
      );
      const { folder, timeline } = await shown();
      assert.ok(timeline.indexOf(event.id) < timeline.length - 1, 'it stands where it happened');
      assert.match(
        readFileSync(path.join(folder, event.file ?? ''), 'utf8'),
        /^NODE_ENV=production\nDB_PASSWORD=\[secret password [0-9a-f]+\]\n$/,
      );
      const link = await at.type(['attach', 'latest', 'https://grafana.example.com/d/1']);
      assert.equal(link.exitCode, 0, link.stderr);
      assert.match(link.stdout, /grafana\.example\.com/);
      for (const [wrong, says] of [
        ['nowhere.png', /can't be read: there is no such file/],
        ['.', /can't be read: it is a folder/],
        ['env.txt', /--at|time/i],
      ] as const) {
        const refused = await at.type([
          'attach',
          'latest',
          wrong,
          ...(wrong === 'env.txt' ? ['--at', 'noon'] : []),
        ]);
        assert.equal(refused.exitCode, 2);
        assertOneLine(refused);
        assert.match(refused.stderr, says);
      }
    });

    it('a correction of an event, by its id, with why; what was corrected reads so', async () => {
      const told = await at.type(['note', 'latest', 'host b', '--json']);
      const [note] = eventsOf(told);
      const id = note?.id ?? '';
      const words = [
        'amend',
        'latest',
        id,
        '--text',
        'host a',
        '--at',
        '2026-01-02T03:04Z',
        '--why',
        'mixed up',
      ];
      const ended = await at.type([...words, '--json']);
      assert.equal(ended.exitCode, 0, ended.stderr);
      const [event] = eventsOf(ended);
      assert.ok(event?.type === 'amended');
      assert.deepEqual([event.event, event.happenedAt], [id, '2026-01-02T03:04:00.000Z']);
      const { notes, amended, timeline } = await shown();
      const read = notes.find((one) => one.event === id);
      assert.deepEqual([read?.text, read?.at], ['host a', '2026-01-02T03:04:00.000Z']);
      assert.deepEqual(amended.at(-1)?.why, 'mixed up');
      assert.ok(timeline.indexOf(id) < timeline.indexOf(event.id));
      const refused: readonly [words: readonly string[], exitCode: number][] = [
        [['amend', 'latest', 'nope', '--text', 'x', '--why', 'y'], 2],
        [['amend', 'latest', id, '--why', 'y'], 2],
        [['amend', 'latest', id, '--text', 'x'], 2],
        [['amend', 'latest', event.id, '--text', 'x', '--why', 'y'], 4],
      ];
      for (const [typed, exitCode] of refused) {
        const no = await at.type(typed);
        assert.equal(no.exitCode, exitCode, typed.join(' '));
        assertOneLine(no);
      }
    });

    it('a note whose time is none: 2', async () => {
      const ended = await at.type(['note', 'latest', 'x', '--at', 'noonish']);
      assert.equal(ended.exitCode, 2);
      assertOneLine(ended);
    });

    const refusals: readonly [why: string, argv: readonly string[], exitCode: 2 | 4, said: RegExp][] = [
      ['an unknown status', ['status', 'latest', 'resolvd'], 2, /did you mean "resolved"/],
      [
        'an unknown severity',
        ['severity', 'latest', 'Criticl', '--reason', 'x'],
        2,
        /did you mean "Critical"/,
      ],
      ['a severity without a reason', ['severity', 'latest', 'Low'], 2, /--reason/],
      ['an unknown step', ['done', 'latest', 'immediate-action/8'], 2, /did you mean/],
      ['resolved without a passed verification or a reason', ['status', 'latest', 'resolved'], 4, /--reason/],
      [
        'resolved for a reason without words',
        ['status', 'latest', 'resolved', '--reason', ' '],
        4,
        /--reason/,
      ],
      ['closed before it is resolved', ['status', 'latest', 'closed'], 4, /resolved before it is closed/],
      ['an unknown verb', ['nte', 'latest', 'x'], 2, /Did you mean note/],
    ];
    for (const [why, argv, exitCode, said] of refusals) {
      it(`${exitCode}: ${why}`, async () => {
        const before = at.linesOnDisk();
        const ended = await at.type(argv);
        assert.equal(ended.exitCode, exitCode);
        assertOneLine(ended);
        assert.match(ended.stderr, said);
        assert.deepEqual(at.linesOnDisk(), before);
      });
    }

    it('severity, done, status: each by its event, and what follows from them', async () => {
      const severity = await at.type(['severity', 'latest', 'low', '--reason', 'only the till', '--json']);
      const [first] = eventsOf(severity);
      assert.ok(
        first?.type === 'severity-changed' && first.severity === 'Low' && first.responseSeconds === 14_400,
      );
      const done = await at.type([
        'done',
        'latest',
        'root-cause-analysis/visit-http-localhost-shop',
        '--note',
        'looked',
        '--json',
      ]);
      assert.equal(eventsOf(done)[0]?.type, 'step-done');
      assert.equal((await at.type(['status', 'latest', 'identified'])).exitCode, 0);
      assert.ok((await shown()).milestones.identified);
    });

    it('resolved needs no reason after a passed verification; then closed; notes go on, done does not; a status opens it again', async () => {
      await at.type([...shop, '--option', '1', '--allow', 'changes', '--incident', 'latest']);
      assert.equal((await at.type(['status', 'latest', 'resolved'])).exitCode, 0);
      assert.equal((await at.type(['status', 'latest', 'closed'])).exitCode, 0);
      assert.equal((await shown()).status, 'closed');
      assert.equal((await at.type(['done', 'latest', 'immediate-action/1'])).exitCode, 4);
      assert.equal((await at.type(['note', 'latest', 'slept well'])).exitCode, 0);
      assert.equal((await at.type(['status', 'latest', 'monitoring'])).exitCode, 0);
      const types = at.linesOnDisk().map((line) => /"type":"([^"]+)"/.exec(line)?.[1]);
      assert.ok(types.includes('reopened'));
      assert.equal((await shown()).status, 'monitoring');
    });
  });

  it('a guide that changed goes on, its new text recorded first', async () => {
    appendFileSync(path.join(at.folder, 'shop.md'), '\nOne line more.\n');
    const ended = await at.type([...shop, '--step', 'immediate-action/1', '--incident', 'latest', '--json']);
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(
      eventsOf(ended)
        .slice(0, 2)
        .map(({ type }) => type),
      ['guide-changed', 'run-started'],
    );
    assert.equal((await at.type(['verify', 'latest'])).exitCode, 0);
  });

  it('a record of a newer version is shown, and not written to: 5', async () => {
    const newer = path.join(at.folder, 'newer');
    cpSync((await shown()).folder, newer, { recursive: true });
    const { createHash } = await import('node:crypto');
    const [name = ''] = readdirSync(path.join(newer, 'events'));
    const [line = ''] = readFileSync(path.join(newer, 'events', name), 'utf8').split('\n');
    const body = line.replace('"schema":1', '"schema":2').replace(/,"hash":"[0-9a-f]+"}$/, '');
    const hash = createHash('sha256').update(body).digest('hex');
    for (const other of readdirSync(path.join(newer, 'events')))
      writeFileSync(path.join(newer, 'events', other), '');
    writeFileSync(path.join(newer, 'events', name), `${body},"hash":"${hash}"}\n`);
    assert.equal((await at.type(['show', newer])).exitCode, 0);
    for (const argv of [
      ['note', newer, 'x'],
      [...shop, '--step', 'immediate-action/1', '--incident', newer],
    ]) {
      const ended = await at.type(argv);
      assert.equal(ended.exitCode, 5);
      assertOneLine(ended);
    }
  });

  it('export --whole and import carry an incident elsewhere, verified, and never over another', async () => {
    const env = { INCIDENT_RUNBOOK_JOURNAL: path.join(at.folder, 'imported') };
    const { incident, head } = await shown();
    for (const exitCode of [0, 4]) {
      const ended = await at.type(['export', 'latest', '--whole', '--out', 'whole.tar']);
      assert.equal(ended.exitCode, exitCode, ended.stderr);
    }
    for (const exitCode of [0, 4]) {
      const ended = await at.type(['import', 'whole.tar'], { env });
      assert.equal(ended.exitCode, exitCode, ended.stderr);
    }
    const there = await at.type(['show', incident, '--json'], { env });
    assert.equal((JSON.parse(there.stdout) as ShownIncident).head, head);
    const noFile = await at.type(['import', 'nope.tar'], { env });
    assert.equal(noFile.exitCode, 2);
    assertOneLine(noFile);
    assert.equal((await at.type(['export', 'latest', '--whole'])).exitCode, 2);
  });

  describe('export', () => {
    it('on stdout, the same bytes each time', async () => {
      const once = await at.type(['export', 'latest']);
      assert.equal(once.exitCode, 0);
      assert.match(once.stdout, /# Shop Down/);
      assert.equal((await at.type(['export', 'latest'])).stdout, once.stdout);
    });

    it('onto a file keeps what a person wrote outside our regions and inside one, and says so', async () => {
      const file = path.join(at.folder, 'post-mortem.md');
      assert.equal((await at.type(['export', 'latest', '--out', file])).exitCode, 0);
      const text = readFileSync(file, 'utf8');
      writeFileSync(
        file,
        `${text.replace(/(incident-runbook:header sha256:[^\n]*\n)/, '$1edited by ana\n')}\nWritten by ana.\n`,
      );
      await at.type(['note', 'latest', 'after the export']);
      const again = await at.type(['export', 'latest', '--out', file]);
      assert.equal(again.exitCode, 0);
      assert.match(again.stderr, /header/);
      const kept = readFileSync(file, 'utf8');
      assert.match(kept, /edited by ana/);
      assert.match(kept, /Written by ana\.\n$/);
      assert.match(kept, /after the export/);
    });

    it("onto a file that isn't this incident's post-mortem: 4, untouched; --force replaces it", async () => {
      const file = path.join(at.folder, 'diary.md');
      writeFileSync(file, 'Dear diary\n');
      const ended = await at.type(['export', 'latest', '--out', file]);
      assert.equal(ended.exitCode, 4);
      assert.equal(readFileSync(file, 'utf8'), 'Dear diary\n');
      assert.equal((await at.type(['export', 'latest', '--out', file, '--force'])).exitCode, 0);
      assert.match(readFileSync(file, 'utf8'), /# Shop Down/);
    });

    it('as JSON and as one page', async () => {
      const json = await at.type(['export', 'latest', '--format', 'json']);
      assert.doesNotThrow(() => {
        JSON.parse(json.stdout);
      });
      assert.match((await at.type(['export', 'latest', '--format', 'html'])).stdout, /<html/i);
      assert.equal((await at.type(['export', 'latest', '--format', 'htm'])).exitCode, 2);
    });
  });
});

describe('the guide by the command line', function () {
  this.timeout(120_000);
  let at: Desk;
  before(() => {
    at = desk('shop.md', 'words.md');
  });
  after(() => {
    at.remove();
  });

  it('inspect --json gives one object a line, an unreadable guide as an error and 2', async () => {
    const ended = await at.type(['inspect', 'shop.md', 'nowhere.md', 'words.md', '--json']);
    const guides = linesOf(ended.stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      guides.map(({ file }) => file),
      ['shop.md', 'nowhere.md', 'words.md'],
    );
    assert.match(String(guides[1]?.['error']), /no such file/);
    assert.equal(ended.exitCode, 2);
  });

  it('inspect gives an outline whose addresses run can take', async () => {
    const { stdout, exitCode } = await at.type(['inspect', 'shop.md']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /recovery-steps\/option-3 · Throw everything away · destructive: deletes shelf/);
  });

  it('lint prints each problem with its place, and ends with 1 only for an error', async () => {
    const ended = await at.type(['lint', 'words.md']);
    assert.match(ended.stdout, /^words\.md:\d+:\d+: \w+: .* \(hidden-character\)$/m);
    const shown = JSON.parse((await at.type(['lint', 'words.md', '--json'])).stdout) as {
      problems: { severity: string }[];
    };
    assert.equal(ended.exitCode, shown.problems.some(({ severity }) => severity === 'error') ? 1 : 0);
  });

  it('redact --check says kind and place, never the value', async () => {
    writeFileSync(path.join(at.folder, 'log.txt'), 'all is well\nPASSWORD=correct-horse-battery\n');
    const ended = await at.type(['redact', '--check', 'log.txt']);
    assert.equal(ended.exitCode, 1);
    assert.match(ended.stdout, /^log\.txt:2:\d+: \S+/);
    assert.equal(ended.stdout.includes('correct-horse'), false);
    writeFileSync(path.join(at.folder, 'fine.txt'), 'all is well\n');
    assert.equal((await at.type(['redact', '--check', 'fine.txt'])).exitCode, 0);
    assert.equal((await at.type(['redact', '--check', 'nowhere.txt'])).exitCode, 2);
    assert.equal((await at.type(['redact'])).exitCode, 2);
  });

  it('--help is everywhere, and --version', async () => {
    const verbs = [
      'inspect',
      'lint',
      'run',
      'incidents',
      'show',
      'note',
      'status',
      'severity',
      'done',
      'output',
      'verify',
      'redact',
      'export',
    ];
    const { stdout } = await at.type(['--help']);
    for (const verb of verbs) {
      assert.match(stdout, new RegExp(`^ {2}${verb} `, 'm'));
      const help = await at.type([verb, '--help']);
      assert.equal(help.exitCode, 0);
      assert.match(help.stdout, /^Usage: incident-runbook /);
    }
    assert.match((await at.type(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
