import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in its host', () => {
  it('is activated by a Markdown document', async () => {
    const extension = vscode.extensions.getExtension('incident-runbook.incident-runbook');
    assert.ok(extension, 'the extension is not installed');
    await vscode.workspace.openTextDocument({ language: 'markdown', content: '# Guide\n' });
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
