import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { attachFile, attachLink } from '../../actions/attach.ts';
import type { AttachResult } from '../../actions/attach.ts';
import type { LiveIncident } from '../../actions/live.ts';
import { OpenIncidents } from '../../actions/open.ts';
import type { OpenIncident } from '../../actions/open.ts';
import { addNote, amend, changeSeverity, changeStatus, markDone } from '../../actions/tell.ts';
import type { TellResult } from '../../actions/tell.ts';
import type { Status } from '../../core/incident/event.ts';
import { plain, sentenceOf } from '../../core/incident/sentence.ts';
import type { IncidentState } from '../../core/incident/state.ts';
import { readTypedTime } from '../../core/incident/typed-time.ts';
import type { TypedTime } from '../../core/incident/typed-time.ts';
import { suggestion } from '../../core/run/nearest.ts';
import { stepsOf } from '../../core/guide/walk.ts';
import { JournalProblem } from '../../node/journal-problem.ts';
import { redactorFor } from '../../node/redaction.ts';
import { askByFlags, nobodyAt, refusalWords } from '../ask.ts';
import { notWritten, unknownWords } from '../exit.ts';
import type { ExitCode, Refusal } from '../exit.ts';
import { pickUpEnded, readingShell } from '../pick-up.ts';
import { fileTrouble } from '../file-trouble.ts';
import { jsonLine } from '../print.ts';
import { findRecord, guideLastRecorded } from '../records.ts';
import type { FoundRecord, InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';

type Telling = InJournal & { json?: true };

/** `note INCIDENT TEXT [--at TIME] [--by NAME]`. */
export function note(
  workplace: Workplace,
  named: string,
  { text, at, by, ...options }: Telling & { text: string; at?: string; by?: string },
): Promise<ExitCode> {
  return tell(workplace, named, options, ({ state }) => {
    const typed = timeTyped(workplace, state, at);
    if (typed?.kind === 'unknown') return unknownWords(typed.message);
    return (live) =>
      addNote(live, { text, ...(by !== undefined && { by }), ...(typed && { occurredAt: typed.at }) });
  });
}

/** `amend INCIDENT EVENT [--at TIME] [--text TEXT] --why TEXT`. */
export function amendEvent(
  workplace: Workplace,
  named: string,
  { event, at, text, why, ...options }: Telling & { event: string; at?: string; text?: string; why: string },
): Promise<ExitCode> {
  return tell(workplace, named, options, ({ state }) => {
    const typed = timeTyped(workplace, state, at);
    if (typed?.kind === 'unknown') return unknownWords(typed.message);
    if (!state.events.some(({ id }) => id === event))
      return unknownWords(`There is no event "${event}" in this incident: show --json lists them.`);
    return (live) =>
      amend(live, {
        event,
        why,
        ...(text !== undefined && { text }),
        ...(typed && { happenedAt: typed.at }),
      });
  });
}

/** `attach INCIDENT FILE|LINK [--title TEXT] [--at TIME]`: copies a file into the record, or puts an address into it. */
export function attach(
  workplace: Workplace,
  named: string,
  { what, title, at, ...options }: Telling & { what: string; title?: string; at?: string },
): Promise<ExitCode> {
  const { terminal } = workplace;
  return tell(workplace, named, options, async ({ state }) => {
    const typed = timeTyped(workplace, state, at);
    if (typed?.kind === 'unknown') return unknownWords(typed.message);
    const words = { ...(title !== undefined && { title }), ...(typed && { occurredAt: typed.at }) };
    if (/^https?:\/\//i.test(what))
      return async (_, incident) => recorded(await attachLink(incident, { link: what, ...words }));
    const file = resolve(terminal.cwd, what);
    try {
      const bytes = await readFile(file);
      return async (_, incident) => {
        const result = await attachFile(incident, { name: basename(file), bytes, ...words });
        if (result.kind === 'attached' && result.redacted > 0)
          terminal.tell(`Secrets taken out of it: ${result.redacted}.`);
        return recorded(result);
      };
    } catch (error) {
      return unknownWords(`${what} can't be read: ${fileTrouble(error)}`);
    }
  });
}

function recorded(result: AttachResult): TellResult {
  return result.kind === 'attached' ? { kind: 'recorded', event: result.event } : result;
}

function timeTyped(
  { clock }: Workplace,
  { opened }: IncidentState,
  at: string | undefined,
): TypedTime | undefined {
  if (at === undefined) return undefined;
  return readTypedTime(at, { now: clock.now(), timezone: opened?.timezone ?? clock.timezone() });
}

/** `status INCIDENT STATUS [--reason TEXT]`. */
export function status(
  workplace: Workplace,
  named: string,
  { status: to, reason, ...options }: Telling & { status: Status | 'closed'; reason?: string },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const ask = askByFlags(
    { values: new Map() },
    terminal.person && !options.json ? terminal : nobodyAt(terminal),
  );
  return tell(
    workplace,
    named,
    options,
    () => (live) => changeStatus(live, { status: to, ...(reason !== undefined && { reason }) }, ask),
  );
}

/** `severity INCIDENT NAME --reason TEXT`: a name of the guide's matrix. */
export function severity(
  workplace: Workplace,
  named: string,
  { severity: typed, reason, ...options }: Telling & { severity: string; reason: string },
): Promise<ExitCode> {
  return tell(workplace, named, options, async (record) => {
    const guide = await guideLastRecorded(workplace, record);
    const matrix = guide?.guide.severities ?? [];
    const known =
      matrix.length > 0 ? matrix : withoutMatrix.map((name) => ({ name, responseSeconds: undefined }));
    const level = known.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
    if (!level) {
      return unknownWords(
        `There is no severity "${typed}"${suggestion(
          typed,
          known.map(({ name }) => name),
        )}`,
      );
    }
    const { name, responseSeconds } = level;
    return (live) =>
      changeSeverity(live, {
        severity: name,
        reason,
        ...(responseSeconds !== undefined && { responseSeconds }),
      });
  });
}

/** What levels are called where a guide has no matrix. */
const withoutMatrix = [
  'Critical',
  'High',
  'Medium',
  'Low',
  'SEV1',
  'SEV2',
  'SEV3',
  'SEV4',
  'P1',
  'P2',
  'P3',
  'P4',
];

/** `done INCIDENT STEP [--note TEXT]`. */
export function done(
  workplace: Workplace,
  named: string,
  { step: address, note: words, ...options }: Telling & { step: string; note?: string },
): Promise<ExitCode> {
  return tell(workplace, named, options, async (record) => {
    const guide = await guideLastRecorded(workplace, record);
    const playbook = guide?.guide.playbooks.find(({ id }) => id === record.state.playbook);
    const steps = (playbook?.phases ?? []).flatMap((phase) =>
      stepsOf(phase).map(({ step }) => ({ address: `${phase.id}/${step.id}`, title: step.title })),
    );
    const found = steps.find((step) => step.address === address);
    if (!found) {
      return unknownWords(
        `There is no step "${address}" in "${record.state.title}"${suggestion(
          address,
          steps.map((step) => step.address),
        )}`,
      );
    }
    return (live) =>
      markDone(live, {
        step: found.address,
        title: found.title,
        ...(words !== undefined && { note: words }),
      });
  });
}

/** What is to be told, once the words are understood against the record; or why they can't be. */
type Understood = ((live: LiveIncident, incident: OpenIncident) => Promise<TellResult>) | Refusal;

async function tell(
  workplace: Workplace,
  named: string,
  options: Telling,
  understand: (record: FoundRecord) => Understood | Promise<Understood>,
): Promise<ExitCode> {
  const { terminal } = workplace;
  const refuse = ({ message, exitCode }: Refusal): ExitCode => {
    terminal.tell(message);
    return exitCode;
  };
  const record = await findRecord(workplace, options, named);
  if (record.kind === 'refusal') return refuse(record);
  if (record.contents.newer) {
    return refuse(notWritten(`${record.id} was written by a newer version: it is only read here.`));
  }
  const telling = await understand(record);
  if (typeof telling !== 'function') return refuse(telling);
  const incidents = new OpenIncidents({
    clock: workplace.clock,
    place: await workplace.place(),
    shellOf: () => readingShell,
    redactorOf: (incident) => redactorFor({ incident, folders: [terminal.cwd], extraPatterns: [] }),
  });
  try {
    const incident = await incidents.open(record.journals, record.id);
    await pickUpEnded(incident, workplace);
    return printResult(workplace, await telling(incident.live, incident), incident.live.state, options);
  } catch (error) {
    if (error instanceof JournalProblem) return refuse(notWritten(error.message));
    throw error;
  } finally {
    incidents.dispose();
    await record.journal.close();
  }
}

function printResult(
  { terminal }: Workplace,
  result: TellResult,
  state: IncidentState,
  { json }: Telling,
): ExitCode {
  switch (result.kind) {
    case 'recorded': {
      const event = state.events.find(({ id }) => id === result.event);
      if (event) terminal.write(json ? jsonLine(event) : `${plain(sentenceOf(event, state))}\n`);
      return 0;
    }
    case 'refused':
      terminal.tell(result.reason);
      return 4;
    case 'declined':
      terminal.tell(refusalWords(result.question));
      return 4;
  }
}
