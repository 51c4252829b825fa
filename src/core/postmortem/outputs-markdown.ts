import { count } from '../incident/sentence.ts';
import { clockWords } from '../incident/time.ts';
import type { Answer, Comparison, Evidence, PostMortem, ShownOutput } from './document.ts';
import { codeSpan, fenced, inline, safeFile, safeLink, short } from './escape.ts';
import { excerptLines } from './excerpt.ts';
import { anchor, blocks, fold, table } from './layout.ts';

const CELL_CHARACTERS = 100;

/** Each question with its answer; what was printed, behind a click. */
export function diagnosisMarkdown({ diagnosis, evidence, header }: PostMortem): string[] {
  if (diagnosis.length === 0) return ['No question of the guide was asked.'];
  const since = header.openedAt ?? '';
  const rows = diagnosis.map((one) => [
    inline(one.question),
    answerCell(one),
    `${clockWords(one.at, since)}${one.timesAsked > 1 ? `, asked ${one.timesAsked} times` : ''}`,
  ]);
  const pinned = new Set(evidence.flatMap((one) => (one.kind === 'output' ? [one.run] : [])));
  const printed = diagnosis.filter((one) => one.output.state !== 'nothing' && !pinned.has(one.run));
  return blocks(
    table(['Question', 'Answer', 'When'], rows),
    printed.length === 0 ? [] : fold('What they printed', blocks(...printed.map(printedAnswer))),
  );
}

function answerCell({ cameTo, answer }: Answer): string {
  return answer === undefined
    ? inline(cameTo)
    : `${inline(cameTo)}: ${codeSpan(short(answer, CELL_CHARACTERS))}`;
}

function printedAnswer({ run, question, output }: Answer): string[] {
  return [anchor(run), '', `**${inline(question)}**`, '', ...outputLines(output)];
}

/** An output's lines, or why they are not shown; and by which bytes of the record it can be checked. */
function outputLines(output: ShownOutput): string[] {
  switch (output.state) {
    case 'here':
      return fenced(excerptLines(output), 'text');
    case 'nothing':
      return ['It printed nothing.'];
    case 'removed':
      return [`Removed from the record: ${inline(output.why)}.`];
    case 'absent':
      return [`Its output (${count(output.bytes, 'byte')}) is not in this copy of the record.`];
  }
}

/** What people pinned and attached. */
export function evidenceMarkdown({ evidence, header }: PostMortem): string[] {
  if (evidence.length === 0) return ['Nothing was pinned or attached.'];
  const anchored = new Set<string>();
  return blocks(...evidence.map((one) => oneEvidence(one, header.openedAt ?? '', anchored)));
}

function oneEvidence(one: Evidence, since: string, anchored: Set<string>): string[] {
  if (one.kind !== 'output') return [attachment(one, since)];
  const { output } = one;
  const lines = one.lines === undefined ? '' : `, lines ${one.lines}`;
  const hash =
    output.state === 'here' || output.state === 'absent'
      ? [`${count(output.bytes, 'byte')}, sha256 ${output.sha256.map((hex) => codeSpan(hex)).join(', ')}.`]
      : [];
  const commands =
    one.commands.length === 0
      ? []
      : fenced(
          one.commands.flatMap((text) => text.split('\n')),
          'sh',
        );
  // A run may be pinned twice, for different lines: one place to jump to is enough.
  const place = anchored.has(one.run) ? [] : [anchor(one.run)];
  anchored.add(one.run);
  return blocks(
    place,
    fold(
      `${one.title}, ${clockWords(one.at, since)}: ${one.cameTo}${lines} (pinned by ${one.by})`,
      blocks(commands, outputLines(output), hash),
    ),
  );
}

function attachment(one: Exclude<Evidence, { kind: 'output' }>, since: string): string {
  const title = inline(one.title) === '' ? one.kind : inline(one.title);
  const when = ` (${one.kind}, ${inline(one.by)}, ${clockWords(one.at, since)}${one.sha256 === undefined ? '' : `, sha256 ${codeSpan(one.sha256)}`})`;
  if (one.removed !== undefined) return `${title}: removed from the record: ${inline(one.removed)}${when}`;
  const link = one.link === undefined ? undefined : safeLink(one.link);
  const file = one.file === undefined ? undefined : safeFile(one.file);
  if (file !== undefined) return `${one.kind === 'picture' ? '!' : ''}[${title}](${file})${when}`;
  if (link !== undefined) return `[${title}](${link})${when}`;
  const target = one.link ?? one.file;
  return `${title}${target === undefined ? '' : `: ${codeSpan(target)}`}${when}`;
}

/** What the same question printed before and after the fix. */
export function comparisonMarkdown({ comparisons, header }: PostMortem): string[] {
  if (comparisons.length === 0) return ['No diagnostic ran both before and after the fix.'];
  return blocks(...comparisons.map((one) => oneComparison(one, header.openedAt ?? '')));
}

function oneComparison({ title, before, after, difference }: Comparison, since: string): string[] {
  const looks = [before, after].map((look) => `${clockWords(look.at, since)} ${inline(look.cameTo)}`);
  const lead = `**${inline(title)}**: ${looks.join(', then ')}`;
  if (!difference) return [`${lead}. What they printed is too different to be shown here, or is not here.`];
  return difference.length === 0
    ? [`${lead}. Both printed the same.`]
    : [lead, '', ...fenced(difference, 'diff')];
}

/** The runs whose output the document shows: links may lead to them. */
export function shownRunsOf({ diagnosis, evidence }: PostMortem): Set<string> {
  const answers = diagnosis.filter((one) => one.output.state !== 'nothing').map((one) => one.run);
  return new Set([...answers, ...evidence.flatMap((one) => (one.kind === 'output' ? [one.run] : []))]);
}
