import { promises as fs } from 'node:fs';
import { orAbsent } from './journal-problem.ts';

/** Who may read and write what the record is made of. */
export interface Modes {
  readonly file: number;
  readonly folder: number;
  /** Gives a path that was just made the group's rights, which the umask may have taken. */
  apply(path: string, kind: 'file' | 'folder'): Promise<void>;
}

/** The owner alone. */
const privateModes: Modes = { file: 0o600, folder: 0o700, apply: () => Promise.resolve() };

/**
 * The owner alone, unless the team opened the folder of incidents to a group: then alike. Open is one that the group may
 * write to, or that it may read while others may not; one that everybody may read is only what a umask left.
 */
export async function modesLike(journalFolder: string): Promise<Modes> {
  const stat = await orAbsent(fs.stat(journalFolder));
  if (!stat || process.platform === 'win32') return privateModes;
  const writable = (stat.mode & 0o020) !== 0;
  const readableAlone = (stat.mode & 0o040) !== 0 && (stat.mode & 0o007) === 0;
  if (!writable && !readableAlone) return privateModes;
  const file = 0o600 | (stat.mode & 0o060);
  const folder = 0o700 | (stat.mode & 0o2070);
  return {
    file,
    folder,
    async apply(path, kind) {
      const made = await fs.stat(path);
      if (made.gid !== stat.gid) await fs.chown(path, made.uid, stat.gid);
      await fs.chmod(path, kind === 'file' ? file : folder);
    },
  };
}
