import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What a line of a journal says, as far as the flows read it. */
export interface RecordedEvent {
  type: string;
  run?: string;
  step?: string;
  outcome?: string;
  reason?: string;
  text?: string;
  occurredAt?: string;
  command?: string;
  danger?: string;
  exitCode?: number;
  status?: string;
  result?: string;
  bytes?: number;
  sha256?: string;
}

/** The folders of the incidents in a workspace folder, oldest first. */
export function incidentFolders(folder: string): string[] {
  const incidents = join(folder, '.incidents');
  return names(incidents)
    .filter((name) => /^\d{4}-/.test(name))
    .sort()
    .map((name) => join(incidents, name));
}

/** Every event on disk in a workspace folder, by the writers' files. */
export function eventsIn(folder: string): RecordedEvent[] {
  return incidentFolders(folder).flatMap((incident) =>
    names(join(incident, 'events'))
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .flatMap((name) => readFileSync(join(incident, 'events', name), 'utf8').split('\n'))
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as RecordedEvent),
  );
}

/** Everything that is stored in a workspace folder's records, as one text: where a secret would be found. */
export function everythingIn(folder: string): string {
  return incidentFolders(folder)
    .flatMap((incident) => readdirSync(incident, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

/** What each run of a workspace folder's records printed, its parts joined, in the order of their first parts. */
export function outputsIn(folder: string): Buffer[] {
  const outputs = new Map<string, Buffer[]>();
  for (const { type, run = '', sha256 = '' } of eventsIn(folder)) {
    if (type !== 'output') continue;
    const blob = incidentFolders(folder)
      .map((incident) => join(incident, 'blobs', sha256))
      .flatMap((file) =>
        existsSync(file)
          ? [readFileSync(file)]
          : existsSync(`${file}.gz`)
            ? [gunzipSync(readFileSync(`${file}.gz`))]
            : [],
      );
    outputs.set(run, [...(outputs.get(run) ?? []), ...blob.slice(0, 1)]);
  }
  return [...outputs.values()].map((parts) => Buffer.concat(parts));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not there yet
  }
}
