import type { Clock, TypedCommand } from '../ports.ts';
import type { LiveIncident } from './live.ts';
import { redacted } from './redact.ts';
import type { Redactor } from './redact.ts';

/** Keeps what a person ran by hand in the incident's terminal, its output redacted like every step's. Rejects when the disk says no. */
export async function recordTyped(
  { live, redactor }: { live: LiveIncident; redactor: Redactor },
  { command, danger, exitCode, durationMs, output }: TypedCommand,
  clock: Clock,
): Promise<void> {
  if (live.readOnly) return;
  const { journal } = live;
  const run = clock.newId();
  for await (const chunk of redacted(output, redactor, { commands: [command] }))
    await journal.keep(run, chunk);
  const stored = (await journal.seal(run)) ?? (await journal.store(new Uint8Array()));
  await live.record({
    type: 'adhoc-run',
    command,
    danger,
    ...(exitCode !== undefined && { exitCode }),
    ...(durationMs !== undefined && { durationMs }),
    output: stored,
  });
}
