import * as vscode from 'vscode';
import { hasFailed, preparePlan, runPlan } from '../actions/run-all.ts';
import { prepareStep, runStep } from '../actions/run.ts';
import type { RunContext, RunResult, StepInGuide } from '../actions/run.ts';
import { recordGuideChange } from '../actions/guide-change.ts';
import type { OpenIncident } from '../actions/open.ts';
import { printedIn } from '../actions/printed.ts';
import { closeTool } from '../actions/tool.ts';
import type { Playbook } from '../core/guide/guide.ts';
import { stepsOf } from '../core/guide/walk.ts';
import { planPhase } from '../core/run/policy.ts';
import { lastTarget } from '../core/incident/last-target.ts';
import { outcomeWords } from '../core/view/words.ts';
import { nextStep } from '../core/view/status.ts';
import { otherCompose } from '../node/other-compose.ts';
import { probe } from '../node/probe.ts';
import type { OpenGuide } from './guides.ts';
import { isInRehearsal } from './rehearse-command.ts';
import { setting } from './settings.ts';
import { readTargetOf } from './target.ts';
import { guideCalled, guideOf, playbookCalled, sourceOf, stepCalled } from './window.ts';
import type { CalledOn, FoundStep, IncidentWindow } from './window.ts';
import { showStepInGuide } from './guide-commands.ts';

const { l10n } = vscode;

/** Runs the step that a lens, a view or the cursor means. */
export async function runStepCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  if (isInRehearsal(window, on)) return;
  const found = await stepCalled(window, on);
  if (!found) {
    sayGone();
    return;
  }
  await runFound(window, found);
}

/** Runs the first step of the current incident that nobody ran yet. */
export async function runNextStepCommand(window: IncidentWindow): Promise<void> {
  const incident = window.incidents.current;
  if (incident && isInRehearsal(window, { incident: incident.live.id })) return;
  const guide = incident && (await guideOf(window, incident));
  const playbook = guide?.guide.playbooks.find((one) => one.id === incident?.live.state.playbook);
  const next = playbook && incident && nextStep(playbook, incident.live.state);
  if (!guide || !next) {
    void vscode.window.showInformationMessage(l10n.t('There is no step left that nobody ran.'));
    return;
  }
  await runStepCommand(window, {
    guide: guide.path,
    playbook: playbook.id,
    phase: next.phase,
    step: next.step.id,
  });
}

async function runFound(window: IncidentWindow, found: FoundStep): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    sayNotTrusted();
    return;
  }
  if (!found.block.runnable) {
    void vscode.window.showWarningMessage(
      l10n.t('"{0}" can’t be run: its block is not shell.', found.step.title),
    );
    return;
  }
  if (found.step.commands.length === 0) {
    void vscode.window.showInformationMessage(
      l10n.t('"{0}" is done by hand: use Mark Done when it is.', found.step.title),
    );
    return;
  }
  const context = contextOf(window, found);
  const prepared = await prepareStep(inIncident(found), context);
  if (prepared.kind === 'declined') {
    if (prepared.question.kind === 'confirm-danger' || prepared.question.kind === 'target-changed')
      await showStepInGuide(found);
    return;
  }
  const incident = await joinOrStart(window, found.guide, found.playbook);
  tellResult(window, found.step.title, await runStep(incident, prepared.ready, window.clock));
  await closeTool(incident, found.playbook);
}

