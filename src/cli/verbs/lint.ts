import { dirname } from 'node:path';
import type { Problem } from '../../core/guide/guide.ts';
import { applyFixes } from '../../core/lint/fix.ts';
import { lintGuide } from '../../core/lint/lint.ts';
import type { ExitCode } from '../exit.ts';
import { fileTrouble } from '../file-trouble.ts';
import { openGuide } from '../guides.ts';
import type { GuideFile } from '../guides.ts';
import { jsonLine, problemLine } from '../print.ts';
import { missingPaths, proofsIn, secretFinder } from '../../node/guide-facts.ts';
import { JournalProblem } from '../../node/journal-problem.ts';
import { journalsFor } from '../records.ts';
import type { InJournal } from '../records.ts';
import type { Workplace } from '../workplace.ts';
import { writeOver } from '../write-over.ts';

/** `lint GUIDE… [--json] [--fix]`: the problems of each guide; with `--fix`, those that are left when what can be is mended. */
export async function lint(
  workplace: Workplace,
  files: readonly string[],
  options: InJournal & { json?: true; fix?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  const problemsOf = linter(workplace, options);
  let exitCode: ExitCode = 0;
  for (const file of files) {
    let opened = await openGuide(workplace, file);
    if (
      opened.kind === 'guide' &&
      options.fix &&
      (await mend(workplace, opened, { file, problemsOf })) === 'mended'
    ) {
      opened = await openGuide(workplace, file);
    }
    if (opened.kind === 'refusal') {
      exitCode = 2;
      terminal.tell(opened.message);
      if (options.json) terminal.write(jsonLine({ schema: 1, file, error: opened.message }));
      continue;
    }
    const problems = await problemsOf(opened);
    if (exitCode === 0 && problems.some(({ severity }) => severity === 'error')) exitCode = 1;
    if (options.json)
      terminal.write(jsonLine({ schema: 1, file: opened.guide.file, problems: problems.map(shown) }));
    else for (const problem of problems) terminal.write(`${problemLine(file, problem)}\n`);
  }
  return exitCode;
}

/** A problem as `inspect --json` gives it. */
function shown({ fix, ...problem }: Problem): object {
  return { ...problem, ...(fix && { fix: true }) };
}

type ProblemsOf = (opened: GuideFile) => Promise<Problem[]>;

/** What reading found and what the rules say, with the facts that lie around a guide. */
function linter(workplace: Workplace, options: InJournal): ProblemsOf {
  const secretsIn = secretFinder();
  return async ({ guide, problems, text, path, config }) => {
    const grammar = await workplace.grammar();
    const journals = await journalsFor(workplace, options, { guidePath: path });
    const proofs = await proofsIn(journals, path).catch((error: unknown) => {
      if (!(error instanceof JournalProblem)) throw error;
      workplace.terminal.tell(error.message);
      return undefined;
    });
    const missing = await missingPaths(
      { guide, text, grammar },
      { guideFolder: dirname(path), folders: [workplace.terminal.cwd, dirname(journals.folder)] },
    );
    return lintGuide(
      { guide, problems },
      {
        text,
        today: workplace.clock.now().toISOString().slice(0, 10),
        grammar,
        severities: config.lint,
        facts: { missing, secrets: await secretsIn(text), ...(proofs && { proofs }) },
      },
    );
  };
}

async function mend(
  workplace: Workplace,
  opened: GuideFile,
  { file, problemsOf }: { file: string; problemsOf: ProblemsOf },
): Promise<'mended' | 'left'> {
  const { terminal } = workplace;
  const { path, text, isUtf8 } = opened;
  const fixes = (await problemsOf(opened)).flatMap(({ fix }) => fix ?? []);
  if (fixes.length === 0) return 'left';
  if (!isUtf8) {
    terminal.tell(`${file} is not mended: it is not UTF-8, and would lose what can't be read.`);
    return 'left';
  }
  try {
    await writeOver(path, applyFixes(text, fixes));
    return 'mended';
  } catch (error) {
    terminal.tell(`${file} is not mended: ${fileTrouble(error)}`);
    return 'left';
  }
}
