import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { TeamConfig } from '../core/config/config.ts';
import type { Guide, Problem } from '../core/guide/guide.ts';
import { createReader } from '../core/guide/read.ts';
import type { Reading } from '../core/guide/read.ts';
import { withTeamRules } from '../core/guide/team.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import { setting } from './settings.ts';
import type { TeamConfigs } from './team-config.ts';
import type { Disposable } from '../ports.ts';

/** A guide as it stands on screen, or on disk when no editor has it. */
export interface OpenGuide {
  /** Absolute path on the machine that the extension runs on. */
  path: string;
  text: string;
  guide: Guide;
  problems: readonly Problem[];
  /** What its team wants of lint's rules. */
  severities: TeamConfig['lint'];
}

/** The guides of this window, each read once per version. */
export interface Guides extends Disposable {
  /** Undefined when the document is no guide. */
  ofDocument(document: vscode.TextDocument): Promise<OpenGuide | undefined>;
  /** By path: what is on screen, saved or not, else what is on disk; undefined when neither can be read. */
  atPath(path: string): Promise<OpenGuide | undefined>;
  /** Counts a document as a guide whatever its name: the person said so. */
  use(document: vscode.TextDocument): void;
  readonly onDidChange: vscode.Event<void>;
  /** What guides are read with: loaded at the first call. */
  grammar(): Promise<Grammar>;
}

/** Reads the guides that editors show. `loadGrammar` is called at the first guide. */
export function openGuides(loadGrammar: () => Promise<Grammar>, configs: TeamConfigs): Guides {
  const changed = new vscode.EventEmitter<void>();
  let read = new WeakMap<vscode.TextDocument, { version: number; guide: Promise<OpenGuide> }>();
  const used = new Set<string>();
  const readers = new Map<string, (text: string, file: string) => Reading>();
  let grammar: Promise<Grammar> | undefined;

  const loaded = (): Promise<Grammar> => (grammar ??= loadGrammar());
  const readText = async (text: string, path: string): Promise<OpenGuide> => {
    const { words, danger, lint } = await configs.of(path);
    const shell = await loaded();
    const reader = readers.get(path) ?? createReader(shell, words);
    readers.set(path, reader);
    const { guide, problems } = reader(text, path);
    return { path, text, guide: withTeamRules(guide, danger, shell), problems, severities: lint };
  };
  const readDocument = (document: vscode.TextDocument): Promise<OpenGuide> => {
    const { version } = document;
    const known = read.get(document);
    if (known?.version === version) return known.guide;
    const guide = readText(document.getText(), document.uri.fsPath);
    read.set(document, { version, guide });
    return guide;
  };
  const listening = vscode.workspace.onDidOpenTextDocument((document) => {
    if (isMarkdown(document)) changed.fire();
  });

  const listeningToTeam = configs.onDidChange(() => {
    readers.clear();
    read = new WeakMap();
    changed.fire();
  });

  return {
    onDidChange: changed.event,
    grammar: loaded,
    async ofDocument(document) {
      if (!isMarkdown(document) || isInRecord(document.uri)) return undefined;
      const guide = await readDocument(document);
      const named = used.has(document.uri.toString()) || isNamedAsGuide(document);
      return named || guide.guide.playbooks.some((playbook) => playbook.kind === 'incident')
        ? guide
        : undefined;
    },
    async atPath(path) {
      const shown = vscode.workspace.textDocuments.find(
        (document) => document.uri.fsPath === path && isMarkdown(document),
      );
      if (shown) return readDocument(shown);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      return text === undefined ? undefined : readText(text, path);
    },
    use(document) {
      used.add(document.uri.toString());
      changed.fire();
    },
    dispose() {
      listening.dispose();
      listeningToTeam.dispose();
      changed.dispose();
    },
  };
}

function isMarkdown(document: vscode.TextDocument): boolean {
  return (
    document.languageId === 'markdown' &&
    (document.uri.scheme === 'file' || document.uri.scheme === 'untitled')
  );
}

/** Copies of guides and post-mortems in a record are no guides. */
function isInRecord(uri: vscode.Uri): boolean {
  return uri.fsPath.split(sep).includes('.incidents');
}

/** Names count from the workspace folder on: what a folder above it is called says nothing of the file. */
function isNamedAsGuide(document: vscode.TextDocument): boolean {
  const base = vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.Uri.joinPath(document.uri, '..');
  return setting('guides', document.uri).some(
    (pattern) => vscode.languages.match({ pattern: new vscode.RelativePattern(base, pattern) }, document) > 0,
  );
}
