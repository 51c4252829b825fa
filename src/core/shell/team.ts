import { highest } from './harm.ts';
import type { Assessment, DangerLevel } from './harm.ts';
import { optionStyle, readArguments } from './programs/call.ts';
import type { Programs } from './programs/rows.ts';
import { programNamed } from './programs.ts';

/** What a team knows of a program: its own, or how it is used here. */
export interface TeamRule {
  /** Its name; `*` stands for any letters. */
  program: string;
  /** The words that a call begins with, options left out; none: every call. */
  words: readonly string[];
  level: DangerLevel;
  reason: string;
  /** `lowers`: the team takes a danger that is known for smaller than it is. */
  force: 'raises' | 'lowers';
}

/** A text's danger as the team sees it, call by call: a rule for one program says nothing of the one beside it. */
export type TeamJudge = (words: readonly string[], harm: Assessment) => Assessment;

const plainStyle = optionStyle('');

/** The first rule that fits a call decides. It may raise a danger, or say what a program is that nobody else knows. */
export function teamJudge(rules: readonly TeamRule[], programs: Programs): TeamJudge {
  return (words, harm) => {
    const rule = rules.find((one) => fits(one, words, programs));
    if (!rule) return harm;
    const team: Assessment = { ...harm, danger: { level: rule.level, reason: rule.reason } };
    const isUnknown = harm.danger.unknown === true && programNamed(words[0] ?? '', programs) === undefined;
    const isHigher = highest([harm, team]).danger.level !== harm.danger.level;
    if (isUnknown || isHigher) return team;
    if (rule.force === 'raises' || rule.level === harm.danger.level) return harm;
    const known = harm.danger.reason ?? harm.danger.level;
    return {
      ...team,
      danger: { level: rule.level, reason: `${rule.reason} (so says the team; otherwise ${known})` },
    };
  };
}

/** Whether any rule could be about a text: most need no second look. `docker compose` calls docker-compose. */
export function mayConcern(rules: readonly TeamRule[], text: string): boolean {
  return rules.some(({ program }) => program.split(/[*-]/).every((part) => text.includes(part)));
}

function fits(
  { program, words }: TeamRule,
  [name = '', ...args]: readonly string[],
  programs: Programs,
): boolean {
  const style = programNamed(name, programs)?.style ?? plainStyle;
  const { operands } = readArguments(
    args.map((text) => ({ text, known: true })),
    style,
  );
  const isNamed = isLike(program, name) || isLike(program, name.slice(name.lastIndexOf('/') + 1));
  return isNamed && words.every((word, at) => isLike(word, operands[at]?.text ?? ''));
}

/** Linear: each part is looked for behind the one before. */
function isLike(pattern: string, word: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === word;
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (!word.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = word.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return word.length - last.length >= at && word.endsWith(last);
}
