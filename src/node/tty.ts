import { askSystem } from './ask-system.ts';

/** What a terminal's shell is doing, by the foreground of its tty. */
export type Foreground = { kind: 'prompt' } | { kind: 'program'; name: string } | { kind: 'gone' };

/** What is in the foreground of a shell's tty: the shell itself, at its prompt, or a program (another shell, an editor, `ssh`). */
export async function foregroundOf(shell: number): Promise<Foreground> {
  const said = await askSystem('ps', ['-o', 'pgid=,tpgid=', '-p', String(shell)]);
  const [group, foreground] = said.trim().split(/\s+/).map(Number);
  if (group === undefined || foreground === undefined) return { kind: 'gone' };
  if (group === foreground) return { kind: 'prompt' };
  const name = (await askSystem('ps', ['-o', 'comm=', '-p', String(foreground)])).trim();
  return name === '' ? { kind: 'prompt' } : { kind: 'program', name };
}
