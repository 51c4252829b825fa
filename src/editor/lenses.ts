import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Playbook } from '../core/guide/guide.ts';
import type { FreshnessOfSteps } from '../core/incident/freshness.ts';
import type { IncidentView } from '../core/view/incident-view.ts';
import { lensesOf } from '../core/view/lenses.ts';
import type { Lens } from '../core/view/lenses.ts';
import { commandId } from './contributions.ts';
import type { Guides, OpenGuide } from './guides.ts';

export interface LensSources {
  guides: Guides;
  /** The live incident that a playbook's lenses show. */
  viewOf: (guide: OpenGuide, playbook: Playbook) => IncidentView | undefined;
  onDidChange: vscode.Event<unknown>;
  freshness: () => FreshnessOfSteps;
  report: (error: unknown) => void;
}

/**
 * Shows the guide's lenses. They are drawn anew only when their words change, never by a timer or a chunk of output: a lens replaced
 * under the pointer makes VS Code say that its command was not found.
 */
export function showLenses({
  guides,
  viewOf,
  onDidChange,
  freshness,
  report,
}: LensSources): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  /** What the lenses of a document said when they were asked for. */
  const said = new WeakMap<vscode.TextDocument, readonly Lens[]>();
  const lensesIn = async (document: vscode.TextDocument): Promise<Lens[]> => {
    const guide = await guides.ofDocument(document);
    if (!guide) return [];
    return lensesOf(guide.guide, {
      path: guide.path,
      incidentOf: (playbook) => viewOf(guide, playbook),
      now: new Date(),
      trust: vscode.workspace.isTrusted ? 'trusted' : 'restricted',
      freshnessOf: (step) => freshness().get(step.sha256),
    });
  };
  const tellIfChanged = async (): Promise<void> => {
    for (const { document } of vscode.window.visibleTextEditors) {
      if (document.languageId !== 'markdown') continue;
      if (!isDeepStrictEqual(await lensesIn(document), said.get(document))) changed.fire();
    }
  };
  const provider = vscode.languages.registerCodeLensProvider(
    { language: 'markdown' },
    {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const lenses = await lensesIn(document);
        said.set(document, lenses);
        return lenses.map((lens) => codeLensOf(document, lens));
      },
    },
  );
  return vscode.Disposable.from(
    provider,
    changed,
    onDidChange(() => {
      tellIfChanged().catch(report);
    }),
  );
}

function codeLensOf(
  document: vscode.TextDocument,
  { line, title, tooltip, action, address }: Lens,
): vscode.CodeLens {
  const { range } = document.lineAt(Math.min(line, document.lineCount) - 1);
  const command = { title, command: commandId(action), arguments: [address] };
  return new vscode.CodeLens(range, tooltip === undefined ? command : { ...command, tooltip });
}
