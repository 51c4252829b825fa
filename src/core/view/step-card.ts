import type { Step } from '../guide/guide.ts';
import type { StepStanding } from './incident-view.ts';
import type { Freshness } from '../incident/freshness.ts';
import { workedWords } from './notices.ts';
import { hiddenFailures, outcomeWords, shortDuration } from './words.ts';

/** What hovering a step tells, as plain paragraphs: what it is, what it may do and why, how it last went. */
export function stepCard(step: Step, standing: StepStanding, freshness?: Freshness): string[] {
  const flags = [
    step.interactive ? 'It waits for a person.' : undefined,
    step.longRunning ? 'It does not end by itself.' : undefined,
    step.placeholders.length > 0
      ? `To be filled: ${step.placeholders.map(({ text }) => text).join(', ')}.`
      : undefined,
  ];
  return [
    `${kindWords(step)}: ${step.title}`,
    dangerWords(step),
    ...flags,
    standingWords(standing),
    freshness && freshnessWords(freshness),
    ...step.notes.map(({ text }) => text),
  ].filter((paragraph) => paragraph !== undefined);
}

function freshnessWords(freshness: Freshness): string {
  const { lastWorkedAt, usuallyMs } = freshness;
  const last = lastWorkedAt === undefined ? '' : `, last on ${lastWorkedAt.slice(0, 10)}`;
  const usually = usuallyMs === undefined ? '' : `; it usually takes ${shortDuration(usuallyMs)}`;
  return `By the records it ${workedWords(freshness)}${last}${usually}.`;
}

function kindWords(step: Step): string {
  if (step.option) return `Option ${step.option.number}`;
  if (step.ordinal !== undefined) return `Step ${step.ordinal}`;
  return {
    numbered: 'Step',
    option: 'Option',
    question: 'Question',
    verify: 'Verification',
    monitor: 'Monitoring',
    plain: 'Step',
    manual: 'By hand',
  }[step.kind];
}

function dangerWords({ commands, danger }: Step): string | undefined {
  if (commands.length === 0) return undefined;
  if (danger.level === 'safe') return 'Reads only.';
  const name = danger.unknown ? 'Not known' : danger.level === 'destructive' ? 'Destructive' : 'Changes';
  return danger.reason === undefined ? `${name}.` : `${name}: ${danger.reason}.`;
}

function standingWords(standing: StepStanding): string | undefined {
  switch (standing.kind) {
    case 'open':
      return undefined;
    case 'waiting':
      return 'Waits for its turn.';
    case 'stopping':
      return 'Is being stopped.';
    case 'running':
      return 'Is running.';
    case 'elsewhere':
      return `Was started on ${standing.run.actor.host}; no end is recorded.`;
    case 'done':
      return 'Was done by hand.';
    case 'ended': {
      const { end, actor, at } = standing.run;
      if (!end) return undefined;
      const hidden = hiddenFailures(end.commands).map(
        ({ command, pipeStatus }) => ` In "${command}" the parts ended with ${pipeStatus.join(', ')}.`,
      );
      return `Last run by ${actor.name} at ${at.slice(11, 19)} UTC: ${outcomeWords(end.outcome)} after ${shortDuration(end.durationMs)}.${hidden.join('')}`;
    }
  }
}
