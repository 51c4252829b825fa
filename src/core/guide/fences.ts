/** Whether a fence that markdown-it read over these lines lacks its closing line, which it doesn't tell. */
export function unclosed(content: string, map: readonly [number, number] | null): boolean {
  if (!map) return false;
  const lines = content === '' ? 0 : content.split('\n').length - (content.endsWith('\n') ? 1 : 0);
  return map[1] - map[0] < lines + 2;
}

/**
 * Characters of a fence that nobody closed which are still read as shell, some 800 lines. A longer one swallowed the guide below
 * it while it is being written: reading that as one program would take seconds at every key.
 */
export const maxUnclosed = 32_768;

/** First word of an info string without attributes, in lower case: `{.bash #id}`, `bash{1,3}` and `bash title="x"` are bash. */
export function languageOf(info: string): string {
  const attributes = /^\{\s*\.?([^\s{}.#,=]+)/.exec(info);
  const word = attributes?.[1] ?? /^[^\s{,;:]+/.exec(info)?.[0] ?? '';
  return word.replace(/^(?:language|lang)-/i, '').toLowerCase();
}
