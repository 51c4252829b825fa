import { execa } from 'execa';

/** What a terminal's shell is doing, by the foreground of its tty. */
export type Foreground = { kind: 'prompt' } | { kind: 'program'; name: string } | { kind: 'gone' };

/** What is in the foreground of a shell's tty: the shell itself, at its prompt, or a program (another shell, an editor, `ssh`). */
export async function foregroundOf(shell: number): Promise<Foreground> {
  const { stdout } = await execa('ps', ['-o', 'pgid=,tpgid=', '-p', String(shell)], { reject: false });
  const [group, foreground] = stdout.trim().split(/\s+/).map(Number);
  if (group === undefined || foreground === undefined) return { kind: 'gone' };
  if (group === foreground) return { kind: 'prompt' };
  const program = await execa('ps', ['-o', 'comm=', '-p', String(foreground)], { reject: false });
  const name = program.stdout.trim();
  return name === '' ? { kind: 'prompt' } : { kind: 'program', name };
}
