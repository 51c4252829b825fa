import * as vscode from 'vscode';
import {
  addNote,
  changeSeverity,
  changeStatus,
  copyUpdate,
  escalate,
  handOver,
  markDone,
  pinOutput,
} from '../actions/tell.ts';
import type { TellResult } from '../actions/tell.ts';
import type { OpenIncident } from '../actions/open.ts';
import type { Status } from '../core/incident/event.ts';
import { stepKey } from '../core/incident/state.ts';
import type { RunState } from '../core/incident/state.ts';
import { outcomeSign } from '../core/view/words.ts';
import { outputBytes, shownRun } from './outputs.ts';
import { guideOf, incidentCalled, sourceOf, stepCalled } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** A note in two keystrokes: the command, the words. */
export async function addNoteCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const text = await vscode.window.showInputBox({
    title: incident.live.state.title,
    prompt: l10n.t('Note'),
    ignoreFocusOut: true,
  });
  if (text !== undefined && text !== '') say(await addNote(incident.live, { text }));
}

export async function markDoneCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const found = await stepCalled(window, on);
  if (!found) return;
  const { guide, playbook, phase, step } = found;
  const note = await vscode.window.showInputBox({
    title: step.title,
    prompt: l10n.t('Done. A note, or Enter without one'),
    ignoreFocusOut: true,
  });
  if (note === undefined) return;
  const source = sourceOf(window, guide);
  const choice = window.incidents.choose(source.path, playbook);
  const incident =
    choice.kind === 'join'
      ? choice.incident
      : await window.incidents.start(window.journalsOf(guide.path), source, playbook);
  say(await markDone(incident.live, { step: `${phase.id}/${step.id}`, title: step.title, note }));
}

/** Pins an output: the one it was called on, or the one that is read in the active editor, with the lines selected there. */
export async function pinOutputCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const { lines, ...called } = calledOrRead(on);
  const picked = await runCalled(window, called);
  if (!picked) return;
  say(await pinOutput(picked.incident.live, { run: picked.run.run, ...(lines !== undefined && { lines }) }));
}

export async function showOutputCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const picked = await runCalled(window, on);
  if (picked) await window.outputs.show(picked.incident, picked.run);
}

/** What a command was called on; where it was called on nothing, the output that is read in the active editor. */
export function calledOrRead(on: CalledOn): CalledOn & { lines?: string } {
  const isCalled = on.run !== undefined || on.step !== undefined || on.event !== undefined;
  return isCalled ? on : { ...on, ...shownRun() };
}

/** Saves a run's stored bytes exactly: a document evens line ends and broken UTF-8, this does not. */
export async function saveOutputBytesCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const picked = await runCalled(window, calledOrRead(on));
  const bytes = picked && (await outputBytes(picked.incident, picked.run));
  if (!picked || !bytes) return;
  const file = await vscode.window.showSaveDialog({ title: picked.run.title });
  if (file) await vscode.workspace.fs.writeFile(file, bytes);
}

export async function changeStatusCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const { state } = incident.live;
  const words: readonly (Status | 'closed')[] = [
    'investigating',
    'identified',
    'monitoring',
    'resolved',
    'closed',
  ];
  const items = words.map((status) => ({
    label: status,
    description: status === (state.closedAt === undefined ? state.status : 'closed') ? l10n.t('now') : '',
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: state.title,
    placeHolder: l10n.t('Status'),
  });
  const status = words.find((word) => word === picked?.label);
  if (status) say(await changeStatus(incident.live, { status }, window.ask));
}

export async function changeSeverityCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const guide = await guideOf(window, incident);
  const rows = guide?.guide.severities ?? [];
  const names = rows.length > 0 ? rows.map(({ name }) => name) : ['Critical', 'High', 'Medium', 'Low'];
  const severity = await vscode.window.showQuickPick(names, {
    title: incident.live.state.title,
    placeHolder: l10n.t('Severity'),
  });
  if (severity === undefined) return;
  const answer = await window.ask({ kind: 'reason', title: l10n.t('Why {0}?', severity) });
  if (answer.kind !== 'text' || answer.text === '') return;
  const responseSeconds = rows.find(({ name }) => name === severity)?.responseSeconds;
  say(
    await changeSeverity(incident.live, {
      severity,
      reason: answer.text,
      ...(responseSeconds !== undefined && { responseSeconds }),
    }),
  );
}

/** Puts the update on the clipboard and records that it was said. */
export async function copyUpdateCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  await vscode.env.clipboard.writeText(await copyUpdate(incident.live, window.clock));
  void vscode.window.showInformationMessage(l10n.t('The update is on the clipboard.'));
}

export async function handOverCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const name = await vscode.window.showInputBox({
    title: l10n.t('Hand over to whom?'),
    ignoreFocusOut: true,
  });
  if (name === undefined || name === '') return;
  const text = await vscode.window.showInputBox({
    title: l10n.t('What should they know?'),
    ignoreFocusOut: true,
  });
  if (text !== undefined) say(await handOver(incident.live, { name, text }));
}

/** Records that somebody was called; the guide's own contact is proposed. */
export async function escalateCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const { contact } = incident.live.state.opened ?? {};
  const name = await vscode.window.showInputBox({
    title: l10n.t('Who was called?'),
    value: contact?.primary ?? '',
    ignoreFocusOut: true,
  });
  if (name === undefined || name === '') return;
  const why = await vscode.window.showInputBox({ title: l10n.t('Why?'), ignoreFocusOut: true });
  if (why !== undefined) say(await escalate(incident.live, { name, why }));
}

export function needIncident(window: IncidentWindow, on: CalledOn): OpenIncident | undefined {
  const incident = incidentCalled(window, on);
  if (!incident) void vscode.window.showInformationMessage(l10n.t('No incident is open.'));
  return incident;
}

/** The run that a command means: the one it was called on, the last one of its step, else one that is picked. */
export async function runCalled(
  window: IncidentWindow,
  on: CalledOn,
): Promise<{ incident: OpenIncident; run: RunState } | undefined> {
  const incident = needIncident(window, on);
  if (!incident) return undefined;
  const { state } = incident.live;
  const run =
    on.run === undefined
      ? state.runsOfStep
          .get(
            stepKey(
              `${on.phase ?? ''}/${on.step ?? ''}`,
              on.playbook === state.playbook ? undefined : on.playbook,
            ),
          )
          ?.at(-1)
      : state.runs.get(on.run);
  if (run) return { incident, run };
  const items = [...state.runs.values()].reverse().map((one) => ({
    label: one.title,
    description: one.end ? outcomeSign(one.end.outcome) : l10n.t('running'),
    detail: one.at.slice(11, 19),
    run: one,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: state.title,
    placeHolder: l10n.t('Which run?'),
  });
  return picked && { incident, run: picked.run };
}

export function say(result: TellResult): void {
  if (result.kind === 'refused') void vscode.window.showWarningMessage(result.reason);
}
