import type { Grammar } from '../core/shell/syntax.ts';
import type { Clock, Place } from '../ports.ts';
import type { Terminal } from './terminal.ts';

/** What every verb works with. Made by the door. */
export interface Workplace {
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** Who works here, and where: asked for at the first call. */
  readonly place: () => Promise<Place>;
  /** The shell grammar, loaded at the first call. */
  readonly grammar: () => Promise<Grammar>;
}
