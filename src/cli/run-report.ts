import { targetWords } from '../core/run/target.ts';
import type { EventOf, IncidentEvent } from '../core/incident/event.ts';
import { outcomeOf } from '../core/incident/state.ts';
import { hiddenParts, outcomeWords } from '../core/run/outcome.ts';
import { summaryWords } from '../core/run/summary.ts';
import type { Summary } from '../core/run/summary.ts';
import { outcomeSign, shortDuration } from '../core/view/words.ts';
import type { ExitCode } from './exit.ts';
import { dotted, jsonLine } from './print.ts';
import type { Paint, Terminal } from './terminal.ts';
import type { Told } from './told-journals.ts';

/** What is printed while steps run: each fact once it is on disk, then what all came to. */
export interface RunReport extends Told {
  /** Something that a person should know about the way a step runs. */
  readonly notice: (words: string) => void;
  summary(ended: Ended): void;
}

/** How it all ended. */
export interface Ended {
  incident: string;
  folder: string;
  summary: Summary;
  exitCode: ExitCode;
}

/** For programs: each event as its line on disk, and a summary. */
export function reportAsLines(terminal: Terminal): RunReport {
  return {
    event: (event) => {
      terminal.write(jsonLine(event));
    },
    output: () => undefined, // it is in the record, by the hash that `output` events name
    notice: (words) => {
      terminal.tell(words);
    },
    summary({ incident, summary, exitCode }) {
      const { run: runs, failed } = summary;
      terminal.write(jsonLine({ type: 'summary', incident, runs, failed, exitCode }));
    },
  };
}

/** What a report for people is told beforehand. */
export interface Shown {
  /** Whether output is printed here, or a step puts it on the screen by itself. */
  output: 'printed' | 'on-screen';
  /** How many steps the plan has. */
  steps: number;
}

/** For people: each step's title, its output as it comes, and how it ended; where a person sits, how far it is. */
export function reportAsWords(terminal: Terminal, { output, steps }: Shown): RunReport {
  const { paint, person } = terminal;
  let isAtLineStart = true;
  let begun = 0;
  const line = (words: string): void => {
    terminal.write(isAtLineStart ? `${words}\n` : `\n${words}\n`);
    isAtLineStart = true;
  };
  return {
    event(event) {
      const beginsStep = event.type === 'run-started' || event.type === 'step-skipped';
      if (beginsStep) begun++;
      const progress = beginsStep && person ? ` ${paint.dim(`${begun} of ${steps}`)}` : '';
      const words = wordsOf(event, paint, progress);
      if (words !== undefined) line(words);
    },
    output(_run, chunk) {
      if (chunk.length === 0) return;
      if (output === 'printed') terminal.write(chunk);
      isAtLineStart = chunk.at(-1) === newline;
    },
    notice: (words) => {
      line(paint.dim(words));
    },
    summary({ incident, folder, summary }) {
      line(`\n${paint.bold(summaryWords(summary))}`);
      line(`Incident ${incident}, in ${folder}`);
    },
  };
}

const newline = 10;

/** What a person reads of an event; undefined when nothing: it follows from others, or is of the record. */
function wordsOf(event: IncidentEvent, paint: Paint, progress: string): string | undefined {
  switch (event.type) {
    case 'opened':
      return dotted(`Incident ${paint.bold(event.title)}`, event.severity, event.incident);
    case 'run-started':
      return `\n${paint.bold(`▷ ${event.title}`)} ${paint.dim(event.step)}${progress}`;
    case 'run-ended':
      return endedWords(event, paint);
    case 'verification':
      return event.result === 'passed' ? paint.good('Verification passed') : paint.bad('Verification failed');
    case 'step-skipped':
      return `\n– ${event.title} ${paint.dim(event.step)}${progress}\nskipped: ${event.why}`;
    case 'guide-changed':
      return 'The guide is not the one that was last recorded: what runs is what it says now.';
    case 'target-seen':
      return paint.dim(`Target: ${targetWords(event.target)}`);
    case 'torn-set-aside':
      return `A torn end of ${event.file} was set aside.`;
    case 'closed':
      return '\nClosed.';
    case 'reopened':
    case 'output':
    case 'option-chosen':
    case 'placeholder-set':
    case 'adhoc-run':
    case 'step-done':
    case 'note':
    case 'evidence-pinned':
    case 'attached':
    case 'severity-changed':
    case 'status-changed':
    case 'milestone':
    case 'role-assigned':
    case 'escalated':
    case 'update-copied':
    case 'handoff':
    case 'shown-in-story':
    case 'left-out':
    case 'amended':
    case 'tombstone':
      return undefined;
  }
}

function endedWords(event: EventOf<'run-ended'>, paint: Paint): string {
  const outcome = outcomeOf(event);
  const isGood =
    outcome.outcome === 'succeeded' || (outcome.outcome === 'stopped' && outcome.reason === 'time');
  const sign = outcomeSign(outcome);
  const told = [
    dotted(isGood ? paint.good(sign) : paint.bad(sign), shortDuration(event.durationMs)),
    ...hiddenParts(event.commands),
  ];
  if (outcome.outcome === 'unknown') told.push(outcomeWords(outcome));
  if (event.notRun !== undefined) told.push(`${event.notRun} not reached`);
  return told.join(' · ');
}
