import { statusOf } from '../../core/incident/show.ts';
import type { ExitCode } from '../exit.ts';
import { dotted, jsonLine } from '../print.ts';
import { allRecords } from '../records.ts';
import type { FoundRecord, InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';

/** `incidents [--json]`: all incidents, newest first. */
export async function incidents(
  workplace: Workplace,
  options: InJournal & { json?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const records = await allRecords(workplace, options);
  if (options.json) {
    terminal.write(jsonLine(records.map(listed)));
    return 0;
  }
  for (const { id, state } of records) {
    const opened = state.opened?.at.slice(0, 16).replace('T', ' ');
    terminal.write(
      `${dotted(id, state.title, state.severity, statusOf(state), opened && `${opened} UTC`)}\n`,
    );
  }
  return 0;
}

function listed({ id, folder, state, contents }: FoundRecord): object {
  const { severity, opened, closedAt, kind, title, playbook, rehearsal } = state;
  return {
    id,
    playbook,
    title,
    kind,
    ...(rehearsal && { rehearsal }),
    ...(severity !== undefined && { severity }),
    status: statusOf(state),
    ...(opened && { opened: opened.at }),
    ...(closedAt !== undefined && { closed: closedAt }),
    head: contents.head,
    folder,
  };
}
