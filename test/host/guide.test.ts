import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { showGuide } from './workspace.ts';

const guide = `# Guide

## API down

**Triage:**
\`\`\`bash
# 1. Look
date

# 2. Wipe
redis-cli FLUSHALL
\`\`\`
`;

async function lensesOf(document: vscode.TextDocument): Promise<string[] | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.length === 0
    ? undefined
    : lenses.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
}

describe('a guide in the editor', () => {
  it('has lenses over its playbook, its phase and its steps', async () => {
    const document = await showGuide('api-runbook.md', guide);
    const lenses = await until('a lens', () => lensesOf(document));
    assert.deepEqual(lenses.slice(0, 3), [
      '3 ▷ Start incident',
      '5 ▷ Run all · 1 read, 1 destructive',
      '7 ▷ Run',
    ]);
    assert.match(lenses[3] ?? '', /^10 ⚠ Run …/);
  });

  it('has an outline of playbooks, phases and steps', async () => {
    const document = await showGuide('outline-runbook.md', guide);
    const named = (symbol: vscode.DocumentSymbol): string[] => [
      symbol.name,
      ...symbol.children.flatMap(named),
    ];
    const names = await until('our outline', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return symbols.map(named).find(([first]) => first === 'API down');
    });
    assert.deepEqual(names, ['API down', 'Triage', '1. Look', '2. Wipe']);
  });

  it('tells on hovering a step why it is dangerous', async () => {
    const document = await showGuide('hover-runbook.md', guide);
    const text = await until('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(10, 3),
      );
      const words = hovers
        .flatMap(({ contents }) =>
          contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
        )
        .join('\n');
      return words.includes('Destructive') ? words : undefined;
    });
    assert.match(text, /every.*key/i);
  });

  it('has problems, and a fix that does what it says', async () => {
    const document = await showGuide(
      'broken-runbook.md',
      '# Guide\n\n## A\n\n```bash\ndate\n\n## Not a heading\n',
    );
    const [problem] = await until('a problem', () => {
      const all = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'incident');
      return all.length > 0 ? all : undefined;
    });
    const code = problem?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'unclosed-fence');
    const page = await vscode.workspace.openTextDocument(code.target);
    assert.match(page.getText(), /^# unclosed-fence/);
  });

  it('a Markdown file that is no guide has none of it', async () => {
    const document = await showGuide('readme.md', '# Words\n\n## Install\n\n```bash\nnpm install\n```\n');
    assert.equal(await lensesOf(document), undefined);
  });
});
