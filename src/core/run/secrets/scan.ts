import { literals } from './literals.ts';
import { endsLine, escapeEnd, isString } from './plain.ts';
import { joined, type RankedFound, type Rule } from './rule.ts';

/** Looks through lines for what the rules find. */
export interface Scan {
  /** Where the line from `start` on ends, at `limit` at the latest, and whether it may hold a secret: `false` is certain. */
  readonly look: (
    bytes: Uint8Array,
    start: number,
    limit: number,
  ) => { readonly end: number; readonly mayHold: boolean };
  /** The secrets of one line without escape sequences, in order, none overlapping. */
  readonly find: (line: string) => readonly RankedFound[];
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

  function look(bytes: Uint8Array, start: number, limit: number): { end: number; mayHold: boolean } {
    let state = startState;
    let mayHold = false;
    let at = start;
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

  function find(line: string): readonly RankedFound[] {
    const found: RankedFound[] = [];
    let state = startState;
    for (let at = 0; at < line.length; at += 1) {
      state = next[state + (column[line.charCodeAt(at)] ?? 0)] ?? 0;
      if (state < firstFound) continue;
      for (const word of automaton.found(state)) {
        const from = at + 1 - (words[word]?.length ?? 0);
        for (const rank of ruleIndexes[word] ?? []) {
          for (const one of rules[rank]?.find(line, from) ?? []) found.push({ ...one, rank });
        }
      }
    }
    return joined(found);
  }

  return { look, find };
}
