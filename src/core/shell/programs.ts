import { families } from './programs/families.ts';
import { readFamilies } from './programs/rows.ts';
import type { Program } from './programs/rows.ts';

/** What every program that we know does to the world, by name. */
export const programs: ReadonlyMap<string, Program> = readFamilies(families);

/** The row of a program called by its name or path. Start scripts in `/etc/init.d` are services. */
export function programNamed(name: string): Program | undefined {
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
export function isKnownProgram(name: string): boolean {
  return programNamed(name) !== undefined;
}
