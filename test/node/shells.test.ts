import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ShellLanguage } from '../../src/core/guide/guide.ts';
import type { Shell } from '../../src/ports.ts';
import { assertGenerated } from '../goldens.ts';
import { until } from '../until.ts';
import { scratchFolder } from './scratch.ts';
import { cases, fronts, of, sha256, shells } from './shell-cases.ts';
import type { Case, Front, ShellName } from './shell-cases.ts';
import { shellsPage } from './shells-page.ts';
import type { Cells } from './shells-page.ts';
import { runStep, shellIn, told } from './steps.ts';
import type { Ran, StepInTest } from './steps.ts';
import { terminalIn } from './terminal.ts';

const languages: Readonly<Record<ShellName, ShellLanguage>> = {
  bash: 'bash',
  zsh: 'bash',
  dash: 'sh',
  fish: 'fish',
};

/** What each cell gave, for the page that shows it. */
const cells: Cells = new Map();

for (const front of fronts)
  for (const name of shells) {
    describe(`a step in ${name}, ${front === 'pipe' ? 'without a terminal' : 'at the prompt of a recorded terminal'}`, () => {
      const { folder, remove } = scratchFolder();
      let at: ShellUnderTest;
      before(() => {
        at = front === 'pipe' ? piped(folder, name) : inTerminal(folder, name);
      });
      after(async () => {
        await at.close();
        remove();
      });
      const language = languages[name];
      const run = (step: StepInTest): Promise<Ran> => runStep(at.shell, { language, ...step });
      const saw = (row: string, gave: string): void => {
        cells.set(`${front} ${row}`, { ...cells.get(`${front} ${row}`), [name]: gave });
      };

      for (const given of cases.filter(({ only = front }) => only === front)) {
        it(given.name, async () => {
          await run({ commands: [`cd '${folder}'`] });
          const running = run({
            commands: of(given.commands, name, front),
            onFailure: given.onFailure ?? 'go-on',
          });
          if (given.typed) await at.answer(given.typed);
          const ran = await running;
          const gave = told(ran.end);
          saw(given.name, gave);
          const output = textOf(ran.output, front);
          assert.equal(gave, of(given.gives, name, front), output.slice(0, 400));
          if (given.output !== undefined) assertOutput(output, of(given.output, name, front));
          if (given.says !== undefined) assert.ok(output.includes(given.says), output);
          if (given.hides !== undefined) assert.ok(!output.includes(given.hides), output);
          if (given.then === undefined) return;
          const next = await run({ commands: of(given.then, name, front) });
          assertOutput(textOf(next.output, front), of(given.prints ?? '', name, front));
        });
      }

      it('keeps 200,000 lines whole', async () => {
        const ran = await run({ commands: ['seq 1 200000'] });
        const wanted = Array.from({ length: 200_000 }, (_, index) => `${index + 1}\n`).join('');
        assert.equal(sha256(textOf(ran.output, front)), sha256(wanted));
        saw('200,000 lines', `${told(ran.end)}, whole`);
      });

      it('keeps 10 MB of any bytes whole', async () => {
        await run({ commands: ['head -c 10000000 /dev/urandom >random'] });
        const ran = await run({ commands: ['cat random'] });
        const bytes = readFileSync(path.join(folder, 'random'), 'latin1');
        const wanted = front === 'terminal' ? bytes.replaceAll('\n', '\r\n') : bytes; // as a terminal shows it
        assert.equal(sha256(ran.output), sha256(Buffer.from(wanted, 'latin1')));
        saw('10 MB of any bytes', `${told(ran.end)}, whole`);
      });
    });
  }

describe('the page of what each shell gives', () => {
  it('says what came of each', async () => {
    assertGenerated(await shellsPage(cells), 'shells.md');
  });
});

interface ShellUnderTest {
  shell: Shell;
  /** Types an answer once what asks for it is on the screen. */
  answer: (typed: NonNullable<Case['typed']>) => Promise<void>;
  close: () => Promise<void>;
}

function piped(folder: string, name: ShellName): ShellUnderTest {
  const shell = shellIn(folder, name);
  return {
    shell,
    answer: () => Promise.reject(new Error('nobody can type there')),
    close: () => {
      shell.close();
      return Promise.resolve();
    },
  };
}

function inTerminal(folder: string, name: ShellName): ShellUnderTest {
  const terminal = terminalIn(folder, `/usr/bin/${name}`);
  return {
    shell: terminal,
    async answer({ after, keys }) {
      await until(`it asks "${after}"`, () => terminal.shows(after));
      terminal.type(keys);
    },
    close: () => terminal.close(),
  };
}

/** What a step printed, as text; in a terminal without its line ends and what its jobs say meanwhile. */
function textOf(output: Buffer, front: Front): string {
  const text = output.toString();
  return front === 'pipe' ? text : text.replaceAll('\r\n', '\n').replace(/^(late|\[\d+\].*)\n/gm, '');
}

/** bash warns of a here-document without its end; the others don't. */
function assertOutput(output: string, wanted: string): void {
  assert.equal(output.replace(/^.*here-document.*\n/gm, ''), wanted);
}
