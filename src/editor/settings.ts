import * as v from 'valibot';
import * as vscode from 'vscode';
import { settings } from './contributions.ts';
import type { SettingName } from './contributions.ts';

const words = v.array(v.string());
const schemas = {
  guides: words,
  'terminal.location': v.picklist(['panel', 'editor']),
  'terminal.profile': v.string(),
  confirm: v.picklist(['destructive', 'changes']),
  environment: v.record(v.string(), v.string()),
  'journal.location': v.string(),
  'journal.keepOutputsDays': v.pipe(v.number(), v.integer(), v.minValue(0)),
  'adhoc.record': v.boolean(),
  'redaction.extraPatterns': words,
} satisfies Record<SettingName, v.GenericSchema>;

type Settings = { [N in SettingName]: v.InferOutput<(typeof schemas)[N]> };

/** A setting, as the person or the workspace has it; what does not fit its schema counts as not set. */
export function setting<N extends SettingName>(name: N, scope?: vscode.Uri): Settings[N] {
  const value: unknown = vscode.workspace.getConfiguration('incidentRunbook', scope).get(name);
  const parsed = v.safeParse(schemas[name], value);
  return (parsed.success ? parsed.output : settings[name].default) as Settings[N];
}

/** Whether anybody set it, the person or the workspace: then it is no default. */
export function isSet(name: SettingName): boolean {
  const found = vscode.workspace.getConfiguration('incidentRunbook').inspect(name);
  const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return values.some((value) => value !== undefined);
}
