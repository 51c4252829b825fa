import { open, rename } from 'node:fs/promises';

/** Writes a file so that a reader sees the old text or the new one, never a part: temporary name, sync, rename. */
export async function writeWhole(file: string, text: string, mode = 0o600): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w', mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
