import { format } from 'prettier';
import { fronts, shells } from './shell-cases.ts';
import type { Front, ShellName } from './shell-cases.ts';

/** By front and row: what came of it in each shell. */
export type Cells = Map<string, Partial<Record<ShellName, string>>>;

const headings: Readonly<Record<Front, string>> = {
  pipe: 'Without a terminal: the command line in a script or in CI',
  terminal: 'In a terminal: at the prompt of a person’s shell, recorded',
};

const opening = `# What each shell gives

Made by the tests that run each of these steps in each shell; they fail when one gives something else. A cell says how each command of
the step ended, in their order: its exit code, or its signal's name; in parentheses that of every part of a pipe, where the shell
tells; \`+2\` are two commands that were not reached. Behind the arrow is what the step came to.
`;

/** The page \`docs/shells.md\`. */
export function shellsPage(cells: Cells): Promise<string> {
  const text = [opening, ...fronts.map((front) => sectionOf(front, cells))].join('\n');
  return format(text, { parser: 'markdown', printWidth: 110 });
}

function sectionOf(front: Front, cells: Cells): string {
  const rows = [...cells].filter(([key]) => key.startsWith(`${front} `));
  const table = [
    ['Step', ...shells],
    ['---', ...shells.map(() => '---')],
    ...rows.map(([key, row]) => [key.slice(front.length + 1), ...shells.map((shell) => cellOf(row[shell]))]),
  ];
  return [`## ${headings[front]}`, '', ...table.map((row) => `| ${row.join(' | ')} |`), ''].join('\n');
}

/** A hundred times 0 is `0 ×100`. */
function cellOf(gave: string | undefined): string {
  return (gave ?? '')
    .replace(/\b(\S+)(?: \1){4,}(?= )/g, (all, one: string) => `${one} ×${all.split(' ').length}`)
    .replace('=>', '→');
}
