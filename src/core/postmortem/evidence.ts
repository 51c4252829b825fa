import { happenedAt } from '../incident/amendments.ts';
import { diffArrays } from 'diff';
import type { EventOf, IncidentEvent } from '../incident/event.ts';
import { milestonesOf } from '../incident/clocks.ts';
import { adhocOutcome } from '../incident/sentence.ts';
import type { IncidentState, RunState } from '../incident/state.ts';
import type { Comparison, Evidence } from './document.ts';
import { cameTo, isDiagnostic } from './ledger.ts';
import type { PostMortemSource } from './source.ts';
import { linesOf, shownParts } from './source.ts';

const EVIDENCE_LINES = 100;

/** What people pinned and attached, in the order in which they did. */
export function evidenceOf(source: PostMortemSource): Evidence[] {
  return source.state.events.flatMap((event): Evidence[] => {
    if (event.type === 'evidence-pinned') return [pinned(event, source)];
    if (event.type === 'attached') return [attached(event, source.state)];
    return [];
  });
}

function pinned(event: EventOf<'evidence-pinned'>, source: PostMortemSource): Evidence {
  const run = source.state.runs.get(event.run);
  return {
    kind: 'output',
    event: event.id,
    run: event.run,
    title: run?.title ?? `a run that is not in the record (${event.run})`,
    at: run?.at ?? happenedAt(event),
    by: event.actor.name,
    cameTo: run ? cameTo(run) : 'unknown: its start is not in the record',
    commands: [...(run?.commands ?? [])],
    ...(event.lines !== undefined && { lines: event.lines }),
    output: shownParts(source, event.run, run?.output ?? [], EVIDENCE_LINES, event.lines),
  };
}

function attached(event: EventOf<'attached'>, state: IncidentState): Evidence {
  const { kind, title, link, file, sha256 } = event;
  const removal = sha256 === undefined ? undefined : state.tombstones.get(sha256);
  return {
    kind,
    event: event.id,
    title,
    at: happenedAt(event),
    by: event.actor.name,
    ...(link !== undefined && { link }),
    ...(file !== undefined && !removal && { file }),
    ...(sha256 !== undefined && { sha256 }),
    ...(removal && { removed: removal.why }),
  };
}

/** One look at something, by a step or by hand. */
interface Look {
  id: string;
  title: string;
  at: string;
  cameTo: string;
}

/** What the same diagnostic printed before and after it was fixed: its last look before, its last look after. */
export function comparisonsOf(source: PostMortemSource): Comparison[] {
  const fixedAt = milestonesOf(source.state).mitigated ?? milestonesOf(source.state).resolved;
  if (fixedAt === undefined) return [];
  return looksOf(source.state).flatMap((looks) => {
    const before = looks.findLast((look) => look.at < fixedAt);
    const after = looks.findLast((look) => look.at >= fixedAt);
    return before && after ? [comparison(before, after, source)] : [];
  });
}

function comparison(before: Look, after: Look, source: PostMortemSource): Comparison {
  const difference = differenceOf(linesOf(source, before.id), linesOf(source, after.id));
  return {
    title: before.title,
    before: { run: before.id, at: before.at, cameTo: before.cameTo },
    after: { run: after.id, at: after.at, cameTo: after.cameTo },
    ...(difference && { difference }),
  };
}

/** Looks at the same thing, each group in the order of time: runs of one step, and commands typed with the same words. */
function looksOf(state: IncidentState): Look[][] {
  const groups = new Map<string, Look[]>();
  const add = (key: string, look: Look): void => {
    const group = groups.get(key);
    if (group) group.push(look);
    else groups.set(key, [look]);
  };
  for (const event of state.events) {
    const run = runOf(event, state);
    if (run) add(`step ${run.step}`, { id: run.run, title: run.title, at: run.at, cameTo: cameTo(run) });
    if (event.type === 'adhoc-run' && event.danger === 'safe') {
      const look = {
        id: event.id,
        title: event.command,
        at: happenedAt(event),
        cameTo: adhocOutcome(event),
      };
      add(`typed ${event.command.trim()}`, look);
    }
  }
  return [...groups.values()];
}

function runOf(event: IncidentEvent, state: IncidentState): RunState | undefined {
  if (event.type !== 'run-started') return undefined;
  const run = state.runs.get(event.run);
  const isLook = run && (isDiagnostic(run) || run.verification !== undefined);
  return isLook && run.event === event.id ? run : undefined;
}

const MOST_COMPARED_LINES = 2000;
const MOST_EDITS = 400;
const CONTEXT_LINES = 2;
const MOST_SHOWN_LINES = 60;

/** Lines with `+`, `-` or a blank before them; empty when nothing differs; undefined when it can't be told or would not be read. */
function differenceOf(
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): string[] | undefined {
  if (!before || !after || before.length + after.length > MOST_COMPARED_LINES) return undefined;
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (!changes) return undefined;
  if (changes.every(({ added, removed }) => !added && !removed)) return [];
  const shown = changes.flatMap((change, index) => {
    if (change.added) return change.value.map((line) => `+${line}`);
    if (change.removed) return change.value.map((line) => `-${line}`);
    return around(change.value, index === 0, index === changes.length - 1);
  });
  return shown.length > MOST_SHOWN_LINES ? undefined : shown;
}

/** Of what did not change, the lines next to what did. */
function around(lines: readonly string[], isFirst: boolean, isLast: boolean): string[] {
  const begin = isFirst ? [] : lines.slice(0, CONTEXT_LINES);
  const end = isLast ? [] : lines.slice(-CONTEXT_LINES);
  const hidden = lines.length - begin.length - end.length;
  if (hidden <= 0) return lines.map((line) => ` ${line}`);
  return [...begin, `… ${hidden} lines alike …`, ...end].map((line) => ` ${line}`);
}
