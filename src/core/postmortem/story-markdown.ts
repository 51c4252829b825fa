import { clockWords, lasted } from '../incident/time.ts';
import type { Entry, PostMortem } from './document.ts';
import { codeSpan, fenced, sentence, short } from './escape.ts';
import { anchorOf, blocks, fold, table } from './layout.ts';

/** The story as a table and as one picture; every event behind a click. */
export function timelineMarkdown(document: PostMortem, shownRuns: ReadonlySet<string>): string[] {
  const { story, log } = document.timeline;
  const since = document.header.openedAt ?? '';
  const rows = story.map((entry) => [clockWords(entry.at, since), storyText(entry, shownRuns)]);
  const all = log.map((entry) => [clockWords(entry.at, since), logText(entry, since)]);
  return blocks(
    table(['UTC', 'What happened'], rows),
    mermaidLines(document),
    all.length === 0 ? [] : fold(`All ${all.length} events`, table(['UTC', 'Event'], all)),
  );
}

function logText({ spans, recordedAt }: Entry, since: string): string {
  return (
    sentence(spans) + (recordedAt === undefined ? '' : ` (recorded at ${clockWords(recordedAt, since)})`)
  );
}

const SAID_CHARACTERS = 100;

function storyText({ spans, said, run }: Entry, shownRuns: ReadonlySet<string>): string {
  const link = run !== undefined && shownRuns.has(run) ? ` [output](#${anchorOf(run)})` : '';
  return sentence(spans) + (said === undefined ? '' : `: ${codeSpan(short(said, SAID_CHARACTERS))}`) + link;
}

const MERMAID_ENTRIES = 24;
const MERMAID_CHARACTERS = 60;

/** What the picture holds: how it went, without what was said about it. */
const drawn: ReadonlySet<Entry['kind']> = new Set(['milestone', 'option', 'verification', 'by-hand']);

/** Mermaid's `timeline`: moments as time since the opening, for a colon would end them. */
function mermaidLines(document: PostMortem): string[] {
  const { openedAt } = document.header;
  const entries = document.timeline.story.filter(({ kind }) => drawn.has(kind));
  if (openedAt === undefined || entries.length < 2) return [];
  const lines = entries.slice(0, MERMAID_ENTRIES).map((entry) => {
    const ms = Date.parse(entry.at) - Date.parse(openedAt);
    return `    ${mermaidMoment(ms)} : ${mermaidText(entry.text)}`;
  });
  const more = entries.length - lines.length;
  const rest = more > 0 ? [`    later : ${more} more in the table`] : [];
  return fenced(['timeline', `    title ${mermaidText(document.title)}`, ...lines, ...rest], 'mermaid');
}

function mermaidMoment(ms: number): string {
  const shown = lasted(Math.abs(ms));
  if (Math.abs(ms) < 1000) return '0 s';
  return ms < 0 ? `${shown} before` : shown;
}

/** Letters, numbers and harmless signs: everything else may mean something to Mermaid. */
function mermaidText(text: string): string {
  const clean = text
    .replace(/[^\p{L}\p{N} .,()%/+'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return short(clean === '' ? 'something' : clean, MERMAID_CHARACTERS);
}
