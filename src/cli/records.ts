import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import type { RecordedGuide } from '../core/postmortem/source.ts';
import { findIncident } from '../node/find-incident.ts';
import { folderJournals } from '../node/journal-folder.ts';
import type { FolderJournals } from '../node/journal-folder.ts';
import { journalFolderFor } from '../node/journal-place.ts';
import { JournalProblem, orAbsent } from '../node/journal-problem.ts';
import { pathOnDisk } from '../node/guide-path.ts';
import { configPathFor, readConfigFile } from '../node/team-config.ts';
import type { Journal, JournalContents, Journals } from '../ports.ts';
import { unknownWords } from './exit.ts';
import type { Refusal } from './exit.ts';
import { readBytes } from './guides.ts';
import type { Workplace } from './workplace.ts';

/** The flag of every verb that reads or writes incidents. */
export interface InJournal {
  journal?: string;
}

/** What else tells where incidents lie: the guide that is run. */
export interface Near {
  guidePath?: string;
}

/** A record as it is now. */
export interface FoundRecord {
  kind: 'record';
  id: string;
  folder: string;
  journal: Journal;
  /** Where just this record is opened by any name: its folder may lie elsewhere than the others, or be called otherwise. */
  journals: Journals;
  contents: JournalContents;
  state: IncidentState;
}

/** The folder that holds the incidents: as it was typed, else by the rules of the nearest `.incidents` or `.git`. */
export async function journalsFor(
  { terminal, clock, place }: Workplace,
  { journal }: InJournal,
  { guidePath }: Near = {},
): Promise<FolderJournals> {
  const { cwd } = terminal;
  const guideFolder = guidePath === undefined ? cwd : dirname(guidePath);
  const folder = journal
    ? resolve(cwd, journal)
    : journalFolderFor({ start: guideFolder, otherwise: isInside(guideFolder, cwd) ? cwd : guideFolder });
  return folderJournals({ folder, clock, actor: (await place()).actor });
}

function isInside(folder: string, of: string): boolean {
  const path = relative(of, folder);
  return !path.startsWith('..') && !isAbsolute(path);
}

/** The record that a person means by an id, its unique beginning, a folder, or `latest`. */
export async function findRecord(
  workplace: Workplace,
  options: InJournal,
  named: string,
  near: Near = {},
): Promise<FoundRecord | Refusal> {
  try {
    const journals = await journalsFor(workplace, options, near);
    const found = await findIncident(journals, named);
    return found.kind === 'found' ? await readRecord(found.journal, journals) : unknownWords(found.reason);
  } catch (error) {
    if (error instanceof JournalProblem) return unknownWords(error.message);
    throw error;
  }
}

/** All records of a place, the one opened last first. One that can't be read is told of and left out. */
export async function allRecords(workplace: Workplace, options: InJournal): Promise<FoundRecord[]> {
  const journals = await journalsFor(workplace, options);
  const records: FoundRecord[] = [];
  for (const { id } of await journals.list()) {
    try {
      records.push(await readRecord(await journals.open(id), journals));
    } catch (error) {
      if (!(error instanceof JournalProblem)) throw error;
      workplace.terminal.tell(error.message);
    }
  }
  return records;
}

async function readRecord(journal: Journal, all: FolderJournals): Promise<FoundRecord> {
  const contents = await journal.read();
  const { incident: id, folder } = journal;
  const journals = { ...all, folder: dirname(folder), open: () => Promise.resolve(journal) };
  return { kind: 'record', id, folder, journal, journals, contents, state: stateOf(id, contents.events) };
}

/** The guide as the incident was opened with it; undefined when this copy of the record has none. */
export async function guideAtOpening(
  workplace: Workplace,
  { folder, state }: FoundRecord,
): Promise<RecordedGuide | undefined> {
  const bytes = await orAbsent(readFile(join(folder, 'guide.md')));
  return bytes && readRecorded(workplace, bytes, { folder, guide: state.opened?.guide });
}

/** The guide as it was last recorded: what the incident's steps and severities are. */
export async function guideLastRecorded(
  workplace: Workplace,
  record: FoundRecord,
): Promise<RecordedGuide | undefined> {
  const { state, journal } = record;
  const { opened, guideSha256 } = state;
  const bytes =
    guideSha256 === undefined || guideSha256 === opened?.guideSha256
      ? undefined
      : await journal.blob(guideSha256);
  return bytes
    ? readRecorded(workplace, bytes, { folder: record.folder, guide: opened?.guide })
    : guideAtOpening(workplace, record);
}

/** A guide out of a record, as its team reads it today. */
async function readRecorded(
  workplace: Workplace,
  bytes: Uint8Array,
  { folder, guide }: { folder: string; guide: string | undefined },
): Promise<RecordedGuide> {
  const file = guide ?? 'guide.md';
  const { config } = await readConfigFile(configPathFor(pathOnDisk(dirname(folder), file)));
  return readBytes(workplace, bytes, { file, config });
}
