import type { Finding } from '../incident/chain.ts';
import { stepKey } from '../incident/state.ts';
import type { IncidentState, RunState } from '../incident/state.ts';

/** What a window knows of an incident beside its state: what is under way in this window. */
export interface IncidentView {
  state: IncidentState;
  /** Runs whose end this window will record. */
  running: ReadonlySet<string>;
  /** Those of them that were asked to stop and go on. */
  stopping?: ReadonlySet<string>;
  /** Addresses of steps that wait for the terminal, in order. */
  waiting: readonly string[];
  /** Why facts can't be written at the moment. */
  trouble?: string;
  /** What was wrong with its record when it was opened. */
  damage?: readonly Finding[];
  /** Why what is typed by hand is not kept; absent while it is, or while no terminal is there. */
  typing?: 'off' | 'impossible';
  /** Variables that its terminal starts with, by settings. */
  environment?: Readonly<Record<string, string>>;
}

/** The key of a step in an incident: a tool's steps stand beside those of the incident's own playbook. */
export function keyIn({ state }: IncidentView, playbook: string, address: string): string {
  return stepKey(address, playbook === state.playbook ? undefined : playbook);
}

/** The last run of a step, if it ran. */
function lastRun({ state }: IncidentView, address: string): RunState | undefined {
  return state.runsOfStep.get(address)?.at(-1);
}

/** Where a step stands, for an icon and for words. */
export type StepStanding =
  | { kind: 'open' }
  | { kind: 'waiting' }
  | { kind: 'running'; run: RunState }
  | { kind: 'stopping'; run: RunState }
  /** Started by another window or machine, and no end is recorded. */
  | { kind: 'elsewhere'; run: RunState }
  | { kind: 'ended'; run: RunState }
  | { kind: 'done' };

/** Where a step stands in an incident. What is under way comes before what was. */
export function standingOf(view: IncidentView, address: string): StepStanding {
  const run = lastRun(view, address);
  if (run && !run.end) return { kind: underWay(view, run.run), run };
  if (view.waiting.includes(address)) return { kind: 'waiting' };
  if (run) return { kind: 'ended', run };
  return view.state.done.has(address) ? { kind: 'done' } : { kind: 'open' };
}

function underWay({ running, stopping }: IncidentView, run: string): 'running' | 'stopping' | 'elsewhere' {
  if (!running.has(run)) return 'elsewhere';
  return stopping?.has(run) ? 'stopping' : 'running';
}
