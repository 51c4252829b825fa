import assert from 'node:assert/strict';
import { readGuide } from '../../../src/core/guide/read.ts';
import type { Grammar } from '../../../src/core/shell/syntax.ts';
import { grammar } from '../../grammar.ts';

const bash = (text: string): string => `\`\`\`bash\n${text}\n\`\`\`\n`;

/** Texts that a person writes by accident, or to do harm; as long as they are asked to be. */
const hostile: readonly [name: string, text: (times: number) => string][] = [
  ['open brackets', (times) => '['.repeat(times)],
  ['pictures that never end', (times) => '!['.repeat(times)],
  ['runs of backticks', (times) => 'x` y`` z``` '.repeat(times)],
  ['emphasis that never closes', (times) => '**a _b '.repeat(times)],
  ['quotes', (times) => '> a\n'.repeat(times)],
  ['lists', (times) => '- a\n  - b\n'.repeat(times)],
  ['a console of open quotes', (times) => `\`\`\`console\n${'$ echo "\n'.repeat(times)}\`\`\`\n`],
  ['a console of here-documents', (times) => `\`\`\`console\n${'$ cat <<A\nx\n'.repeat(times)}\`\`\`\n`],
  ['a console of backslashes', (times) => `\`\`\`console\n$ a${' \\\nb'.repeat(times)}\n\`\`\`\n`],
  ['gaps', (times) => `\`\`\`bash\necho ${'<a> {{b}} '.repeat(times)}\n\`\`\`\n`],
  ['hidden characters', (times) => `\`\`\`bash\n${'echo \u200B\u2013a\n'.repeat(times)}\`\`\`\n`],
  ['label lines', (times) => '**Recovery:** a\n'.repeat(times)],
  [
    'contacts and playbooks',
    (times) =>
      `| Issue | Owner |\n|---|---|\n${'| redis | a |\n'.repeat(times)}\n${'## redis\n\n```\ndf\n```\n'.repeat(times)}`,
  ],
  ['damaged lines', (times) => 'a √© ‚Äî b\n'.repeat(times)],
  ['one line of a megabyte', (times) => 'word '.repeat(times * 70)],
  ['a word of a megabyte', (times) => bash('a'.repeat(times * 350))],
  ['headings', (times) => '## Redis down\n\n'.repeat(times)],
  ['a row of cells', (times) => `${'| a '.repeat(times)}|\n${'|---'.repeat(times)}|\n`],
  ['HTML that never ends', (times) => `${'<div>'.repeat(times)}\n${'<!-- '.repeat(times)}`],
  ['front matter that never ends a bracket', (times) => `---\n${'a: [\n'.repeat(times)}---\n`],
  ['a fence that swallows the rest', (times) => `~~~bash\n${'ls -l\n```bash\n'.repeat(times)}`],
  ['branches in branches', (times) => bash(`${'if true; then\n'.repeat(times)}ls\n${'fi\n'.repeat(times)}`)],
  ['subshells that never close', (times) => bash('('.repeat(times))],
  ['substitutions in substitutions', (times) => bash(`echo ${'$('.repeat(times)}date${')'.repeat(times)}`)],
  ['wrappers in wrappers', (times) => bash(`${'sudo '.repeat(times)}ls`)],
  ['functions that call each other', (times) => bash(`${'f() { f; f; }\n'.repeat(times)}f`)],
  ['texts for other shells', (times) => bash('sh -c \'sh -c "ls; df"\'\n'.repeat(times))],
  ['a text of SQL', (times) => bash(`psql -c "${'SELECT a FROM b; '.repeat(times)}"`)],
];

/** Characters that the grammar is given for a text: work that can be counted. */
function parsedFor(text: string): number {
  let characters = 0;
  const counting: Grammar = {
    ...grammar,
    parse(source) {
      characters += source.length;
      return grammar.parse(source);
    },
  };
  readGuide(text, 'guide.md', counting);
  return characters;
}

/** Milliseconds of the processor, the lesser of two. */
function processorMs(text: string): number {
  const times = [1, 2].map(() => {
    const start = process.cpuUsage();
    readGuide(text, 'guide.md', grammar);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('reading takes work in proportion to the text', () => {
  for (const [name, text] of hostile) {
    const small = `## A\n\n${text(300)}`;
    const large = `## A\n\n${text(3000)}`;

    it(`counted, of ${name}`, () => {
      const ratio = parsedFor(large) / Math.max(parsedFor(small), 1000);
      assert.ok(ratio <= 11, `ten times the text gave the grammar ${ratio.toFixed(1)} times as much`);
    });

    it(`in time, of ${name}`, () => {
      processorMs(small);
      // Ten times the text: a quadratic reader takes a hundred times as long.
      const ratio = processorMs(large) / Math.max(processorMs(small), 1);
      assert.ok(ratio < 40, `ten times the text took ${ratio.toFixed(1)} times as long`);
    });
  }
});
