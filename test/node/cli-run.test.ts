import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShownIncident, ShownRun } from '../../src/core/incident/show.ts';
import { assertOneLine, desk, eventsOf, linesOf, toldSteps } from './command-line.ts';
import type { Desk } from './command-line.ts';

const shop = ['run', 'shop.md', '--playbook', 'shop-down'];
const till = ['run', 'shop.md', '--playbook', 'till-stuck'];
const words = ['run', 'words.md', '--playbook', 'words-missing'];
const shell = ['run', 'shell.md', '--playbook', 'shell-state'];

describe('run', function () {
  this.timeout(120_000); // each test starts several processes, one after another
  let at: Desk;
  beforeEach(() => {
    at = desk('shop.md', 'words.md', 'shell.md');
  });
  afterEach(() => {
    at.remove();
  });

  describe('runs what is named, in the order of the guide', () => {
    const looking = [
      'immediate-action/1 succeeded',
      'immediate-action/2 failed',
      'immediate-action/3 succeeded',
    ];
    const cases: readonly [
      why: string,
      argv: readonly string[],
      exitCode: number,
      steps: readonly string[],
    ][] = [
      [
        'with nothing named: the phases that look, going on after a failure; never an option',
        shop,
        1,
        [
          ...looking,
          'root-cause-analysis/is-the-shelf-full succeeded',
          'root-cause-analysis/does-it-go-on-and-on skipped',
          'root-cause-analysis/who-is-there skipped',
          'root-cause-analysis/visit-http-localhost-shop skipped',
        ],
      ],
      ['a phase', [...shop, '--phase', 'immediate-action'], 1, looking],
      [
        'a step named twice runs once, and in the order of the guide',
        [...shop, ...['3', '1', '3'].flatMap((step) => ['--step', `immediate-action/${step}`])],
        0,
        ['immediate-action/1 succeeded', 'immediate-action/3 succeeded'],
      ],
      [
        'an option, then the verification of its phase as the gate',
        [...shop, '--option', '1', '--allow', 'changes'],
        0,
        ['recovery-steps/option-1 succeeded', 'recovery-steps/verify-recovery succeeded'],
      ],
      [
        'after an option that failed nothing more of its phase',
        [...shop, '--option', '2', '--allow', 'changes'],
        1,
        ['recovery-steps/option-2 failed', 'recovery-steps/verify-recovery skipped'],
      ],
      [
        'a destructive option, when that is allowed; a verification that fails is 3',
        [...shop, '--phase', 'recovery-steps', '--option', '3', '--allow', 'destructive'],
        3,
        ['recovery-steps/option-3 succeeded', 'recovery-steps/verify-recovery failed'],
      ],
      [
        'of several groups of options the one of the phase that is named; its number as it is written',
        [...till, '--phase', 'resolution', '--option', 'b'],
        0,
        ['resolution/option-b succeeded'],
      ],
      [
        'a long-running step that is named runs for the time that the guide says, which fails nothing',
        [...shop, '--step', 'post-recovery/monitor-for-1-second'],
        0,
        ['post-recovery/monitor-for-1-second stopped'],
      ],
      [
        'a manual step is skipped and fails nothing',
        [...shop, '--step', 'root-cause-analysis/visit-http-localhost-shop'],
        0,
        ['root-cause-analysis/visit-http-localhost-shop skipped'],
      ],
      ['a tool', ['run', 'shop.md', '--playbook', 'look-around'], 0, ['steps/echo-looking succeeded']],
    ];
    for (const [why, argv, exitCode, steps] of cases) {
      it(why, async () => {
        const ended = await at.type([...argv, '--json']);
        assert.deepEqual(toldSteps(ended), steps);
        assert.equal(ended.exitCode, exitCode);
      });
    }
  });

  describe('refuses before anything runs, and leaves no trace', () => {
    const cases: readonly [why: string, argv: readonly string[], exitCode: 2 | 4, words: RegExp][] = [
      ['an unknown playbook', ['run', 'shop.md', '--playbook', 'shop-dwon'], 2, /did you mean "shop-down"/],
      ['no playbook', ['run', 'shop.md'], 2, /--playbook .*shop-down, till-stuck, look-around/],
      ['an unknown phase', [...shop, '--phase', 'imediate-action'], 2, /did you mean "immediate-action"/],
      [
        'an unknown step',
        [...shop, '--step', 'immediate-action/9'],
        2,
        /did you mean "immediate-action\/\d"/,
      ],
      [
        'an unknown step beside a known one',
        [...shop, '--step', 'immediate-action/1', '--step', 'x/y'],
        2,
        /"x\/y"/,
      ],
      ['an unknown option', [...shop, '--option', '9'], 2, /no option 9: it has 1, 2, 3/],
      ['an option of several groups', [...till, '--option', '1'], 2, /workaround, resolution.*--phase/],
      [
        'an option where there is none',
        [...shop, '--phase', 'immediate-action', '--option', '1'],
        2,
        /no options/,
      ],
      ['a guide that is not there', ['run', 'nowhere.md', '--playbook', 'x'], 2, /nowhere.md can't be read/],
      ['an unknown placeholder', [...words, '--set', 'pot=web-1'], 2, /did you mean "pod"/],
      ['a value without its name', [...words, '--set', 'web-1'], 2, /NAME=VALUE/],
      ['an unknown flag', [...shop, '--alow', 'changes'], 2, /Did you mean --allow/],
      ['an unknown level', [...shop, '--allow', 'change'], 2, /did you mean "changes"/],
      ['a time that is none', [...shop, '--timeout', 'soon'], 2, /number above 0/],
      ['an unknown incident', [...shop, '--incident', 'nope'], 2, /no incident "nope"/],
      ['a phase with options without one', [...shop, '--phase', 'recovery-steps'], 4, /--option N/],
      ['what changes something', [...shop, '--option', '1'], 4, /--allow changes/],
      [
        'what destroys, though changes are allowed',
        [...shop, '--option', '3', '--allow', 'changes'],
        4,
        /--allow destructive/,
      ],
      [
        'a step that is named and changes',
        [...shop, '--step', 'recovery-steps/option-2'],
        4,
        /--allow changes/,
      ],
      [
        'a later step than the first',
        [...shop, '--phase', 'immediate-action', '--option', '3', '--phase', 'recovery-steps'],
        4,
        /--allow/,
      ],
      ['a blank that is not filled in', [...words, '--phase', 'immediate-action'], 4, /--set 'pod=VALUE'/],
      [
        'hidden characters, whatever is allowed',
        [...words, '--phase', 'diagnosis', '--allow', 'destructive'],
        4,
        /can't be seen/,
      ],
    ];
    for (const [why, argv, exitCode, said] of cases) {
      it(`${exitCode}: ${why}`, async () => {
        const ended = await at.type([...argv, '--json']);
        assert.equal(ended.exitCode, exitCode);
        assertOneLine(ended);
        assert.match(ended.stderr, said);
        assert.equal(at.hasRecord(), false);
        assert.equal(existsSync(path.join(at.folder, 'mended')), false);
      });
    }
  });

  it('fills a placeholder with one word, records it, and remembers it for the incident', async () => {
    const value = "it's $HOME; touch oops";
    const first = await at.type([
      ...words,
      '--step',
      'immediate-action/1',
      '--set',
      `pod=${value}`,
      '--json',
    ]);
    assert.equal(first.exitCode, 0);
    const set = eventsOf(first).find(({ type }) => type === 'placeholder-set');
    assert.ok(set?.type === 'placeholder-set' && set.name === 'pod' && set.value === value);
    const second = await at.type([...words, '--step', 'immediate-action/2', '--incident', 'latest']);
    assert.equal(second.exitCode, 0);
    assert.ok(second.stdout.includes(`again ${value}\n`));
    assert.equal(existsSync(path.join(at.folder, 'oops')), false);
  });

  it('keeps the state of the shell from step to step, and lets nothing strict reach the next one', async () => {
    const ended = await at.type([...shell, '--phase', 'immediate-action']);
    assert.equal(ended.exitCode, 1);
    assert.ok(ended.stdout.includes('/bin word kept\n'));
    assert.ok(ended.stdout.includes('not strict\n'));
    assert.ok(
      ended.stdout.includes('/bin word gone\n'),
      'a new shell has the folder and the exported variables',
    );
    assert.match(ended.stdout, /✗ 3 · /);
  });

  describe('tells what came of each step', () => {
    const outcome = async (step: string, ...more: readonly string[]): Promise<Record<string, unknown>> => {
      const ended = await at.type([...shell, '--step', `diagnosis/${step}`, ...more, '--json']);
      const event = eventsOf(ended).find(({ type }) => type === 'run-ended');
      assert.ok(event);
      return { ...event, exit: ended.exitCode };
    };

    it('a signal by its name', async () => {
      const {
        outcome: how,
        signal,
        exit,
      } = await outcome('how-does-a-signal-read', '--allow', 'destructive');
      assert.deepEqual([how, signal, exit], ['signalled', 'SIGKILL', 1]);
    });

    it('no terminal where there is none', async () => {
      assert.equal((await outcome('is-it-a-terminal'))['outcome'], 'failed');
    });

    it('nothing to read: stdin is /dev/null', async () => {
      assert.equal((await outcome('is-there-something-to-read'))['outcome'], 'failed');
    });

    it('stdout and stderr as one, in order, with no line end added', async () => {
      const { run } = await outcome('where-do-errors-go');
      const { stdout } = await at.type(['output', String(run), '--raw']);
      assert.equal(stdout, 'out\nerr\nno newline');
    });

    it('every part of a pipe', async () => {
      const ended = await at.type([...shop, '--step', 'immediate-action/3', '--json']);
      const event = eventsOf(ended).find(({ type }) => type === 'run-ended');
      assert.ok(event?.type === 'run-ended');
      assert.deepEqual(event.commands[0]?.pipeStatus, [1, 0]);
    });

    it('a step that took too long as stopped by its timeout, and failed', async () => {
      const ended = await at.type([
        'run',
        'shell.md',
        '--playbook',
        'waiting',
        '--phase',
        'diagnosis',
        '--timeout',
        '1',
        '--json',
      ]);
      assert.deepEqual(toldSteps(ended), [
        'diagnosis/does-it-wait stopped',
        'diagnosis/does-it-go-on succeeded',
      ]);
      const event = eventsOf(ended).find(({ type }) => type === 'run-ended');
      assert.ok(event?.type === 'run-ended' && event.reason === 'timeout');
      assert.equal(ended.exitCode, 1);
    });

    it('the commands of recovery that were never reached, in a number', async () => {
      const ended = await at.type([...shop, '--option', '2', '--allow', 'changes', '--json']);
      const event = eventsOf(ended).find(({ type }) => type === 'run-ended');
      assert.ok(event?.type === 'run-ended');
      assert.deepEqual([event.notRun, event.commands.length], [1, 1]);
      assert.equal(existsSync(path.join(at.folder, 'never')), false);
    });
  });

  it('prints as NDJSON the very lines that are on disk, and a summary behind them', async () => {
    const ended = await at.type([...shop, '--phase', 'immediate-action', '--json']);
    const printed = linesOf(ended.stdout);
    const summary = JSON.parse(printed.pop() ?? '') as Record<string, unknown>;
    assert.deepEqual(printed, at.linesOnDisk());
    const [opened] = eventsOf(ended);
    assert.ok(opened);
    assert.deepEqual(summary, {
      type: 'summary',
      incident: opened.incident,
      runs: 3,
      failed: 1,
      exitCode: 1,
    });
    assert.equal(ended.stderr, '');
  });

  it('prints for people each title, output, result, reason for skipping, and what it came to', async () => {
    const { stdout } = await at.type(shop);
    assert.match(stdout, /▷ Say hello immediate-action\/1\nhello from the shop\n✓ 0 · \d\.\d s\n/);
    assert.match(stdout, /▷ Look for what is not there .*\n.*not-there.*\n✗ \d · /);
    assert.match(stdout, /✓ 0 · \d\.\d s · .*pipe/);
    assert.match(stdout, /skipped: interactive/);
    assert.match(stdout, /4 run, 1 failed, 3 skipped: long-running, interactive, manual\n/);
    assert.match(stdout, /Incident \S+-shop-down-\S+, in \S+\n$/);
    assert.equal(stdout.includes('\u001B'), false, 'no colours where no terminal is');
  });

  it('a first SIGINT stops the step, records it, and ends with 130', async () => {
    const waiting = ['run', 'shell.md', '--playbook', 'waiting', '--json'];
    let isSent = false;
    const ended = await at.type(waiting, {
      onOutput(stdout, child) {
        if (isSent || !stdout.includes('"run-started"')) return;
        isSent = child.kill('SIGINT');
      },
    });
    assert.deepEqual(toldSteps(ended), ['diagnosis/does-it-wait stopped']);
    assert.match(ended.stdout, /"type":"summary".*"exitCode":130}\n$/);
    assert.equal(ended.exitCode, 130);
  });

  it('kill -9 loses no printed event', async () => {
    const ended = await at.type(['run', 'shell.md', '--playbook', 'waiting', '--json'], {
      onOutput(stdout, child) {
        if (stdout.includes('"run-started"')) child.kill('SIGKILL');
      },
    });
    const printed = linesOf(ended.stdout);
    assert.deepEqual(at.linesOnDisk().slice(0, printed.length), printed);
    assert.equal((await at.type(['verify', 'latest'])).exitCode, 0);
    const { stdout } = await at.type(['show', 'latest', '--json']);
    const { runs } = JSON.parse(stdout) as ShownIncident;
    assert.equal(runs[0]?.outcome, 'unknown');
    assert.match(runs[0].reason ?? '', /no end recorded/);
  });

  it('the end of a step that outlived its process is recorded by whoever writes next', async () => {
    await at.type(['run', 'shell.md', '--playbook', 'left-alone'], {
      onOutput(stdout, child) {
        if (stdout.includes('before\n')) child.kill('SIGKILL'); // the shell has begun the step
      },
    });
    const lastRun = async (): Promise<ShownRun | undefined> => {
      await at.type(['note', 'latest', 'is it over?']);
      return (JSON.parse((await at.type(['show', 'latest', '--json'])).stdout) as ShownIncident).runs[0];
    };
    let run = await lastRun();
    while (run?.reason?.includes('no end recorded')) run = await lastRun();
    assert.equal(run?.outcome, 'succeeded');
    assert.equal((await at.type(['output', run.run])).stdout, 'before\nafter\n');
  });

  it('a second SIGINT ends at once a step that does not listen', async () => {
    let sent = 0;
    const ended = await at.type(['run', 'shell.md', '--playbook', 'stubborn'], {
      onOutput(stdout, child) {
        if (sent > 0 || !stdout.includes('deaf')) return;
        for (; sent < 2; sent++) child.kill('SIGINT');
      },
    });
    assert.equal(ended.exitCode, 130);
    assert.match(ended.stdout, /■ stopped/);
    const { stdout } = await at.type(['show', 'latest', '--json']);
    const [run] = (JSON.parse(stdout) as ShownIncident).runs;
    assert.ok((run?.durationMs ?? Infinity) < 9000, 'without the ten seconds that asking takes');
  });

  it('does not wait for what a step left in the background, nor kill it', async () => {
    const ended = await at.type(['run', 'shell.md', '--playbook', 'left-behind']);
    assert.equal(ended.exitCode, 0);
    const pid = Number(/^(\d+)$/m.exec(ended.stdout)?.[1]);
    assert.doesNotThrow(() => process.kill(pid, 0));
    process.kill(pid, 'SIGTERM');
  });

  it('5 when the record can not be written: nothing runs', async () => {
    const ended = await at.type([
      ...shop,
      '--option',
      '1',
      '--allow',
      'changes',
      '--journal',
      '/dev/null/x',
      '--json',
    ]);
    assert.equal(ended.exitCode, 5);
    assertOneLine(ended);
    assert.equal(existsSync(path.join(at.folder, 'mended')), false);
  });

  it('5 when the record goes away in the middle of a run: the step is let finish, no other starts', async () => {
    const guide = [
      '# Guide\n\n## Critical incidents\n\n### Disk Gone\n\n**Immediate Action:**\n```bash',
      '# 1. Look\necho seen\n\n# 2. The folder of the record goes\nmv .incidents gone; echo moved > moved\n',
      '# 3. Nothing more may run\ntouch ran-on\n```\n',
    ];
    writeFileSync(path.join(at.folder, 'gone.md'), guide.join('\n'));
    const ended = await at.type([
      'run',
      'gone.md',
      '--playbook',
      'disk-gone',
      '--allow',
      'changes',
      '--json',
    ]);
    assert.equal(ended.exitCode, 5, ended.stderr);
    assert.match(ended.stderr, /moved or deleted/);
    assert.equal(linesOf(ended.stderr).length, 1, ended.stderr);
    const there = (name: string): boolean => existsSync(path.join(at.folder, name));
    assert.deepEqual([there('moved'), there('ran-on')], [true, false]);
    const [incident = ''] = readdirSync(path.join(at.folder, 'gone')).filter((name) => !name.startsWith('.'));
    const verified = await at.type(['verify', path.join(at.folder, 'gone', incident), '--json']);
    assert.equal(verified.exitCode, 0);
    assert.equal((JSON.parse(verified.stdout) as { events: number }).events, eventsOf(ended).length);
    const summary = JSON.parse(linesOf(ended.stdout).at(-1) ?? '') as Record<string, unknown>;
    assert.deepEqual([summary['type'], summary['exitCode']], ['summary', 5]);
  });

  it('asks a person at a terminal, who sees the step run on it', async () => {
    const no = await at.type([...shop, '--option', '1'], { typing: 'n\n' });
    assert.equal(no.exitCode, 4);
    assert.match(no.stdout, /touch mended/);
    assert.equal(at.hasRecord(), false);
    const yes = await at.type([...shop, '--option', '1'], { typing: 'y\n' });
    assert.equal(yes.exitCode, 0);
    assert.ok(yes.stdout.includes('\u001B[32m✓ 0\u001B[0m'), 'in colour');
    const onTerminal = await at.type([...shell, '--step', 'diagnosis/is-it-a-terminal'], { typing: '' });
    assert.equal(onTerminal.exitCode, 0, 'a step that runs on a terminal has one');
    const plain = await at.type([...shell, '--step', 'diagnosis/where-do-errors-go'], {
      typing: '',
      env: { NO_COLOR: '1' },
    });
    assert.equal(plain.stdout.match(/no newline/g)?.length, 1, 'its output is shown once');
    assert.match(plain.stdout, /✓ 0 · /);
    assert.equal(plain.stdout.includes('\u001B[32m'), false, 'NO_COLOR is honoured');
  });

  it('destroys nothing that a person confirms with less than the word yes', async () => {
    const ended = await at.type([...shop, '--option', '3'], { typing: 'y\n' });
    assert.equal(ended.exitCode, 4);
    assert.match(ended.stdout, /deletes shelf/);
  });

  it('goes on when the reader of its output is gone', async () => {
    const ended = await at.type([...shop, '--option', '1', '--allow', 'changes', '--json'], {
      onOutput: (_, child) => child.stdout?.destroy(),
    });
    assert.equal(ended.exitCode, 0);
    assert.equal(ended.stderr, '');
    assert.ok(existsSync(path.join(at.folder, 'mended')));
  });

  describe('joins an incident', () => {
    it('of its playbook', async () => {
      await at.type([...shop, '--phase', 'immediate-action']);
      const ended = await at.type([
        ...shop,
        '--option',
        '1',
        '--allow',
        'changes',
        '--incident',
        'latest',
        '--json',
      ]);
      assert.equal(ended.exitCode, 0);
      assert.equal(
        eventsOf(ended).some(({ type }) => type === 'opened'),
        false,
      );
      assert.equal((await at.type(['incidents', '--json'])).stdout.match(/"id"/g)?.length, 1);
    });

    it('not of another playbook (2), but a tool of the same guide, whose runs say so', async () => {
      await at.type([...shop, '--phase', 'immediate-action']);
      const other = await at.type([...till, '--phase', 'immediate-action', '--incident', 'latest']);
      assert.equal(other.exitCode, 2);
      const tool = await at.type([
        'run',
        'shop.md',
        '--playbook',
        'look-around',
        '--incident',
        'latest',
        '--json',
      ]);
      assert.equal(tool.exitCode, 0);
      const runs = eventsOf(tool).filter(
        (event) => event.type === 'run-started' || event.type === 'run-ended',
      );
      assert.deepEqual(
        runs.map((event) => event.playbook),
        ['look-around', 'look-around'],
      );
    });

    it('not when it is closed (4)', async () => {
      await at.type([...shop, '--phase', 'immediate-action']);
      await at.type(['status', 'latest', 'resolved', '--reason', 'over']);
      await at.type(['status', 'latest', 'closed']);
      const ended = await at.type([...shop, '--phase', 'immediate-action', '--incident', 'latest']);
      assert.equal(ended.exitCode, 4);
      assertOneLine(ended);
    });
  });

  it('a tool without an incident gets a record of its own, closed at its end', async () => {
    const ended = await at.type(['run', 'shop.md', '--playbook', 'look-around', '--json']);
    const events = eventsOf(ended);
    assert.ok(events[0]?.type === 'opened' && events[0].kind === 'tool');
    assert.equal(events.at(-1)?.type, 'closed');
  });
});
