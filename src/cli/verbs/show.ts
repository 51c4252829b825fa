import { milestonesOf } from '../../core/incident/clocks.ts';
import { plain } from '../../core/incident/sentence.ts';
import { showIncident, statusOf } from '../../core/incident/show.ts';
import type { RunState } from '../../core/incident/state.ts';
import { storyRows } from '../../core/incident/story.ts';
import { clockWords, dayWords } from '../../core/incident/time.ts';
import { runResult } from '../../core/view/words.ts';
import type { ExitCode } from '../exit.ts';
import { dotted, findingLine, jsonLine } from '../print.ts';
import { findRecord } from '../records.ts';
import type { FoundRecord, InJournal } from '../records.ts';
import type { Paint } from '../terminal.ts';
import type { Workplace } from '../workplace.ts';

/** `show INCIDENT [--json]`: what it is now. */
export async function show(
  workplace: Workplace,
  named: string,
  options: InJournal & { json?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const record = await findRecord(workplace, options, named);
  if (record.kind === 'refusal') {
    terminal.tell(record.message);
    return record.exitCode;
  }
  const { state, folder, contents } = record;
  terminal.write(
    options.json
      ? jsonLine(showIncident(state, { folder, head: contents.head, findings: contents.findings }))
      : `${linesOf(record, terminal.paint).join('\n')}\n`,
  );
  return 0;
}

function linesOf({ id, folder, state, contents }: FoundRecord, paint: Paint): string[] {
  const { opened, title, severity } = state;
  const since = opened?.at ?? '';
  const milestones = Object.entries(milestonesOf(state)).map(
    ([name, at]) => `${name} ${clockWords(at, since)}`,
  );
  return [
    dotted(paint.bold(title), severity, statusOf(state), id),
    ...(opened
      ? [
          `Opened ${dayWords(since)} at ${clockWords(since, since)} UTC by ${opened.actor.name} on ${opened.actor.host}`,
        ]
      : []),
    ...(milestones.length > 0 ? [milestones.join(', ')] : []),
    ...section(
      'What happened',
      storyRows(state).map(({ at, sentence }) => `${clockWords(at, since)}  ${plain(sentence)}`),
      paint,
    ),
    ...section(
      'Runs',
      [...state.runs.values()].map((run) => runLine(run, paint)),
      paint,
    ),
    ...section('The record is damaged', contents.findings.map(findingLine), paint),
    '',
    folder,
  ];
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

function runLine(run: RunState, paint: Paint): string {
  const result = run.end ? runResult(run) : '? no end recorded';
  const isGood = run.end?.outcome.outcome === 'succeeded';
  return dotted(
    isGood ? paint.good(result) : paint.bad(result),
    `${run.step} ${run.title}`,
    `output ${run.run}`,
  );
}
