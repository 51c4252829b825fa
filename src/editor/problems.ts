import * as vscode from 'vscode';
import type { Problem } from '../core/guide/guide.ts';
import { lintGuide } from '../core/lint/lint.ts';
import type { GuideFacts } from './guide-facts.ts';
import type { Guides } from './guides.ts';
import type { IncidentWindow } from './window.ts';

/** How long after the last key the problems are shown anew, in ms: while one types, half a line is always wrong. */
const waitMs = 300;
const source = 'incident';

/** Shows a guide's problems as one types, with the fixes there are. */
export function showProblems(
  guides: Guides,
  {
    problemsOf,
    pages,
    report,
  }: {
    problemsOf: (document: vscode.TextDocument) => Promise<readonly Problem[]>;
    /** The folder with a page a rule. */
    pages: vscode.Uri;
    report: (error: unknown) => void;
  },
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(source);
  const waiting = new Map<string, NodeJS.Timeout>();
  const shown = new WeakMap<vscode.TextDocument, readonly Problem[]>();

  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const problems = await problemsOf(document);
    if (document.isClosed || document.version !== version) return; // a later key asks again
    shown.set(document, problems);
    collection.set(
      document.uri,
      problems.map((problem) => diagnosticOf(document, problem, pages)),
    );
  };
  const schedule = (document: vscode.TextDocument): void => {
    if (document.languageId !== 'markdown') return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        check(document).catch(report);
      }, waitMs),
    );
  };
  const actions = vscode.languages.registerCodeActionsProvider(
    { language: 'markdown' },
    {
      provideCodeActions: (document, range) => fixesOf(document, range, shown.get(document) ?? [], pages),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  for (const document of vscode.workspace.textDocuments) schedule(document);
  return vscode.Disposable.from(
    collection,
    actions,
    guides.onDidChange(() => {
      for (const document of vscode.workspace.textDocuments) schedule(document);
    }),
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      schedule(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
    {
      dispose: () => {
        for (const timer of waiting.values()) clearTimeout(timer);
      },
    },
  );
}

/** A guide's problems: what reading found and what the rules say. A file that is no guide has none. */
export async function problemsOf(
  { guides, clock }: IncidentWindow,
  facts: GuideFacts,
  document: vscode.TextDocument,
): Promise<Problem[]> {
  const guide = await guides.ofDocument(document);
  if (!guide) return [];
  const grammar = await guides.grammar();
  return lintGuide(
    { guide: guide.guide, problems: [...guide.problems] },
    {
      text: guide.text,
      today: clock.now().toISOString().slice(0, 10),
      grammar,
      severities: guide.severities,
      facts: await facts.of(guide, grammar),
    },
  );
}

function diagnosticOf(document: vscode.TextDocument, problem: Problem, pages: vscode.Uri): vscode.Diagnostic {
  const { Error, Warning, Information } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(
    rangeOf(document, problem),
    problem.message,
    { error: Error, warning: Warning, info: Information }[problem.severity],
  );
  diagnostic.source = source;
  diagnostic.code = { value: problem.rule, target: vscode.Uri.joinPath(pages, `${problem.rule}.md`) };
  return diagnostic;
}

function rangeOf(document: vscode.TextDocument, { line, endLine, column }: Problem): vscode.Range {
  const last = Math.min(endLine, document.lineCount) - 1;
  return document.validateRange(
    new vscode.Range(line - 1, column - 1, last, document.lineAt(last).text.length),
  );
}

function fixesOf(
  document: vscode.TextDocument,
  range: vscode.Range,
  problems: readonly Problem[],
  pages: vscode.Uri,
): vscode.CodeAction[] {
  return problems.flatMap((problem) => {
    const { fix } = problem;
    if (!fix || !rangeOf(document, problem).intersection(range)) return [];
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnosticOf(document, problem, pages)];
    action.edit = new vscode.WorkspaceEdit();
    for (const { start, end, text } of fix.edits) {
      action.edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
        text,
      );
    }
    return [action];
  });
}
