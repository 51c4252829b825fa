import { readProgram } from './programs/rows.ts';
import type { Program, Programs, ProgramText } from './programs/rows.ts';
import { specials } from './programs/specials.ts';

/**
 * What every program that we know does to the world, from the texts of `programs/*.rows`, in which a program stands once.
 * Paragraphs with a blank line between them:
 *
 *     # A comment.
 *     gzip bzip2 xz        programs that are alike, on one line or several
 *       valued: -S         options with a value, as `optionStyle` reads them; `as tar`: those of tar, which stands above
 *       single-dash        `-word` is one option
 *       reads: -l|--list   the rows, as `rows.ts` reads them
 *
 * What rows can't tell of a program is in `specials.ts`. Undefined where a text is not whole.
 */
export function readPrograms(texts: readonly string[]): Programs | undefined {
  const programs = new Map<string, Program>();
  const valuedOf = new Map<string, string>();
  for (const text of texts) {
    const entries = readEntries(text);
    if (!entries) return undefined;
    for (const { names, valued: written, ...others } of entries) {
      const like = /^as (\S+)$/.exec(written)?.[1];
      const valued = like === undefined ? written : valuedOf.get(like);
      if (valued === undefined) return undefined;
      const program = readProgram({ valued, ...others });
      for (const name of names) {
        valuedOf.set(name, valued);
        programs.set(name, { name, ...program });
      }
    }
  }
  return programs.size > 0 ? withSpecials(programs) : undefined;
}

interface Entry extends ProgramText {
  names: readonly string[];
}

const setting = /^(?:single-dash$|valued: \S)/;
const row = /^(?:also |runs|reads|changes|destroys|unknown)[a-z ]*:/;

/** A row that was cut off could say "reads" of every call: a text that does not end, or has a line of no kind, is not taken at all. */
function readEntries(text: string): Entry[] | undefined {
  const entries: Entry[] = [];
  for (const paragraph of text.trimEnd().split(/\n{2,}/)) {
    const lines = paragraph.split('\n').filter((line) => !/^ *#/.test(line));
    const names = lines.filter((line) => !line.startsWith(' '));
    const said = lines.filter((line) => line.startsWith(' ')).map((line) => line.trim());
    const rows = said.filter((line) => row.test(line));
    const set = said.filter((line) => setting.test(line));
    const isHalf = lines.length > 0 && (names.length === 0 || said.length === 0);
    if (isHalf || rows.length + set.length < said.length) return undefined;
    entries.push({
      names: names.flatMap((line) => line.match(/\S+/g) ?? []),
      rows,
      valued: set.flatMap((line) => /^valued: (.*)/.exec(line)?.[1] ?? []).join(' '),
      singleDash: set.includes('single-dash'),
    });
  }
  return text.endsWith('\n') ? entries : undefined;
}

function withSpecials(programs: Map<string, Program>): Programs {
  const plain = readProgram({ rows: [], valued: '', singleDash: false });
  for (const [names, special] of Object.entries(specials))
    for (const name of names.split(' '))
      programs.set(name, { ...plain, ...programs.get(name), name, special });
  return programs;
}

/** The row of a program called by its name or path. Start scripts in `/etc/init.d` are services. */
export function programNamed(name: string, programs: Programs): Program | undefined {
  if (!name.includes('/')) return programs.get(name);
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (/(?:^|\/)(?:init|rc)\.d\//.test(name)) return programs.get('init-script');
  if (/^\.{0,2}\/(?!(?:usr|bin|sbin|opt|snap|etc|nix)\/)/.test(name) && !wrappersInTree.has(base))
    return undefined;
  return programs.get(base);
}

/** Programs that projects carry along under their own name: `./gradlew`, `./manage.py`, `./bin/rails`. */
const wrappersInTree: ReadonlySet<string> = new Set([
  'gradlew',
  'mvnw',
  'rails',
  'rake',
  'artisan',
  'manage.py',
  'console',
]);

/** Whether a word is the name of a program that we know: tells commands from sample output. */
export function isKnownProgram(name: string, programs: Programs): boolean {
  return programNamed(name, programs) !== undefined;
}
