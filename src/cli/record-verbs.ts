import { Option } from 'commander';
import type { Command } from 'commander';
import type { InJournal } from './records.ts';
import { oneOf } from './typed-values.ts';
import type { ExportRequested } from './verbs/export.ts';
import { demand, incident, incidentWords, journal, json } from './words.ts';
import type { Ended, Printing } from './words.ts';
import type { Workplace } from './workplace.ts';

/** The verbs about a record as a whole: whether it is intact, what leaves it, where it goes. */
export function addRecordVerbs(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('verify')
    .description('hold a record against its own hashes; ends with 1 when it is damaged; never writes')
    .argument('<INCIDENT...>', incidentWords)
    .addOption(journal())
    .addOption(json())
    .action(async (named: string[], options: InJournal & Printing) => {
      const { verify } = await import('./verbs/verify.ts');
      ended(await verify(workplace, named, options));
    });
  program
    .command('remove')
    .description('delete what a run printed, for good: that it was there stays said')
    .argument('<RUN>', 'the id of a run, as show gives it')
    .option('--why <TEXT>', 'why')
    .addOption(journal())
    .action(async (run: string, options: InJournal & { why?: string }, command: Command) => {
      const why = demand(options.why?.trim(), command, '--why TEXT');
      const { remove } = await import('./verbs/remove.ts');
      ended(await remove(workplace, run, { ...options, why }));
    });
  program
    .command('redact')
    .description(
      'say what of a file would be marked as secret, never the value; ends with 1 when anything would',
    )
    .option('--check <FILE>', 'the file')
    .action(async ({ check }: { check?: string }, command: Command) => {
      const file = demand(check, command, '--check FILE');
      const { checkRedaction } = await import('./verbs/redact.ts');
      ended(await checkRedaction(workplace, file));
    });
  program
    .command('export')
    .description('print the post-mortem, or bring a file of it up to date')
    .addArgument(incident())
    .addOption(
      new Option('--format <FORMAT>', 'how it is written: md, json or html')
        .argParser(oneOf(['md', 'json', 'html']))
        .default('md'),
    )
    .option('--whole', 'the incident with all that belongs to it, as one tar; import takes it in')
    .option('--out <FILE>', 'write this file; what people wrote in it is kept')
    .option('--force', "replace a file that isn't this incident's post-mortem")
    .addOption(journal())
    .action(
      async (named: string, { whole, ...options }: ExportRequested & { whole?: true }, command: Command) => {
        if (whole) {
          const out = demand(options.out, command, '--out FILE');
          const { exportWhole } = await import('./verbs/whole.ts');
          ended(await exportWhole(workplace, named, { ...options, out }));
          return;
        }
        const { exportIncident } = await import('./verbs/export.ts');
        ended(await exportIncident(workplace, named, options));
      },
    );
  program
    .command('import')
    .description(
      'take in an incident that was exported whole, once everything in it was held against its hashes',
    )
    .argument('<FILE>', 'what export --whole wrote')
    .addOption(journal())
    .action(async (file: string, options: InJournal) => {
      const { importWhole } = await import('./verbs/whole.ts');
      ended(await importWhole(workplace, file, options));
    });
}
