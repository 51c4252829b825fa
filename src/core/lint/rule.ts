import type { Fix, Guide, LineRange, ProblemSeverity } from '../guide/guide.ts';
import type { Grammar } from '../shell/syntax.ts';
import type { CommandInGuide } from './calls.ts';

/** What a rule finds. Where `column` is absent it is the line's beginning. */
export interface Finding extends LineRange {
  message: string;
  column?: number;
  fix?: Fix;
  /** Where it differs from the rule's own. */
  severity?: ProblemSeverity;
}

/** What is known of a guide besides its text. A rule whose facts are absent says nothing. */
export interface LintFacts {
  /** The paths that the guide names (`namedPaths`) and that are not there. */
  missing?: ReadonlySet<string>;
  /** Secrets in the guide's text; lines and columns begin at 1. */
  secrets?: readonly { kind: string; line: number; column: number }[];
  /** What the journals say of the guide's steps; absent where there is no journal of it. */
  proofs?: Proofs;
}

/** When steps last succeeded, by playbook; a playbook is absent that was never an incident. */
export type Proofs = ReadonlyMap<string, ReadonlyMap<string, Proof>>;

/** A step's last success: when (ISO), and the sha256 of the text that ran. */
export interface Proof {
  at: string;
  sha256: string;
}

export interface LintContext {
  /** The guide's text. */
  text: string;
  /** ISO date: some rules ask whether a date has passed. */
  today: string;
  grammar: Grammar;
  facts?: LintFacts;
  /** What a team wants of rules, by id; others have their own severity. */
  severities?: Readonly<Record<string, ProblemSeverity | 'off' | undefined>>;
}

/** What a rule looks at: the guide with its commands in order. */
export interface Looked extends LintContext {
  guide: Guide;
  commands: readonly CommandInGuide[];
  facts: LintFacts;
}

/** What a rule says of itself: its page in docs/lint is made from it, and its examples are its tests. */
export interface RuleText {
  id: string;
  severity: ProblemSeverity;
  /** One or two sentences: what is wrong with it, and what to do. */
  doc: string;
  /** What it finds, and what it leaves alone: Markdown as it stands in a playbook. */
  bad: string;
  good: string;
  /** What its fix does; absent when there is none. */
  mends?: string;
}

/** A rule: data and one function. */
export interface Rule extends RuleText {
  check(looked: Looked): Iterable<Finding>;
}

/** The lines of a command. */
export function linesOf({ line, endLine }: LineRange): LineRange {
  return { line, endLine };
}

/** A finding about one line. */
export function atLine(line: number): LineRange {
  return { line, endLine: line };
}
