import type { ExitCode } from '../exit.ts';
import { dotted, findingLine, jsonLine } from '../print.ts';
import { findRecord } from '../records.ts';
import type { InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';

/** `verify INCIDENT… [--json]`: each record held against its own hashes. Writes nothing. */
export async function verify(
  workplace: Workplace,
  named: readonly string[],
  options: InJournal & { json?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  let exitCode: ExitCode = 0;
  for (const name of named) {
    const record = await findRecord(workplace, options, name);
    if (record.kind === 'refusal') {
      terminal.tell(record.message);
      exitCode = 2;
      continue;
    }
    const { id: incident, folder, journal } = record;
    const { intact, events, findings, outputsNotHere, outputsRemoved } = await journal.verify();
    if (!intact && exitCode === 0) exitCode = 1;
    if (options.json) {
      const counts = { events: events.length, outputsNotHere, outputsRemoved };
      terminal.write(jsonLine({ incident, folder, intact, ...counts, findings }));
      continue;
    }
    const { good, bad } = terminal.paint;
    terminal.write(
      `${dotted(incident, intact ? good('intact') : bad('damaged'), `${events.length} events`, outputsNotHere > 0 && `outputs not here: ${outputsNotHere}`, outputsRemoved > 0 && `removed: ${outputsRemoved}`)}\n`,
    );
    for (const finding of findings) terminal.write(`${findingLine(finding)}\n`);
  }
  return exitCode;
}
