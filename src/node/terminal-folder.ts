import { mkdir, mkdtemp, open, readFile, readdir, rm, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { identify, isAlive, processIdentitySchema } from './processes.ts';
import { findRecorder } from './recorder.ts';
import { readRunFile, writePrivate } from './run-files.ts';

const aboutSchema = v.object({
  incident: v.string(),
  lane: v.picklist(['main', 'watch']),
  /** The shell's path. */
  shell: v.string(),
  /** Whether `script(1)` keeps all its bytes. */
  recorded: v.boolean(),
  /** It was left for a fresh one: no step goes there any more. */
  aside: v.exactOptional(v.literal(true)),
  /** The window that has it. */
  owner: v.exactOptional(processIdentitySchema),
});
type About = v.InferOutput<typeof aboutSchema>;

/** What lies in the spool of one terminal: its record, and the program that VS Code starts as its shell. */
export interface TerminalFolder extends Omit<About, 'owner' | 'aside'> {
  folder: string;
  /** Every byte that the terminal shows, while a step runs. */
  record: string;
  /** Started in the shell's place; has the shell's name, by which VS Code chooses its shell integration. */
  launcher: string;
}

const FOLDERS = 'terminals';
const ABOUT = 'terminal.json';

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

/** Makes the folder of a new terminal (0700, its files 0600). This process is its owner. */
export async function makeTerminalFolder(
  spool: string,
  about: Omit<About, 'owner' | 'aside' | 'recorded'>,
): Promise<TerminalFolder> {
  await mkdir(join(spool, FOLDERS), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(spool, FOLDERS, 't-'));
  const recorded = process.platform !== 'win32' && (await findRecorder()) !== undefined;
  const made = layout(folder, { ...about, recorded });
  await mkdir(join(folder, 'bin'), { mode: 0o700 });
  await writePrivate(made.record, '');
  await takeTerminal(made);
  const launcher = await open(made.launcher, 'w', 0o700);
  await launcher.writeFile(LAUNCHER);
  await launcher.close();
  return made;
}

/** Makes this process the owner of a terminal. */
export async function takeTerminal(terminal: TerminalFolder): Promise<void> {
  await writeAbout(terminal, {});
}

/** Leaves a terminal for a fresh one: a window that comes back does not take it up again. */
export async function setAside(terminal: TerminalFolder): Promise<void> {
  await writeAbout(terminal, { aside: true });
}

async function writeAbout(
  { folder, incident, lane, shell, recorded }: TerminalFolder,
  more: Pick<About, 'aside'>,
): Promise<void> {
  const owner = await identify(process.pid);
  const about: About = { incident, lane, shell, recorded, ...(owner && { owner }), ...more };
  await writePrivate(join(folder, ABOUT), JSON.stringify(about));
}

/** A terminal whose window is gone and whose process goes on: by its number it is known again when VS Code brings it back. */
export interface LeftTerminal {
  folder: TerminalFolder;
  pid: number;
}

/** The terminals of an incident's lane that a window left behind on this host. */
export async function leftTerminals(
  spool: string,
  of: Pick<About, 'incident' | 'lane'>,
): Promise<LeftTerminal[]> {
  const left: LeftTerminal[] = [];
  for (const { folder, about, pid } of await terminalsIn(spool)) {
    if (about.incident !== of.incident || about.lane !== of.lane || about.aside || pid === undefined)
      continue;
    if (about.owner?.pid !== process.pid && !(await isOwned(about)) && (await isOfThisBoot(about, pid)))
      left.push({ folder: layout(folder, about), pid });
  }
  return left;
}

/** Removes what terminals left that are gone, window and shell, unless a run in there has not been read yet. */
export async function sweepTerminals(spool: string): Promise<void> {
  const needed = new Set<string>();
  for (const name of await readdir(spool)) {
    const run = await readRunFile(join(spool, name));
    if (run) needed.add(run.record);
  }
  for (const { folder, about, pid } of await terminalsIn(spool)) {
    if (await isOwned(about)) continue;
    if (pid !== undefined && (await isOfThisBoot(about, pid))) continue;
    if (!needed.has(layout(folder, about).record)) await rm(folder, { recursive: true, force: true });
  }
}

async function terminalsIn(spool: string): Promise<{ folder: string; about: About; pid?: number }[]> {
  const names = await readdir(join(spool, FOLDERS)).catch((): string[] => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const folder = join(spool, FOLDERS, name);
      const [about, pid] = await Promise.all([
        readFile(join(folder, ABOUT), 'utf8').catch(() => ''),
        readFile(join(folder, 'pid'), 'utf8').catch(() => ''),
      ]);
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), aboutSchema), about);
      return read.success
        ? { folder, about: read.output, ...(Number(pid) > 0 && { pid: Number(pid) }) }
        : undefined;
    }),
  );
  return found.filter((terminal) => terminal !== undefined);
}

async function isOwned({ owner }: About): Promise<boolean> {
  return owner !== undefined && (await isAlive(owner));
}

/** Whether there is such a process, and the number is not from before a restart of the machine. */
async function isOfThisBoot({ owner }: About, pid: number): Promise<boolean> {
  const now = await identify(pid);
  return now !== undefined && now.boot === owner?.boot;
}

/** Empties the record between steps: what is typed elsewhere is not kept. `script` appends, so it may write on meanwhile. */
export async function emptyRecord({ record }: TerminalFolder): Promise<void> {
  await truncate(record, 0);
}

function layout(folder: string, about: Omit<About, 'owner'>): TerminalFolder {
  const { incident, lane, shell, recorded } = about;
  const launcher = join(folder, 'bin', basename(shell));
  return { folder, incident, lane, shell, recorded, record: join(folder, 'record'), launcher };
}
