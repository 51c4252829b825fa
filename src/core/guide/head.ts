import type { Guide } from './guide.ts';
import type { Heading, Item } from './markdown.ts';
import { displayText, isoDate } from './words.ts';

type Facts = Pick<
  Guide,
  'title' | 'raw' | 'titleLine' | 'version' | 'status' | 'lastUpdated' | 'nextUpdate' | 'reviewSchedule'
>;

/** What a guide says about itself as a whole. */
export interface Head {
  /** The heading that is the title, if it is one. */
  heading?: Heading;
  /** Empty when nothing names the guide. */
  title: string;
  facts: Facts;
}

/** Labels and front-matter keys of each fact, normalised: lower case, single blanks. */
const names: Readonly<Record<Exclude<keyof Facts, 'title' | 'raw' | 'titleLine'>, RegExp>> = {
  version: /^(?:version|guide version|document version|revision)$/,
  status: /^(?:status|document status|state)$/,
  lastUpdated:
    /^(?:last ?(?:updated?|reviewed|modified|changed|revised)|updated(?: ?(?:at|on))?|modified|date|reviewed)$/,
  nextUpdate: /^(?:next ?(?:updated?|review|revision)|review (?:by|due|before)|review ?date)$/,
  reviewSchedule: /^(?:review (?:schedule|cycle|interval|frequency)|update schedule)$/,
};

/** Reads title, version, status and dates from the first heading, label lines and the front matter. */
export function readHead(items: readonly Item[], frontMatter: ReadonlyMap<string, string>): Head {
  const heading = items.find(
    (item): item is Heading => item.kind === 'heading' && item.level === 1 && !item.place.quoted,
  );
  const title = heading?.text ?? displayText(frontMatter.get('title') ?? '');
  const said = factsOf(items, frontMatter);
  const lastUpdated = isoDate(said.lastUpdated ?? '');
  const nextUpdate = isoDate(said.nextUpdate ?? '');
  const facts: Facts = {
    title,
    ...(heading && { raw: heading.raw, titleLine: heading.line }),
    ...(said.version !== undefined && { version: said.version }),
    ...(said.status !== undefined && { status: said.status }),
    ...(lastUpdated !== undefined && { lastUpdated }),
    ...(nextUpdate !== undefined && { nextUpdate }),
    ...(said.reviewSchedule !== undefined && { reviewSchedule: said.reviewSchedule }),
  };
  return { ...(heading && { heading }), title, facts };
}

type Said = Partial<Record<keyof typeof names, string>>;

/** The first that says it counts; label lines stand over the front matter, because people see them. */
function factsOf(items: readonly Item[], frontMatter: ReadonlyMap<string, string>): Said {
  const said: Said = {};
  const hear = (name: string, value: string): void => {
    if (value === '') return;
    const key = name
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
    for (const [fact, pattern] of Object.entries(names) as [keyof typeof names, RegExp][]) {
      if (pattern.test(key)) said[fact] ??= value;
    }
  };
  for (const item of items) {
    if (item.kind !== 'paragraph' || item.place.quoted) continue;
    for (const { name, value } of item.labels()) hear(name, value);
  }
  for (const [key, value] of frontMatter) hear(key, displayText(value));
  return said;
}
