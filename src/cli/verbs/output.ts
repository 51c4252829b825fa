import { stripVTControlCharacters } from 'node:util';
import { removalOf } from '../../core/incident/removed.ts';
import type { RunState } from '../../core/incident/state.ts';
import { unknownWords } from '../exit.ts';
import type { ExitCode, Refusal } from '../exit.ts';
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
  const found = await findRun(workplace, options, named);
  if (found.kind === 'refusal') {
    terminal.tell(found.message);
    return found.exitCode;
  }
  const { record, run } = found;
  const removal = removalOf(record.state, run.output);
  if (removal) {
    const on = removal.at.slice(0, 16).replace('T', ' ');
    terminal.tell(`This output was removed on ${on} UTC by ${removal.actor.name}: ${removal.why}`);
    return 1;
  }
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

/** A run and the record that it is in. */
export interface FoundRun {
  kind: 'run';
  record: FoundRecord;
  run: RunState;
}

/** The run that a person means, in any incident: its id, or a beginning that no other has. */
export async function findRun(
  workplace: Workplace,
  options: InJournal,
  named: string,
): Promise<FoundRun | Refusal> {
  const found = runsNamed(await allRecords(workplace, options), named);
  const [one, another] = found;
  if (!one) return unknownWords(`There is no run "${named}": show lists an incident's runs.`);
  if (another)
    return unknownWords(`Several runs begin with "${named}": ${found.map(({ run }) => run.run).join(', ')}.`);
  return one;
}

/** By the whole id, else by its beginning. */
function runsNamed(records: readonly FoundRecord[], named: string): FoundRun[] {
  const all = records.flatMap((record) =>
    [...record.state.runs.values()].map((run): FoundRun => ({ kind: 'run', record, run })),
  );
  const exact = all.filter(({ run }) => run.run === named);
  return exact.length > 0 ? exact : all.filter(({ run }) => run.run.startsWith(named));
}
