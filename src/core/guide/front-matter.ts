import { isMap, isScalar, parseDocument } from 'yaml';
import type { Problem } from './guide.ts';

/** What stands between the two rules at a guide's top: the only place where YAML is read. */
export interface FrontMatter {
  /** How many lines it takes, both rules included; 0 when there is none. */
  lines: number;
  /** Its plain values by key, keys in lower case. */
  values: ReadonlyMap<string, string>;
  problems: Problem[];
}

/** `yaml` takes seconds for hundreds of thousands of characters. */
const limit = 64 * 1024;
const none: FrontMatter = { lines: 0, values: new Map(), problems: [] };
const keyLine = /^(?:"[^"]+"|'[^']+'|[\p{L}_][\p{L}\p{N}_ .-]*)\s*:(?:\s|$)/u;

/**
 * Reads the front matter of a text without its byte order mark and with LF ends. A rule on line 1 alone makes none:
 * its first filled line is a `key:` and another rule, or `...`, ends it.
 */
export function readFrontMatter(text: string): FrontMatter {
  const opening = /^---[ \t]*\n/.exec(text);
  if (!opening) return none;
  const body = text.slice(opening[0].length);
  const ending = /^(?:---|\.\.\.)[ \t]*$/m.exec(body);
  const firstFilled = /^[ \t]*(\S.*)$/m.exec(ending ? body.slice(0, ending.index) : body)?.[1];
  if (firstFilled === undefined || !keyLine.test(firstFilled)) return none;
  if (!ending) return { ...none, problems: unended(firstFilled) };
  const inner = body.slice(0, ending.index);
  const lines = inner.split('\n').length + 1;
  if (inner.length > limit) {
    return {
      lines,
      values: new Map(),
      problems: [problem(lines, 'The front matter is longer than 64 KB and is not read.')],
    };
  }
  return { lines, ...readValues(inner, lines) };
}

/** "Note: …" under a rule is prose; a lower-case key is more likely a front matter that somebody forgot to end. */
function unended(firstFilled: string): Problem[] {
  return /^[a-z]/.test(firstFilled)
    ? [problem(1, 'The front matter has no end: a line of three hyphens is missing.')]
    : [];
}

function readValues(inner: string, lines: number): Pick<FrontMatter, 'values' | 'problems'> {
  const values = new Map<string, string>();
  if (isNestedDeep(inner))
    return { values, problems: [problem(lines, 'The front matter is nested too deeply to be read.')] };
  try {
    const { contents, errors } = parseDocument(inner, { uniqueKeys: false, logLevel: 'silent' });
    if (errors[0])
      return {
        values,
        problems: [problem(lines, `The front matter is not valid YAML: ${firstLine(errors[0].message)}`)],
      };
    if (!isMap(contents)) return { values, problems: [] };
    for (const { key, value } of contents.items) {
      if (!isScalar(key) || !isScalar(value) || value.value === null) continue;
      values.set(String(key.value).toLowerCase(), value.source);
    }
    return { values, problems: [] };
  } catch (error) {
    // Nesting of thousands of levels overflows the stack of the library; that, too, is a front matter nobody can read.
    return {
      values,
      problems: [problem(lines, `The front matter can't be read: ${firstLine(String(error))}`)],
    };
  }
}

/** Far deeper than people write; `yaml` takes quadratic time for thousands of open brackets. */
const deepest = 100;

function isNestedDeep(inner: string): boolean {
  let depth = 0;
  for (const [bracket] of inner.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > deepest) return true;
  }
  return false;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
}

function problem(endLine: number, message: string): Problem {
  return { line: 1, endLine, column: 1, rule: 'front-matter', severity: 'warning', message };
}
