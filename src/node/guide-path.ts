import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * A guide's path as a record keeps it: from the parent of the folder that holds the incidents, with `/`, so that the record
 * means the same in another checkout; absolute when the guide lies elsewhere.
 */
export function pathInRecord(journals: string, file: string): string {
  const path = relative(dirname(resolve(journals)), resolve(file));
  const outside = path === '' || path.startsWith('..') || isAbsolute(path);
  return (outside ? resolve(file) : path).split(sep).join('/');
}

/** The other way round: where the guide of a record lies on this machine, if it is still there. */
export function pathOnDisk(journals: string, recorded: string): string {
  return isAbsolute(recorded) ? recorded : resolve(dirname(resolve(journals)), recorded);
}
