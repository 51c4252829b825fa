import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOf, JournalProblem } from '../../node/journal-problem.ts';
import { packIncident, unpackIncident } from '../../node/whole-incident.ts';
import type { ExitCode } from '../exit.ts';
import { fileTrouble } from '../file-trouble.ts';
import { findingLine } from '../print.ts';
import { findRecord, journalsFor } from '../records.ts';
import type { InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';

/** `export INCIDENT --whole --out FILE [--force]`: the incident with all that belongs to it, as one tar. */
export async function exportWhole(
  workplace: Workplace,
  named: string,
  { out, force, ...options }: InJournal & { out: string; force?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const record = await findRecord(workplace, options, named);
  if (record.kind === 'refusal') {
    terminal.tell(record.message);
    return record.exitCode;
  }
  const file = resolve(terminal.cwd, out);
  try {
    if (force) await rm(file, { force: true });
    const { files, findings } = await packIncident(record.journal, file);
    for (const finding of findings) terminal.tell(`It goes as it is: ${findingLine(finding)}`);
    terminal.write(`${record.id}: ${files} files in ${out}\n`);
    return 0;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      terminal.tell(`${out} is there already: it is left as it is (--force replaces it)`);
      return 4;
    }
    terminal.tell(`${out} can't be written: ${fileTrouble(error)}`);
    return 5;
  }
}

/** `import FILE`: takes in an incident that was exported whole, once everything in it was held against its hashes. */
export async function importWhole(
  workplace: Workplace,
  typed: string,
  options: InJournal,
): Promise<ExitCode> {
  const { terminal, clock } = workplace;
  try {
    const journals = await journalsFor(workplace, options);
    const result = await unpackIncident(resolve(terminal.cwd, typed), journals, clock.newId());
    if (result.kind === 'refused') {
      terminal.tell(`${typed} is not imported: ${result.reason}.`);
      return 4;
    }
    terminal.write(`${result.incident}: ${result.events} events, intact, in ${result.folder}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof JournalProblem)) throw error;
    terminal.tell(error.message);
    return codeOf(error.cause) === 'ENOENT' || codeOf(error.cause) === 'EISDIR' ? 2 : 5;
  }
}
