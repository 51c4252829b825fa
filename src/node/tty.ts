import { readFile } from 'node:fs/promises';
import type { ScreenSize } from '../core/run/screen.ts';
import { askSystem } from './ask-system.ts';
import { familyOf } from './processes.ts';

/** What a terminal's shell is doing, by the foreground of its tty. */
export type Foreground =
  | { kind: 'prompt' }
  /** Its words as it was started with. */
  | { kind: 'program'; pid: number; words: readonly string[] }
  | { kind: 'gone' };

/** What is in the foreground of a shell's tty: the shell itself, at its prompt, or a program (another shell, an editor, `ssh`). */
export async function foregroundOf(shell: number): Promise<Foreground> {
  const [group, foreground] = process.platform === 'linux' ? await linuxGroups(shell) : await psGroups(shell);
  if (group === undefined || foreground === undefined) return { kind: 'gone' };
  if (group === foreground) return { kind: 'prompt' };
  // Of a pipe the first part may have ended.
  for (const pid of [foreground, ...(await familyOf(foreground)).map((member) => member.pid)]) {
    const words = await wordsOf(pid);
    if (words.length > 0) return { kind: 'program', pid, words };
  }
  return { kind: 'prompt' };
}

/** A process's group and the foreground group of its tty. From the file that `ps` reads, without starting a program: a click waits for it. */
async function linuxGroups(pid: number): Promise<number[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Behind the name, which may hold anything: state, parent, group, session, tty, foreground group.
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return group === undefined || foreground === undefined ? [] : [Number(group), Number(foreground)];
}

async function psGroups(pid: number): Promise<number[]> {
  const said = (await askSystem('ps', ['-o', 'pgid=,tpgid=', '-p', String(pid)])).trim();
  return said === '' ? [] : said.split(/\s+/).map(Number);
}

async function wordsOf(pid: number): Promise<string[]> {
  const words =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
      : (await askSystem('ps', ['-o', 'args=', '-p', String(pid)])).trim().split(/\s+/);
  return words.filter((word) => word !== '');
}

/** How large the terminal of a process is; undefined when it has none. */
export async function sizeOfTerminal(pid: number): Promise<ScreenSize | undefined> {
  const tty = (await askSystem('ps', ['-o', 'tty=', '-p', String(pid)])).trim();
  if (!/^[\w/]+$/.test(tty)) return undefined; // `?`: none
  const said = await askSystem('stty', [process.platform === 'linux' ? '-F' : '-f', `/dev/${tty}`, 'size']);
  const [rows = 0, columns = 0] = said.trim().split(' ').map(Number);
  return rows > 0 && columns > 0 ? { columns, rows } : undefined;
}
