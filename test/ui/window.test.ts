import assert from 'node:assert/strict';
import { startEditor, type Editor } from './editor.ts';
import { until } from '../until.ts';

const guide = `# Night guide

## Disk full

### Diagnose

\`\`\`bash
# 1. See what is there
echo "hello from the step"
\`\`\`
`;

describe('a window of the packaged extension', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  it('shows lenses over the guide, and a terminal in which stand-ins come first', async () => {
    editor.standIn('frobnicate', 'echo "stand-in: $1"');
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    await (await window.lensAbove('# 1. See what is there', 'Run')).waitFor();
    await window.command('Terminal: Create New Terminal');
    await window.typeInTerminal('frobnicate now');
    await until('the stand-in has spoken', async () =>
      (await window.terminalText()).includes('stand-in: now'),
    );
  });

  it('is there again after its extension host was killed, after a reload, and after it was closed', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    const version = (): Promise<string> => window.host((vscode) => vscode.version);
    const first = await window.hostPid();
    await window.killExtensionHost();
    assert.notEqual(await window.hostPid(), first);
    await window.reload();
    await window.lens('Run').first().waitFor();
    await window.close();
    await window.reopen();
    assert.match(await version(), /^1\./);
  });
});
