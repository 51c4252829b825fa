import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { folderJournals } from '../node/journal-folder.ts';
import { journalFolderFor } from '../node/journal-place.ts';
import type { Clock, Journals, Place } from '../ports.ts';

/** Where this window's incidents lie. */
export interface JournalPlaces {
  /** The place of a guide's incidents: beside its `.incidents` or `.git`, up to its workspace folder. */
  of: (guidePath: string) => Journals;
  /** The places that are there now: of the workspace's folders, and of the guides that were asked for. */
  all: () => readonly Journals[];
}

export function journalPlaces({
  place,
  clock,
  storage,
  location,
}: {
  place: Place;
  clock: Clock;
  storage: string;
  /** The folder that somebody wants them in; empty where nobody does. */
  location: () => string;
}): JournalPlaces {
  const known = new Map<string, Journals>();
  const at = (folder: string): Journals => {
    const journals = known.get(folder) ?? folderJournals({ folder, clock, actor: place.actor });
    known.set(folder, journals);
    return journals;
  };
  const folderOf = (start: string, workspace: string | undefined): string => {
    const wanted = location();
    if (wanted !== '') return wanted;
    if (workspace === undefined) return join(storage, '.incidents'); // no folder is open: nothing is written beside a stray file
    return journalFolderFor({ start, upTo: workspace, otherwise: workspace });
  };
  return {
    of(guidePath) {
      const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(guidePath))?.uri.fsPath;
      return at(folderOf(dirname(guidePath), workspace));
    },
    all() {
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) =>
        folderOf(uri.fsPath, uri.fsPath),
      );
      if (folders.length === 0) folders.push(folderOf(storage, undefined));
      return [...new Set([...folders, ...known.keys()])].filter((folder) => existsSync(folder)).map(at);
    },
  };
}
