import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The folder that the tests' window has open. */
function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder, 'a folder is open');
  return folder;
}

/** Writes a guide into the folder and shows it. */
export async function showGuide(name: string, text: string): Promise<vscode.TextDocument> {
  const file = join(workspaceFolder(), name);
  await writeFile(file, text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** What a line of a journal says, as far as these tests read it. */
export interface RecordedEvent {
  type: string;
  step?: string;
  outcome?: string;
  text?: string;
}

/** All events of all incidents in the folder, in the order of each writer's file. */
export async function recordedEvents(): Promise<RecordedEvent[]> {
  const incidents = join(workspaceFolder(), '.incidents');
  const events: RecordedEvent[] = [];
  for (const incident of await readdir(incidents).catch((): string[] => [])) {
    const folder = join(incidents, incident, 'events');
    for (const file of await readdir(folder).catch((): string[] => [])) {
      if (!file.endsWith('.jsonl')) continue;
      const lines = (await readFile(join(folder, file), 'utf8'))
        .split('\n')
        .filter((line) => line.endsWith('}'));
      events.push(...lines.map((line) => JSON.parse(line) as RecordedEvent));
    }
  }
  return events;
}
