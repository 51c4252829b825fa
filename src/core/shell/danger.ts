/** How much harm a command can do: reads only · changes state, recoverable · loses data or stops a service for users. */
export type DangerLevel = 'safe' | 'changes' | 'destructive';

export interface Danger {
  level: DangerLevel;
  /** Why, in words that name what would be changed or lost. Absent when the command only reads. */
  reason?: string;
  /** True when the level comes from not knowing the program: people are told "not known", never "safe". */
  unknown?: true;
}
