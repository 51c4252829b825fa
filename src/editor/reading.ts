import * as vscode from 'vscode';
import type { Playbook } from '../core/guide/guide.ts';
import type { FreshnessOfSteps } from '../core/incident/freshness.ts';
import { outlineOf } from '../core/view/outline.ts';
import type { OutlineNode } from '../core/view/outline.ts';
import { keyIn, standingOf } from '../core/view/incident-view.ts';
import type { IncidentView } from '../core/view/incident-view.ts';
import { stepCard } from '../core/view/step-card.ts';
import type { Guides, OpenGuide } from './guides.ts';
import { allSteps } from './window.ts';

const markdown = { language: 'markdown' };

/** Helps to read a guide: outline and folding by playbook, phase and step; a card on hovering a step. */
export function helpReading(
  guides: Guides,
  viewOf: (guide: OpenGuide, playbook: Playbook) => IncidentView | undefined,
  freshness: () => FreshnessOfSteps,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(markdown, {
      async provideDocumentSymbols(document) {
        const guide = await guides.ofDocument(document);
        return guide ? outlineOf(guide.guide).map((node) => symbolOf(document, node)) : [];
      },
    }),
    vscode.languages.registerFoldingRangeProvider(markdown, {
      async provideFoldingRanges(document) {
        const guide = await guides.ofDocument(document);
        const nodes = guide ? outlineOf(guide.guide) : [];
        return nodes.flatMap((playbook) =>
          [playbook, ...playbook.children].map(
            ({ line, endLine }) => new vscode.FoldingRange(line - 1, endLine - 1),
          ),
        );
      },
    }),
    vscode.languages.registerHoverProvider(markdown, {
      async provideHover(document, position) {
        const guide = await guides.ofDocument(document);
        const line = position.line + 1;
        const found = guide && allSteps(guide).find(({ step }) => step.line <= line && line <= step.endLine);
        if (!guide || !found) return undefined;
        const view = viewOf(guide, found.playbook);
        const key = `${found.phase.id}/${found.step.id}`;
        const standing = view
          ? standingOf(view, keyIn(view, found.playbook.id, key))
          : ({ kind: 'open' } as const);
        // Guide text is text: appendText escapes Markdown, so no link or HTML of a guide comes alive here.
        const card = stepCard(found.step, standing, freshness().get(found.step.sha256)).map((paragraph) =>
          new vscode.MarkdownString().appendText(paragraph),
        );
        return new vscode.Hover(card, linesOf(document, found.step));
      },
    }),
  );
}

function symbolOf(document: vscode.TextDocument, node: OutlineNode): vscode.DocumentSymbol {
  const kinds = {
    playbook: vscode.SymbolKind.Module,
    phase: vscode.SymbolKind.Namespace,
    step: vscode.SymbolKind.Event,
  };
  const range = linesOf(document, node);
  const symbol = new vscode.DocumentSymbol(
    node.label || '…',
    node.detail,
    kinds[node.kind],
    range,
    new vscode.Range(range.start, range.start),
  );
  symbol.children = node.children.map((child) => symbolOf(document, child));
  return symbol;
}

function linesOf(
  document: vscode.TextDocument,
  { line, endLine }: { line: number; endLine: number },
): vscode.Range {
  const last = document.lineAt(Math.min(endLine, document.lineCount) - 1);
  return new vscode.Range(new vscode.Position(line - 1, 0), last.range.end);
}
