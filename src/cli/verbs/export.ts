import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportPostMortem } from '../../actions/export.ts';
import type { ExportFormat } from '../../actions/export.ts';
import { orAbsent } from '../../node/journal-problem.ts';
import type { ExitCode } from '../exit.ts';
import { fileTrouble } from '../file-trouble.ts';
import { findRecord, guideAtOpening } from '../records.ts';
import type { InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';
import { writeOver } from '../write-over.ts';

export interface ExportRequested extends InJournal {
  format: ExportFormat;
  out?: string;
  force?: true;
}

/** `export INCIDENT [--format …] [--out FILE] [--force]`: on stdout, or onto a file, where it keeps what people wrote. */
export async function exportIncident(
  workplace: Workplace,
  named: string,
  { format, out, force, ...options }: ExportRequested,
): Promise<ExitCode> {
  const { terminal } = workplace;
  const record = await findRecord(workplace, options, named);
  if (record.kind === 'refusal') {
    terminal.tell(record.message);
    return record.exitCode;
  }
  const guide = await guideAtOpening(workplace, record);
  const path = out === undefined ? undefined : resolve(terminal.cwd, out);
  try {
    const existing = path === undefined ? undefined : await orAbsent(readFile(path, 'utf8'));
    const result = await exportPostMortem({
      journal: record.journal,
      contents: record.contents,
      format,
      onto: force ? 'replace' : 'merge',
      ...(existing !== undefined && { existing }),
      ...(guide && { guide }),
    });
    if (result.kind === 'refused') {
      terminal.tell(`${out} is left as it is: ${result.reason} (--force replaces it)`);
      return 4;
    }
    if (path === undefined) terminal.write(result.text);
    else await writeOver(path, result.text);
    if (result.edited.length > 0) {
      terminal.tell(`Changed by a person in ${out}, and left so: ${result.edited.join(', ')}.`);
    }
    if (result.missing.length > 0)
      terminal.tell(`Taken out of ${out}, and not put back: ${result.missing.join(', ')}.`);
    return 0;
  } catch (error) {
    terminal.tell(`${out} can't be written: ${fileTrouble(error)}`);
    return 5;
  }
}
