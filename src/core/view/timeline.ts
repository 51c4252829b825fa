import { plain } from '../incident/sentence.ts';
import type { IncidentState } from '../incident/state.ts';
import type { RowKind, StoryRow, Tone } from '../incident/story.ts';
import { logRows, storyEvents, storyRows } from '../incident/story.ts';
import { zoneClock } from '../incident/time.ts';

/** A line of the Timeline view. */
export interface TimelineRow {
  /** The event that it tells, and that *Show in story* and *Leave out* name. */
  event: string;
  /** When it happened: ISO, UTC. */
  at: string;
  /** The same in the incident's zone: `03:14`. */
  time: string;
  text: string;
  /** Name of a codicon; colour is only a second signal. */
  icon: string;
  inStory: boolean;
  /** Where a click goes: the run's output, else the step. */
  run?: string;
  step?: string;
}

/** What happened, oldest first: the story, or every event. */
export function timelineRows(state: IncidentState, { show }: { show: 'story' | 'all' }): TimelineRow[] {
  const clock = zoneClock(state.opened?.timezone ?? 'UTC');
  if (show === 'story') return storyRows(state).map((row) => rowOf(row, { inStory: true }, clock(row.at)));
  const told = storyEvents(state);
  return logRows(state).map((row) => rowOf(row, { inStory: told.has(row.event) }, clock(row.at)));
}

function rowOf(row: StoryRow, { inStory }: { inStory: boolean }, time: string | undefined): TimelineRow {
  const { event, at, sentence, run, step } = row;
  return {
    event,
    at,
    time: time ?? '--:--',
    text: plain(sentence),
    icon: iconOf(row.kind, row.tone),
    inStory,
    ...(run !== undefined && { run }),
    ...(step !== undefined && { step }),
  };
}

const icons: Readonly<Record<RowKind, string>> = {
  milestone: 'milestone',
  option: 'git-branch',
  verification: 'beaker',
  run: 'circle-outline',
  'by-hand': 'keyboard',
  note: 'comment',
  evidence: 'pinned',
  people: 'person',
  record: 'info',
};

/** How it went comes before what it was: a failure is found by looking down the icons. */
function iconOf(kind: RowKind, tone: Tone): string {
  if (kind === 'milestone') return icons.milestone;
  if (tone === 'bad') return 'error';
  if (tone === 'unknown') return 'question';
  return tone === 'good' ? 'pass' : icons[kind];
}
