import assert from 'node:assert/strict';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import type { EditorWindow } from './window.ts';

const guide = `# Night guide

## Critical incidents

### Queue stuck

**Recovery Steps:**
\`\`\`bash
# Option 1: Go back to the version before
git revert HEAD

# Verify recovery
curl -fsS http://localhost/health
\`\`\`

### Cache down

**Triage:**
\`\`\`bash
# 1. Look at the cache
redis-cli INFO memory

# 2. Empty the cache
redis-cli FLUSHALL
\`\`\`

`;

/** By day a guide is read and written: what the editor says of it, where it goes, and what it puts at the cursor. */
describe('writing a guide', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  const text = (window: EditorWindow): Promise<string> =>
    window.host((vscode) => vscode.window.activeTextEditor?.document.getText() ?? '');
  const lineAtCursor = (window: EditorWindow): Promise<string> =>
    window.host((vscode) => {
      const shown = vscode.window.activeTextEditor;
      return shown ? shown.document.lineAt(shown.selection.active.line).text : '';
    });
  const problems = (window: EditorWindow): Promise<string[]> =>
    window.host((vscode) =>
      vscode.languages.getDiagnostics().flatMap(([, found]) => found.map(({ message }) => message)),
    );

  it('shows its playbooks and steps, goes to them, tells what a step does, mends a problem and writes a playbook', async () => {
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    const page = window.page();
    await (await window.lensAbove('# 1. Look at the cache', /^▷ Run$/)).waitFor();

    // Go to a playbook, and by the outline to a step
    await window.command('Incident: Go to Playbook');
    await window.pick('Cache down');
    await until(
      'the cursor is at the playbook',
      async () => (await lineAtCursor(window)) === '### Cache down',
    );
    await page.keyboard.press('Control+Shift+O');
    for (const row of [
      'Queue stuck',
      'Recovery Steps',
      'Option 1: Go back to the version before',
      '1. Look at the cache',
    ])
      await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().waitFor();
    await window.pick('2. Empty the cache');
    await until(
      'the cursor is at the step',
      async () => (await lineAtCursor(window)) === '# 2. Empty the cache',
    );

    // A card on hovering a step
    await page.locator('.view-line', { hasText: 'redis-cli FLUSHALL' }).locator('span span').first().hover();
    const card = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Step 2: Empty the cache' });
    await card.waitFor();
    assert.match(await card.innerText(), /Destructive:\sdeletes\severy\skey/);
    await page.keyboard.press('Escape');

    // Folding by playbook and phase
    await window.command('Fold All');
    await page.locator('.view-line', { hasText: 'redis-cli FLUSHALL' }).waitFor({ state: 'detached' });
    await window.command('Unfold All');
    await page.locator('.view-line', { hasText: 'redis-cli FLUSHALL' }).waitFor();

    // A problem, and its fix from the Problems panel
    await window.host((vscode) => vscode.commands.executeCommand('workbench.actions.view.problems'));
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'opens an editor and waits' }).click();
    await page.keyboard.press('Control+.');
    await page.locator('.context-view, .action-widget').getByText('Add --no-edit').first().click();
    await until('the fix is in the text', async () =>
      (await text(window)).includes('git revert --no-edit HEAD'),
    );
    await until('the problem is gone', async () =>
      (await problems(window)).every((message) => !message.includes('opens an editor')),
    );
    await window.host((vscode) => vscode.commands.executeCommand('workbench.action.closePanel'));

    // A playbook from nothing
    await window.host((vscode) => {
      const shown = vscode.window.activeTextEditor;
      if (!shown) throw new Error('no editor is open');
      const end = shown.document.lineAt(shown.document.lineCount - 1).range.end;
      shown.selection = new vscode.Selection(end, end);
      shown.revealRange(new vscode.Range(end, end));
      return vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    });
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'Playbook' }).first().click();
    await page.keyboard.type('Search is slow');
    await until('the playbook is in the text', async () =>
      /### Search is slow\n\n\*\*Detection:\*\* What the alert says/.test(await text(window)),
    );
    await page.keyboard.press('Escape');
    await (await window.lensAbove('### Search is slow', 'Start incident')).waitFor();
    await window.close();
  });
});
