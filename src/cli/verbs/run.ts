import { recordGuideChange } from '../../actions/guide-change.ts';
import { OpenIncidents } from '../../actions/open.ts';
import type { OpenIncident } from '../../actions/open.ts';
import { exitTells } from '../../actions/run.ts';
import { runPlan } from '../../actions/run-all.ts';
import type { ReadyPlan, RunAllResult } from '../../actions/run-all.ts';
import { isVerification } from '../../core/guide/walk.ts';
import { endAbandoned } from '../../node/abandoned.ts';
import { JournalProblem } from '../../node/journal-problem.ts';
import type { ProcessShell } from '../../node/process.ts';
import { redactorFor } from '../../node/redaction.ts';
import { openSpool } from '../../node/spool.ts';
import { refusalWords } from '../ask.ts';
import type { ExitCode } from '../exit.ts';
import { pickUpEnded } from '../pick-up.ts';
import { exitCodeOf, summaryOf } from '../run-exit.ts';
import { reportAsLines, reportAsWords } from '../run-report.ts';
import type { RunReport } from '../run-report.ts';
import { checkRun } from '../run-request.ts';
import type { CheckedRun, RunRequested } from '../run-request.ts';
import { outputOf, shellForRun, toldShell } from '../run-shell.ts';
import { onStopSignals } from '../signals.ts';
import { toldJournals } from '../told-journals.ts';
import type { Workplace } from '../workplace.ts';

/**
 * `run GUIDE --playbook ID …`: checks all that will run, then opens an incident (or joins one), runs it in the guide's order
 * by each phase's policy, and says what it came to. With 2 or 4 nothing ran and nothing was written.
 */
export async function run(workplace: Workplace, file: string, requested: RunRequested): Promise<ExitCode> {
  const { clock, terminal } = workplace;
  const stopping = new AbortController();
  let shell: ProcessShell | undefined;
  const signals = onStopSignals({
    stop: () => {
      stopping.abort();
    },
    stopNow: () => void shell?.kill(),
  });
  try {
    const checked = await checkRun(workplace, file, requested, {
      interrupted: stopping.signal,
      where: async () => shell?.where(),
    });
    if (stopping.signal.aborted) return 130;
    if (checked.kind === 'refusal') {
      terminal.tell(checked.message);
      return checked.exitCode;
    }
    const report = requested.json
      ? reportAsLines(terminal)
      : reportAsWords(terminal, { output: await outputOf(workplace), steps: checked.plan.length });
    shell = toldShell(await shellForRun(workplace, checked.plan, requested), report.notice);
    for (const words of untold(checked.plan)) report.notice(words);
    const alone = endAbandoned(await openSpool(terminal.env), clock.now().getTime(), stopping.signal).catch(
      (error: unknown) => {
        terminal.tell(error instanceof Error ? error.message : String(error));
      },
    );
    const exitCode = await runChecked(workplace, checked, { shell, report, signal: stopping.signal });
    await alone;
    return exitCode;
  } finally {
    shell?.close();
    signals.dispose();
  }
}

/** What a person should know of verifications whose exit code is kept although it can't tell. */
function untold(plan: ReadyPlan): string[] {
  return plan.flatMap(({ phase, step, ready }) =>
    ready && isVerification(phase, step) && !exitTells(ready)
      ? [`"${step.title}" ends with 0 on an HTTP error too: read what it prints, or use curl -fsS.`]
      : [],
  );
}

interface Running {
  shell: ProcessShell;
  report: RunReport;
  signal: AbortSignal;
}

async function runChecked(workplace: Workplace, checked: CheckedRun, running: Running): Promise<ExitCode> {
  const { clock, terminal } = workplace;
  const { shell, report, signal } = running;
  const place = await workplace.place();
  const incidents = new OpenIncidents({
    clock,
    place,
    shellOf: () => ({
      ...shell,
      dispose: () => {
        shell.close();
      },
    }),
    redactorOf: (incident) => redactorFor({ incident, folders: [terminal.cwd], extraPatterns: [] }),
  });
  let incident: OpenIncident | undefined;
  try {
    incident = await openOrJoin(workplace, incidents, checked, report);
    const result = await runPlan(incident, checked.plan, clock, {
      signal,
      ...(checked.limit && { limit: checked.limit }),
    });
    await closeTool(incident, checked, result);
    if (result.notRecorded !== undefined) terminal.tell(result.notRecorded);
    if (result.declined) terminal.tell(refusalWords(result.declined));
    return summarise(incident, report, result, exitCodeOf(result, signal));
  } catch (error) {
    if (!(error instanceof JournalProblem)) throw error;
    terminal.tell(error.message);
    return 5;
  } finally {
    incidents.dispose();
    await incident?.live.journal.close();
  }
}

async function openOrJoin(
  workplace: Workplace,
  incidents: OpenIncidents,
  checked: CheckedRun,
  report: RunReport,
): Promise<OpenIncident> {
  const { source, playbook, joins } = checked;
  const journals = toldJournals(checked.journals, report);
  const incident =
    joins === undefined
      ? await incidents.start(journals, source, playbook)
      : await incidents.open(journals, joins);
  if (joins !== undefined) await pickUpEnded(incident, workplace);
  await recordGuideChange(incident, source);
  return incident;
}

/** The record of a tool that joined no incident ends with it. */
async function closeTool({ live }: OpenIncident, { joins }: CheckedRun, result: RunAllResult): Promise<void> {
  if (joins !== undefined || live.state.kind !== 'tool' || result.notRecorded !== undefined) return;
  await live.record({ type: 'closed' });
}

function summarise(
  { live }: OpenIncident,
  report: RunReport,
  result: RunAllResult,
  exitCode: ExitCode,
): ExitCode {
  report.summary({ incident: live.id, folder: live.journal.folder, summary: summaryOf(result), exitCode });
  return exitCode;
}
