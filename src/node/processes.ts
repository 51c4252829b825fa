import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { askSystem } from './ask-system.ts';

/** A process that can be told from a later one with the same number. */
export const processIdentitySchema = v.object({
  pid: v.number(),
  /** When it began, in the system's own words. */
  start: v.string(),
  /** Which start of the system it belongs to. */
  boot: v.string(),
});
export type ProcessIdentity = v.InferOutput<typeof processIdentitySchema>;

interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  session: number;
  start: string;
}

/** Who a process is; undefined when it is not there (or is dead and only waits to be collected). */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const row = process.platform === 'linux' ? await linuxRow(pid) : (await psRows(['-p', String(pid)]))[0];
  return row && { pid, start: row.start, boot: await bootId() };
}

/** Whether exactly this process is still there. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now !== undefined && now.start === identity.start && now.boot === identity.boot;
}

/** The shell's process and everything that came of it: its children and theirs, its process group and its session. */
export async function familyOf(shell: number): Promise<ProcessIdentity[]> {
  const rows = process.platform === 'linux' ? await linuxRows() : await psRows(['-A']);
  const family = new Set(
    rows.filter(({ pid, group, session }) => [pid, group, session].includes(shell)).map(({ pid }) => pid),
  );
  for (let grown = true; grown;) {
    const children = rows.filter(({ pid, parent }) => family.has(parent) && !family.has(pid));
    for (const { pid } of children) family.add(pid);
    grown = children.length > 0;
  }
  const boot = await bootId();
  return rows.filter(({ pid }) => family.has(pid)).map(({ pid, start }) => ({ pid, start, boot }));
}

/**
 * The shell behind the process that a terminal was started with: that process itself, or under a recorder the one that leads the
 * session of the recorder's own terminal.
 */
export async function shellUnder(
  terminal: number,
  recorded: 'recorded' | 'bare',
): Promise<number | undefined> {
  if (recorded === 'bare') return terminal;
  const rows = process.platform === 'linux' ? await linuxRows() : await psRows(['-A']);
  // BSD's ps does not say who leads a session: there the recorder has the one child.
  return rows.find(({ pid, parent, session }) => parent === terminal && (session === pid || session === 0))
    ?.pid;
}

/** What is to be ended, looked up anew each time, because it may have become more. */
export interface Ending {
  /** Without what must be left alone; the shell itself only while the step runs. */
  members: () => Promise<readonly ProcessIdentity[]>;
  /** Whether the step itself is over, and only leftovers are. */
  isOver: () => Promise<boolean>;
  /** Aborted when nobody wants to wait any longer: SIGKILL. */
  atOnce?: AbortSignal;
  /** The first signal; SIGINT unless told, when Ctrl-C was pressed already. */
  first?: 'SIGINT' | 'SIGTERM';
  /** How long each signal is given; 5 s unless told. */
  patienceMs?: number;
}

const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 40;

/**
 * Ends a step: SIGINT as Ctrl-C would, SIGTERM after 5 s, SIGKILL after 5 more, or at once; resolves when nothing of it is left.
 * What it left in the background ignores SIGINT by the shell's own rule, so that gets SIGTERM as soon as the step is over.
 */
export async function endStep(ending: Ending): Promise<void> {
  const { members, isOver, atOnce, first = 'SIGINT', patienceMs = PATIENCE_MS } = ending;
  send(await members(), first);
  const begun = performance.now();
  let terminatedAt = first === 'SIGTERM' ? begun : undefined;
  for (;;) {
    const over = await isOver();
    const left = await members();
    if (over && left.length === 0) return;
    const now = performance.now();
    if (atOnce?.aborted || (terminatedAt !== undefined && now - terminatedAt > patienceMs)) {
      send(left, 'SIGKILL');
    } else if (terminatedAt === undefined && (over || now - begun > patienceMs)) {
      send(left, 'SIGTERM');
      terminatedAt = now;
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** Sends a signal to each; one that ended meanwhile is no error. */
export function send(processes: readonly { pid: number }[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** A process that ended meanwhile, or one that became another user's (`sudo`) and can't be signalled. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM');
}

// ---------------------------------------------------------------- where the system says it

async function linuxRows(): Promise<ProcessRow[]> {
  const names = await readdir('/proc');
  const rows = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => linuxRow(Number(name))),
  );
  return rows.filter((row) => row !== undefined);
}

async function linuxRow(pid: number): Promise<ProcessRow | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined; // it ended meanwhile
  // The name, in parentheses, may hold anything: read behind its last one. Then: state, parent, group, session, …, start.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent = '', group = '', session = ''] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    start: fields[19] ?? '',
  };
}

async function psRows(which: readonly string[]): Promise<ProcessRow[]> {
  const said = await askSystem('ps', [...which, '-o', 'pid=,ppid=,pgid=,stat=,lstart=']);
  return said
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && !match[4]?.startsWith('Z'))
    .map((match) => ({
      pid: Number(match?.[1]),
      parent: Number(match?.[2]),
      group: Number(match?.[3]),
      session: 0, // BSD's ps has an address there
      start: match?.[5]?.trim() ?? '',
    }));
}

async function bootId(): Promise<string> {
  if (process.platform === 'linux') return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const said = await askSystem('sysctl', ['-n', 'kern.boottime']);
  return /sec = (\d+)/.exec(said)?.[1] ?? said.trim();
}
