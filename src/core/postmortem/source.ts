import type { Guide, Problem, Step } from '../guide/guide.ts';
import type { Finding } from '../incident/chain.ts';
import { removalOf } from '../incident/removed.ts';
import type { IncidentState, RunState } from '../incident/state.ts';
import type { ShownOutput } from './document.ts';
import { excerptOf } from './excerpt.ts';

/** The guide as it was when the incident was opened. */
export interface RecordedGuide {
  guide: Guide;
  /** Its text, so that proposed edits can be shown where they would stand. */
  text: string;
  problems: readonly Problem[];
}

/** What is known of a stored output's text: readable lines (`readableLines`), or that it is not in this copy of the record. */
export type KeptText = { kind: 'lines'; lines: readonly string[] } | { kind: 'absent' };

/** All that a post-mortem is made of. */
export interface PostMortemSource {
  state: IncidentState;
  head: string;
  findings: readonly Finding[];
  /** Whether a part of the record was written by a newer version. */
  age: 'known' | 'newer';
  /** By the run's id; of what was typed by hand by the event's id. */
  texts: ReadonlyMap<string, KeptText>;
  guide?: RecordedGuide;
}

/** Everything that a run printed, as far as it is to be shown. */
export function shownOutput(source: PostMortemSource, run: RunState, mostLines: number): ShownOutput {
  return shownParts(source, run.run, run.output, mostLines);
}

/** The lines of an output; undefined when nothing of it can be read. */
export function linesOf(source: PostMortemSource, id: string): readonly string[] | undefined {
  const text = source.texts.get(id);
  return text?.kind === 'lines' ? text.lines : undefined;
}

/** Stored parts as they are to be shown: the text, or why there is none. */
export function shownParts(
  source: PostMortemSource,
  id: string,
  parts: readonly { bytes: number; sha256: string }[],
  mostLines: number,
  only?: string,
): ShownOutput {
  const sha256 = parts.map((part) => part.sha256);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const removal = removalOf(source.state, parts);
  if (removal) return { state: 'removed', why: removal.why };
  if (bytes === 0) return { state: 'nothing' };
  const lines = linesOf(source, id);
  if (!lines) return { state: 'absent', bytes, sha256 };
  const { head, leftOut, tail } = excerptOf(pickLines(lines, only), mostLines);
  return { state: 'here', bytes, sha256, head: [...head], leftOut, tail: [...tail] };
}

/** The lines that a person pinned: `7`, `3-9`; everything when it can't be read as that. */
function pickLines(lines: readonly string[], only: string | undefined): readonly string[] {
  const range = /^\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?$/.exec(only ?? '');
  if (!range) return lines;
  const from = Number(range[1]);
  const picked = lines.slice(Math.max(0, from - 1), Number(range[2] ?? range[1]));
  return picked.length > 0 ? picked : lines;
}

/** The last line that says anything: of an error the message, of a count the number. Columns stand close together. */
export function lastWords(lines: readonly string[] | undefined): string | undefined {
  return lines
    ?.findLast((line) => line.trim() !== '')
    ?.trim()
    .replace(/ {3,}/g, '  ');
}

/** A step of the recorded guide by its address `phase/step`, when the guide is here and has it. */
export function stepInGuide(source: PostMortemSource, address: string, playbook?: string): Step | undefined {
  const id = playbook ?? source.state.playbook;
  const phases = source.guide?.guide.playbooks.find((one) => one.id === id)?.phases ?? [];
  return phases
    .flatMap((phase) => phase.blocks.flatMap(({ steps }) => steps.map((step) => ({ step, phase }))))
    .find(({ step, phase }) => `${phase.id}/${step.id}` === address)?.step;
}
