/** One statement of a text of SQL, as far as it must be understood to judge it. */
export interface SqlStatement {
  /** Its words in capitals, and brackets; strings stand as `''`, quoted names in lower case as written. */
  words: readonly string[];
  /** Names in lower case that a bracket follows: the functions it calls. */
  calls: readonly string[];
  /** The texts of its strings. */
  strings: readonly string[];
  /** Texts between dollar quotes. */
  bodies: readonly string[];
  /** A client's own command (`\dt`, `.tables`), as written; then there are no words. */
  client?: string;
}

interface Draft {
  words: string[];
  calls: string[];
  strings: string[];
  bodies: string[];
}

const token =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|#[^\n]*|[eE]?'(?:[^'\\]|''|\\[^])*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\[[A-Za-z_][\w ]*\]|\$(\w*)\$[^]*?(?:\$\1\$|$)|\\[^\n;]*|;|[()]|[@A-Za-z_\u0080-\uffff][\w$@.\u0080-\uffff]*(?:\."[^"]*")*|\d[\w.]*|[^\s]/y;

const isClientLine = (text: string, at: number): boolean => /^\.[a-z]/.test(text.slice(at, at + 2));

/** Splits a text of SQL into statements. One pass; an unclosed string or comment ends with the text. */
export function readSql(text: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let draft: Draft = { words: [], calls: [], strings: [], bodies: [] };
  const end = (): void => {
    if (draft.words.length > 0) statements.push(draft);
    draft = { words: [], calls: [], strings: [], bodies: [] };
  };
  const client = (line: string): void => {
    end();
    statements.push({ words: [], calls: [], strings: [], bodies: [], client: line.trim() });
  };
  for (let at = 0; at < text.length;) {
    if (draft.words.length === 0 && isClientLine(text, at)) {
      const lineEnd = text.indexOf('\n', at);
      client(text.slice(at, lineEnd < 0 ? undefined : lineEnd));
      at = lineEnd < 0 ? text.length : lineEnd;
      continue;
    }
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined || found === '') {
      at++;
      continue;
    }
    at += found.length;
    if (found === ';' || /^\\[gG]$/.test(found.trim())) end();
    else if (found.startsWith('\\')) client(found);
    else addToken(draft, found);
  }
  end();
  return statements;
}

function addToken(draft: Draft, found: string): void {
  const first = found.charAt(0);
  if (found.startsWith('--') || found.startsWith('/*') || (first === '#' && found.length > 1)) return;
  if (/^[eE]?'/.test(found)) {
    draft.strings.push(found.slice(found.indexOf("'") + 1, -1));
    draft.words.push("''");
  } else if (/^\$\w*\$/.test(found)) {
    draft.bodies.push(found.slice(found.indexOf('$', 1) + 1, found.lastIndexOf('$', found.length - 2)));
    draft.words.push("''");
  } else if (first === '"' || first === '`' || first === '[') {
    draft.words.push(found.length > 2 ? found.slice(1, -1).toLowerCase() : found);
  } else {
    const last = draft.words.at(-1);
    if (first === '(' && last !== undefined && /^[A-Z_][\w.]*$/.test(last))
      draft.calls.push(last.toLowerCase());
    draft.words.push(found.toUpperCase());
  }
}
