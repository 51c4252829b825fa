import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup.mjs';
import { smallDisk } from '../small-disk.ts';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, everythingIn, incidentFolders, outputsIn } from './records.ts';
import { nightGuide } from './night-guide.ts';
import type { EditorWindow } from './window.ts';

const long = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Go somewhere
cd /tmp && false

# 2. Say where
echo "in $PWD"

# 3. Count slowly
for i in 1 2 3 4 5 6; do echo "tick $i"; sleep 1; done

# 4. Print much
head -c 10000000 /dev/zero | tr '\\0' x; echo; seq 200000
\`\`\`
`;

/** Runs a step and waits for the end of the so-manieth run. */
async function run(
  window: EditorWindow,
  line: string,
  count: number,
  records = window.folder,
): Promise<void> {
  await (await window.lensAbove(line, /^▷ Run$/)).click();
  await ended(line, count, records);
}

async function ended(line: string, count: number, records: string): Promise<void> {
  await until(
    `the end of ${line} is on disk`,
    () => eventsIn(records).filter(({ type }) => type === 'run-ended').length >= count,
    { limitMs: 120_000 },
  );
}

/** Bad input is ordinary: a clear message, nothing lost, nothing run that nobody asked for. */
describe('on a bad night', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  it('a place that can’t be written is told in words, and the step does not run', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide, '.incidents': 'a file where the folder should be' },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await window.toast(/incident could not be opened/i).waitFor();
    const terminals = await window.host((vscode) => vscode.window.terminals.length);
    assert.equal(terminals, 0, 'nothing ran');
  });

  it('without script(1) a step still runs, and is kept', async () => {
    editor.standIn('script', 'exit 1');
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await until(
      'the end is on disk',
      () =>
        eventsIn(window.folder).some(({ type, outcome }) => type === 'run-ended' && outcome === 'succeeded'),
      { limitMs: 60_000 },
    );
    assert.match(everythingIn(window.folder), /said/);
    editor.standIn('script', 'exec /usr/bin/script "$@"');
  });

  it('without a folder steps run all the same, and it is said where the record lies', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide },
      show: 'runbooks/night.md',
      workspace: 'none',
    });
    await run(window, '# 1. Say it', 1, editor.storage);
    await window.toast(/no folder is open/i).waitFor();
    assert.match(everythingIn(editor.storage), /said/);
    assert.ok(!existsSync(join(window.folder, '.incidents')), 'nothing is written beside a stray file');
  });

  it('a disk that is full: it is said, no step starts, what was shown stays, and all is written when there is room', async () => {
    const disk = smallDisk({ kilobytes: 512 });
    try {
      const window = await editor.open({
        folder: disk.folder,
        files: { 'runbooks/night.md': long },
        show: 'runbooks/night.md',
      });
      await window.showContainer('Incident');
      await run(window, '# 1. Go somewhere', 1);
      await (await window.lensAbove('# 3. Count slowly', /^▷ Run$/)).click();
      await until('the step runs', async () => (await window.terminalText()).includes('tick 2'));
      disk.fill();
      await window.toast(/disk is full/i).waitFor();
      await window.tree(/not on disk/i).waitFor();
      await (await window.lensAbove('# 2. Say where', /^▷ Run$/)).click();
      await window.toast(/"Say where" did not run.*disk is full/i).waitFor();
      disk.makeRoom();
      await ended('the step that ran, and of the one that did not', 3, window.folder);
      await (await window.lensAbove('# 2. Say where', 'Again')).click();
      await ended('# 2. Say where', 4, window.folder);
      assert.deepEqual(
        eventsIn(window.folder)
          .filter(({ type }) => type === 'run-ended')
          .map(({ step, outcome }) => `${step} ${outcome}`)
          .sort(),
        ['triage/1 failed', 'triage/2 succeeded', 'triage/2 unknown', 'triage/3 succeeded'],
      );
      assert.match(everythingIn(window.folder), /tick 6/);
      const [incident = ''] = incidentFolders(window.folder);
      execFileSync(process.execPath, [join(root, 'dist/cli.js'), 'verify', incident]);
      assert.equal(incidentFolders(window.folder).length, 1);
      await window.close();
    } finally {
      disk.remove();
    }
  });

  it('a guide with an open fence, and one that is empty, are shown and harm nothing', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide.replace(/```\n$/, ''), 'runbooks/empty.md': '' },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).waitFor();
    await window.show('runbooks/empty.md');
    await window.command('Incident: Run Step at Cursor');
    await window.toast(/no such step here/i).waitFor();
    assert.deepEqual(eventsIn(window.folder), []);
  });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('in a terminal without shell integration', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ settings: { 'terminal.integrated.shellIntegration.enabled': false } });
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  it('steps run, with their outcomes, the shell’s state and every byte; a half-typed line harms nothing', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': long }, show: 'runbooks/night.md' });
    await run(window, '# 1. Go somewhere', 1);
    await window.page().locator('.terminal-wrapper.active .xterm-screen').click();
    await window.page().keyboard.type('rm -rf "not meant');
    await until('it is typed', async () => (await window.terminalText()).includes('not meant'));
    await run(window, '# 2. Say where', 2);
    await run(window, '# 4. Print much', 3);
    const events = eventsIn(window.folder);
    assert.deepEqual(
      events.filter(({ type }) => type === 'run-ended').map(({ outcome }) => outcome),
      ['failed', 'succeeded', 'succeeded'],
    );
    assert.match(everythingIn(window.folder), /in \/tmp/);
    const numbers = Array.from({ length: 200_000 }, (_, index) => `${index + 1}\r\n`).join('');
    const printed = Buffer.from(`${'x'.repeat(10_000_000)}\r\n${numbers}`);
    const kept = outputsIn(window.folder).at(-1) ?? Buffer.alloc(0);
    assert.equal(kept.length, printed.length);
    assert.equal(sha256(kept), sha256(printed));
  });
});

describe('in a folder that is not trusted', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ trust: 'asked' });
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  it('guides are read and nothing runs: the button manages trust', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await window.page().getByText('You are in Restricted Mode').first().waitFor();
    assert.ok(!existsSync(join(window.folder, '.incidents')), 'nothing was opened');
  });
});
