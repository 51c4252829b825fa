import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import type { OpenIncident, OpenIncidents } from '../actions/open.ts';
import { removalOf } from '../core/incident/removed.ts';
import type { RunState } from '../core/incident/state.ts';
import { drawnText } from '../core/view/output-text.ts';
import type { Disposable } from '../ports.ts';

const scheme = 'incident-run';

/** Read-only documents of what runs printed: for reading, with escape sequences taken out. */
export interface Outputs extends Disposable {
  show(incident: OpenIncident, run: RunState): Promise<void>;
}

export function openOutputs(incidents: OpenIncidents): Outputs {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const [, incident = '', run = ''] = uri.path.split('/');
      const open = incidents.find(incident);
      const state = open?.live.state.runs.get(run);
      if (!open || !state) return vscode.l10n.t('This run is not in an incident that is open here.');
      return outputText(open, state);
    },
  });
  const listening = incidents.onChange(() => {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === scheme) changed.fire(uri);
    }
  });
  return {
    async show(incident, run) {
      const name = run.title.replaceAll(/[/\\?#%]+/g, ' ').trim();
      const uri = vscode.Uri.from({ scheme, path: `/${incident.live.id}/${run.run}/${name}.txt` });
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, {
        preview: true,
        preserveFocus: false,
        viewColumn: vscode.ViewColumn.Beside,
      });
    },
    dispose() {
      vscode.Disposable.from(provider, listening, changed).dispose();
    },
  };
}

/** The run that the active editor shows, and which of its lines are selected: `3-9`, 1-based; none when nothing is. */
export function shownRun(): { incident: string; run: string; lines?: string } | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== scheme) return undefined;
  const [, incident = '', run = ''] = editor.document.uri.path.split('/');
  const { selection } = editor;
  // A selection that ends before a line's first letter does not mean that line.
  const last = selection.end.character === 0 ? selection.end.line : selection.end.line + 1;
  const lines = `${selection.start.line + 1}-${Math.max(last, selection.start.line + 1)}`;
  return { incident, run, ...(!selection.isEmpty && { lines }) };
}

async function outputText(incident: OpenIncident, run: RunState): Promise<string> {
  const removal = removalOf(incident.live.state, run.output);
  if (removal)
    return vscode.l10n.t('This output was removed for good by {0}: {1}', removal.actor.name, removal.why);
  const bytes = await outputBytes(incident, run);
  if (bytes === undefined)
    return vscode.l10n.t('The output is not here: only its hash travels with the journal.');
  if (bytes.length === 0 && run.end) return vscode.l10n.t('It printed nothing.');
  const note = run.end ? '' : `\n${vscode.l10n.t('(still running)')}\n`;
  const text = new TextDecoder().decode(bytes);
  return (drawnText(text, run) ?? stripVTControlCharacters(text.replaceAll('\r\n', '\n'))) + note;
}

/** The stored bytes of a run, parts joined; undefined when one of them is not here. */
export async function outputBytes({ live }: OpenIncident, run: RunState): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (const { sha256 } of run.output) {
    const part = await live.journal.blob(sha256);
    if (!part) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
