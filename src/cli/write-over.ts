import { realpath, stat } from 'node:fs/promises';
import { orAbsent } from '../node/journal-problem.ts';
import { writeWhole } from '../node/write-whole.ts';

/** Writes a person's file whole or not at all, as open to others as it was; behind a link, the file that it points at. */
export async function writeOver(path: string, text: string): Promise<void> {
  const file = (await orAbsent(realpath(path))) ?? path;
  const before = await orAbsent(stat(file));
  await writeWhole(file, text, before ? before.mode & 0o777 : 0o666);
}
