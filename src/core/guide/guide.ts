import type { Danger } from '../shell/danger.ts';
import type { ShellLanguage } from '../shell/languages.ts';

/** Lines are 1-based and inclusive, as the published JSON gives them. */
export interface LineRange {
  line: number;
  endLine: number;
}

/** One Markdown document as it was understood. Any text gives a guide, perhaps an empty one. */
export interface Guide {
  /** The path as it was given, with `/`. */
  file: string;
  /** sha256 of the file's bytes. */
  sha256: string;
  title: string;
  /** The title as written, with emoji and markup. */
  raw?: string;
  /** Where the title stands, when it is a heading. */
  titleLine?: number;
  version?: string;
  status?: string;
  /** ISO dates. */
  lastUpdated?: string;
  nextUpdate?: string;
  /** How often the guide says that it is looked through, in its own words. */
  reviewSchedule?: string;
  severities: Severity[];
  contacts: Contact[];
  playbooks: Playbook[];
  /** Every code block CommonMark sees, runnable or not. */
  fences: Fence[];
}

/** A row of the guide's severity matrix. */
export interface Severity {
  name: string;
  impact?: string;
  responseSeconds?: number;
  examples: string[];
  line: number;
}

export interface Contact {
  issue: string;
  primary?: string;
  secondary?: string;
  notes?: string;
  line: number;
}

export interface Fence extends LineRange {
  /** The whole info string, trimmed. */
  info: string;
  /** sha256 over the UTF-8 bytes of the content. */
  sha256: string;
}

/** The section of a guide for one type of incident; a `tool` has no incident of its own. */
export interface Playbook extends LineRange {
  id: string;
  title: string;
  kind: 'incident' | 'tool';
  severity?: string;
  detection?: Detection;
  /** Index into the guide's contacts. */
  contact?: number;
  phases: Phase[];
}

export interface Detection {
  text: string;
  urls: string[];
  line: number;
}

export type PhaseKind = 'immediate' | 'diagnose' | 'recover' | 'verify' | 'monitor' | 'other';

export interface Phase {
  id: string;
  title: string;
  kind: PhaseKind;
  timeLimitSeconds?: number;
  line: number;
  blocks: Block[];
}

export type { ShellLanguage };

/** One fence, or an indented code block. */
export interface Block extends Fence {
  /** First word of the info string, attributes taken off; empty when there is none. */
  language: string;
  runnable: boolean;
  /** The shell that the text is written for. Absent when the block is not runnable. */
  shell?: ShellLanguage;
  /** The content, byte for byte as CommonMark gives it, with LF ends. */
  text: string;
  steps: Step[];
}

export type StepKind = 'numbered' | 'option' | 'question' | 'verify' | 'monitor' | 'plain' | 'manual';

/** The unit of work: one thing the guide tells a person to do. */
export interface Step extends LineRange {
  /** Unique in its phase over all its blocks. */
  id: string;
  kind: StepKind;
  /** As written: of a numbered step. */
  ordinal?: number;
  /** Of an option: its number or letter as written, and the phase whose alternatives it belongs to. */
  option?: { number: number | string; group: string };
  title: string;
  /** sha256 of the commands' text joined by LF. */
  sha256: string;
  commands: Command[];
  /** What a person is told to do by hand, in the order written. */
  manual: Manual[];
  /** Comments that continue the step ("If empty, reload …"). */
  notes: Note[];
  placeholders: Placeholder[];
  /** The highest danger of its commands. */
  danger: Danger;
  /** Needs a person to go on: an editor, a prompt, a pager, a shell. */
  interactive: boolean;
  /** Does not end by itself, or not soon. */
  longRunning: boolean;
  /** How long the guide says to watch. */
  durationSeconds?: number;
  /** A block that starts with `#!`: run as one file by its interpreter. */
  script?: { interpreter: string };
}

/** One top-level shell statement, exactly as it was written. */
export interface Command extends LineRange {
  text: string;
  danger: Danger;
  interactive: boolean;
  longRunning: boolean;
  /** A comment behind the command on its line. */
  note?: string;
}

export interface Manual extends LineRange {
  text: string;
}

export interface Note {
  text: string;
  line: number;
}

/** A gap to be filled before the shell sees it. */
export interface Placeholder {
  /** As it is asked for: `pod`. */
  name: string;
  /** As it is written: `<pod>`. */
  text: string;
}

export type ProblemSeverity = 'error' | 'warning' | 'info';

/** Something about the guide that a person should know. `column` is 1-based and counts UTF-16 units. */
export interface Problem extends LineRange {
  column: number;
  rule: string;
  severity: ProblemSeverity;
  message: string;
  /** What would mend it: replace the text between two offsets of the file (UTF-16 units). */
  fix?: Fix;
}

export interface Fix {
  title: string;
  edits: { start: number; end: number; text: string }[];
}

/** Where a step stands: small, serialisable, stable when the guide is edited elsewhere. */
export interface StepAddress {
  /** The guide's path. */
  guide: string;
  playbook: string;
  phase: string;
  step: string;
}
