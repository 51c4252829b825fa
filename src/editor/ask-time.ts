import * as vscode from 'vscode';
import type { OpenIncident } from '../actions/open.ts';
import { readTypedTime } from '../core/incident/typed-time.ts';
import type { IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** A time that a person gave (ISO 8601, UTC), that it was just now, or that they gave up. */
export type AskedTime = { kind: 'at'; at: string } | { kind: 'now' } | { kind: 'cancelled' };

/** Asks when something happened, in the incident's time zone; what is typed is checked while it is typed. */
export async function askTime(
  { clock }: IncidentWindow,
  { live }: OpenIncident,
  { value = '', empty = 'refused' }: { value?: string; empty?: 'now' | 'refused' } = {},
): Promise<AskedTime> {
  const timezone = live.state.opened?.timezone ?? clock.timezone();
  const read = (text: string): ReturnType<typeof readTypedTime> =>
    readTypedTime(text, { now: clock.now(), timezone });
  const hint = l10n.t('HH:MM for the last such time, or 2026-11-24T02:14. Time zone: {0}', timezone);
  const text = await vscode.window.showInputBox({
    title: l10n.t('When was it?'),
    prompt: empty === 'now' ? l10n.t('Enter: just now. {0}', hint) : hint,
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => {
      if (typed === '' && empty === 'now') return undefined;
      const time = read(typed);
      return time.kind === 'unknown' ? time.message : undefined;
    },
  });
  if (text === undefined) return { kind: 'cancelled' };
  if (text === '') return { kind: 'now' };
  const time = read(text);
  return time.kind === 'time' ? { kind: 'at', at: time.at } : { kind: 'cancelled' };
}
