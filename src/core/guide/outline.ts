import type { Heading, Item } from './markdown.ts';
import { detectionRank } from './vocabulary.ts';
import type { PhaseKindOf } from './vocabulary.ts';

/** A heading with everything up to the next one of its level, as indices into the guide's items; the root has no heading. */
export interface Section {
  heading?: Heading;
  level: number;
  start: number;
  end: number;
  parent?: Section;
  children: Section[];
  /** Whether its heading is a phase's, or one under which guides tell how an incident is noticed: a part of what is above. */
  isPart: boolean;
}

/** The stretch of a guide that is one playbook. */
export interface Stretch {
  section: Section;
  /** Indices of its items, its heading included. */
  start: number;
  end: number;
}

/** The guide's sections, below a root without heading. Headings in quotes are words of somebody else. */
export function readOutline(
  items: readonly Item[],
  title: Heading | undefined,
  kindOf: PhaseKindOf,
): Section {
  const root: Section = { level: 0, start: 0, end: items.length, children: [], isPart: false };
  let open = root;
  for (const [at, item] of items.entries()) {
    if (item.kind !== 'heading' || item.place.quoted) continue;
    while (open.parent && open.level >= item.level) {
      open.end = at;
      open = open.parent;
    }
    const isPart =
      item !== title && (kindOf(item.text) !== undefined || detectionRank(item.text) !== undefined);
    const section: Section = {
      heading: item,
      level: item.level,
      start: at,
      end: items.length,
      parent: open,
      children: [],
      isPart,
    };
    open.children.push(section);
    open = section;
  }
  return root;
}

/** The playbooks' stretches, in order, never overlapping: the deepest headings whose own subtree holds blocks. */
export function findPlaybooks(root: Section, items: readonly Item[]): Stretch[] {
  const blocksBefore = [0];
  for (const item of items) blocksBefore.push((blocksBefore.at(-1) ?? 0) + (item.kind === 'block' ? 1 : 0));
  const holds = (start: number, end: number): boolean =>
    (blocksBefore[end] ?? 0) > (blocksBefore[start] ?? 0);
  const found: Stretch[] = [];
  addPlaybooks(root, holds, found);
  return found;
}

function addPlaybooks(
  section: Section,
  holds: (start: number, end: number) => boolean,
  found: Stretch[],
): void {
  const { start, end, children } = section;
  if (!holds(start, end)) return;
  const holding = children.filter((child) => holds(child.start, child.end));
  const [first] = holding;
  if (!first || isWhole(section)) {
    found.push({ section, start, end });
    return;
  }
  if (holds(start, children[0]?.start ?? end)) found.push({ section, start, end: first.start });
  for (const child of holding) addPlaybooks(child, holds, found);
}

/**
 * A heading with a phase among its children is the playbook. One whose other children have phases of their own is a group of
 * playbooks, whatever else stands in it.
 */
function isWhole({ children }: Section): boolean {
  return children.some(({ isPart }) => isPart) && !children.some((child) => !child.isPart && hasPart(child));
}

function hasPart({ children }: Section): boolean {
  return children.some((child) => child.isPart || hasPart(child));
}
