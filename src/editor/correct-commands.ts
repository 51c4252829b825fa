import * as vscode from 'vscode';
import type { OpenIncident } from '../actions/open.ts';
import { addNote, amend, escalate, setMilestone } from '../actions/tell.ts';
import type { TellResult } from '../actions/tell.ts';
import { amendable, happenedAt, wordsOf } from '../core/incident/amendments.ts';
import { timelineRows } from '../core/view/timeline.ts';
import { askTime } from './ask-time.ts';
import { needIncident, say } from './tell-commands.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Corrects the words or the time of an event: the one it was called on, else one that is picked. */
export async function amendCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const id = on.event ?? (await pickEvent(incident));
  const event = incident.live.state.events.find((one) => one.id === id);
  if (!event) return;
  const what = await pickWhat(amendable(event));
  if (what === 'words') {
    const text = await ask(l10n.t('The right words'), wordsOf(event));
    const why = text !== undefined && (await ask(l10n.t('Why is it corrected?')));
    if (text !== undefined && why) say(await amend(incident.live, { event: event.id, text, why }));
  } else if (what === 'time') {
    const time = await askTime(window, incident, { value: happenedAt(event) });
    const why = time.kind === 'at' && (await ask(l10n.t('Why is it corrected?')));
    if (time.kind === 'at' && why)
      say(await amend(incident.live, { event: event.id, happenedAt: time.at, why }));
  }
}

/** Puts into the record what happened before anybody wrote it down: when it was is asked first. */
export async function backFillCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const kinds = backFills(incident);
  const picked = await vscode.window.showQuickPick(kinds, {
    title: incident.live.state.title,
    placeHolder: l10n.t('What happened before it was recorded?'),
  });
  if (!picked) return;
  const time = await askTime(window, incident);
  if (time.kind !== 'at') return;
  const text = await ask(picked.prompt);
  if (text !== undefined) say(await picked.tell(text, time.at));
}

interface BackFill extends vscode.QuickPickItem {
  prompt: string;
  tell: (text: string, occurredAt: string) => Promise<TellResult>;
}

function backFills({ live }: OpenIncident): BackFill[] {
  const milestone = (
    name: 'detected' | 'acknowledged' | 'identified' | 'mitigated' | 'resolved',
    label: string,
  ): BackFill => ({
    label,
    prompt: l10n.t('How is it known? Enter without words is fine'),
    tell: (reason, occurredAt) => setMilestone(live, { milestone: name, occurredAt, reason }),
  });
  return [
    {
      label: l10n.t('Something was seen or done'),
      prompt: l10n.t('Note'),
      tell: (text, occurredAt) => addNote(live, { text, occurredAt }),
    },
    {
      label: l10n.t('Somebody was called'),
      prompt: l10n.t('Who was called?'),
      tell: (name, occurredAt) => escalate(live, { name, occurredAt }),
    },
    milestone('detected', l10n.t('It was detected')),
    milestone('acknowledged', l10n.t('Somebody took it on')),
    milestone('identified', l10n.t('The cause was found')),
    milestone('mitigated', l10n.t('The impact ended')),
    milestone('resolved', l10n.t('It was resolved')),
  ];
}

async function pickWhat(may: ReturnType<typeof amendable>): Promise<'time' | 'words' | undefined> {
  if (!may.words) return 'time';
  const items = [
    { label: l10n.t('Its words'), what: 'words' as const },
    { label: l10n.t('Its time'), what: 'time' as const },
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: l10n.t('What is corrected?') }))?.what;
}

async function pickEvent({ live }: OpenIncident): Promise<string | undefined> {
  const items = timelineRows(live.state, { show: 'all' })
    .map(({ event, time, text }) => ({ label: text, description: time, event }))
    .reverse();
  const options = { title: live.state.title, placeHolder: l10n.t('Which event is corrected?') };
  return (await vscode.window.showQuickPick(items, options))?.event;
}

function ask(title: string, value = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({ title, value, ignoreFocusOut: true });
}
