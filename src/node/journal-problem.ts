import { promises as fs } from 'node:fs';
import type { IncidentEvent } from '../core/incident/event.ts';
import type { NotOnDisk } from '../ports.ts';

/** What the disk can have against a record, each with its sentence. */
const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'this user is not allowed to write there',
  EPERM: 'this user is not allowed to write there',
  ENOENT: 'the folder is not there any more: it was moved or deleted',
  ENOTDIR: 'the folder is not there any more: it was moved or deleted',
  ESTALE: 'the folder is not there any more: its share has gone',
  ENOTCONN: 'the share it lies on is not connected',
  EIO: 'the disk reported an error',
  EMFILE: 'this process has too many files open',
  ENFILE: 'this machine has too many files open',
  EFBIG: 'the file would be larger than is allowed',
  EISDIR: 'something else lies where the record should',
  ELOOP: 'something else lies where the record should',
};

/** A record that can't be read or written: `message` is a sentence for people. */
export class JournalProblem extends Error {
  override readonly name: string = 'JournalProblem';
}

class LineNotOnDisk extends JournalProblem implements NotOnDisk {
  override readonly name = 'NotOnDisk';
  readonly written: Promise<IncidentEvent>;

  constructor(message: string, written: Promise<IncidentEvent>, cause: unknown) {
    super(message, { cause });
    this.written = written;
  }
}

/** A fact that is not on disk yet; `written` resolves when it is. */
export function notOnDisk(folder: string, written: Promise<IncidentEvent>, cause: unknown): NotOnDisk {
  return new LineNotOnDisk(`Not on disk yet, in ${folder}: ${reasonOf(cause)}.`, written, cause);
}

/** An error of the outside as a sentence; `what` says what could not be done. */
export function journalProblem(what: string, cause: unknown): JournalProblem {
  return new JournalProblem(`${what}: ${reasonOf(cause)}.`, { cause });
}

/** Why the disk said no, as the end of a sentence. */
function reasonOf(cause: unknown): string {
  if (cause instanceof JournalProblem) return cause.message.replace(/\.$/, '');
  const code = codeOf(cause);
  const known = code === undefined ? undefined : sentences[code];
  if (known !== undefined) return known;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The system's name for an error (`ENOSPC`); undefined for one that is not the system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The value, or undefined where the file or folder is not there; every other error stays one. */
export async function orAbsent<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Deletes a file; false where there was none. */
export async function deleted(file: string): Promise<boolean> {
  return (await orAbsent(fs.rm(file).then(() => true))) === true;
}

/** For tidying up after a failure that was told: it can only fail for the same reason. */
export function nothingMoreToTell(): void {
  return undefined;
}
