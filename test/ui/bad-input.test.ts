import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, everythingIn } from './records.ts';

const guide = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Say it
echo "said"
\`\`\`
`;

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
      files: { 'runbooks/night.md': guide, '.incidents': 'a file where the folder should be' },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await window.toast(/incident could not be opened/i).waitFor();
    const terminals = await window.host((vscode) => vscode.window.terminals.length);
    assert.equal(terminals, 0, 'nothing ran');
  });

  it('without script(1) a step still runs, and is kept', async () => {
    editor.standIn('script', 'exit 1');
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
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

  it('a guide with an open fence, and one that is empty, are shown and harm nothing', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': guide.replace(/```\n$/, ''), 'runbooks/empty.md': '' },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).waitFor();
    await window.show('runbooks/empty.md');
    await window.command('Incident: Run Step at Cursor');
    await window.toast(/no such step here/i).waitFor();
    assert.deepEqual(eventsIn(window.folder), []);
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
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await window.page().getByText('You are in Restricted Mode').first().waitFor();
    assert.ok(!existsSync(join(window.folder, '.incidents')), 'nothing was opened');
  });
});
