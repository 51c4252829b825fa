import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { LintFacts } from '../core/lint/rule.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import { missingPaths, proofsIn, secretFinder } from '../node/guide-facts.ts';
import type { Disposable } from '../ports.ts';
import type { OpenGuide } from './guides.ts';
import type { IncidentWindow } from './window.ts';

/** What lies around the guides of a window and lint wants to know. */
export interface GuideFacts extends Disposable {
  of(guide: OpenGuide, grammar: Grammar): Promise<LintFacts>;
}

/** Looks facts up for lint. What the journals prove is read once, and again when an incident has a new fact. */
export function guideFacts({ incidents, journalsOf, report }: IncidentWindow): GuideFacts {
  const secretsIn = secretFinder();
  const proofs = new Map<string, ReturnType<typeof proofsIn>>();
  const listening = incidents.onChange(() => {
    proofs.clear();
  });
  const proofsOf = (path: string): ReturnType<typeof proofsIn> => {
    const read = (): ReturnType<typeof proofsIn> =>
      proofsIn(journalsOf(path), path).catch((error: unknown) => {
        report(error); // the other rules go on
        return undefined;
      });
    const known = proofs.get(path) ?? read();
    proofs.set(path, known);
    return known;
  };
  return {
    async of({ path, guide, text }, grammar) {
      const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path))?.uri.fsPath;
      const guideFolder = dirname(path);
      const [missing, secrets, proven] = await Promise.all([
        missingPaths(
          { guide, text, grammar },
          { guideFolder, folders: folder === undefined ? [] : [folder] },
        ),
        secretsIn(text),
        proofsOf(path),
      ]);
      return { missing, secrets, ...(proven && { proofs: proven }) };
    },
    dispose: () => {
      listening.dispose();
    },
  };
}
