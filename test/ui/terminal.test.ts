import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, outputsIn } from './records.ts';
import type { RecordedEvent } from './records.ts';
import type { EditorWindow } from './window.ts';

const guide = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Say it
echo "said by $0"

# 2. Look twice
false | cat
echo "it's \${INSIDE:-outside}"

# 3. Ask
read -p "Which queue? " queue
read -s -p "Password: " password; echo
echo "$queue has \${#password} letters"

# 4. Do not listen
sh -c 'trap "" INT; echo deaf; for i in $(seq 900); do sleep 0.1; done'
echo "never reached"
\`\`\`
`;

/** What has the terminal, and what a person does at it. */
describe('the incident’s terminal', () => {
  let editor: Editor;
  let window: EditorWindow;
  before(async () => {
    editor = await startEditor();
  });
  beforeEach(async () => {
    window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    await window.showContainer('Incident');
    await run('# 1. Say it', /^▷ Run$/);
    await ended(1);
    await until('the prompt is back', async () => /said by \S+\s+\S+/.test(await window.terminalText()));
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  const ends = (): RecordedEvent[] => eventsIn(window.folder).filter(({ type }) => type === 'run-ended');
  const ended = (count: number): Promise<RecordedEvent> =>
    until(`${count} ends are on disk`, () => ends().length === count && ends().at(-1), { limitMs: 60_000 });
  const run = async (line: string, lens: RegExp | string): Promise<void> =>
    (await window.lensAbove(line, lens)).click();
  /** What each run printed; the order is that of the writers. */
  const printed = (): string[] =>
    outputsIn(window.folder).map((output) => output.toString().replaceAll('\r\n', '\n'));

  /** A shell by hand in the terminal, with a variable of its own. */
  async function enterShell(): Promise<void> {
    await window.typeInTerminal('INSIDE="inside, too" bash --norc');
    await until('its prompt is there', async () => /bash-[\d.]+[$#]\s*$/.test(await window.terminalText()));
  }

  it('another shell in it: nothing is sent before a person says how; inline it runs there, with its outcome and output', async () => {
    await enterShell();
    await run('# 2. Look twice', /^▷ Run$/);
    await window.dialog().waitFor();
    await window.screenshot('in-the-way');
    assert.equal(ends().length, 1);
    await window.answer('Send Inline');
    const end = await ended(2);
    assert.equal(end.outcome, 'succeeded');
    assert.ok(printed().includes("it's inside, too\n"));
    await (await window.lensAbove('# 2. Look twice', 'a pipe part failed')).waitFor();
    await window.tree(/2\. Look twice/).waitFor();
    await window.close();
  });

  it('another shell in it is still seen after the window was loaded anew; Enter sends nothing, and a fresh terminal runs the step', async () => {
    await window.page().context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await enterShell();
    await window.reload();
    await run('# 1. Say it', 'Again');
    await window.dialog().waitFor();
    await window.page().keyboard.press('Enter');
    await window.dialog().waitFor({ state: 'detached' });
    const copied = (): Promise<string> =>
      window.host(async (vscode) => await vscode.env.clipboard.readText());
    await until('its text is copied', async () => (await copied()) === 'echo "said by $0"');
    assert.equal(ends().length, 1, 'nothing ran');

    await run('# 1. Say it', 'Again');
    await window.answer('Fresh Terminal');
    assert.equal((await ended(2)).outcome, 'succeeded');
    const count = await window.host(
      (vscode) => vscode.window.terminals.filter(({ name }) => name.startsWith('Incident')).length,
    );
    assert.equal(count, 2, 'the other terminal stays');
    await window.close();
  });

  it('a step that runs inline goes on while the window is reloaded; Ctrl-C there is Stop', async () => {
    await enterShell();
    await run('# 3. Ask', /^▷ Run$/);
    await window.answer('Send Inline');
    await until('it asks', async () => (await window.terminalText()).includes('Which queue?'));
    await window.reload();
    await until('it is here again', async () => (await window.terminalText()).includes('Which queue?'));
    await run('# 3. Ask', 'Stop');
    const end = await ended(2);
    assert.equal(end.outcome, 'stopped');
    await window.close();
  });

  it('a console in it: a step can’t be sent there', async () => {
    await window.typeInTerminal('less +G /etc/passwd');
    await until('it is shown', async () => (await window.terminalText()).includes('(END)'));
    await run('# 2. Look twice', /^▷ Run$/);
    await window.dialog().waitFor();
    assert.equal(await window.dialog().getByRole('button', { name: 'Send Inline' }).count(), 0);
    await window.answer('Fresh Terminal');
    assert.equal((await ended(2)).outcome, 'succeeded');
    await window.close();
  });

  it('questions are answered in it, and a password that is typed there is nowhere on disk', async () => {
    await run('# 3. Ask', /^▷ Run$/);
    await until('it asks', async () => (await window.terminalText()).includes('Which queue?'));
    await window.typeInTerminal('orders');
    await until('it asks', async () => (await window.terminalText()).includes('Password:'));
    await window.typeInTerminal('xyzzy-plugh-plover');
    assert.equal((await ended(2)).outcome, 'succeeded');
    assert.ok(printed().includes('Which queue? orders\nPassword: \norders has 18 letters\n'));
    await window.close();
    const places = [window.folder, join(editor.home, '..')];
    const found = execFileSync('sh', ['-c', 'grep -rl "xyzzy-plugh" "$@" || :', 'sh', ...places]).toString();
    assert.equal(found, '');
  });

  it('a step that does not mind Ctrl-C is ended by the offer', async () => {
    await run('# 4. Do not listen', /^▷ Run$/);
    await until('it runs', async () => (await window.terminalText()).includes('deaf'));
    await run('# 4. Do not listen', '■ Stop');
    await (await window.lensAbove('# 4. Do not listen', 'End it')).waitFor();
    await window.toast('in spite of Ctrl-C').waitFor();
    await window.screenshot('stronger-stop');
    await window.toast('in spite of Ctrl-C').getByRole('button', { name: 'End it' }).click();
    assert.equal((await ended(2)).outcome, 'stopped');
    assert.ok(printed().some((text) => text.startsWith('deaf\n')));
    await window.tree(/4\. Do not listen/).waitFor();
    await run('# 1. Say it', 'Again');
    assert.equal((await ended(3)).outcome, 'succeeded', 'its shell is still there');
    await window.close();
  });

  it('a step that does not mind Ctrl-C is ended when Stop is pressed again', async () => {
    await run('# 4. Do not listen', /^▷ Run$/);
    await until('it runs', async () => (await window.terminalText()).includes('deaf'));
    await run('# 4. Do not listen', '■ Stop');
    await run('# 4. Do not listen', 'End it');
    assert.equal((await ended(2)).outcome, 'stopped');
    await window.close();
  });
});
