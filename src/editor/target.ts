import * as vscode from 'vscode';
import { composeFileOf } from '../core/guide/compose.ts';
import type { Target } from '../core/run/target.ts';
import { readTarget } from '../node/target.ts';
import type { OpenGuide } from './guides.ts';
import { setting } from './settings.ts';
import type { IncidentWindow } from './window.ts';

/**
 * What a step of a guide would be pointed at: in the folder where its incident's terminal is, as far as VS Code's shell integration
 * tells, else where a new one would begin. What was exported in the terminal by hand can't be seen from here.
 */
export function readTargetOf(
  { place }: IncidentWindow,
  { guide }: OpenGuide,
  incidentTitle: string,
): Promise<Target> {
  const terminal = vscode.window.terminals.find(({ name }) => name === `Incident: ${incidentTitle}`);
  const composeFile = composeFileOf(guide);
  return readTarget({
    host: place.host,
    user: place.user,
    folder: terminal?.shellIntegration?.cwd?.fsPath ?? place.folder,
    env: { ...process.env, ...setting('environment') },
    ...(composeFile !== undefined && { composeFile }),
  });
}
