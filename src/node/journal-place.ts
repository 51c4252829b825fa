import { createHash } from 'node:crypto';
import { promises as fs, statSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { SCHEMA } from '../core/incident/event.ts';
import type { NewIncident } from '../ports.ts';
import { disk, writeSynced } from './disk.ts';
import { modesLike } from './journal-modes.ts';
import type { Modes } from './journal-modes.ts';
import { codeOf, orAbsent } from './journal-problem.ts';

const folderName = '.incidents';

/** The longest that a playbook's id stands in a folder's name. */
const playbookLength = 60;

const ignored = `# Outputs stay on the machine they were made on; journal, attachments and post-mortems are kept.
/*/blobs/
`;
const attributes = `# Every line of a journal carries the hash of its bytes: no line end may be changed.
* -text
`;

/** What `incident.yaml` says to a person who finds the folder; and its time, by which incidents are listed. */
const explanation = ` One incident, as it was recorded by Incident Runbook. Written once; the facts are in events/.
 guide.md is the guide as it was, blobs/ has the outputs, each under the sha256 of its bytes.`;

export interface Place {
  /** The first folder that is looked at. */
  start: string;
  /** Where the search ends, itself included: a workspace folder. The root of the disk when absent. */
  upTo?: string;
  /** Where the incidents lie when neither an \`.incidents\` nor a \`.git\` is found; the start when absent. */
  otherwise?: string;
}

/** The folder of incidents for a place: beside the nearest `.incidents` or `.git` upwards. It need not be there yet. */
export function journalFolderFor({ start, upTo, otherwise = start }: Place): string {
  const end = upTo === undefined ? undefined : path.resolve(upTo);
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    if (isFolder(path.join(folder, folderName)) || isThere(path.join(folder, '.git')))
      return path.join(folder, folderName);
    if (folder === end || folder === path.dirname(folder))
      return path.join(path.resolve(otherwise), folderName);
  }
}

/** The modes of a folder of incidents, which is made, with its neighbourly files, where it is not there. */
export async function makeJournalFolder(folder: string): Promise<Modes> {
  const made = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const modes = await modesLike(folder);
  await writeOnce(path.join(folder, '.gitignore'), ignored, modes);
  await writeOnce(path.join(folder, '.gitattributes'), attributes, modes);
  await disk.syncFolder(folder);
  if (made !== undefined) await disk.syncFolder(path.dirname(made));
  return modes;
}

/**
 * The folder of a new incident, whole or not at all: it is filled under a temporary name and renamed.
 * Returns the incident's id, which is the folder's name.
 */
export async function makeIncidentFolder(
  journalFolder: string,
  incident: NewIncident,
  shortId: string,
): Promise<string> {
  const modes = await makeJournalFolder(journalFolder);
  const id = incidentId(incident, shortId);
  const temporary = path.join(journalFolder, `.${id}.part`);
  const folders = [
    temporary,
    ...['events', 'blobs', 'attachments'].map((name) => path.join(temporary, name)),
  ];
  for (const folder of folders) {
    await fs.mkdir(folder, { mode: modes.folder });
    await modes.apply(folder, 'folder');
  }
  await writeSynced(path.join(temporary, 'guide.md'), incident.guideText, modes);
  await writeSynced(path.join(temporary, 'incident.yaml'), describe(id, incident), modes);
  await disk.syncFolder(temporary);
  await fs.rename(temporary, path.join(journalFolder, id));
  await disk.syncFolder(journalFolder);
  return id;
}

/** `<yyyy-mm-dd, UTC>-<playbook>-<short id>`, of characters that every file system takes. */
function incidentId({ openedAt, playbook }: NewIncident, shortId: string): string {
  const day = openedAt.toISOString().slice(0, 10);
  const name = playbook
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replace(/^-+/, '');
  return [day, name.slice(0, playbookLength).replace(/[\uD800-\uDBFF]$/, ''), shortId]
    .filter((part) => part !== '')
    .join('-');
}

function describe(id: string, { playbook, openedAt, guideText }: NewIncident): string {
  const sha256 = createHash('sha256').update(guideText).digest('hex');
  const text = stringify({
    incident: id,
    playbook,
    opened: openedAt.toISOString(),
    schema: SCHEMA,
    guide: { file: 'guide.md', sha256 },
  });
  return `${explanation.replace(/^/gm, '#')}\n${text}`;
}

export interface Listed {
  id: string;
  folder: string;
}

/** The incidents in a folder, the one opened last first. */
export async function listIncidents(journalFolder: string): Promise<Listed[]> {
  const entries = (await orAbsent(fs.readdir(journalFolder, { withFileTypes: true }))) ?? [];
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
  const found = await Promise.all(
    names.map(async (id) => {
      const folder = path.join(journalFolder, id);
      const described = await describedIn(folder);
      const isRecord = described !== undefined || isFolder(path.join(folder, 'events'));
      const opened = described?.opened ?? (await firstTimeIn(path.join(folder, 'events'))) ?? id.slice(0, 10);
      return { id, folder, isRecord, opened };
    }),
  );
  return found
    .filter(({ isRecord }) => isRecord)
    .sort((a, b) => compareText(b.opened, a.opened) || compareText(b.id, a.id))
    .map(({ id, folder }) => ({ id, folder }));
}

/** What `incident.yaml` says; undefined where there is none. */
export async function describedIn(
  folder: string,
): Promise<{ incident?: string; opened?: string } | undefined> {
  const text = await orAbsent(fs.readFile(path.join(folder, 'incident.yaml'), 'utf8'));
  if (text === undefined) return undefined;
  const [plainIncident, plainOpened] = [plainValue(text, 'incident'), plainValue(text, 'opened')];
  if (plainIncident !== undefined && plainOpened !== undefined)
    return { incident: plainIncident, opened: plainOpened };
  const described = parseYaml(text);
  const word = (key: string): string | undefined => {
    const value: unknown =
      typeof described === 'object' && described !== null ? Reflect.get(described, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const incident = word('incident');
  const opened = word('opened');
  return { ...(incident !== undefined && { incident }), ...(opened !== undefined && { opened }) };
}

/** A value that needs no parser, as ours are written: hundreds of them are read for a list. */
function plainValue(text: string, key: 'incident' | 'opened'): string | undefined {
  return new RegExp(`^${key}: ([\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._:-]*)$`, 'mu').exec(text)?.[1];
}

/** The time of the first line, for a record that does not say when it was opened. */
async function firstTimeIn(eventsFolder: string): Promise<string | undefined> {
  const names = (await orAbsent(fs.readdir(eventsFolder))) ?? [];
  const times = await Promise.all(
    names.map(async (name) => {
      const handle = await fs.open(path.join(eventsFolder, name), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
        return /"at":"([^"]+)"/.exec(buffer.toString('utf8', 0, bytesRead))?.[1];
      } finally {
        await handle.close();
      }
    }),
  );
  return times.filter((time) => time !== undefined).sort(compareText)[0];
}

/** Undefined for a damaged file: the facts are in the events. */
function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

async function writeOnce(file: string, text: string, modes: Modes): Promise<void> {
  try {
    await writeSynced(file, text, modes);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error; // the team's own stays
  }
}

export function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
