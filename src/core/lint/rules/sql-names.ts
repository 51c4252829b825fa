import type { SqlStatement } from '../../shell/programs/sql-tokens.ts';

const keywords: ReadonlySet<string> = new Set(
  `SELECT DISTINCT ON FROM WHERE AND OR NOT IN IS NULL LIKE ILIKE SIMILAR TO BETWEEN CASE WHEN THEN ELSE END AS GROUP BY ORDER ASC
  DESC NULLS FIRST LAST LIMIT OFFSET FETCH NEXT ROW ROWS ONLY HAVING TRUE FALSE INTERVAL DATE TIME TIMESTAMP TIMESTAMPTZ AT ZONE
  CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME CURRENT_USER SESSION_USER USER LOCALTIMESTAMP CURRENT_DATABASE CURRENT_SCHEMA ANY ALL
  SOME EXISTS OVER PARTITION FILTER WITHIN FOR UPDATE COLLATE ESCAPE CAST EXTRACT EPOCH DAY HOUR MINUTE SECOND MONTH YEAR WEEK ARRAY
  UNKNOWN USING WINDOW RANGE UNBOUNDED PRECEDING FOLLOWING CURRENT POSITION SUBSTRING BOTH LEADING TRAILING TRIM INT INTEGER BIGINT
  SMALLINT TEXT VARCHAR CHAR NUMERIC DECIMAL FLOAT REAL DOUBLE PRECISION BOOLEAN BOOL REGCLASS REGPROC REGNAMESPACE OID INET JSON
  JSONB BYTEA UUID NAME`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * The names in a plain query that can only be columns of its one relation, in lower case. Nothing of a statement that is more than
 * `SELECT … FROM relation …`: there a name may come from elsewhere.
 */
export function unknownNames({ words }: SqlStatement, relation: string): string[] {
  if (words[0] !== 'SELECT' || words.filter((word) => word === 'SELECT').length > 1) return [];
  const from = words.indexOf('FROM');
  if (words.some((word) => word === 'JOIN' || word === 'UNION' || word === 'WITH')) return [];
  const behind = words[from + 2] ?? '';
  if (behind === ',' || behind === '(') return []; // a second relation, or a function's rows
  const aliases = new Set([relation, 'pg_catalog', ...aliasesOf(words)]);
  const isColumn = (word: string, at: number): boolean =>
    at !== from + 1 &&
    /^[A-Z_]\w*(?:\.[A-Z_]\w*)?$/.test(word) &&
    !keywords.has(word) &&
    words[at + 1] !== '(' &&
    words[at - 1] !== 'AS' &&
    !/^[$:]$/.test(words[at - 1] ?? '') &&
    !aliases.has(word.toLowerCase());
  const columns = words.filter(isColumn).map((word) => word.toLowerCase());
  const own = columns.flatMap((word) => {
    const [first = '', second] = word.split('.');
    return second === undefined ? first : aliases.has(first) ? second : [];
  });
  return [...new Set(own)].filter((name) => !aliases.has(name));
}

/** Names that the statement gives itself: behind AS, and behind a value without it (`count(*) total`, `FROM pg_class c`). */
function aliasesOf(words: readonly string[]): string[] {
  const isValue = (word: string): boolean =>
    word === ')' || word === "''" || /^\d/.test(word) || (/^[A-Z_][\w.]*$/.test(word) && !keywords.has(word));
  return words.flatMap((word, at) => {
    const before = words[at - 1] ?? '';
    const isName = /^[A-Za-z_]\w*$/.test(word) && !keywords.has(word);
    return isName && (before === 'AS' || before === 'END' || isValue(before)) ? [word.toLowerCase()] : [];
  });
}
