import type { Block, Phase, Playbook, Step } from '../core/guide/guide.ts';
import { stepsOf } from '../core/guide/walk.ts';
import { lastRunOf } from '../core/incident/last-run.ts';
import type { IncidentState } from '../core/incident/state.ts';
import { onFailure } from '../core/run/policy.ts';
import type { Ask, Clock, Journals } from '../ports.ts';
import type { GuideSource, OpenIncident, OpenIncidents } from './open.ts';
import { hasFailed } from './run-all.ts';
import { runStep } from './run.ts';
import type { StepInGuide } from './run.ts';
import { shellOfAnswers } from './shell-of-answers.ts';
import type { Answered } from './shell-of-answers.ts';

/** What is rehearsed, and what answers for its steps. */
export interface RehearsalRequest {
  incidents: OpenIncidents;
  journals: Journals;
  source: GuideSource;
  playbook: Playbook;
  /** What was recorded before: the last real run of a step is its outcome. */
  past: readonly IncidentState[];
  /** Asked for a step that never ran. */
  ask: Ask;
  clock: Clock;
}

/** What came of a step, an answer to *skip it*, or to *end the rehearsal*. */
type Outcome = (Answered & { passed: boolean }) | 'skip' | 'end';

/**
 * Walks a playbook in the guide's order, in a record of its own that is marked as a rehearsal: no process is started, nothing is
 * looked at. Each step comes to what its last real run came to, else to what a person answers. The record is closed at the end.
 */
export async function rehearse(request: RehearsalRequest): Promise<OpenIncident> {
  const { incidents, journals, source, playbook, clock } = request;
  let outcome: Outcome | undefined;
  const shell = shellOfAnswers(() => (typeof outcome === 'object' ? outcome : undefined));
  const incident = await incidents.rehearse(journals, source, playbook, shell);
  const walk: Walk = { stopped: new Map(), used: new Set() };
  for (const at of stepsIn(playbook)) {
    if (at.step.kind === 'option' && (walk.used.has(at.phase.id) || walk.stopped.has(at.phase.id))) continue;
    const why = walk.stopped.get(at.phase.id);
    outcome = why === undefined ? await outcomeOf(at, request) : 'skip';
    if (outcome === 'end') break;
    await come(incident, at, { outcome, why, walk, clock });
  }
  await incident.live.record({ type: 'closed', reason: 'end of the rehearsal' });
  return incident;
}

/** How far a rehearsal is, by phase. */
interface Walk {
  /** Why the rest of it is left out. */
  stopped: Map<string, string>;
  /** An option of it was used, with success: the others are not used. */
  used: Set<string>;
}

interface Come {
  outcome: Exclude<Outcome, 'end'>;
  why: string | undefined;
  walk: Walk;
  clock: Clock;
}

/** Records what a step came to, and what follows from it for its phase. */
async function come(
  incident: OpenIncident,
  at: StepInGuide,
  { outcome, why, walk, clock }: Come,
): Promise<void> {
  const { phase, step } = at;
  const address = { step: `${phase.id}/${step.id}`, title: step.title };
  if (outcome === 'skip') {
    await incident.live.record({ type: 'step-skipped', ...address, why: why ?? 'in the rehearsal' });
    return;
  }
  if (step.commands.length === 0) {
    await incident.live.record({ type: 'step-done', ...address });
    return;
  }
  const failed = hasFailed(await runStep(incident, readyOf(at, outcome), clock));
  if (step.kind === 'option') {
    if (!failed) walk.used.add(phase.id);
  } else if (failed && onFailure(phase.kind) === 'stop')
    walk.stopped.set(phase.id, `"${step.title}" did not succeed`);
}

function stepsIn({ phases }: Playbook): { phase: Phase; block: Block; step: Step }[] {
  return phases.flatMap((phase) => stepsOf(phase).map((at) => ({ phase, ...at })));
}

async function outcomeOf({ step }: StepInGuide, { past, ask }: RehearsalRequest): Promise<Outcome> {
  const commands = step.commands.map(({ text }) => text);
  const last = lastRunOf(past, step.sha256);
  if (last) {
    const { outcome, durationMs, notRun, commands: were } = last.end;
    return {
      end: { outcome, durationMs, notRun, commands: [...were] },
      said: `This is how its run of ${last.at} ended.`,
      passed: last.verification !== 'failed',
    };
  }
  const answer = await ask({
    kind: 'rehearse',
    title: step.title,
    commands: [...commands, ...step.manual.map(({ text }) => text)],
  });
  if (answer.kind !== 'text') return 'end';
  if (answer.text === 'skip') return 'skip';
  const outcome = answer.text === 'failed' ? 'failed' : 'succeeded';
  return {
    end: {
      outcome: { outcome, ...(outcome === 'failed' && { reason: 'as it was answered' }) },
      durationMs: 0,
      commands: commands.map((text) =>
        outcome === 'failed' ? { text, outcome: 'unknown', reason: 'nobody said' } : { text, outcome },
      ),
    },
    said: 'This is what a person answered.',
    passed: outcome !== 'failed',
  };
}

/** Blanks stay as they are written, and what the step would be pointed at is not looked up: that would start processes. */
function readyOf(at: StepInGuide, { passed }: Exclude<Outcome, string>): Parameters<typeof runStep>[1] {
  return {
    ...at,
    commands: at.step.commands.map(({ text }) => text),
    filled: new Map(),
    ask: () => Promise.resolve({ kind: passed ? 'yes' : 'no' }),
    readTarget: () => Promise.resolve({}),
  };
}
