import { changes, destroys, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { brief } from './rows.ts';

type Shell = (text: string) => Assessment;

/** psql's backslash commands, sqlite3's dot commands. */
const clientRows: readonly [RegExp, (rest: string, shell: Shell) => Assessment][] = [
  [/^\\!\s*/, (rest, shell) => shell(rest)],
  [
    /^\\copy\b/i,
    (rest) =>
      /\bfrom\b(?![^(]*\))/i.test(rest)
        ? changes('loads rows into a table')
        : /\bto\s+(?:stdout|pstdout)/i.test(rest)
          ? reads
          : changes('writes rows into a file'),
  ],
  [
    /^\\(?:i|ir|include|include_relative)\b/,
    (rest) => notKnown(`runs the SQL file ${brief(rest)}: what it does is not known`),
  ],
  [/^\\watch\b/, () => ({ ...reads, longRunning: true })],
  [/^\\gexec\b/, () => notKnown('runs the SQL that a query makes: what it does is not known')],
  [/^\\(?:o|out|w|write)\b\s*\S/, (rest) => changes(`writes to ${brief(rest)}`)],
  [
    /^\\(?:e|edit|ef|ev|password)\b/,
    () => ({ ...changes('opens a prompt or an editor'), interactive: true }),
  ],
  [
    /^\\lo_(?:import|unlink)\b/,
    (rest) => (/unlink/.test(rest) ? destroys('deletes a large object') : changes('loads a large object')),
  ],
  [/^\\/, () => reads],
  [/^\.(?:shell|system)\s+/, (rest, shell) => shell(rest)],
  [/^\.restore\b/, () => destroys('overwrites the database with a backup')],
  [/^\.(?:read)\b/, (rest) => notKnown(`runs the SQL file ${brief(rest)}: what it does is not known`)],
  [
    /^\.(?:backup|save|clone|output|once|import|archive|log|recover)\b/,
    (rest) => changes(`writes to ${brief(rest)}`),
  ],
  [/^\./, () => reads],
];

/** What a client's own command does; what it hands to the shell is judged there. */
export function assessClient(line: string, shell: Shell): Assessment {
  for (const [pattern, harm] of clientRows) {
    if (pattern.test(line)) return harm(line.replace(pattern, '').trim() || line, shell);
  }
  return reads;
}
