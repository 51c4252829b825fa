import * as vscode from 'vscode';
import { removeKept, removeOldOutputs } from '../actions/remove.ts';
import { setting } from './settings.ts';
import { calledOrRead, needIncident, runCalled } from './tell-commands.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

const dayMs = 86_400_000;

/** Deletes what a run printed, the one that is read in the active editor too, or what was attached, after saying what that does. */
export async function removeOutputCommand(window: IncidentWindow, calledOn: CalledOn): Promise<void> {
  const on = calledOrRead(calledOn);
  const incident = needIncident(window, on);
  const attached = incident?.live.state.attached.find(({ id }) => id === on.event);
  const picked = attached ? undefined : await runCalled(window, on);
  const id = attached?.id ?? picked?.run.run;
  const { live } = picked?.incident ?? incident ?? {};
  if (!live || id === undefined) return;
  const remove = l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Remove "{0}" from the record for good?', attached?.title ?? picked?.run.title ?? ''),
    {
      modal: true,
      detail: l10n.t(
        'The bytes are deleted. That they were there, how many, their hash, who removed them and why stay in the record. Copies in git, in backups and in exported post-mortems are not touched.',
      ),
    },
    remove,
  );
  if (chosen !== remove) return;
  const why = await vscode.window.showInputBox({ title: l10n.t('Why is it removed?'), ignoreFocusOut: true });
  if (!why) return;
  const result = await removeKept(live, { id, why });
  if (result.kind === 'refused') void vscode.window.showWarningMessage(result.reason);
}

/** Deletes the outputs of incidents that were closed long ago, after asking how long that is. */
export async function removeOldOutputsCommand(window: IncidentWindow): Promise<void> {
  const set = setting('journal.keepOutputsDays');
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Remove the outputs of incidents that were closed more than so many days ago'),
    prompt: l10n.t('Events, notes and attached files stay. The outputs are deleted for good.'),
    value: String(set > 0 ? set : 365),
    validateInput: (text) => (/^[1-9]\d{0,4}$/.test(text) ? undefined : l10n.t('A number of days')),
  });
  if (typed !== undefined) await sweep(window, Number(typed));
}

/** The same without asking, where a setting says for how many days outputs are kept. */
export async function removeOutputsBySetting(window: IncidentWindow): Promise<void> {
  const days = setting('journal.keepOutputsDays');
  if (days > 0) await sweep(window, days, 'quiet when nothing');
}

async function sweep(
  window: IncidentWindow,
  days: number,
  told: 'always' | 'quiet when nothing' = 'always',
): Promise<void> {
  const closedBefore = new Date(window.clock.now().getTime() - days * dayMs).toISOString();
  const why = `closed more than ${days} days ago`;
  let [incidents, bytes] = [0, 0];
  const options = { location: vscode.ProgressLocation.Window, title: l10n.t('Removing old outputs') };
  await vscode.window.withProgress(options, async () => {
    for (const journals of window.allJournals()) {
      const swept = await removeOldOutputs(journals, { closedBefore, why });
      incidents += swept.incidents;
      bytes += swept.bytes;
    }
  });
  if (incidents === 0 && told === 'quiet when nothing') return;
  void vscode.window.showInformationMessage(
    l10n.t('Outputs of {0} incidents were removed ({1} bytes): {2}.', incidents, bytes, why),
  );
}
