import type { Manual } from './guide.ts';

/** What a manual instruction points at: a link to visit, or a file to edit, with the first words to look for in it. */
export type ManualTarget = { kind: 'link'; url: string } | { kind: 'file'; path: string; find?: string };

const link = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]]/;
const edit =
  /^(?:edit|open|change|update|modify)\s+(?:the\s+)?(?:file\s+)?[`"']?((?:~|\.{0,2})?[\w./@~-]*[\w-])[`"']?\s*:?\s*$/i;

/**
 * What an instruction points at; undefined when it is only words. "Edit .env.production:" with lines below it points at that
 * file, and at the variable or key that the first of those lines sets.
 */
export function manualTarget({ text }: Pick<Manual, 'text'>): ManualTarget | undefined {
  const url = link.exec(text)?.[0];
  if (url !== undefined) return { kind: 'link', url };
  const [first = '', ...rest] = text.split('\n');
  const path = edit.exec(first.trim())?.[1];
  if (path === undefined || !/[./]/.test(path)) return undefined;
  // A variable is found by its first line; YAML nests, so its last key is the one to change.
  const find = firstKey(rest, /^\s*([\w.-]+)\s*=/) ?? firstKey(rest.toReversed(), /^\s*([\w.-]+)\s*:/);
  return { kind: 'file', path, ...(find !== undefined && { find }) };
}

function firstKey(lines: readonly string[], key: RegExp): string | undefined {
  return lines.map((line) => key.exec(line)?.[1]).find((found) => found !== undefined);
}
