import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Guide } from '../core/guide/guide.ts';
import { proofsOf } from '../core/incident/proofs.ts';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import { namedPaths } from '../core/lint/paths.ts';
import type { LintFacts } from '../core/lint/rule.ts';
import type { Mark, Redactor } from '../core/run/secrets.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { Journals } from '../ports.ts';
import { pathInRecord } from './guide-path.ts';

/** A guide as lint looks at it. */
export interface LintedGuide {
  guide: Guide;
  text: string;
  grammar: Grammar;
}

/** How many incidents are read for what they prove: those before them are too old to. */
const readAtMost = 50;

/**
 * The paths that a guide names and that are not there. A link counts from the guide's own folder; the file of a command is
 * looked for in each folder. Only what the guide names is looked up.
 */
export async function missingPaths(
  { guide, text, grammar }: LintedGuide,
  { guideFolder, folders }: { guideFolder: string; folders: readonly string[] },
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const { kind, path } of namedPaths(guide, text, grammar)) {
    const places = kind === 'link' ? [guideFolder] : [guideFolder, ...folders];
    const found = await Promise.all(places.map((place) => isThere(resolve(place, path))));
    if (!found.includes(true)) missing.add(path);
  }
  return missing;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The secrets in a guide's text. The rules are heavy and are loaded at the first call; nothing is learnt from this machine. */
export function secretFinder(): (text: string) => Promise<readonly Mark[]> {
  let redactor: Promise<Redactor> | undefined;
  const load = async (): Promise<Redactor> => {
    const { createRedactor } = await import('../core/run/secrets.ts');
    return createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => '' });
  };
  return async (text) => (await (redactor ??= load())).redactText(text).marks;
}

/** The newest incidents of a place, as they are now. */
export async function pastStates(journals: Journals): Promise<IncidentState[]> {
  const states: IncidentState[] = [];
  for (const { id } of (await journals.list()).slice(0, readAtMost)) {
    const journal = await journals.open(id);
    try {
      states.push(stateOf(id, (await journal.read()).events));
    } finally {
      await journal.close();
    }
  }
  return states;
}

/** What the incidents of a place prove of the steps of a guide there; undefined where none was recorded. */
export async function proofsIn(journals: Journals, guidePath: string): Promise<LintFacts['proofs']> {
  return proofsOf(await pastStates(journals), pathInRecord(journals.folder, guidePath));
}
