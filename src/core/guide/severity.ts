import type { Severity } from './guide.ts';
import { displayText } from './words.ts';
import { commonLevels } from './vocabulary.ts';

/** Finds the level that a text names, among the matrix's or, without one, the usual ones. */
export interface Levels {
  /** A value that is a level: "High", "sev-2". What is none is kept as written. */
  ofValue(value: string): string | undefined;
  /** A heading over playbooks: "CRITICAL INCIDENTS", "Low severity", "P1". */
  ofGroup(title: string): string | undefined;
  /** A playbook's own title, where only a code in front says its level: "P1: Checkout down", "[SEV2] …". */
  ofTitle(title: string): string | undefined;
}

interface Level {
  name: string;
  /** The ways it is named, normalised. */
  keys: string[];
}

/** Words that stand beside a level when it is one: "High availability" is none. */
const beside =
  /^(?:severity|severities|sev|priority|priorities|incidents?|issues?|alerts?|outages?|levels?|problems?|events?|playbooks?|runbooks?|failures?|emergency|emergencies|scenarios?|procedures?|response|impact|urgency)$/;

/** The levels of the guide's matrix; without one the team's own, else the usual ones. */
export function levelsOf(matrix: readonly Severity[], own: readonly string[] = []): Levels {
  const usual = own.length > 0 ? own : commonLevels;
  const names = matrix.length > 0 ? matrix.map(({ name }) => name) : usual;
  const levels = names.map((name): Level => ({ name, keys: keysOf(name) }));
  const find = (text: string): string | undefined => {
    const key = normalize(text);
    return key === '' ? undefined : levels.find(({ keys }) => keys.includes(key))?.name;
  };
  return {
    ofValue: (value) => {
      const shown = displayText(value);
      return find(shown) ?? find(shown.split(/[\s(:,/–—]/, 1)[0] ?? '') ?? (shown === '' ? undefined : shown);
    },
    ofGroup: (title) => levelOfGroup(displayText(title), find),
    ofTitle: (title) => levelOfTitle(displayText(title), find),
  };
}

/** "P1 - Critical" is P1 and Critical. */
function keysOf(name: string): string[] {
  const parts = name.split(/\s*[-–—/:()]\s*|\s+\(/).filter((part) => part !== '');
  return [name, ...(parts.length > 1 && !isCode(name) ? parts : [])]
    .map(normalize)
    .filter((key) => key !== '');
}

function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:severity|sev)[\s-]*(?=\d)/, 'sev')
    .replace(/^priority[\s-]*(?=\d)/, 'p')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function isCode(text: string): boolean {
  return /^(?:sev(?:erity)?|p|s|priority)[\s-]*\d$/i.test(text.trim());
}

function levelOfGroup(title: string, find: (text: string) => string | undefined): string | undefined {
  const whole = find(title);
  if (whole !== undefined) return whole;
  const words =
    title.replace(/-(?=severity|priority)/gi, ' ').match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  for (const [at, word] of words.entries()) {
    const next = words[at + 1] ?? '';
    const pair = /^\d$/.test(next) ? find(`${word} ${next}`) : undefined;
    if (pair !== undefined) return pair;
    const level = find(word);
    if (level === undefined) continue;
    const isBeside = beside.test(next.toLowerCase()) || beside.test((words[at - 1] ?? '').toLowerCase());
    const isLabel = at === 0 && /^[\p{L}\p{N}-]+\s*[:–—]/u.test(title);
    if (isCode(word) || isBeside || isLabel) return level;
  }
  return undefined;
}

function levelOfTitle(title: string, find: (text: string) => string | undefined): string | undefined {
  const label = /^[[(]?\s*((?:sev(?:erity)?|p|s|priority)[\s-]*\d)\s*(?:[\])]|[:–—]|\s-\s)/i.exec(title)?.[1];
  return label === undefined ? undefined : find(label);
}
