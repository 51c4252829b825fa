import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlineLine, shellAnswer, shellQuestion } from '../../src/core/run/inline.ts';
import type { InlineStep } from '../../src/core/run/inline.ts';
import type { PosixKind } from '../../src/core/run/script.ts';
import { followRun } from '../../src/node/follow.ts';
import { identify, shellUnder } from '../../src/node/processes.ts';
import { makeRunFolder, newNonce, writePrivate } from '../../src/node/run-files.ts';
import type { RunFile } from '../../src/node/run-files.ts';
import { until } from '../until.ts';
import { pickUpRun } from '../../src/node/execution.ts';
import { onPath } from '../../tools/needs.ts';
import { scratchFolder } from './scratch.ts';
import { told } from './steps.ts';
import { openTestTerminal } from './raw-terminal.ts';
import type { TestTerminal } from './raw-terminal.ts';

interface TestShell {
  start: string;
  kind: PosixKind;
}

const shells: Readonly<Record<string, TestShell>> = {
  bash: { start: 'exec bash --norc --noprofile -i', kind: 'bash' },
  zsh: { start: 'exec zsh -f -i', kind: 'zsh' },
  dash: { start: 'exec dash -i', kind: 'sh' },
  'bash as sh': { start: 'exec bash --posix --norc -i', kind: 'bash' },
  ...(onPath('busybox') && { 'busybox sh': { start: 'exec busybox sh -i', kind: 'sh' } }),
};

interface Case {
  name: string;
  commands: readonly string[];
  onFailure?: InlineStep['onFailure'];
  gives: string | { all: string; [shell: string]: string };
  output?: string;
  /** Keys that are pressed once this is shown. */
  press?: { when: string; keys: string };
}

const every = Array.from({ length: 127 - 32 }, (_, index) => String.fromCharCode(index + 32)).join('');

const cases: readonly Case[] = [
  {
    name: 'two commands',
    commands: ['echo one', 'echo two'],
    gives: '0 0 => succeeded 0',
    output: 'one\ntwo\n',
  },
  {
    name: 'goes on after a failure',
    commands: ['false', 'echo two'],
    gives: '1 0 => failed 1',
    output: 'two\n',
  },
  {
    name: 'stops at a failure by policy',
    commands: ['true', 'false', 'echo no'],
    onFailure: 'stop',
    gives: '0 1 +1 => failed 1',
    output: '',
  },
  {
    name: 'every part of a pipe, where the shell knows them',
    commands: ['sh -c "exit 3" | cat | sh -c "exit 5"', 'true'],
    gives: {
      all: '5(3,0,5) 0 => failed 5',
      dash: '5 0 => failed 5',
      'busybox sh': '5 0 => failed 5',
    },
  },
  {
    name: 'a program that is not there',
    commands: ['nosuchcommand_x', 'true'],
    gives: '127 0 => failed 127',
  },
  {
    name: 'every printable character as it is, and others',
    commands: [`cat <<'END'\n${every}\n\té ☃ 🦊 "$HOME" !! 100%\\n \\0101\nEND`],
    gives: '0 => succeeded 0',
    output: `${every}\n\té ☃ 🦊 "$HOME" !! 100%\\n \\0101\n`,
  },
  {
    name: 'several lines, with a comment and quotes',
    commands: ['for i in 1 2; do\n  echo "it\'s $i" # a comment\ndone'],
    gives: '0 => succeeded 0',
    output: "it's 1\nit's 2\n",
  },
  {
    name: 'exit ends the step, not the shell',
    commands: ['exit 3', 'echo no'],
    gives: '3 +1 => failed 3',
    output: '',
  },
  { name: 'exit in a subshell is its own', commands: ['(exit 5)', 'true'], gives: '5 0 => failed 5' },
  {
    name: 'set -e ends the step, not the shell',
    commands: ['set -e', 'false', 'echo no'],
    gives: '0 1 +1 => failed 1',
    output: '',
  },
  {
    name: 'a syntax error ends the step, not the shell',
    commands: ["echo 'open", 'echo no'],
    gives: {
      all: '2 +1 => failed 2',
      zsh: '1 +1 => failed 1',
    },
  },
  {
    name: 'a redirection that holds swallows no mark',
    commands: ['exec 8>&1 >/dev/null', 'echo unseen', 'exec >&8', 'echo seen'],
    gives: '0 0 0 0 => succeeded 0',
    output: 'seen\n',
  },
  {
    name: 'Ctrl-C ends the whole step',
    commands: ['sh -c "echo waiting; exec sleep 100"; echo no', 'echo no'],
    gives: 'stopped +1 => stopped',
    press: { when: 'waiting\r\n', keys: '\u0003' },
  },
  {
    name: 'a prompt is answered in the terminal',
    commands: ['printf "name? "; read name', 'echo "hello $name"'],
    gives: '0 0 => succeeded 0',
    press: { when: 'name? ', keys: 'ana\n' },
    output: 'name? ana\nhello ana\n',
  },
];

