import { durationSeconds } from '../duration.ts';
import type { Contact, Severity } from './guide.ts';
import type { Item, Table } from './markdown.ts';

/** Names of columns, by what the table says in them. The first that fits a header counts. */
const columns = {
  severity: /^(?:severity|sev\b|priority|level)/i,
  response: /\bresponse\b|\brespond\b|^sla\b|\backnowledge|\btime to (?:respond|ack)|^ack\b|^target time/i,
  impact: /^(?:impact|description|definition|meaning|criteria|what)/i,
  examples: /^examples?\b/i,
  issue: /^(?:issue|incident|service|problem|area|component|system|topic|alert|type|subject)\b/i,
  primary: /^(?:primary|contact|on-?\s?call|owner|owning|team|who|first|responsible)/i,
  secondary: /^(?:secondary|backup|escalat|second|fallback|deputy)/i,
  notes: /^(?:notes?|comments?|remarks?|instructions?|details)\b/i,
} as const;

type Column = keyof typeof columns;

/** The rows of the first table with a severity and a response-time column, as written. */
export function readSeverities(items: readonly Item[]): Severity[] {
  const table = tablesOf(items).find((each) => isMatrix(each));
  return table ? table.rows.map((row) => severity(table, row)).filter(({ name }) => name !== '') : [];
}

function isMatrix(table: Table): boolean {
  return has(table, 'severity') && has(table, 'response');
}

function severity(table: Table, row: Table['rows'][number]): Severity {
  const impact = cellText(table, row, 'impact');
  const responseSeconds = durationSeconds(cellText(table, row, 'response'));
  return {
    name: cellText(table, row, 'severity'),
    ...(impact !== '' && { impact }),
    ...(responseSeconds !== undefined && { responseSeconds }),
    examples: cellText(table, row, 'examples')
      .split(/\s*[,;]\s*/)
      .filter((example) => example !== ''),
    line: row.line,
  };
}

/** The rows of every table that says whom to call for an issue or service. */
export function readContacts(items: readonly Item[]): Contact[] {
  return tablesOf(items)
    .filter(
      (table) =>
        has(table, 'issue') && (has(table, 'primary') || has(table, 'secondary')) && !isMatrix(table),
    )
    .flatMap((table) => table.rows.map((row) => contact(table, row)))
    .filter(({ issue }) => issue !== '');
}

function contact(table: Table, row: Table['rows'][number]): Contact {
  const primary = cellText(table, row, 'primary');
  const secondary = cellText(table, row, 'secondary');
  const notes = cellText(table, row, 'notes');
  return {
    issue: cellText(table, row, 'issue'),
    ...(primary !== '' && { primary }),
    ...(secondary !== '' && { secondary }),
    ...(notes !== '' && { notes }),
    line: row.line,
  };
}

function tablesOf(items: readonly Item[]): Table[] {
  return items.filter((item) => item.kind === 'table');
}

function has(table: Table, column: Column): boolean {
  return columnAt(table, column) >= 0;
}

function columnAt({ header }: Table, column: Column): number {
  return header.findIndex(({ text }) => columns[column].test(text));
}

function cellText(table: Table, { cells }: Table['rows'][number], column: Column): string {
  const at = columnAt(table, column);
  return at < 0 ? '' : (cells[at]?.text ?? '');
}
