import * as vscode from 'vscode';
import type { StatusLine } from '../core/view/status.ts';
import type { Clock } from '../ports.ts';
import { commandId } from './contributions.ts';

/** Shows the current incident in the status bar, each second anew. Whoever calls this owns what it returns. */
export function showStatus(
  line: () => StatusLine | undefined,
  clock: Clock,
  onDidChange: vscode.Event<unknown>,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'incidentRunbook.status',
    vscode.StatusBarAlignment.Left,
    100,
  );
  item.name = 'Incident';
  item.command = commandId('showIncident');
  const draw = (): void => {
    const shown = line();
    if (!shown) {
      item.hide();
      return;
    }
    item.text = shown.text;
    item.accessibilityInformation = { label: shown.spoken };
    item.backgroundColor =
      shown.urgent === 'yes' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  draw();
  return vscode.Disposable.from(item, onDidChange(draw), clock.everySecond(draw));
}
