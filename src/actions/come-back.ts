import type { IncidentState, RunState } from '../core/incident/state.ts';
import type { Clock, Journals, Place } from '../ports.ts';
import { keepRun } from './keep.ts';
import type { OpenIncident, OpenIncidents } from './open.ts';
import { stoppable } from './running.ts';

/** Incidents older than this are found in History; they are not opened by themselves. */
const openWithinMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Opens what was live when this window last saw it, and reads the ends of runs that went on meanwhile.
 * Resolves when all that is shown before anything else is open; runs that still go on are kept in the background, `report` hears of trouble.
 */
export async function comeBack(
  incidents: OpenIncidents,
  journals: Journals,
  context: { clock: Clock; place: Place; report: (error: unknown) => void },
): Promise<void> {
  const oldest = context.clock.now().getTime() - openWithinMs;
  for (const { id } of await journals.list()) {
    if (Date.parse(id.slice(0, 10)) < oldest) break; // ids begin with the day, newest first
    try {
      const incident = await incidents.open(journals, id);
      if (incident.live.state.closedAt !== undefined) continue;
      if (!incidents.current) incidents.makeCurrent(incident);
      for (const run of unended(incident.live.state, context.place.host)) {
        void pickUp(incident, run, context.clock).catch(context.report);
      }
    } catch (error) {
      context.report(error);
    }
  }
}

/** The runs that were started on this host and have no end in the record. */
export function unended(state: IncidentState, host: string): RunState[] {
  return [...state.runs.values()].filter(
    (run) => !run.end && run.spool !== undefined && run.actor.host === host,
  );
}

/** Reads on where a run's first window stopped reading, from the files that the run itself leaves. Never runs anything. */
export async function pickUp(incident: OpenIncident, run: RunState, clock: Clock): Promise<void> {
  const { live, shell, running } = incident;
  if (run.spool === undefined || running.has(run.run)) return;
  const found = await shell.pickUp({ run: run.run, spool: run.spool, commands: run.commands });
  const kept = {
    run: run.run,
    step: run.step,
    title: run.title,
    commands: run.commands,
    stored: run.output,
    verifies: run.kind === 'verify' || run.phase === 'verify',
    ...(run.playbook !== undefined && { playbook: run.playbook }),
  };
  switch (found.kind) {
    case 'owned':
      return;
    case 'lost':
      await live.record({
        type: 'run-ended',
        run: run.run,
        step: run.step,
        title: run.title,
        outcome: 'unknown',
        reason: found.reason,
        durationMs: 0,
        commands: [],
      });
      return;
    case 'found': {
      const controller = new AbortController();
      controller.signal.addEventListener('abort', () => {
        found.execution.stop();
      });
      running.set(
        run.run,
        stoppable(controller, () => {
          found.execution.stop();
        }),
      );
      try {
        await keepRun(incident, found.execution, kept, clock);
      } finally {
        running.delete(run.run);
      }
    }
  }
}
