import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup.mjs';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, everythingIn, incidentFolders } from './records.ts';
import type { EditorWindow } from './window.ts';

const guide = readFileSync(join(root, 'runbooks/incident-guide.md'), 'utf8');
const standIns = join(root, 'test/data/stand-ins');

const own = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Remember where we are
cd /tmp && export NIGHT="three o'clock"

# 2. Write a notice
cat <<'END'
here is a document
with "quotes" and $NOTHING
END
echo "it is $NIGHT in $PWD"

# 3. Count slowly
for i in 1 2 3 4 5 6; do echo "tick $i"; sleep 1; done

# 4. Fail in a pipe
false | cat
\`\`\`

**Monitoring:**
\`\`\`bash
# Watch the queue
tail -f /dev/null
\`\`\`
`;

/** The whole way on a guide that was there before us: what a person does at 3 a.m., clicked through. */
describe('the journey', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
    for (const program of readdirSync(standIns))
      editor.standIn(program, readFileSync(join(standIns, program), 'utf8'));
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  const ended = (window: EditorWindow, step: string): Promise<unknown> =>
    until(
      `the end of ${step} is on disk`,
      () => eventsIn(window.folder).some((event) => event.type === 'run-ended' && event.step === step),
      { limitMs: 60_000 },
    );

  it('goes from the first click on the customer’s guide to the post-mortem', async () => {
    const window = await editor.open({
      files: { 'runbooks/incident-guide.md': guide },
      show: 'runbooks/incident-guide.md',
    });
    await window.showContainer('Incident');
    await (await window.lensAbove('### API Service Completely Down', 'Start incident')).waitFor();

    // Run
    await (await window.lensAbove('# 1. Verify service status', /^▷ Run$/)).click();
    await ended(window, 'immediate-action/1');
    await (await window.lensAbove('# 1. Verify service status', '✓ 0')).waitFor();
    await until('the terminal shows what the step printed', async () =>
      (await window.terminalText()).includes('Exit 137'),
    );
    await window.tree('API Service Completely Down').first().waitFor();
    await window.tree(/1\. Verify service status/).waitFor();
    await window.status('Critical').waitFor();

    // Run all: one failing question does not stop the others
    await (await window.lensAbove('**Root Cause Analysis:**', 'Run all')).click();
    await ended(window, 'root-cause-analysis/environment-variables');
    await window.reveal('**Root Cause Analysis:**');
    await (await window.lensAbove('# Port conflict?', '✗ 1')).waitFor();
    await window.screenshot('incident');

    // Output, in a read-only document
    await (await window.lensAbove('# Memory leak?', 'Output')).click();
    await until('the output is shown', async () =>
      (await window.host((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '')).includes(
        '97.27%',
      ),
    );
    await window.host((vscode) => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));
    await window.tab('Memory leak').waitFor({ state: 'detached' });

    // A destructive option: Enter confirms nothing
    await (await window.lensAbove('# Option 3: Rollback if recent deployment', 'Use option 3')).click();
    await window.dialog().waitFor();
    await until('the reason is in the dialog', async () =>
      /stops|removes/.test(await window.dialog().innerText()),
    );
    await window.screenshot('confirm');
    await window.page().keyboard.press('Enter');
    await window.dialog().waitFor({ state: 'detached' });
    assert.ok(!eventsIn(window.folder).some(({ type }) => type === 'option-chosen'), 'Enter ran nothing');
    await (await window.lensAbove('# Option 3: Rollback if recent deployment', 'Use option 3')).click();
    await window.answer('Use option 3');
    await ended(window, 'recovery-steps/option-3');

    // Verify, and tell
    await (await window.lensAbove('# Verify recovery', /^▷ Run$/)).click();
    await window.dialog().waitFor(); // its exit code can’t tell: what it printed is read
    await window.answer('Passed');
    await until('the verification is on disk', () =>
      eventsIn(window.folder).some(({ type, result }) => type === 'verification' && result === 'passed'),
    );
    await window.command('Incident: Add Note');
    await window.input('memory limit, not the deploy');
    await until('the note is on disk', () =>
      eventsIn(window.folder).some(({ text }) => text === 'memory limit, not the deploy'),
    );
    await window.command('Incident: Change Status');
    await window.pick('resolved');
    await until('the status is on disk', () =>
      eventsIn(window.folder).some(({ status }) => status === 'resolved'),
    );
    await window.tree('resolved').first().waitFor();
    await window.command('Incident: Show All Events');
    await window.screenshot('timeline');

    // The post-mortem
    await window.command('Incident: Export Post-mortem');
    await window.tab('post-mortem.md').waitFor();
    const [incident = ''] = incidentFolders(window.folder);
    const text = readFileSync(join(incident, 'post-mortem.md'), 'utf8');
    for (const said of [
      '# API Service Completely Down',
      'Rollback if recent deployment',
      'memory limit, not the deploy',
      'Port conflict?',
      '## Root cause',
    ]) {
      assert.ok(text.includes(said), `the post-mortem says "${said}"`);
    }
    await window.screenshot('post-mortem');
    assert.ok(!everythingIn(window.folder).includes('correct-horse-battery'), 'no secret reached the disk');
    await window.close();
  });

  it('carries the shell’s state from step to step, with here-documents and quotes as they are written', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# 1. Remember where we are', /^▷ Run$/)).click();
    await ended(window, 'triage/1');
    await (await window.lensAbove('# 2. Write a notice', /^▷ Run$/)).click();
    await ended(window, 'triage/2');
    await until('the output is kept', () =>
      everythingIn(window.folder).includes("it is three o'clock in /tmp"),
    );
    assert.ok(everythingIn(window.folder).includes('with "quotes" and $NOTHING'));
    await (await window.lensAbove('# 4. Fail in a pipe', /^▷ Run$/)).click();
    await ended(window, 'triage/4');
    await (await window.lensAbove('# 4. Fail in a pipe', 'a pipe part failed')).waitFor();
    await window.close();
  });

  it('a step that runs while the extension host is killed is there afterwards, with its whole output', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await window.showContainer('Incident');
    await (await window.lensAbove('# 3. Count slowly', /^▷ Run$/)).click();
    await until('the step runs', async () => (await window.terminalText()).includes('tick 2'));
    await window.killExtensionHost();
    await ended(window, 'triage/3');
    const stored = eventsIn(window.folder).filter(({ type }) => type === 'output');
    assert.equal(stored.length, 1, 'the output is there once');
    assert.match(
      everythingIn(window.folder),
      /tick 1\r?\ntick 2\r?\ntick 3\r?\ntick 4\r?\ntick 5\r?\ntick 6/,
    );
    await window.tree(/3\. Count slowly/).waitFor();
    await window.close();
  });

  it('a step that runs while the window is reloaded goes on, and its terminal is used again', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# 3. Count slowly', /^▷ Run$/)).click();
    await until('the step runs', async () => (await window.terminalText()).includes('tick 2'));
    await window.reload();
    await ended(window, 'triage/3');
    await (await window.lensAbove('# 1. Remember where we are', /^▷ Run$/)).click();
    await ended(window, 'triage/1');
    const terminals = await window.host((vscode) =>
      vscode.window.terminals.map(({ name }) => name).filter((name) => name.startsWith('Incident')),
    );
    assert.deepEqual(terminals, ['Incident: Queue stuck']);
    await window.close();
  });

  it('stops a step that does not end by itself, in its lane', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# Watch the queue', /^▷ Run$/)).click();
    await (await window.lensAbove('# Watch the queue', 'Stop')).click();
    await ended(window, 'monitoring/watch-the-queue');
    assert.equal(eventsIn(window.folder).find(({ type }) => type === 'run-ended')?.outcome, 'stopped');
    await window.close();
  });

  it('closing the terminal ends its step and says so', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# 3. Count slowly', /^▷ Run$/)).click();
    await until('the step runs', async () => (await window.terminalText()).includes('tick 1'));
    await window.host((vscode) => {
      vscode.window.terminals.find(({ name }) => name.startsWith('Incident'))?.dispose();
    });
    await ended(window, 'triage/3');
    assert.equal(eventsIn(window.folder).find(({ type }) => type === 'run-ended')?.outcome, 'stopped');
    await window.close();
  });

  it('a manual step opens what it names, and is marked done with a note', async () => {
    const manual = own.replace('# 4. Fail in a pipe\nfalse | cat', '# Edit .env.production:\n# POOL_MIN=10');
    const window = await editor.open({
      files: { 'runbooks/night.md': manual, '.env.production': 'A=1\nPOOL_MIN=5\n' },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# Edit .env.production:', 'Open')).click();
    await window.tab('.env.production').waitFor();
    await window.host((vscode) => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));
    await window.tab('.env.production').waitFor({ state: 'detached' });
    await (await window.lensAbove('# Edit .env.production:', 'Mark done')).click();
    await window.input('set to 10');
    await until('it is on disk', () => eventsIn(window.folder).some(({ type }) => type === 'step-done'));
    await window.close();
  });

  it('goes all the way without a mouse', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': own }, show: 'runbooks/night.md' });
    await window.lens('Run').first().waitFor();
    await window.reveal('# 1. Remember where we are');
    await window.command('Incident: Run Step at Cursor');
    await ended(window, 'triage/1');
    await window.command('Incident: Run Next Step');
    await ended(window, 'triage/2');
    await window.command('Incident: Pin Output as Evidence');
    await window.pick('Write a notice');
    await until('the pin is on disk', () =>
      eventsIn(window.folder).some(({ type }) => type === 'evidence-pinned'),
    );
    await window.command('Incident: Copy Update for the Chat');
    await until('the update is on disk', () =>
      eventsIn(window.folder).some(({ type }) => type === 'update-copied'),
    );
    await window.command('Incident: Export Post-mortem');
    await window.tab('post-mortem.md').waitFor();
    await window.close();
  });
});
