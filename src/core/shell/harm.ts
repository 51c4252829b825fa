/** How much harm a command can do: reads only · changes state, recoverable · loses data or stops a service for users. */
export type DangerLevel = 'safe' | 'changes' | 'destructive';

export interface Danger {
  level: DangerLevel;
  /** Why, in words that name what would be changed or lost. Absent when the command only reads. */
  reason?: string;
  /** True when the level comes from not knowing the program: people are told "not known", never "safe". */
  unknown?: true;
}

/** What a command does to the world and to the person who waits for it. */
export interface Assessment {
  danger: Danger;
  /** Needs a person to go on: an editor, a prompt, a pager that our environment doesn't turn off, a shell. */
  interactive: boolean;
  /** Does not end by itself, or not within about a minute. */
  longRunning: boolean;
}

const ranks: Readonly<Record<DangerLevel, number>> = { safe: 0, changes: 1, destructive: 2 };

/** A person reads the reason at night: beyond this many they are no longer read. */
const maxReasons = 3;

export const reads: Assessment = { danger: { level: 'safe' }, interactive: false, longRunning: false };

export function changes(reason: string): Assessment {
  return { ...reads, danger: { level: 'changes', reason } };
}

export function destroys(reason: string): Assessment {
  return { ...reads, danger: { level: 'destructive', reason } };
}

/** What we cannot judge is `changes`, never `safe`: a false warning costs a second, a false "safe" costs data. */
export function notKnown(reason: string): Assessment {
  return { ...reads, danger: { level: 'changes', reason, unknown: true } };
}

/** Several things that one command does, as one: the highest danger with the reasons for it. */
export function highest(assessments: readonly Assessment[]): Assessment {
  const [only] = assessments;
  if (only && assessments.length === 1) return only;
  let level: DangerLevel = 'safe';
  let interactive = false;
  let longRunning = false;
  for (const each of assessments) {
    if (ranks[each.danger.level] > ranks[level]) level = each.danger.level;
    interactive ||= each.interactive;
    longRunning ||= each.longRunning;
  }
  if (level === 'safe') return { danger: reads.danger, interactive, longRunning };
  const top = assessments.map(({ danger }) => danger).filter((danger) => danger.level === level);
  const reasons = [...new Set(top.flatMap(({ reason }) => reason ?? []))].slice(0, maxReasons);
  const isUnknown = level === 'changes' && top.some(({ unknown }) => unknown);
  return {
    danger: {
      level,
      ...(reasons.length > 0 && { reason: reasons.join('; ') }),
      ...(isUnknown && { unknown: true }),
    },
    interactive,
    longRunning,
  };
}
