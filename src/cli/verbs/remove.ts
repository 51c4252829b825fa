import { OpenIncidents } from '../../actions/open.ts';
import { removeKept } from '../../actions/remove.ts';
import { JournalProblem } from '../../node/journal-problem.ts';
import { redactorFor } from '../../node/redaction.ts';
import type { ExitCode } from '../exit.ts';
import { readingShell } from '../pick-up.ts';
import type { InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';
import { findRun } from './output.ts';

/** `remove RUN --why TEXT`: deletes what a run printed, for good; that it was there, its size and its hash stay said. */
export async function remove(
  workplace: Workplace,
  named: string,
  { why, ...options }: InJournal & { why: string },
): Promise<ExitCode> {
  const { terminal, clock } = workplace;
  const found = await findRun(workplace, options, named);
  if (found.kind === 'refusal') {
    terminal.tell(found.message);
    return found.exitCode;
  }
  const { record, run } = found;
  const incidents = new OpenIncidents({
    clock,
    place: await workplace.place(),
    shellOf: () => readingShell,
    redactorOf: (incident) => redactorFor({ incident, folders: [terminal.cwd], extraPatterns: [] }),
  });
  try {
    const { live } = await incidents.open(record.journals, record.id);
    const result = await removeKept(live, { id: run.run, why });
    if (result.kind === 'refused') {
      terminal.tell(result.reason);
      return 4;
    }
    terminal.write(
      `Removed: ${result.bytes} bytes of ${run.title}. Copies in git, in backups and in exported post-mortems stay.\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof JournalProblem)) throw error;
    terminal.tell(error.message);
    return 5;
  } finally {
    incidents.dispose();
    await record.journal.close();
  }
}
