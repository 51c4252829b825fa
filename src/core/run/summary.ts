/** What a plan came to. `skipped` holds the reasons, one for each step that was left out. */
export interface Summary {
  run: number;
  failed: number;
  skipped: readonly string[];
}

/** "12 run, 1 failed, 1 skipped: interactive": a reason's details, behind its colon, are told where the step is. */
export function summaryWords({ run, failed, skipped }: Summary): string {
  const reasons = [...new Set(skipped.map((why) => why.replace(/:.*$/s, '')))];
  const parts = [`${run} run`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (skipped.length > 0) parts.push(`${skipped.length} skipped: ${reasons.join(', ')}`);
  return parts.join(', ');
}
