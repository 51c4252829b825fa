import type { Guide, Phase, Playbook, Step, StepAddress } from '../guide/guide.ts';
import { manualTarget } from '../guide/manual.ts';
import { ageSeconds, responseClock } from '../incident/clocks.ts';
import { stepsOf } from '../guide/walk.ts';
import { planPhase, previewOf, previewOfCommands, previewWords } from '../run/policy.ts';
import type { Preview } from '../run/policy.ts';
import { targetWords } from '../run/target.ts';
import type { Freshness } from '../incident/freshness.ts';
import { keyIn, standingOf } from './incident-view.ts';
import type { IncidentView } from './incident-view.ts';
import { workedWords } from './notices.ts';
import { runResult, shortDuration } from './words.ts';

/** What a click on a lens does: the name of a command, without its prefix. */
export type LensAction =
  | 'startIncident'
  | 'showIncident'
  | 'checkDetection'
  | 'runAll'
  | 'chooseOption'
  | 'runStep'
  | 'stop'
  | 'showOutput'
  | 'pinOutput'
  | 'openManual'
  | 'markDone'
  | 'manageTrust';

/** A lens: where it stands, what it says, and the small address its click carries. */
export interface Lens {
  /** 1-based. */
  line: number;
  title: string;
  tooltip?: string;
  action: LensAction;
  address: LensAddress;
}

/** A step, a phase (no step), or a playbook (neither). */
export type LensAddress = Pick<StepAddress, 'guide' | 'playbook'> &
  Partial<Pick<StepAddress, 'phase' | 'step'>> & { run?: string };

export interface LensContext {
  /** The guide's path, as addresses carry it. */
  path: string;
  /** The live incident of a playbook, if there is one; of a tool, the current incident. */
  incidentOf: (playbook: Playbook) => IncidentView | undefined;
  now: Date;
  trust: 'trusted' | 'restricted';
  /** How a step went before, in all the journals that are known. */
  freshnessOf?: (step: Step) => Freshness | undefined;
}

/** All lenses of a guide, by line. At most four a line; seconds never tick here: a lens redraws late and moves the lines. */
export function lensesOf(guide: Guide, context: LensContext): Lens[] {
  return guide.playbooks.flatMap((playbook) => {
    const view = context.incidentOf(playbook);
    const real = view?.state.rehearsal ? undefined : view;
    const at = { guide: context.path, playbook: playbook.id };
    return [
      ...playbookLenses(playbook, at, view, context),
      ...playbook.phases.flatMap((phase) => [
        ...phaseLenses(playbook, phase, at, { ...context, view: real }),
        ...stepsOf(phase).flatMap(({ block, step }) =>
          block.runnable ? stepLenses(step, { ...at, phase: phase.id, step: step.id }, real, context) : [],
        ),
      ]),
    ];
  });
}

function playbookLenses(
  playbook: Playbook,
  address: LensAddress,
  view: IncidentView | undefined,
  { now }: LensContext,
): Lens[] {
  const { line } = playbook;
  if (playbook.kind === 'tool') return [];
  const rehearsal: Lens[] = view?.state.rehearsal
    ? [
        {
          line,
          title: `● Rehearsal ${minutes(ageSeconds(view.state, now))}`,
          tooltip: 'Nothing is run in it.',
          action: 'showIncident',
          address,
        },
      ]
    : [];
  const lenses: Lens[] = [
    ...rehearsal,
    view && rehearsal.length === 0
      ? { line, title: liveTitle(view, now), action: 'showIncident', address }
      : {
          line,
          title: '▷ Start incident',
          tooltip: 'Opens the record and starts the response clock. Runs nothing.',
          action: 'startIncident',
          address,
        },
  ];
  const [url] = playbook.detection?.urls ?? [];
  if (url !== undefined) {
    lenses.push({
      line,
      title: 'Check detection',
      tooltip: `Asks ${url} once. Starts no incident by itself.`,
      action: 'checkDetection',
      address,
    });
  }
  return lenses;
}

