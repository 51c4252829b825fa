import type { Problem } from '../core/guide/guide.ts';
import type { Finding } from '../core/incident/chain.ts';
import type { Danger } from '../core/shell/danger.ts';

/** Parts of a line with a dot between them; those that are absent are left out. */
export function dotted(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== false && part !== undefined && part !== '').join(' · ');
}

/** One JSON object or array, and its newline: what a program reads line by line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** `changes: restarts a service`. */
export function dangerWords({ level, reason }: Danger): string {
  return reason === undefined ? level : `${level}: ${reason}`;
}

/** `guide.md:12:3: warning: …  (rule)`: the shape that editors and CI know. */
export function problemLine(file: string, { line, column, severity, message, rule }: Problem): string {
  return `${file}:${line}:${column}: ${severity}: ${message} (${rule})`;
}

/** `events/<writer>.jsonl:12: altered: …`. */
export function findingLine({ file, line, kind, event, message }: Finding): string {
  const at = line > 0 ? `${file}:${line}` : file;
  return `${at}: ${kind}: ${message}${event === undefined ? '' : ` (${event})`}`;
}
