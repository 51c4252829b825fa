import type { Grammar } from '../shell/syntax.ts';
import { indexLines } from '../text.ts';
import { readBlock } from './blocks.ts';
import type { BlockReading } from './blocks.ts';
import { languageOf, maxUnclosed } from './fences.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Guide, Problem } from './guide.ts';
import { readHead } from './head.ts';
import { hashText } from './hash.ts';
import { readMarkdown } from './markdown.ts';
import type { CodeBlock } from './markdown.ts';
import { mojibakeProblems, repaired } from './mojibake.ts';
import { findPlaybooks, readOutline } from './outline.ts';
import { readPlaybooks } from './playbooks.ts';
import { blockProblems } from './problems.ts';
import { levelsOf } from './severity.ts';
import { readContacts, readSeverities } from './tables.ts';
import { noTeamWords } from './team.ts';
import type { TeamWords } from './team.ts';
import { phaseKindsWith } from './vocabulary.ts';

/** A guide as it was understood, and what a person should know about it, by line. */
export interface Reading {
  guide: Guide;
  problems: Problem[];
}

/**
 * Reads a Markdown text as a guide. Any text gives one, perhaps without a playbook; it never throws, and takes time in
 * proportion to the text's length. `file` is the guide's path as it is to be shown, with `/`. The guide's sha256 is that of
 * the text's UTF-8 bytes, byte order mark included: decode the file so that it is kept.
 */
export function readGuide(text: string, file: string, grammar: Grammar, words?: TeamWords): Reading {
  return createReader(grammar, words)(text, file);
}

/**
 * A reader for one document that is edited: it remembers the blocks of the last reading by their language and text, so that
 * only changed ones are read again. A fence that was just opened swallows what stands below it until it is closed: so the
 * reading with the most blocks is remembered as well.
 */
export function createReader(
  grammar: Grammar,
  words: TeamWords = noTeamWords,
): (text: string, file: string) => Reading {
  let last: ReadonlyMap<string, BlockReading> = new Map();
  let fullest = last;
  return (text, file) => {
    const used = new Map<string, BlockReading>();
    const reading = read(text, file, words, ({ info, text: content, unclosed }) => {
      const language = unclosed && content.length > maxUnclosed ? 'text' : languageOf(info);
      const key = `${language} ${content}`;
      const found =
        used.get(key) ?? last.get(key) ?? fullest.get(key) ?? readBlock(language, content, grammar);
      used.set(key, found);
      return found;
    });
    last = used;
    if (used.size >= fullest.size) fullest = used;
    return reading;
  };
}

function read(
  text: string,
  file: string,
  words: TeamWords,
  readOne: (block: CodeBlock) => BlockReading,
): Reading {
  const index = indexLines(text);
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const frontMatter = readFrontMatter(source);
  const mojibake = mojibakeProblems(index);
  const mend = mojibake.length > 0 ? mendLines : (line: string): string => line;
  const items = readMarkdown(withoutLines(source, frontMatter.lines), frontMatter.lines, mend);
  const blocks = items.filter((item) => item.kind === 'block');
  const readings = new Map(blocks.map((block) => [block, readOne(block)]));
  const head = readHead(items, frontMatter.values);
  const severities = readSeverities(items);
  const contacts = readContacts(items);
  const severity = frontMatter.values.get('severity');
  const rules = new Set(items.flatMap((item) => (item.kind === 'rule' ? [item.line] : [])));
  const lines = source.split('\n');
  const kindOf = phaseKindsWith(words.phases);
  const playbooks = readPlaybooks(findPlaybooks(readOutline(items, head.heading, kindOf), items), {
    items,
    fallbackTitle: head.title || fileName(file),
    levels: levelsOf(severities, words.severities),
    kindOf,
    ...(severity !== undefined && { severity }),
    contacts,
    readings,
    lastFilledLine: (line) => {
      let last = line;
      while (last > 1 && ((lines[last - 1] ?? '').trim() === '' || rules.has(last))) last--;
      return last;
    },
    lastLine: lines.length,
  });
  const fences = [...readings].map(([{ line, endLine, info }, { sha256 }]) => ({
    line,
    endLine,
    info,
    sha256,
  }));
  const problems = [
    ...frontMatter.problems,
    ...mojibake,
    ...[...readings].flatMap(([block, reading]) => blockProblems(block, reading, index)),
  ];
  let sha256: string | undefined;
  const guide: Guide = {
    ...head.facts,
    file,
    get sha256() {
      return (sha256 ??= hashText(text)); // of a megabyte, at each key, it would be felt
    },
    severities,
    contacts,
    playbooks,
    fences,
  };
  return { guide, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function mendLines(text: string): string {
  return text
    .split('\n')
    .map((line) => repaired(line)?.text ?? line)
    .join('\n');
}

function withoutLines(text: string, count: number): string {
  let at = 0;
  for (let line = 0; line < count; line++) at = text.indexOf('\n', at) + 1 || text.length;
  return text.slice(at);
}

/** A guide without a title goes by its file. */
function fileName(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return name.replace(/\.(?:md|markdown|mdown|mkd)$/i, '') || name;
}