/** Runs a phase by its policy; a phase of options offers them instead. */
export async function runAllCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  if (isInRehearsal(window, on)) return;
  if (!vscode.workspace.isTrusted) {
    sayNotTrusted();
    return;
  }
  const guide = await guideCalled(window, on);
  const at = await stepCalled(window, on.phase === undefined ? on : {});
  const playbook = guide && playbookCalled(guide, on, window.incidents.current);
  const phase = playbook?.phases.find((one) => one.id === (on.phase ?? at?.phase.id));
  if (!guide || !playbook || !phase) {
    sayGone();
    return;
  }
  if (phase.kind === 'recover' && stepsOf(phase).some(({ step }) => step.kind === 'option')) {
    return chooseOptionCommand(window, { ...on, guide: guide.path, playbook: playbook.id, phase: phase.id });
  }
  const tool = playbook.kind === 'tool' ? playbook.id : undefined;
  const prepared = await preparePlan(planPhase(phase), contextOf(window, { guide, playbook }), tool);
  if (prepared.kind === 'declined') return;
  const incident = await joinOrStart(window, guide, playbook);
  const { ran, skipped } = await runPlan(incident, prepared.plan, window.clock);
  await closeTool(incident, playbook);
  const failed = ran.filter(({ result }) => hasFailed(result)).length;
  const reasons = [...new Set(skipped.map(({ why }) => why.split(':')[0]))].join(', ');
  const words = [
    l10n.t('{0} run', ran.length),
    failed > 0 ? l10n.t('{0} failed', failed) : undefined,
    skipped.length > 0 ? l10n.t('{0} skipped: {1}', skipped.length, reasons) : undefined,
  ];
  void vscode.window.showInformationMessage(
    `${phase.title}: ${words.filter((word) => word !== undefined).join(', ')}`,
  );
}

/** Offers the options of a phase, with what each does and how it went before. */
export async function chooseOptionCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  if (isInRehearsal(window, on)) return;
  const guide = await guideCalled(window, on);
  const playbook = guide && playbookCalled(guide, on, window.incidents.current);
  const phase = playbook?.phases.find((one) => one.id === on.phase);
  if (!guide || !playbook || !phase) {
    sayGone();
    return;
  }
  const items = stepsOf(phase)
    .filter(({ step }) => step.kind === 'option')
    .map(({ block, step }) => ({
      label: `${step.danger.level === 'destructive' ? '$(warning)' : '$(play)'} Option ${step.option?.number}: ${step.title}`,
      description: step.danger.reason ?? '',
      detail: step.commands.map(({ text }) => text.split('\n')[0]).join(' · '),
      found: { guide, playbook, phase, block, step },
    }));
  const picked = await vscode.window.showQuickPick(items, {
    title: phase.title,
    placeHolder: l10n.t('One option at a time'),
  });
  if (picked) await runFound(window, picked.found);
}

/** Opens an incident of a playbook and starts its clock; runs nothing. */
export async function startIncidentCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const guide = await guideCalled(window, on);
  const playbook = guide && playbookCalled(guide, on, undefined);
  if (!guide || !playbook) {
    sayGone();
    return;
  }
  await joinOrStart(window, guide, playbook);
  await vscode.commands.executeCommand('incidentRunbook.incident.focus');
}

/** Asks the detection's address once. A failed check offers to start the incident, with this moment as its detection. */
export async function checkDetectionCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const guide = await guideCalled(window, on);
  const playbook = guide && playbookCalled(guide, on, undefined);
  const [url] = playbook?.detection?.urls ?? [];
  if (!guide || !playbook || url === undefined) {
    sayGone();
    return;
  }
  const detectedAt = window.clock.now().toISOString();
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: l10n.t('Asking {0}', url) },
    () => probe(url),
  );
  if (result.kind === 'answered' && result.status < 400) {
    void vscode.window.showInformationMessage(l10n.t('{0} answers with HTTP {1}.', url, result.status));
    return;
  }
  const words =
    result.kind === 'answered'
      ? l10n.t('{0} answers with HTTP {1}.', url, result.status)
      : l10n.t('{0} does not answer: {1}.', url, result.reason);
  const start = l10n.t('Start incident');
  if ((await vscode.window.showWarningMessage(words, start)) !== start) return;
  await joinOrStart(window, guide, playbook, detectedAt);
}

