import * as vscode from 'vscode';
import type { OpenIncident } from '../actions/open.ts';
import type { FreshnessOfSteps } from '../core/incident/freshness.ts';
import { endNotice, silenceWords } from '../core/view/notices.ts';
import { runningSeconds } from '../core/incident/clocks.ts';
import type { IncidentWindow } from './window.ts';

/**
 * Tells of runs that nobody may be looking at: of one that has gone silent, once, with *Stop*; and, while the window is not in
 * front, of the end of a long one, of a verification and of what ended at its time.
 */
export function tellOfRuns(
  { incidents, clock, report }: IncidentWindow,
  freshness: () => FreshnessOfSteps,
): vscode.Disposable {
  const toldSilent = new Set<string>();
  const toldEnd = new Set<string>();
  let running = new Map<string, OpenIncident>();
  const tellSilent = async (run: string, incident: OpenIncident): Promise<void> => {
    const state = incident.live.state.runs.get(run);
    const heardMs = incident.heard.get(run);
    if (!state || heardMs === undefined || toldSilent.has(run) || state.kind === 'monitor') return;
    const ranMs = runningSeconds(state, clock.now()) * 1000;
    const words = silenceWords(clock.monotonicMs() - heardMs, ranMs, freshness().get(state.stepSha256));
    if (words === undefined) return;
    toldSilent.add(run);
    const stop = vscode.l10n.t('Stop');
    const pressed = await vscode.window.showInformationMessage(`${state.title}: ${words}`, stop);
    if (pressed === stop) incidents.stop(incident, run);
  };
  const listening = incidents.onChange(() => {
    for (const [run, incident] of running) {
      const state = incident.live.state.runs.get(run);
      if (!state?.end || toldEnd.has(run)) continue;
      toldEnd.add(run);
      const words = endNotice(state);
      if (words !== undefined && !vscode.window.state.focused)
        void vscode.window.showInformationMessage(words);
    }
    const real = incidents.all.filter(({ live }) => !live.state.rehearsal);
    running = new Map(real.flatMap((one) => [...one.running.keys()].map((run) => [run, one])));
  });
  const seconds = clock.everySecond(() => {
    for (const [run, incident] of running) tellSilent(run, incident).catch(report);
  });
  return vscode.Disposable.from(listening, seconds);
}
