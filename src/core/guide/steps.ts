import { findGaps } from '../shell/placeholders.ts';
import type { ShellText } from '../shell/statements.ts';
import {
  commentText,
  continues,
  isFrame,
  isInstruction,
  isNumbered,
  labelOf,
  tellsAPerson,
} from './comments.ts';
import type { Label } from './comments.ts';
import type { Command, Manual, Note, Placeholder, Step } from './guide.ts';
import type { Danger } from '../shell/danger.ts';
import { hashText } from './hash.ts';

/**
 * A step as its block alone tells it, so that it can be kept while the guide is edited elsewhere: lines count from the block's
 * first, which is 0, and what the block doesn't say (title, id, option group) comes later.
 */
export interface BareStep extends Omit<Step, 'id' | 'title' | 'option'> {
  /** Absent when no comment names it. */
  title?: string;
  option?: number | string;
}

/** A run of comment lines, or a command. */
type Part =
  | { kind: 'comments'; lines: CommentLine[]; isAdjacent: boolean; leads: boolean }
  | { kind: 'command'; command: Command };

interface CommentLine {
  text: string;
  line: number;
}

/** A step while it is read. */
interface Draft {
  label?: Label;
  line?: number;
  commands: Command[];
  manual: Manual[];
  notes: Note[];
}

/** The text that was parsed and the line of each of its lines in the block. */
export interface Source {
  text: string;
  lineOf(offset: number): number;
}

/** Reads the steps of a block from its statements and comments. */
export function readSteps(source: Source, shell: ShellText): BareStep[] {
  const drafts: Draft[] = [];
  for (const part of partsOf(source, shell)) {
    if (part.kind === 'command') openStep(drafts).commands.push(part.command);
    else addComments(part, drafts);
  }
  return drafts.map(finish);
}

/** One step that is run as a file: the whole block, whatever its comments say. */
export function readScript(source: Source, shell: ShellText, interpreter: string): BareStep[] {
  const commands = shell.statements.map((statement) => commandOf(source, statement));
  const endLine = source.lineOf(source.text.trimEnd().length);
  return [{ ...finish({ commands, manual: [], notes: [], line: 0 }), endLine, script: { interpreter } }];
}

function partsOf(source: Source, { statements, comments }: ShellText): Part[] {
  const parts: Part[] = [];
  let lastLine = -2;
  let next = 0;
  const addStatements = (before: number): void => {
    for (
      let statement = statements[next];
      statement && statement.start < before;
      statement = statements[++next]
    ) {
      const command = commandOf(source, statement);
      const previous = parts.at(-1);
      if (previous?.kind === 'comments') previous.leads = true;
      parts.push({ kind: 'command', command });
      lastLine = command.endLine;
    }
  };
  for (const comment of comments) {
    addStatements(comment.start);
    const line = source.lineOf(comment.start);
    const text = commentText(source.text.slice(comment.start, comment.end));
    const previous = parts.at(-1);
    if (previous?.kind === 'command' && line === lastLine) previous.command.note ??= text;
    else if (previous?.kind === 'comments' && line === lastLine + 1) previous.lines.push({ text, line });
    else
      parts.push({
        kind: 'comments',
        lines: [{ text, line }],
        isAdjacent: line === lastLine + 1,
        leads: false,
      });
    lastLine = line;
  }
  addStatements(Infinity);
  return parts;
}

function commandOf(source: Source, statement: ShellText['statements'][number]): Command {
  const { start, end, danger, interactive, longRunning } = statement;
  return {
    text: source.text.slice(start, end),
    line: source.lineOf(start),
    endLine: source.lineOf(end - 1),
    danger,
    interactive,
    longRunning,
  };
}

function openStep(drafts: Draft[]): Draft {
  const last = drafts.at(-1);
  if (last) return last;
  const draft: Draft = { commands: [], manual: [], notes: [] };
  drafts.push(draft);
  return draft;
}

