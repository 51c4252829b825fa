import * as vscode from 'vscode';
import type { GuideSource, OpenIncident, OpenIncidents } from '../actions/open.ts';
import type { Block, Phase, Playbook, Step } from '../core/guide/guide.ts';
import { stepsOf } from '../core/guide/walk.ts';
import type { IncidentView } from '../core/view/incident-view.ts';
import { pathInRecord, pathOnDisk } from '../node/guide-path.ts';
import type { Ask, Clock, Journals, Place } from '../ports.ts';
import type { Guides, OpenGuide } from './guides.ts';
import type { Outputs } from './outputs.ts';

/** All that the commands of one window work with. Made by the door, owned by it. */
export interface IncidentWindow {
  guides: Guides;
  incidents: OpenIncidents;
  outputs: Outputs;
  ask: Ask;
  clock: Clock;
  place: Place;
  /** Where incidents of a guide lie. */
  journalsOf: (guidePath: string) => Journals;
  /** Every place of incidents that this window knows. */
  allJournals: () => readonly Journals[];
  /** Where caches lie that may be deleted at any time. */
  indexFolder: string;
  /** Tells a person, and the log, of a failure that nobody else shows. */
  report: (error: unknown) => void;
}

/** A step, found in a guide on screen or on disk. */
export interface FoundStep {
  guide: OpenGuide;
  playbook: Playbook;
  phase: Phase;
  block: Block;
  step: Step;
}

/** Where a command was called: on a lens, on a line of a view, or on nothing. */
export interface CalledOn {
  guide?: string;
  playbook?: string;
  phase?: string;
  step?: string;
  incident?: string;
  run?: string;
  event?: string;
}

/** What VS Code hands to a command: a lens's address, or a view's node that carries one. */
export function calledOn(argument: unknown): CalledOn {
  if (typeof argument !== 'object' || argument === null) return {};
  const carried: unknown = 'address' in argument ? argument.address : argument;
  if (typeof carried !== 'object' || carried === null) return {};
  const words = Object.entries(carried).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(words);
}

/** What this window knows of an incident, for the views. */
export function viewOf({ live, running, queue, shell }: OpenIncident): IncidentView {
  const { trouble } = live;
  const typing = shell.typing?.();
  return {
    state: live.state,
    running: new Set(running.keys()),
    stopping: new Set([...running].filter(([, { stopping }]) => stopping).map(([run]) => run)),
    waiting: queue.waiting,
    damage: live.findings.filter(({ kind }) => kind !== 'torn'),
    ...(trouble !== undefined && { trouble }),
    ...(typing && { typing }),
    ...(shell.environment && { environment: shell.environment }),
  };
}

/** The folder that holds an incident's own folder. */
function journalsFolderOf({ live }: OpenIncident): string {
  return vscode.Uri.joinPath(vscode.Uri.file(live.journal.folder), '..').fsPath;
}

/** The guide that an incident was opened from: as it is now, else the copy that the record keeps. */
export async function guideOf(
  { guides }: IncidentWindow,
  incident: OpenIncident,
): Promise<OpenGuide | undefined> {
  const { opened } = incident.live.state;
  if (!opened) return undefined;
  const now = await guides.atPath(pathOnDisk(journalsFolderOf(incident), opened.guide));
  return (
    now ??
    guides.atPath(vscode.Uri.joinPath(vscode.Uri.file(incident.live.journal.folder), 'guide.md').fsPath)
  );
}

/** What the actions need of a guide to open an incident from it. */
export function sourceOf(window: IncidentWindow, { guide, path, text }: OpenGuide): GuideSource {
  return { guide, text, path: pathInRecord(window.journalsOf(path).folder, path) };
}

/** The guide that a command means: the one it was called on, its incident's, else the one in the active editor. */
export async function guideCalled(window: IncidentWindow, on: CalledOn): Promise<OpenGuide | undefined> {
  if (on.guide !== undefined) return window.guides.atPath(on.guide);
  const incident = on.incident === undefined ? undefined : window.incidents.find(on.incident);
  if (incident) return guideOf(window, incident);
  const document = vscode.window.activeTextEditor?.document;
  const active = document && (await window.guides.ofDocument(document));
  if (active) return active;
  const { current } = window.incidents;
  return current && guideOf(window, current);
}

/** The step that a command means: the one it was called on, else the one at the cursor. */
export async function stepCalled(window: IncidentWindow, on: CalledOn): Promise<FoundStep | undefined> {
  const guide = await guideCalled(window, on);
  if (!guide) return undefined;
  const { step, phase, playbook } = on;
  const all = allSteps(guide);
  if (step !== undefined) {
    return all.find(
      (found) => found.step.id === step && found.phase.id === phase && found.playbook.id === playbook,
    );
  }
  const line = cursorLine(guide);
  if (line === undefined) return undefined;
  const inPlaybook = all.filter((found) => found.playbook.line <= line && line <= found.playbook.endLine);
  return (
    inPlaybook.find((found) => found.step.line <= line && line <= found.step.endLine) ??
    inPlaybook.findLast((found) => found.step.line <= line) ??
    inPlaybook[0]
  );
}

/** Every step of a guide, in its order. */
export function allSteps(guide: OpenGuide): FoundStep[] {
  return guide.guide.playbooks.flatMap((playbook) =>
    playbook.phases.flatMap((phase) =>
      stepsOf(phase).map(({ block, step }) => ({ guide, playbook, phase, block, step })),
    ),
  );
}

/** The line of the cursor, 1-based, when the active editor shows this guide. */
export function cursorLine({ path }: OpenGuide): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.fsPath === path ? editor.selection.active.line + 1 : undefined;
}

/** The playbook that a command means: the one it was called on, else the one around the cursor, else the incident's. */
export function playbookCalled(
  guide: OpenGuide,
  on: CalledOn,
  incident: OpenIncident | undefined,
): Playbook | undefined {
  const { playbooks } = guide.guide;
  if (on.playbook !== undefined) return playbooks.find((playbook) => playbook.id === on.playbook);
  const line = cursorLine(guide);
  return (
    (line === undefined
      ? undefined
      : playbooks.find((playbook) => playbook.line <= line && line <= playbook.endLine)) ??
    playbooks.find((playbook) => playbook.id === incident?.live.state.playbook)
  );
}

/** The incident that a command means: the one it was called on, else the current one. */
export function incidentCalled({ incidents }: IncidentWindow, on: CalledOn): OpenIncident | undefined {
  if (on.incident !== undefined) return incidents.find(on.incident);
  if (on.run !== undefined) {
    const { run } = on;
    return incidents.all.find(({ live }) => live.state.runs.has(run));
  }
  return incidents.current;
}
