import path from 'node:path';
import type { Journal } from '../ports.ts';
import type { FolderJournals } from './journal-folder.ts';
import { isFolder } from './journal-place.ts';

/** What a person's word for an incident came to: its record, or why there is none, in words. */
export type Found = { kind: 'found'; journal: Journal } | { kind: 'none' | 'several'; reason: string };

/** The incident that is meant: its id, its folder, `latest` (opened last), or a beginning that only one id has. */
export async function findIncident(journals: FolderJournals, reference: string): Promise<Found> {
  const ids = (await journals.list()).map(({ id }) => id);
  const [latest] = ids;
  if (ids.includes(reference)) return found(await journals.open(reference));
  if (reference === 'latest') {
    if (latest === undefined)
      return { kind: 'none', reason: `There are no incidents in ${journals.folder}.` };
    return found(await journals.open(latest));
  }
  const folder = path.resolve(reference);
  if (reference !== '' && isFolder(path.join(folder, 'events')))
    return found(await journals.openFolder(folder));
  const begun = reference === '' ? [] : ids.filter((id) => id.startsWith(reference));
  const [only] = begun;
  if (only === undefined)
    return { kind: 'none', reason: `There is no incident "${reference}" in ${journals.folder}.` };
  if (begun.length === 1) return found(await journals.open(only));
  const reason = `"${reference}" is the beginning of ${begun.length} incidents: ${begun.slice(0, 5).join(', ')}.`;
  return { kind: 'several', reason };
}

function found(journal: Journal): Found {
  return { kind: 'found', journal };
}