/** Sorts a run of comments into labels, instructions and notes. */
function addComments(
  { lines, isAdjacent, leads }: Extract<Part, { kind: 'comments' }>,
  drafts: Draft[],
): void {
  let isFirst = true;
  let instruction: Manual | undefined;
  for (const { text, line } of lines) {
    if (isFrame(text)) continue;
    const label = labelOf(text);
    const current = drafts.at(-1);
    if (isNumbered(label)) {
      drafts.push({ label, line, commands: [], manual: [], notes: [] });
      instruction = undefined;
    } else if (isFirst && beginsStep(text, label, current, { isAdjacent, leads })) {
      instruction = beginStep(text, label, line, leads, drafts);
    } else if (isInstruction(text) || (!instruction && tellsAPerson(text) && !(isFirst && leads))) {
      instruction = { text: text.trimStart(), line, endLine: line };
      openStep(drafts).manual.push(instruction);
    } else if (instruction) {
      instruction.text += `\n${text}`;
      instruction.endLine = line;
    } else {
      openStep(drafts).notes.push({ text: text.trim(), line });
    }
    isFirst = false;
  }
}

interface Around {
  /** No blank line stands above the run. */
  isAdjacent: boolean;
  /** A command follows. */
  leads: boolean;
}

/** Whether the first line of a run begins a step, or belongs to the step that is open. */
function beginsStep(
  text: string,
  label: Label,
  current: Draft | undefined,
  { isAdjacent, leads }: Around,
): boolean {
  if (!current?.line && current?.line !== 0) return true;
  const isBegun = current.commands.length > 0 || current.manual.length > 0;
  if (isInstruction(text)) return isBegun && !isAdjacent && leads;
  if (tellsAPerson(text) && !leads) return isBegun && !isAdjacent;
  if (label.kind !== 'plain') return true;
  if (current.label?.kind === 'option' && isBegun && continues(text)) return false;
  return !(isAdjacent && !leads && isBegun);
}

/** Begins a step at a comment. Without a label of its own an instruction is both its title and its text. */
function beginStep(
  text: string,
  label: Label,
  line: number,
  leads: boolean,
  drafts: Draft[],
): Manual | undefined {
  const draft: Draft = { label, line, commands: [], manual: [], notes: [] };
  drafts.push(draft);
  const isManual = label.kind === 'plain' && (isInstruction(text) || (tellsAPerson(text) && !leads));
  if (!isManual) return undefined;
  const instruction = { text: text.trimStart(), line, endLine: line };
  draft.manual.push(instruction);
  return instruction;
}

function finish({ label, commands, manual, notes, ...draft }: Draft): BareStep {
  const { kind = 'plain', ...said } = label ?? {};
  const onlyManual = commands.length === 0 && manual.length > 0;
  const [first = manual[0]] = commands;
  const line = draft.line ?? Math.min(first?.line ?? 0, manual[0]?.line ?? Infinity);
  let endLine = line;
  for (const each of commands) endLine = Math.max(endLine, each.endLine);
  for (const each of manual) endLine = Math.max(endLine, each.endLine);
  for (const each of notes) endLine = Math.max(endLine, each.line);
  return {
    ...said,
    kind: onlyManual && kind === 'plain' ? 'manual' : kind,
    line,
    endLine,
    sha256: hashText(commands.map(({ text }) => text).join('\n')),
    commands,
    manual,
    notes,
    placeholders: placeholdersOf(commands),
    danger: highest(commands),
    interactive: commands.some(({ interactive }) => interactive),
    longRunning: commands.some(({ longRunning }) => longRunning),
  };
}

/** Each gap once, in the order they are met. */
function placeholdersOf(commands: readonly Command[]): Placeholder[] {
  const gaps = commands.flatMap(({ text }) => findGaps(text));
  if (gaps.length === 0) return [];
  return [...new Map(gaps.map(({ name, text }) => [text, { name, text }])).values()];
}

const levels = ['safe', 'changes', 'destructive'] as const;

function highest(commands: readonly Command[]): Danger {
  let worst: Danger = { level: 'safe' };
  for (const { danger } of commands) {
    if (levels.indexOf(danger.level) > levels.indexOf(worst.level)) worst = danger;
  }
  return worst;
}
