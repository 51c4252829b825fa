import { stripVTControlCharacters } from 'node:util';
import type { RunState } from '../../core/incident/state.ts';
import type { ExitCode } from '../exit.ts';
import { allRecords } from '../records.ts';
import type { FoundRecord, InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';

/** `output RUN [--raw]`: what a run printed, as it is stored; without `--raw` as it is read, without escape sequences. */
export async function output(
  workplace: Workplace,
  named: string,
  options: InJournal & { raw?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const found = runsNamed(await allRecords(workplace, options), named);
  const [one, another] = found;
  if (!one) {
    terminal.tell(`There is no run "${named}": show lists an incident's runs.`);
    return 2;
  }
  if (another) {
    terminal.tell(`Several runs begin with "${named}": ${found.map(({ run }) => run.run).join(', ')}.`);
    return 2;
  }
  const { record, run } = one;
  const decoder = new TextDecoder();
  let notHere = 0;
  let carried = '';
  for (const { sha256 } of run.output) {
    const bytes = await record.journal.blob(sha256);
    if (!bytes) {
      notHere++;
    } else if (options.raw) {
      terminal.write(bytes);
    } else {
      // A sequence may be cut by a part's end: what stands behind the last line's end waits for the next part.
      const text = carried + decoder.decode(bytes, { stream: true });
      const whole = text.lastIndexOf('\n') + 1;
      terminal.write(stripVTControlCharacters(text.slice(0, whole)));
      carried = text.slice(whole);
    }
  }
  if (!options.raw) terminal.write(stripVTControlCharacters(carried + decoder.decode()));
  if (notHere === 0) return 0;
  terminal.tell(
    `Outputs not here: ${notHere}. They are not in this copy of the record, or were taken out of it.`,
  );
  return 1;
}

interface FoundRun {
  record: FoundRecord;
  run: RunState;
}

/** By the whole id, else by its beginning. */
function runsNamed(records: readonly FoundRecord[], named: string): FoundRun[] {
  const all = records.flatMap((record) => [...record.state.runs.values()].map((run) => ({ record, run })));
  const exact = all.filter(({ run }) => run.run === named);
  return exact.length > 0 ? exact : all.filter(({ run }) => run.run.startsWith(named));
}