describe('a step sent as one line', () => {
  let at: ReturnType<typeof scratchFolder>;
  beforeEach(() => {
    at = scratchFolder();
  });
  afterEach(() => {
    at.remove();
  });

  async function run(
    terminal: TestTerminal,
    step: Omit<InlineStep, 'nonce' | 'onFailure'> & Partial<InlineStep>,
    press?: Case['press'],
  ): Promise<{ said: string; output: string }> {
    const nonce = newNonce();
    const folder = await makeRunFolder(at.folder, 'run');
    const me = await identify(process.pid);
    assert.ok(me);
    const file: RunFile = {
      run: 'run',
      nonce,
      record: terminal.record,
      source: 'terminal',
      within: me,
      shell: me,
    };
    const line = inlineLine({ onFailure: 'go-on', ...step, nonce });
    assert.ok(line !== undefined);
    let gone: object | undefined;
    void terminal.ended.then(() => (gone = {}));
    const notices: string[] = [];
    const followed = followRun(
      { folder, file, texts: step.commands, notices },
      { gone: () => Promise.resolve(gone), endAfterStep: () => undefined },
    );
    const from = terminal.shown().length;
    terminal.send(`\u0005\u0015${line}\n`);
    let output = '';
    for await (const chunk of followed.output) {
      output += Buffer.from(chunk).toString();
      if (press && output.includes(press.when)) {
        terminal.send(press.keys);
        press = undefined;
      }
    }
    const end = await followed.ended;
    followed.dispose();
    if (gone === undefined)
      await until('its prompt is back', () =>
        /(?:ready> |% |\$ |# )[^\n]*$/.test(terminal.shown().slice(from)),
      );
    return { said: told(end), output: output.replaceAll('\r\n', '\n') };
  }

  it('is read by another process after a crash: the same outcome, the same bytes, nothing twice', async () => {
    const terminal = openTestTerminal(at.folder, 'exec bash --norc --noprofile -i');
    const folder = await makeRunFolder(at.folder, 'run');
    const shell = await until('its shell is there', async () => {
      const pid = await shellUnder(terminal.pid, 'recorded');
      return pid === undefined ? undefined : identify(pid);
    });
    const nonce = newNonce();
    const go = `until [ -e ${at.folder}/go ]; do sleep 0.05; done; exit 7`;
    const commands = ['echo one', go];
    const common = { run: 'r1', nonce, record: terminal.record, source: 'terminal', shell } as const;
    await writePrivate(join(folder, 'run.json'), JSON.stringify({ ...common, within: shell }));
    terminal.send(`${inlineLine({ shell: 'bash', nonce, commands, onFailure: 'go-on' }) ?? ''}\n`);
    await until('it runs', () => terminal.shown().includes('one\r\n'));
    const found = await pickUpRun({ run: 'r1', spool: folder, commands });
    assert.ok(found.kind === 'found');
    writeFileSync(join(at.folder, 'go'), '');
    let output = '';
    for await (const chunk of found.execution.output) output += Buffer.from(chunk).toString();
    assert.equal(output, 'one\r\n');
    assert.equal(told(await found.execution.ended), '0 7 => failed 7');
    await found.execution.release();
    await terminal.close();
  });

  it('whose shell is gone in the middle is unknown, and what it printed till then is kept', async () => {
    const terminal = openTestTerminal(at.folder, 'bash --norc --noprofile -i; echo outer');
    await until('its prompt is there', () => terminal.shown().includes('ready> '));
    const { said, output } = await run(terminal, { shell: 'bash', commands: ['echo one', 'kill -9 $$'] });
    assert.equal(said, '0 unknown => unknown');
    assert.match(output, /^one\n/);
  });

  for (const [name, { start, kind }] of Object.entries(shells)) {
    describe(`in ${name}`, () => {
      let terminal: TestTerminal;
      beforeEach(async () => {
        terminal = openTestTerminal(at.folder, start);
        await until('its prompt is there', () => /(?:ready> |% |\$ |# )/.test(terminal.shown()));
      });
      afterEach(() => terminal.close());

      it('the question is answered', async () => {
        terminal.send(`rm -rf half-typed\u0005\u0015${shellQuestion('c0ffee')}\n`);
        assert.equal(await until('it answers', () => shellAnswer(terminal.shown(), 'c0ffee')), kind);
      });

      for (const { name: what, commands, onFailure, gives, output, press } of cases) {
        it(what, async () => {
          const ran = await run(
            terminal,
            { shell: kind, commands, ...(onFailure && { onFailure }), likeBash: kind === 'zsh' },
            press,
          );
          assert.equal(ran.said, typeof gives === 'string' ? gives : (gives[name] ?? gives.all));
          if (output !== undefined) assert.equal(ran.output, output);
          // The shell is as it was: nothing of ours is left, and `exit` is its own again.
          terminal.send(` echo "left=$( (alias; trap; set) | grep -v '^_=' | grep -c __ir)."\n`);
          await until('it says what is left', () => /left=\d+\./.test(terminal.shown()));
          assert.match(terminal.shown(), /left=0\./);
          terminal.send(' exit\n');
          await terminal.ended;
        });
      }

      it('folder and variables carry over to the next step', async () => {
        await run(terminal, { shell: kind, commands: ['cd /usr', 'export A=1', 'b=2'] });
        assert.equal(
          (await run(terminal, { shell: kind, commands: ['echo "$PWD $A $b"'] })).output,
          '/usr 1 2\n',
        );
      });

      it('what ends the shell itself is unknown', async () => {
        const { said } = await run(terminal, { shell: kind, commands: ['echo before', 'kill -9 $$'] });
        assert.match(said, /unknown/);
      });
    });
  }
});
