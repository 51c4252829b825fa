import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { ExitCode } from './exit.ts';

/** What every verb that prints data takes. */
export type Printing = { json?: true };

/** Where the verbs hand in how they ended. */
export type Ended = (exitCode: ExitCode) => void;

/** How an incident is named. */
export const incidentWords = 'an id, its unique beginning, a folder, or latest';

export function incident(): Argument {
  return new Argument('<INCIDENT>', incidentWords);
}

export function journal(): Option {
  return new Option('--journal <DIR>', 'the folder that holds the incidents').env('INCIDENT_RUNBOOK_JOURNAL');
}

export function json(words = 'print JSON'): Option {
  return new Option('--json', words);
}

/** Said after all other words were understood, so that a mistyped flag is named before one that is missing. */
export function demand(value: string | undefined, command: Command, flag: string): string {
  return value || command.error(`error: ${flag} is missing`);
}
