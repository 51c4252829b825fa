import { literals } from './literals.ts';
import { endsLine, escapeEnd, isString } from './plain.ts';
import { joined, type RankedFound, type Rule } from './rule.ts';

/** What a walk over the bytes of a line tells. */
export interface Looked {
  /** Where the line ends, at the limit at the latest. */
  readonly end: number;
  /** Whether it may hold a secret: `false` is certain. */
  readonly mayHold: boolean;
  /** The places of its literals, for `find`; absent when escape sequences stand between what is shown. */
  readonly hits?: Hits;
}

/** Where a literal has just ended, and the automaton's state there: pairs, counted from the line's start. */
export type Hits = readonly number[];

/** Looks through lines for what the rules find. */
export interface Scan {
  /** The line from `start` on. */
  readonly look: (bytes: Uint8Array, start: number, limit: number) => Looked;
  /** The secrets of one line without escape sequences, in order, none overlapping. With `hits` it is not walked again. */
  readonly find: (line: string, hits?: Hits) => readonly RankedFound[];
}

/** One walk over the bytes finds the literals; rules look only where theirs stand. Earlier rules name what several find. */
export function scanFor(rules: readonly Rule[]): Scan {
  const byLiteral = new Map<string, number[]>();
  rules.forEach((rule, index) => {
    for (const literal of rule.literals) byLiteral.set(literal, [...(byLiteral.get(literal) ?? []), index]);
  });
  const words = [...byLiteral.keys()];
  const ruleIndexes = [...byLiteral.values()];
  const automaton = literals(words);
  const { start: startState, firstFound, next, column } = automaton;

  function look(bytes: Uint8Array, start: number, limit: number): Looked {
    let state = startState;
    let hits: number[] | undefined;
    let at = start;
    for (; at < limit; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x20 && byte !== 0x09) break;
      state = next[state + (column[byte] ?? 0)] ?? 0;
      if (state >= firstFound) (hits ??= []).push(at - start, state);
    }
    if (at === limit || endsLine(bytes[at] ?? 0))
      return { end: at, mayHold: hits !== undefined, hits: hits ?? [] };
    return lookOn(bytes, { at, state, mayHold: hits !== undefined }, limit);
  }

  /** The rest of a line that has escape sequences or other signs that are not shown. */
  function lookOn(
    bytes: Uint8Array,
    from: { at: number; state: number; mayHold: boolean },
    limit: number,
  ): Looked {
    let { at, state, mayHold } = from;
    for (; at < limit; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x20 || byte === 0x09) {
        state = next[state + (column[byte] ?? 0)] ?? 0;
        if (state >= firstFound) mayHold = true;
      } else if (endsLine(byte)) {
        break;
      } else if (byte === 0x1b) {
        mayHold ||= isString(bytes, at);
        at = Math.min(limit, escapeEnd(bytes, at)) - 1;
      }
    }
    return { end: at, mayHold };
  }

  function hitsIn(line: string): Hits {
    const hits: number[] = [];
    let state = startState;
    for (let at = 0; at < line.length; at += 1) {
      state = next[state + (column[line.charCodeAt(at)] ?? 0)] ?? 0;
      if (state >= firstFound) hits.push(at, state);
    }
    return hits;
  }

  function find(line: string, hits = hitsIn(line)): readonly RankedFound[] {
    const found: RankedFound[] = [];
    for (let hit = 0; hit < hits.length; hit += 2) {
      const end = (hits[hit] ?? 0) + 1;
      for (const word of automaton.found(hits[hit + 1] ?? 0)) {
        const from = end - (words[word]?.length ?? 0);
        for (const rank of ruleIndexes[word] ?? []) {
          for (const one of rules[rank]?.find(line, from) ?? []) found.push({ ...one, rank });
        }
      }
    }
    return joined(found);
  }

  return { look, find };
}
