/** Tells whether a text is one of the names a pattern allows. */
export type Matcher = (text: string) => boolean;

/** `a|b`, `get*`, `*.sh`, `*=*`: one of these, `*` standing for any text. */
export function matcher(globs: string): Matcher {
  const names = globs.split('|');
  const exact = new Set(names.filter((name) => !name.includes('*')));
  const open = names.filter((name) => name.includes('*')).map((name) => name.split('*'));
  if (open.length === 0) return (text) => exact.has(text);
  return (text) => exact.has(text) || open.some((parts) => globFits(parts, text));
}

function globFits(parts: readonly string[], text: string): boolean {
  const start = parts[0] ?? '';
  const end = parts.at(-1) ?? '';
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  let at = start.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > text.length - end.length) return false;
    at = found + part.length;
  }
  return true;
}
