import * as vscode from 'vscode';
import { completionsAt } from '../core/view/completions.ts';
import type { Completion } from '../core/view/completions.ts';
import type { Guides } from './guides.ts';

/** Helps to write a guide: playbooks, phases, steps and levels at the cursor. In other Markdown it offers nothing. */
export function helpWriting(guides: Guides): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: 'markdown' },
    {
      async provideCompletionItems(document, position) {
        const guide = await guides.ofDocument(document);
        if (!guide) return [];
        const before = document.lineAt(position.line).text.slice(0, position.character);
        return completionsAt(guide.guide, { line: position.line + 1, before }).map((completion, at) =>
          itemOf(completion, at, { position, typed: before }),
        );
      },
    },
    '#',
    '*',
  );
}

function itemOf(
  { label, detail, snippet, from }: Completion,
  at: number,
  { position, typed }: { position: vscode.Position; typed: string },
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet);
  item.detail = detail;
  item.insertText = new vscode.SnippetString(snippet);
  item.range = new vscode.Range(position.with({ character: from }), position);
  item.filterText = `${typed.slice(from)}${label}`; // a sign that is typed begins no label
  item.sortText = String(at).padStart(2, '0');
  return item;
}
