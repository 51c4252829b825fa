import type { BlockReading } from './blocks.ts';
import { contactFinder } from './contact.ts';
import { languageOf } from './fences.ts';
import type { Block, Contact, Detection, LineRange, Phase, Playbook, Step } from './guide.ts';
import type { LabelLine } from './labels.ts';
import type { CodeBlock, Item } from './markdown.ts';
import type { Stretch } from './outline.ts';
import { readPhases } from './phases.ts';
import type { BarePhase, PlacedBlock } from './phases.ts';
import type { Levels } from './severity.ts';
import type { BareStep } from './steps.ts';
import { callsIncident, detectionRank } from './vocabulary.ts';
import type { PhaseKindOf } from './vocabulary.ts';
import { slug, uniqueIds } from './words.ts';

/** What playbooks take from the guide around them. */
export interface Surroundings {
  items: readonly Item[];
  /** Title of a playbook without a heading. */
  fallbackTitle: string;
  levels: Levels;
  kindOf: PhaseKindOf;
  /** The front matter's severity. */
  severity?: string;
  contacts: readonly Contact[];
  readings: ReadonlyMap<CodeBlock, BlockReading>;
  /** The last line up to `line` that is neither blank nor a rule. */
  lastFilledLine(line: number): number;
  /** The line before which an item's stretch ends. */
  lastLine: number;
}

/** Builds the playbooks of a guide from their stretches. */
export function readPlaybooks(stretches: readonly Stretch[], around: Surroundings): Playbook[] {
  const unique = uniqueIds();
  const contactFor = contactFinder(around.contacts);
  return stretches.map((stretch) => {
    const playbook = readPlaybook(stretch, around);
    const isIncident = playbook.kind === 'incident';
    const contact = isIncident ? contactFor(playbook.title, playbook.detection?.text ?? '') : undefined;
    const { detection, phases, ...rest } = playbook;
    const id = unique(slug(playbook.title) || 'playbook');
    return {
      ...rest,
      id,
      ...(detection && { detection }),
      ...(contact !== undefined && { contact }),
      phases,
    };
  });
}

function readPlaybook({ section, start, end }: Stretch, around: Surroundings): Playbook {
  const { heading } = section;
  const items = around.items.slice(heading ? start + 1 : start, end);
  const title = heading ? heading.text : around.fallbackTitle;
  const facts = readFacts(items);
  const severity = severityOf(section, title, facts.severity, around);
  const bare = readPhases(items, around.kindOf);
  const phases = finishPhases(bare, title, around);
  const line = heading?.line ?? items[0]?.line ?? 1;
  const next = around.items[end];
  const lastBlockLine = bare.at(-1)?.blocks.at(-1)?.block.endLine ?? line;
  const isIncident =
    severity !== undefined ||
    facts.detection !== undefined ||
    bare.some(({ kind }) => kind !== 'other') ||
    callsIncident(title);
  return {
    id: '',
    title,
    kind: isIncident ? 'incident' : 'tool',
    ...(severity !== undefined && { severity }),
    line,
    endLine: Math.max(around.lastFilledLine(next ? next.line - 1 : around.lastLine), lastBlockLine),
    ...(facts.detection && { detection: facts.detection }),
    phases,
  };
}

/** Label line, front matter, own code ("P1: …"), then the nearest heading above that names a level. */
function severityOf(
  { parent }: Stretch['section'],
  title: string,
  label: string | undefined,
  around: Surroundings,
): string | undefined {
  const said = label ?? around.severity;
  const own = said === undefined ? around.levels.ofTitle(title) : around.levels.ofValue(said);
  if (own !== undefined) return own;
  for (let section = parent; section; section = section.parent) {
    const level = section.heading && around.levels.ofGroup(section.heading.text);
    if (level !== undefined) return level;
  }
  return undefined;
}

interface Facts {
  severity?: string;
  detection?: Detection;
}