/** "● Live 3 min · Critical · 2 min left", by whole minutes. */
function liveTitle({ state, trouble }: IncidentView, now: Date): string {
  const clock = responseClock(state, now);
  const parts = [
    `● ${state.status === 'resolved' ? 'Resolved' : 'Live'} ${minutes(ageSeconds(state, now))}`,
    state.severity,
    clock.kind === 'running' ? `${minutes(clock.leftSeconds)} left` : undefined,
    clock.kind === 'missed' ? 'response time missed' : undefined,
    trouble === undefined ? undefined : 'not on disk',
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function minutes(seconds: number): string {
  return seconds < 60 ? '< 1 min' : shortDuration(seconds * 1000);
}

function phaseLenses(
  playbook: Playbook,
  phase: Phase,
  at: LensAddress,
  context: LensContext & { view: IncidentView | undefined },
): Lens[] {
  if (!phase.blocks.some((block) => block.runnable)) return [];
  const address = { ...at, phase: phase.id };
  if (phase.kind === 'recover' && stepsOf(phase).some(({ step }) => step.kind === 'option')) {
    return [
      {
        line: phase.line,
        title: 'Choose an option…',
        tooltip: 'Recovery never runs all: one option at a time.',
        action: 'chooseOption',
        address,
      },
    ];
  }
  const preview = previewOf(planPhase(phase));
  const words = previewWords(preview);
  if (words === 'nothing to run') return [];
  const line = playbook.kind === 'tool' && phase.title === '' ? playbook.line : phase.line;
  return [
    {
      line,
      title: `▷ Run all · ${words}`,
      tooltip: [policyWords(phase), leftOutWords(preview), pointedWords(context.view)]
        .filter(Boolean)
        .join(' '),
      action: context.trust === 'trusted' ? 'runAll' : 'manageTrust',
      address,
    },
  ];
}

function leftOutWords({ skipped }: Preview): string {
  return skipped === 0 ? '' : `${skipped} left out: by hand, interactive or long-running.`;
}

/** What changes were last pointed at. */
function pointedWords(view: IncidentView | undefined): string {
  const seen = view?.state.target;
  return seen ? `Target: ${targetWords(seen.target)}.` : '';
}

function policyWords(phase: Phase): string {
  return phase.kind === 'recover' ? 'Stops at the first failure.' : 'Goes on after a failure.';
}

function stepLenses(
  step: Step,
  address: Required<Omit<LensAddress, 'run'>>,
  view: IncidentView | undefined,
  context: LensContext,
): Lens[] {
  const key = `${address.phase}/${address.step}`;
  const manual = step.manual.flatMap((one): Lens[] =>
    manualLenses(step, one, address, view?.state.done.has(key) ? 'done' : 'open'),
  );
  if (step.commands.length === 0) return manual;
  const { line } = step;
  const standing = view ? standingOf(view, keyIn(view, address.playbook, key)) : ({ kind: 'open' } as const);
  const stop: Lens = {
    line,
    title: '■ Stop',
    tooltip: 'Ctrl-C, then stronger when that is not enough.',
    action: 'stop',
    address,
  };
  switch (standing.kind) {
    case 'open':
    case 'done':
      return [runLens(step, address, context), ...manual];
    case 'waiting':
      return [
        { ...stop, title: '◌ Waiting · Cancel', tooltip: 'It runs when the step before it has ended.' },
        ...manual,
      ];
    case 'running':
    case 'stopping':
      return [
        standing.kind === 'running'
          ? { ...stop, title: `${stop.title}${endsWords(step)}` }
          : { ...stop, title: '■ Stopping · End it', tooltip: endTooltip },
        { line, title: 'Output', action: 'showOutput', address: { ...address, run: standing.run.run } },
        ...manual,
      ];
    case 'elsewhere':
      return [
        {
          line,
          title: `◌ On ${standing.run.actor.host}, no end recorded`,
          action: 'showOutput',
          address: { ...address, run: standing.run.run },
        },
        { ...runLens(step, address, context), title: 'Again' },
        ...manual,
      ];
    case 'ended': {
      const run = { ...address, run: standing.run.run };
      const changed = standing.run.stepSha256 === step.sha256 ? '' : ' · changed since it ran';
      return [
        { line, title: runResult(standing.run) + changed, action: 'showOutput', address: run },
        { line, title: 'Output', action: 'showOutput', address: run },
        { ...runLens(step, address, context), title: 'Again' },
        {
          line,
          title: 'Pin',
          tooltip: 'Keeps this output as evidence in the post-mortem.',
          action: 'pinOutput',
          address: run,
        },
        ...manual,
      ];
    }
  }
}

const endTooltip = 'It goes on after Ctrl-C. Ends its programs: SIGTERM, then SIGKILL. The shell stays.';

/** Of a step that goes on until the guide's time is over; the status bar counts it down. */
function endsWords({ longRunning, durationSeconds }: Step): string {
  return longRunning && durationSeconds !== undefined
    ? ` · ends after ${shortDuration(durationSeconds * 1000)}`
    : '';
}

function runLens(step: Step, address: LensAddress, { trust, freshnessOf }: LensContext): Lens {
  const worked = workedWords(freshnessOf?.(step));
  const { line, danger } = step;
  const action = trust === 'trusted' ? 'runStep' : 'manageTrust';
  const tooltip =
    trust === 'trusted'
      ? [tooltipOf(step), step.option && optionWords(step), worked && `It ${worked}.`]
          .filter(Boolean)
          .join(' ')
      : 'This folder is not trusted: nothing runs. Click to manage workspace trust.';
  const destructive = danger.level === 'destructive';
  if (!step.option) return { line, title: destructive ? '⚠ Run …' : '▷ Run', tooltip, action, address };
  const name = `Use option ${step.option.number}`;
  if (destructive)
    return {
      line,
      title: clip(`⚠ ${name} …${danger.reason === undefined ? '' : ` · ${danger.reason}`}`),
      tooltip,
      action,
      address,
    };
  return {
    line,
    title: [`▷ ${name}`, danger.level === 'changes' && 'changes', worked].filter(Boolean).join(' · '),
    tooltip,
    action,
    address,
  };
}

/** A lens's title fits: 60 characters. */
function clip(title: string): string {
  return title.length <= 60 ? title : `${title.slice(0, 59)}…`;
}

/** What an option of several commands comes to. */
function optionWords(step: Step): string {
  return step.commands.length > 1 ? `Its commands: ${previewWords(previewOfCommands(step))}.` : '';
}

function tooltipOf(step: Step): string {
  const { danger } = step;
  if (danger.level === 'safe') return 'Reads only.';
  const words =
    danger.reason ?? (danger.level === 'changes' ? 'Changes state.' : 'Loses data or stops a service.');
  return danger.unknown ? `Not known: ${words}` : words;
}

function manualLenses(
  step: Step,
  manual: Step['manual'][number],
  address: LensAddress,
  standing: 'done' | 'open',
): Lens[] {
  const line = step.commands.length === 0 && step.manual.length === 1 ? step.line : manual.line;
  const target = manualTarget(manual);
  const open: Lens[] = target
    ? [
        {
          line,
          title: target.kind === 'link' ? 'Open link' : `Open ${target.path}`,
          action: 'openManual',
          address,
        },
      ]
    : [];
  const done: Lens =
    standing === 'done'
      ? { line, title: '✓ done', action: 'showIncident', address }
      : { line, title: 'Mark done', tooltip: 'Records that a person did it.', action: 'markDone', address };
  return [...open.map((lens) => ({ ...lens, title: clip(lens.title) })), done];
}
