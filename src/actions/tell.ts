import { amendable } from '../core/incident/amendments.ts';
import type { Fact, Status } from '../core/incident/event.ts';
import type { Milestone } from '../core/incident/state.ts';
import { isVerified } from '../core/incident/verified.ts';
import { formatUpdate } from '../core/incident/update.ts';
import type { Ask, Clock, Question } from '../ports.ts';
import type { LiveIncident } from './live.ts';

/** What came of telling the record something. */
export type TellResult =
  | { kind: 'recorded'; event: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'declined'; question: Question };

/** A note; `occurredAt` when it tells of something before now. */
export async function addNote(
  live: LiveIncident,
  note: { text: string; by?: string; occurredAt?: string },
): Promise<TellResult> {
  const { text, by, occurredAt } = note;
  if (text.trim() === '') return { kind: 'refused', reason: 'A note needs words.' };
  return tell(live, {
    type: 'note',
    text,
    ...(by !== undefined && { by }),
    ...(occurredAt !== undefined && { occurredAt }),
  });
}

/** Says when a milestone was reached: over what follows from the events, and never overwritten by it. */
export async function setMilestone(
  live: LiveIncident,
  { milestone, occurredAt, reason }: { milestone: Milestone; occurredAt: string; reason?: string },
): Promise<TellResult> {
  return tell(live, {
    type: 'milestone',
    milestone,
    occurredAt,
    ...(reason !== undefined && reason !== '' && { reason }),
  });
}

/** Corrects another event's words or time. That event's line stays: the log shows both. */
export async function amend(
  live: LiveIncident,
  { event: id, text, happenedAt, why }: { event: string; text?: string; happenedAt?: string; why: string },
): Promise<TellResult> {
  const event = live.state.events.find((one) => one.id === id);
  if (!event) return { kind: 'refused', reason: 'There is no such event in this incident.' };
  const may = amendable(event);
  if (text === undefined && happenedAt === undefined)
    return { kind: 'refused', reason: 'A correction needs other words or another time.' };
  if (why.trim() === '') return { kind: 'refused', reason: 'A correction needs a reason.' };
  if (!may.time)
    return { kind: 'refused', reason: 'This is about the record itself: there is nothing to correct.' };
  if (text !== undefined && !may.words)
    return {
      kind: 'refused',
      reason: 'This event has no words of a person: only its time can be corrected.',
    };
  return tell(live, {
    type: 'amended',
    event: id,
    ...(text !== undefined && { text }),
    ...(happenedAt !== undefined && { happenedAt }),
    why,
  });
}

/**
 * Sets the status. `resolved` without a passed verification after the last change needs a reason in words, which is asked for
 * when none is given; `closed` needs `resolved` first. Setting a status on a closed incident opens it again.
 */
export async function changeStatus(
  live: LiveIncident,
  to: { status: Status | 'closed'; reason?: string },
  ask: Ask,
): Promise<TellResult> {
  const { state } = live;
  if (to.status === 'closed') return close(live, to.reason);
  let { reason } = to;
  if (to.status === 'resolved' && !reason?.trim() && !isVerified(state)) {
    const title = 'No verification passed after the last change. Why is it resolved?';
    const question: Question = { kind: 'reason', title };
    const answer = await ask(question);
    if (answer.kind !== 'text' || answer.text.trim() === '') return { kind: 'declined', question };
    reason = answer.text;
  }
  if (state.closedAt !== undefined) await live.record({ type: 'reopened' });
  return tell(live, { type: 'status-changed', status: to.status, ...(reason !== undefined && { reason }) });
}

async function close(live: LiveIncident, reason: string | undefined): Promise<TellResult> {
  const { state } = live;
  if (state.closedAt !== undefined) return { kind: 'refused', reason: 'It is closed already.' };
  if (state.kind === 'incident' && state.status !== 'resolved') {
    return { kind: 'refused', reason: 'An incident is resolved before it is closed.' };
  }
  return tell(live, { type: 'closed', ...(reason !== undefined && { reason }) });
}

/** Changes the severity, with the reason in words. */
export async function changeSeverity(
  live: LiveIncident,
  to: { severity: string; reason: string; responseSeconds?: number },
): Promise<TellResult> {
  const { severity, reason, responseSeconds } = to;
  return tell(live, {
    type: 'severity-changed',
    severity,
    reason,
    ...(responseSeconds !== undefined && { responseSeconds }),
  });
}

/** Says that a person did what a manual step told. `step` is its address, `phase/step`. */
export async function markDone(
  live: LiveIncident,
  done: { step: string; title: string; note?: string },
): Promise<TellResult> {
  if (live.state.closedAt !== undefined) return { kind: 'refused', reason: 'The incident is closed.' };
  const { step, title, note } = done;
  return tell(live, { type: 'step-done', step, title, ...(note !== undefined && note !== '' && { note }) });
}

/** Pins a run's output as evidence; `lines` is `from-to`, 1-based, when only some of it matters. */
export async function pinOutput(
  live: LiveIncident,
  pin: { run: string; lines?: string },
): Promise<TellResult> {
  if (!live.state.runs.has(pin.run))
    return { kind: 'refused', reason: 'There is no such run in this incident.' };
  return tell(live, {
    type: 'evidence-pinned',
    run: pin.run,
    ...(pin.lines !== undefined && { lines: pin.lines }),
  });
}

/** Hands the incident over to someone, with what they should know. */
export async function handOver(live: LiveIncident, to: { name: string; text?: string }): Promise<TellResult> {
  return tell(live, {
    type: 'handoff',
    to: to.name,
    ...(to.text !== undefined && to.text !== '' && { text: to.text }),
  });
}

/** Says whom a person called. Whether someone was called is the person's to say. */
export async function escalate(
  live: LiveIncident,
  to: { name: string; why?: string; occurredAt?: string },
): Promise<TellResult> {
  if (to.name.trim() === '') return { kind: 'refused', reason: 'A call needs to say who was called.' };
  return tell(live, {
    type: 'escalated',
    to: to.name,
    ...(to.occurredAt !== undefined && { occurredAt: to.occurredAt }),
    ...(to.why !== undefined && to.why !== '' && { why: to.why }),
  });
}

/** The short text for the chat, recorded as said: what was recorded (secrets taken out) is what is copied. */
export async function copyUpdate(live: LiveIncident, clock: Clock): Promise<string> {
  const event = await live.record({ type: 'update-copied', text: formatUpdate(live.state, clock.now()) });
  return event.type === 'update-copied' ? event.text : '';
}

async function tell(live: LiveIncident, fact: Fact): Promise<TellResult> {
  if (live.readOnly)
    return { kind: 'refused', reason: 'This record was written by a newer version: it is only read here.' };
  const event = await live.record(fact);
  return { kind: 'recorded', event: event.id };
}
