import { mkdir, mkdtemp, open, readFile, readdir, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findRecorder } from './recorder.ts';
import { writePrivate } from './run-files.ts';

/** What lies in the spool of one terminal: its record, and the program that VS Code starts as its shell. */
export interface TerminalFolder {
  folder: string;
  /** Every byte that the terminal shows, while a step runs. */
  record: string;
  /** Started in the shell's place; has the shell's name, by which VS Code chooses its shell integration. */
  launcher: string;
}

const FOLDERS = 'terminals';

/**
 * Starts the person's shell under `script(1)`, which writes every byte to the record whatever happens to the editor. Its pid is
 * the terminal's: by it the folder is found again after a reload. Without `script` it starts the plain shell.
 */
const LAUNCHER = `#!/bin/sh
shell=$RECORD_SHELL folder=$RECORD_FOLDER
unset RECORD_SHELL RECORD_FOLDER
echo $$ >"$folder/pid"
words=
for word in "$shell" "$@"; do words="$words '$(printf %s "$word" | sed "s/'/'\\\\\\\\''/g")'"; done
if script --version >/dev/null 2>&1; then
  SHELL=/bin/sh exec script -q -a -f -e -c "SHELL='$SHELL' exec $words" "$folder/record"
elif [ "$(uname)" = Darwin ]; then
  exec script -q -a -F "$folder/record" "$shell" "$@"
fi
exec "$shell" "$@"
`;

/** Makes the folder of a new terminal of this shell (0700, its files 0600). */
export async function makeTerminalFolder(spool: string, shell: string): Promise<TerminalFolder> {
  await mkdir(join(spool, FOLDERS), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(spool, FOLDERS, 't-'));
  const found = layout(folder, basename(shell));
  await mkdir(join(folder, 'bin'), { mode: 0o700 });
  await writePrivate(found.record, '');
  await writePrivate(join(folder, 'shell'), basename(shell));
  const launcher = await open(found.launcher, 'w', 0o700);
  await launcher.writeFile(LAUNCHER);
  await launcher.close();
  return found;
}

/** The folder of the terminal whose process has this number; undefined for a terminal that is not ours. */
export async function terminalFolderOf(spool: string, pid: number): Promise<TerminalFolder | undefined> {
  const names = await readdir(join(spool, FOLDERS)).catch((): string[] => []);
  for (const name of names) {
    const folder = join(spool, FOLDERS, name);
    const written = await readFile(join(folder, 'pid'), 'utf8').catch(() => '');
    if (Number(written) === pid)
      return layout(folder, await readFile(join(folder, 'shell'), 'utf8').catch(() => 'sh'));
  }
  return undefined;
}

/** Empties the record between steps: what is typed elsewhere is not kept. `script` appends, so it may write on meanwhile. */
export async function emptyRecord({ record }: TerminalFolder): Promise<void> {
  await truncate(record, 0);
}

/** Whether this machine can record a terminal: util-linux's `script`, or BSD's. */
export async function canRecord(): Promise<boolean> {
  return (await findRecorder()) !== undefined;
}

function layout(folder: string, shell: string): TerminalFolder {
  return { folder, record: join(folder, 'record'), launcher: join(folder, 'bin', shell) };
}
