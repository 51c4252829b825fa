import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What came of a suite. Every suite leaves one as a file, since an exit code alone can't be trusted: a crashed window says 0. */
export interface Verdict {
  passes: number;
  /** Tests that were left out are failures, too. */
  failures: number;
}

/** The environment variable that names the file a suite leaves its verdict in. */
export const verdictVariable = 'TEST_VERDICT';

/** Leaves the verdict where whoever started the suite looks for it; alone, a suite leaves none. */
export function leaveVerdict(verdict: Verdict): void {
  const file = process.env[verdictVariable];
  if (file) writeFileSync(file, JSON.stringify(verdict));
}

/** Undefined when the suite ended before it could tell. */
export function readVerdict(file: string): Verdict | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Verdict) : undefined;
}

export function sum(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce(
    (all, { passes, failures }) => ({ passes: all.passes + passes, failures: all.failures + failures }),
    { passes: 0, failures: 0 },
  );
}

export const sentence = ({ passes, failures }: Verdict): string => `${passes} passed, ${failures} failed`;