/** Stops the step that is meant, else the one that runs; a waiting one is taken out of the queue. */
export async function stopCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const key = on.step === undefined ? undefined : `${on.phase ?? ''}/${on.step}`;
  for (const incident of window.incidents.all) {
    for (const run of incident.running.keys()) {
      const state = incident.live.state.runs.get(run);
      const meant = on.run !== undefined ? on.run === run : key === undefined || state?.step === key;
      if (!meant) continue;
      window.incidents.stop(incident, run);
      return;
    }
    if (key !== undefined && incident.queue.cancel(key)) return;
  }
  void vscode.window.showInformationMessage(l10n.t('Nothing is running.'));
  await Promise.resolve();
}

/** The incident that a click belongs to; a new one when there is none to join. */
async function joinOrStart(
  window: IncidentWindow,
  guide: OpenGuide,
  playbook: Playbook,
  detectedAt?: string,
): Promise<OpenIncident> {
  const source = sourceOf(window, guide);
  const choice = window.incidents.choose(source.path, playbook);
  if (choice.kind === 'join') {
    if (playbook.kind === 'incident') window.incidents.makeCurrent(choice.incident);
    if (guide.guide.playbooks.some(({ id }) => id === choice.incident.live.state.playbook)) {
      await recordGuideChange(choice.incident, source);
    }
    return choice.incident;
  }
  if (choice.older !== undefined) {
    void vscode.window.showInformationMessage(
      l10n.t('A new incident was opened. An older one of this playbook is still open: {0}', choice.older),
    );
  }
  const journals = window.journalsOf(guide.path);
  const incident = await window.incidents.start(journals, source, playbook, detectedAt);
  if (!vscode.workspace.workspaceFolders) {
    void vscode.window.showInformationMessage(
      l10n.t('No folder is open. The record lies in {0}', journals.folder),
    );
  }
  return incident;
}

function contextOf(
  window: IncidentWindow,
  { guide, playbook }: Pick<FoundStep, 'guide' | 'playbook'>,
): RunContext {
  const incidentNow = (): OpenIncident | undefined =>
    window.incidents.ofPlaybook(sourceOf(window, guide).path, playbook.id) ??
    (playbook.kind === 'tool' ? window.incidents.current : undefined);
  const incident = incidentNow();
  return {
    ask: window.ask,
    confirmFrom: setting('confirm'),
    readTarget: () => readTargetOf(window, guide, incidentNow()),
    lastTarget: incident && lastTarget(incident.live.state, window.place.host),
    values: incident?.live.state.placeholders ?? new Map(),
    otherCompose,
    ...(incident && { printed: () => printedIn(incident) }),
  };
}

function inIncident({ playbook, phase, block, step }: FoundStep): StepInGuide {
  return { phase, block, step, ...(playbook.kind === 'tool' && { tool: playbook.id }) };
}

/** Says what a person should know; a step that worked says so in the guide and the tree. */
function tellResult(window: IncidentWindow, title: string, result: RunResult): void {
  switch (result.kind) {
    case 'ran': {
      const { outcome } = result.end;
      if (outcome.outcome === 'unknown')
        void vscode.window.showWarningMessage(`${title}: ${outcomeWords(outcome)}`);
      return;
    }
    case 'refused':
      void vscode.window.showWarningMessage(l10n.t('"{0}" did not run: {1}', title, result.reason));
      return;
    case 'not-recorded': {
      const words =
        result.run === undefined
          ? l10n.t('"{0}" did not run, because it could not be recorded. {1}', title, result.reason)
          : l10n.t('"{0}" ran and could not be recorded. {1}', title, result.reason);
      window.report(new Error(words));
      return;
    }
    case 'cancelled':
    case 'declined':
      return;
  }
}

function sayGone(): void {
  void vscode.window.showInformationMessage(
    l10n.t('There is no such step here: the guide changed, or no guide is open.'),
  );
}

function sayNotTrusted(): void {
  void vscode.commands.executeCommand('workbench.trust.manage');
}
