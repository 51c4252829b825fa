import { indexLines, lineText } from '../../text.ts';
import { block } from '../examples.ts';
import { linksOf, pathsIn } from '../paths.ts';
import { atLine } from '../rule.ts';
import type { Looked, Rule } from '../rule.ts';

export const linkNotFound: Rule = {
  id: 'link-not-found',
  severity: 'warning',
  doc: 'A link leads to a heading or a file that is not there: who follows it at night finds nothing. Mend it, or take it out.',
  bad: `See [how to fail over](#fail-over).\n\n${block('systemctl status api', 'Triage')}`,
  good: `See [what to do first](#api-down).\n\n${block('systemctl status api', 'Triage')}`,
  *check(looked) {
    yield* missingAnchors(looked);
    const { missing } = looked.facts;
    if (!missing) return;
    for (const { kind, path, line, column } of pathsIn(looked))
      if (kind === 'link' && missing.has(path))
        yield { ...atLine(line), column, message: `${path} is not there, seen from the guide’s folder.` };
  },
};

/** A heading's anchor without what sites disagree on: how blanks and signs are written. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function* missingAnchors({
  guide,
  text,
}: Looked): Generator<{ line: number; endLine: number; column: number; message: string }> {
  const links = linksOf(guide, text).filter(({ target }) => /^#[^%]*$/.test(target) && target !== '#top');
  if (links.length === 0 || /\{#|<\w+[^>]*\s(?:id|name)=/.test(text)) return; // anchors that are no headings
  const headings = new Set(headingsOf(text));
  for (const { target, line, column } of links) {
    const wanted = anchorOf(target);
    if (wanted === '' || headings.has(wanted) || headings.has(anchorOf(target.replace(/-\d+$/, ''))))
      continue;
    yield { ...atLine(line), column, message: `No heading of this guide is called "${target}".` };
  }
}

/** Lines that are headings, or could be: one too many hides a finding, one too few makes a false one. */
function headingsOf(text: string): string[] {
  const index = indexLines(text);
  return index.starts.flatMap((_, at) => {
    const line = lineText(index, at + 1);
    const isHeading = /^[\s>]*#{1,6}\s/.test(line) || /^\s*(?:=+|-+)\s*$/.test(lineText(index, at + 2));
    return isHeading ? [anchorOf(line.replace(/\]\([^)]*\)/g, ''))] : [];
  });
}

export const pathNotFound: Rule = {
  id: 'path-not-found',
  severity: 'info',
  doc: 'A command or an instruction names a file that is neither in the folder that steps run in nor beside the guide. Mend the path, or say where to be.',
  bad: block('docker-compose -f compose.prod.yml ps', 'Triage'),
  good: block('docker-compose ps', 'Triage'),
  *check(looked) {
    const { missing } = looked.facts;
    if (!missing) return;
    for (const { kind, path, line, column } of pathsIn(looked))
      if (kind === 'file' && missing.has(path))
        yield {
          ...atLine(line),
          column,
          message: `${path} was found neither in this folder nor beside the guide.`,
        };
  },
};
