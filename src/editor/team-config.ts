import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { noConfig } from '../core/config/config.ts';
import type { ConfigProblem, TeamConfig } from '../core/config/config.ts';
import { configPathFor, readConfigFile } from '../node/team-config.ts';
import type { ConfigFile } from '../node/team-config.ts';
import type { Disposable } from '../ports.ts';
import { isSet } from './settings.ts';

/** What teams agreed on in `.incidents/config.yaml`, of this window's guides. */
export interface TeamConfigs extends Disposable {
  /** What holds for a guide, by its path. Each file is read once, and again when it changes. */
  of(guidePath: string): Promise<TeamConfig>;
  /** What the workspace's config says of runs and of their record: only when it is trusted, and where the person set nothing. */
  trusted(): TeamConfig['trusted'];
  readonly onDidChange: vscode.Event<void>;
}

/** Reads and watches the configs of the workspace; what is wrong in one stands in the Problems panel. */
export async function openTeamConfigs(): Promise<TeamConfigs> {
  const changed = new vscode.EventEmitter<void>();
  const collection = vscode.languages.createDiagnosticCollection('incident config');
  const files = new Map<string, Promise<ConfigFile>>();
  const read = (path: string): Promise<ConfigFile> => {
    const known = files.get(path) ?? readConfigFile(path).then(show);
    files.set(path, known);
    return known;
  };
  const show = (file: ConfigFile): ConfigFile => {
    collection.set(vscode.Uri.file(file.path), file.problems.map(diagnosticOf));
    return file;
  };
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const ownPath = folder === undefined ? undefined : configPathFor(join(folder, 'guide.md'), folder);
  let own = ownPath === undefined ? noConfig : (await read(ownPath)).config;
  const watching = watchConfigs(async (path) => {
    files.delete(path);
    const { config } = await read(path);
    if (path === ownPath) own = config;
    changed.fire();
  });
  return {
    onDidChange: changed.event,
    async of(guidePath) {
      const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(guidePath))?.uri.fsPath;
      return (await read(configPathFor(guidePath, workspace))).config;
    },
    trusted: () => (vscode.workspace.isTrusted ? whereNotSet(own.trusted, folder) : {}),
    dispose: () => {
      vscode.Disposable.from(changed, collection, watching).dispose();
    },
  };
}

/** A setting of the person's own stands over what the team agreed on. */
function whereNotSet(
  { environment, profile, journal }: TeamConfig['trusted'],
  folder: string | undefined,
): TeamConfig['trusted'] {
  return {
    ...(environment && !isSet('environment') && { environment }),
    ...(profile !== undefined && !isSet('terminal.profile') && { profile }),
    ...(journal !== undefined && !isSet('journal.location') && { journal: resolve(folder ?? '', journal) }),
  };
}

function watchConfigs(readAnew: (path: string) => Promise<void>): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher('**/.incidents/config.yaml');
  const tell = ({ fsPath }: vscode.Uri): void => {
    void readAnew(fsPath); // never rejects: a file that can't be read is a problem of it
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(tell),
    watcher.onDidCreate(tell),
    watcher.onDidDelete(tell),
  );
}

function diagnosticOf({ line, message }: ConfigProblem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'incident';
  return diagnostic;
}
