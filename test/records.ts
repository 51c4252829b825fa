import type { Fact, IncidentEvent } from '../src/core/incident/event.ts';
import { lineOf, linesOf } from '../src/core/incident/journal.ts';
import type { RecordLine } from '../src/core/incident/journal.ts';
import { createKnowledge, nextHlc } from '../src/core/incident/order.ts';
import { ana } from './events.ts';

/** The files of `events/`, by name. */
export type Files = Map<string, Buffer>;

export interface Told {
  writer: string;
  fact: Fact;
  /** What this writer's clock says. */
  ms: number;
}

/** A record as writers make it that see each other's lines at once: real lines, chained and hashed. */
export function recordOf(facts: readonly Told[], incident = '2026-11-24-api-down-k3x9'): Files {
  const knowledge = createKnowledge();
  const texts = new Map<string, string[]>();
  const last = new Map<string, IncidentEvent>();
  facts.forEach(({ writer, fact, ms }, index) => {
    const before = last.get(writer);
    const line = lineOf(fact, {
      id: `e${index + 1}`,
      incident,
      writer,
      seq: (before?.seq ?? 0) + 1,
      hlc: nextHlc(ms, knowledge.largestHlc),
      at: new Date(ms).toISOString(),
      actor: ana,
      prev: before?.hash ?? '',
      seen: knowledge.seenBy(writer),
    });
    if (line.kind === 'invalid') throw new Error(line.reason);
    knowledge.add(line.event);
    last.set(writer, line.event);
    const name = `${writer}.jsonl`;
    const lines = texts.get(name) ?? [];
    texts.set(name, lines);
    lines.push(line.text);
  });
  return new Map([...texts].map(([name, lines]) => [name, Buffer.from(lines.join(''))]));
}

export function linesOfAll(files: Files): Map<string, RecordLine[]> {
  return new Map([...files].map(([name, bytes]) => [name, linesOf(`events/${name}`, bytes)]));
}

/** Notes of some writers, by turns, a second apart. */
export function notes(
  count: number,
  writers: readonly string[] = ['writer-a'],
  startMs = 1_795_486_447_000,
): Told[] {
  return Array.from({ length: count }, (_, index) => ({
    writer: writers[index % writers.length] ?? 'writer-a',
    fact: { type: 'note', text: `note ${index + 1}, with é and \u{1F600}` },
    ms: startMs + index * 1000,
  }));
}
