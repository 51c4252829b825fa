import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { timelineSvg } from '../core/view/timeline-svg.ts';
import type { IncidentWindow } from './window.ts';

/** Draws the current incident's timeline in a panel: the same picture that the export holds. No script runs in it. */
export function showTimelinePanel(window: IncidentWindow, onDidChange: vscode.Event<unknown>): void {
  const incident = window.incidents.current;
  if (!incident) return;
  const panel = vscode.window.createWebviewPanel(
    'incidentRunbook.drawnTimeline',
    incident.live.state.title,
    vscode.ViewColumn.Beside,
    {
      enableScripts: false,
      localResourceRoots: [],
    },
  );
  const draw = (): void => {
    panel.webview.html = page(timelineSvg(incident.live.state));
  };
  const listening = onDidChange(draw);
  panel.onDidDispose(() => {
    listening.dispose();
  });
  draw();
}

function page(svg: string): string {
  const nonce = randomBytes(16).toString('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
  body { padding: 1rem; color: var(--vscode-foreground); background: var(--vscode-editor-background); }
  svg { max-width: 100%; height: auto; }
</style>
</head>
<body>${svg}</body>
</html>`;
}
