import { durationSeconds } from '../duration.ts';
import type { PhaseKind } from './guide.ts';
import type { LabelLine } from './labels.ts';
import type { CodeBlock, Heading, Item, Paragraph } from './markdown.ts';
import { isFact } from './vocabulary.ts';
import type { PhaseKindOf } from './vocabulary.ts';
import { slug } from './words.ts';

/** A phase with its blocks, before these are read. */
export interface BarePhase {
  /** Not yet unique. */
  id: string;
  title: string;
  kind: PhaseKind;
  timeLimitSeconds?: number;
  line: number;
  blocks: PlacedBlock[];
}

/** A block and the words that name what it does; they are read when asked for, because most steps name themselves. */
export interface PlacedBlock {
  block: CodeBlock;
  /** The sentence, or the heading inside the phase, right before it; empty when there is none. */
  sentence(): string;
  /** Number and text of the list item in which it stands alone. */
  numbered(): { ordinal: number; title: string } | undefined;
}

/** A phase's heading, and how far below it other headings belong to it. */
interface Scope {
  level: number;
  phase: BarePhase;
}

interface Walk {
  readonly phases: BarePhase[];
  readonly kindOf: PhaseKindOf;
  /** Phase headings around the current place, outermost first. */
  scopes: Scope[];
  current?: BarePhase;
  /** A heading that becomes a phase when a block stands below it. */
  pending?: Heading;
  /** What was said right before; asked for only when a block follows. */
  sentence?: () => string;
}

/** Deeper than any heading: a phase that a bold line starts ends at the next heading. */
const boldLevel = 7;

/** Cuts a playbook's items, its own heading left out, into phases. */
export function readPhases(items: readonly Item[], kindOf: PhaseKindOf): BarePhase[] {
  const walk: Walk = { phases: [], scopes: [], kindOf };
  for (const item of items) {
    if (item.kind === 'heading') addHeading(item, walk);
    else if (item.kind === 'paragraph') addParagraph(item, walk);
    else if (item.kind === 'block') addBlock(item, walk);
    else delete walk.sentence;
  }
  return walk.phases;
}

function start(walk: Walk, title: string, kind: PhaseKind, line: number, level: number): void {
  const limit = timeLimit(title);
  const phase: BarePhase = {
    id: slug(limit ? title.replace(limit.text, ' ') : title) || 'phase',
    title,
    kind,
    ...(limit && { timeLimitSeconds: limit.seconds }),
    line,
    blocks: [],
  };
  walk.phases.push(phase);
  walk.current = phase;
  walk.scopes = [...walk.scopes.filter((scope) => scope.level < level), { level, phase }];
  delete walk.pending;
  delete walk.sentence;
}

/** "(First 2 minutes)" is how long a phase may take. */
function timeLimit(title: string): { text: string; seconds: number } | undefined {
  for (const [text] of title.matchAll(/\([^()]*\)/g)) {
    const seconds = durationSeconds(text);
    if (seconds !== undefined && seconds > 0) return { text, seconds };
  }
  return undefined;
}

function addHeading(heading: Heading, walk: Walk): void {
  if (heading.place.quoted) return;
  const kind = walk.kindOf(heading.text);
  if (kind) {
    start(walk, heading.text, kind, heading.line, heading.level);
    return;
  }
  walk.sentence = () => heading.text;
  const around = walk.scopes.filter((scope) => scope.level < heading.level);
  const innermost = around.at(-1);
  if (innermost && innermost.phase === walk.current) return;
  walk.scopes = around;
  walk.pending = heading;
}

function addParagraph(paragraph: Paragraph, walk: Walk): void {
  if (paragraph.place.quoted) {
    delete walk.sentence;
    return;
  }
  const labels = paragraph.labels();
  for (const { name, line, isBold } of labels) {
    const kind = isBold ? walk.kindOf(name) : undefined;
    if (kind) start(walk, name, kind, line, boldLevel);
  }
  walk.sentence = () => sentenceOf(paragraph, labels.at(-1), walk.kindOf);
}

/** What a paragraph says about the block below it. Labels of the guide's facts say nothing; other bold ones are as good as a sentence. */
function sentenceOf(paragraph: Paragraph, label: LabelLine | undefined, kindOf: PhaseKindOf): string {
  if (!label) return lastSentence(textOf(paragraph));
  if (label.isBold && kindOf(label.name)) return lastSentence(label.value);
  if (isFact(label.name)) return '';
  return label.isBold && label.value === '' ? label.name : lastSentence(textOf(paragraph));
}

function textOf(paragraph: Paragraph): string {
  return paragraph
    .lines()
    .map(({ text }) => text)
    .join(' ');
}

/** The sentence that leads to what follows; the colon at its end is for the eye. */
function lastSentence(text: string): string {
  const sentences = text.trim().split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  return (sentences.at(-1) ?? '').replace(/\s*:$/, '');
}

function addBlock(block: CodeBlock, walk: Walk): void {
  const { pending } = walk;
  if (pending) {
    const outer = walk.scopes.at(-1);
    start(walk, pending.text, outer?.phase.kind ?? 'other', pending.line, pending.level);
  }
  const phase = walk.current ?? unnamed(walk, block.line);
  const { sentence = () => '' } = walk;
  phase.blocks.push({ block, sentence, numbered: () => numberedBy(block, phase) });
  delete walk.sentence;
}

function unnamed(walk: Walk, line: number): BarePhase {
  const phase: BarePhase = { id: 'steps', title: '', kind: 'other', line, blocks: [] };
  walk.phases.push(phase);
  walk.current = phase;
  return phase;
}

/** The number and text of an ordered list's item that holds this block alone, unless the item's text is the phase's label. */
function numberedBy({ place: { item } }: CodeBlock, phase: BarePhase): ReturnType<PlacedBlock['numbered']> {
  if (item?.ordinal === undefined || item.blocks !== 1 || !item.text || item.text.line === phase.line)
    return undefined;
  const title = lastSentence(textOf(item.text));
  return title === '' ? undefined : { ordinal: item.ordinal, title };
}