/** What label lines, and headings under which guides tell it, say of a playbook. */
function readFacts(items: readonly Item[]): Facts {
  const facts: Facts = {};
  let best = Infinity;
  const offer = (name: string, detection: Detection): void => {
    const rank = detectionRank(name);
    if (rank === undefined || rank >= best || detection.text === '') return;
    best = rank;
    facts.detection = detection;
  };
  for (const [at, item] of items.entries()) {
    if (item.kind === 'heading' && detectionRank(item.text) !== undefined)
      offer(item.text, paragraphBelow(items, at, item.line));
    if (item.kind !== 'paragraph' || item.place.quoted) continue;
    for (const label of item.labels()) {
      if (/^(?:severity|priority)(?: level)?$/i.test(label.name) && label.value !== '')
        facts.severity ??= label.value;
      offer(label.name, detectionOf(label, items, at));
    }
  }
  return facts;
}

/** A label alone on its line is explained by the paragraph below it. */
function detectionOf({ value, line, urls }: LabelLine, items: readonly Item[], at: number): Detection {
  return value === '' ? paragraphBelow(items, at, line) : { text: value, urls, line };
}

function paragraphBelow(items: readonly Item[], at: number, line: number): Detection {
  const next = items[at + 1];
  if (next?.kind !== 'paragraph') return { text: '', urls: [], line };
  const lines = next.lines();
  return {
    text: lines.map(({ text }) => text).join(' '),
    urls: [...new Set(lines.flatMap(({ urls }) => urls))],
    line: next.line,
  };
}

function finishPhases(bare: readonly BarePhase[], playbookTitle: string, around: Surroundings): Phase[] {
  const unique = uniqueIds();
  return bare.map(({ blocks, id, ...phase }) => {
    const stepIds = uniqueIds();
    const finished = { id: unique(id), ...phase };
    const finish: Finish = { phase: finished, playbookTitle, stepIds };
    return {
      ...finished,
      blocks: blocks.flatMap((placed) => {
        const reading = around.readings.get(placed.block);
        return reading ? [finishBlock(placed, reading, finish)] : [];
      }),
    };
  });
}

interface Finish {
  phase: Omit<Phase, 'blocks'>;
  playbookTitle: string;
  stepIds: (id: string) => string;
}

function finishBlock({ block, ...names }: PlacedBlock, reading: BlockReading, finish: Finish): Block {
  const { line, endLine, info, text, fenced } = block;
  const { sha256, shell, steps } = reading;
  const firstLine = fenced ? line + 1 : line;
  return {
    line,
    endLine,
    info,
    language: languageOf(info),
    runnable: shell !== undefined,
    ...(shell && { shell }),
    sha256,
    text,
    steps: steps.map((step) => finishStep(step, firstLine, names, finish)),
  };
}

function finishStep(
  bare: BareStep,
  firstLine: number,
  names: Omit<PlacedBlock, 'block'>,
  { phase, playbookTitle, stepIds }: Finish,
): Step {
  const { title: said, option, ...step } = bare;
  const numbered = said === undefined && !step.script ? names.numbered() : undefined;
  const title =
    said ?? (step.script ? playbookTitle : (numbered?.title ?? (names.sentence() || titleOf(phase, step))));
  const kind = numbered ? 'numbered' : step.kind;
  const ordinal = numbered ? numbered.ordinal : step.ordinal;
  const name = kind === 'numbered' ? String(ordinal) : option === undefined ? title : `option-${option}`;
  return {
    ...step,
    line: step.line + firstLine,
    endLine: step.endLine + firstLine,
    id: stepIds(slug(name) || 'step'),
    kind,
    ...(ordinal !== undefined && { ordinal }),
    ...(option !== undefined && { option: { number: option, group: phase.id } }),
    title,
    commands: step.commands.map((command) => shifted(command, firstLine)),
    manual: step.manual.map((manual) => shifted(manual, firstLine)),
    notes: step.notes.map((note) => ({ ...note, line: note.line + firstLine })),
  };
}

/** A block that nothing names is titled by its phase, else by its first command. */
function titleOf(
  { title, id }: Omit<Phase, 'blocks'>,
  { commands, manual }: Omit<BareStep, 'title'>,
): string {
  const first = commands[0]?.text ?? manual[0]?.text ?? id;
  return title !== '' ? title : (first.split('\n', 1)[0] ?? first);
}

/** With the file's lines in place of the block's. */
function shifted<T extends LineRange>(range: T, by: number): T {
  return { ...range, line: range.line + by, endLine: range.endLine + by };
}
