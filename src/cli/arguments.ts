import { Argument, Command, CommanderError, Option } from 'commander';
import { statusSchema } from '../core/incident/event.ts';
import type { Status } from '../core/incident/event.ts';
import type { ExitCode } from './exit.ts';
import type { Workplace } from './workplace.ts';
import type { InJournal } from './records.ts';
import type { RunRequested } from './run-request.ts';
import { demand, incident, journal, json } from './words.ts';
import type { Ended, Printing } from './words.ts';
import { collect, collectValue, oneOf, seconds } from './typed-values.ts';
import { addRecordVerbs } from './record-verbs.ts';

/** What the door knows of the program. */
export interface Program {
  version: string;
  workplace: Workplace;
}

/**
 * Reads the words of a command line and does what they say. A word that means nothing ends with 2 and one line of words,
 * with a suggestion where one is near. Each verb's code is loaded when it is called, so that `--help` is quick.
 */
export async function runCommandLine(
  words: readonly string[],
  { version, workplace }: Program,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const ended: Ended = (code) => {
    exitCode = code;
  };
  const program = new Command('incident-runbook')
    .description(
      'Reads the incident guide you already have, runs its steps, and keeps a record of what happened.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        workplace.terminal.write(text);
      },
      outputError: (text) => {
        workplace.terminal.tell(text.replace(/^error: /, ''));
      },
    });
  addGuideVerbs(program, workplace, ended);
  addRun(program, workplace, ended);
  addReadingVerbs(program, workplace, ended);
  addTellingVerbs(program, workplace, ended);
  addAttach(program, workplace, ended);
  addAmend(program, workplace, ended);
  addRecordVerbs(program, workplace, ended);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function addGuideVerbs(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('inspect')
    .description('print a guide as it is understood')
    .argument('<GUIDE...>', 'Markdown files')
    .addOption(json())
    .action(async (guides: string[], options: Printing) => {
      const { inspect } = await import('./verbs/inspect.ts');
      ended(await inspect(workplace, guides, options));
    });
  program
    .command('lint')
    .description('print the problems of a guide; ends with 1 when one is an error')
    .argument('<GUIDE...>', 'Markdown files')
    .addOption(json())
    .option('--fix', 'mend in the file what can be mended without a person')
    .addOption(journal())
    .action(async (guides: string[], options: InJournal & Printing & { fix?: true }) => {
      const { lint } = await import('./verbs/lint.ts');
      ended(await lint(workplace, guides, options));
    });
}

function addRun(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('run')
    .description('open an incident, or join one, and run steps of a playbook')
    .argument('<GUIDE>', 'a Markdown file')
    .option('--playbook <ID>', 'the playbook, by the id that inspect gives')
    .option('--phase <ID>', 'run this phase; can be given several times', collect)
    .option('--step <ADDRESS>', 'run this step, PHASE/STEP; can be given several times', collect)
    .option('--option <N>', 'use this option of the playbook, or of the phase named with --phase')
    .option('--set <NAME=VALUE>', 'fill in a placeholder; can be given several times', collectValue)
    .addOption(
      new Option(
        '--allow <LEVEL>',
        'how much a step may do without asking: changes or destructive',
      ).argParser(oneOf(['changes', 'destructive'])),
    )
    .option('--incident <INCIDENT>', 'join this incident')
    .option('--shell <PATH>', 'the shell to run in ($SHELL when not given)')
    .option('--timeout <SECONDS>', 'stop a step after this time', seconds)
    .addOption(journal())
    .addOption(json('print each event once it is on disk, one JSON object a line, and a summary'))
    .action(async (guide: string, options: RunRequested) => {
      const { run } = await import('./verbs/run.ts');
      ended(await run(workplace, guide, options));
    });
}

function addReadingVerbs(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('incidents')
    .description('list all incidents, newest first')
    .addOption(journal())
    .addOption(json())
    .action(async (options: InJournal & Printing) => {
      const { incidents } = await import('./verbs/incidents.ts');
      ended(await incidents(workplace, options));
    });
  program
    .command('show')
    .description('print what an incident is now')
    .addArgument(incident())
    .addOption(journal())
    .addOption(json())
    .action(async (named: string, options: InJournal & Printing) => {
      const { show } = await import('./verbs/show.ts');
      ended(await show(workplace, named, options));
    });
  program
    .command('output')
    .description('print what a run printed')
    .argument('<RUN>', 'the id of a run, as show gives it')
    .option('--raw', 'exactly the stored bytes, escape sequences too')
    .addOption(journal())
    .action(async (run: string, options: InJournal & { raw?: true }) => {
      const { output } = await import('./verbs/output.ts');
      ended(await output(workplace, run, options));
    });
}

function addTellingVerbs(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('note')
    .description('add a note')
    .addArgument(incident())
    .argument('<TEXT>')
    .option('--at <TIME>', 'when it was: ISO 8601, or HH:MM for the last such time')
    .option('--by <NAME>', 'whose note it is')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(
      async (named: string, text: string, options: InJournal & Printing & { at?: string; by?: string }) => {
        const { note } = await import('./verbs/tell.ts');
        ended(await note(workplace, named, { text, ...options }));
      },
    );
  program
    .command('status')
    .description('set the status')
    .addArgument(incident())
    .addArgument(new Argument('<STATUS>', statuses.join(', ')).argParser(oneOf(statuses)))
    .option('--reason <TEXT>', 'why; resolved needs one unless the last verification passed')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(
      async (
        named: string,
        status: Status | 'closed',
        options: InJournal & Printing & { reason?: string },
      ) => {
        const { status: setStatus } = await import('./verbs/tell.ts');
        ended(await setStatus(workplace, named, { status, ...options }));
      },
    );
  program
    .command('severity')
    .description('set the severity')
    .addArgument(incident())
    .argument('<NAME>', "a name of the guide's severity matrix")
    .option('--reason <TEXT>', 'why')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(
      async (
        named: string,
        severity: string,
        options: InJournal & Printing & { reason?: string },
        command: Command,
      ) => {
        const reason = demand(options.reason?.trim(), command, '--reason TEXT');
        const { severity: setSeverity } = await import('./verbs/tell.ts');
        ended(await setSeverity(workplace, named, { ...options, severity, reason }));
      },
    );
  program
    .command('done')
    .description('say that a step was done by hand')
    .addArgument(incident())
    .argument('<STEP>', 'PHASE/STEP')
    .option('--note <TEXT>', 'what there is to say of it')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(async (named: string, step: string, options: InJournal & Printing & { note?: string }) => {
      const { done } = await import('./verbs/tell.ts');
      ended(await done(workplace, named, { step, ...options }));
    });
}

function addAttach(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('attach')
    .description('copy a file into the record, or put the address of something into it')
    .addArgument(incident())
    .argument('<FILE|LINK>', 'a file, or an address that begins with http:// or https://')
    .option('--title <TEXT>', 'what it shows')
    .option('--at <TIME>', 'when what it shows happened: ISO 8601, or HH:MM for the last such time')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(
      async (
        named: string,
        what: string,
        options: InJournal & Printing & { title?: string; at?: string },
      ) => {
        const { attach } = await import('./verbs/tell.ts');
        ended(await attach(workplace, named, { what, ...options }));
      },
    );
}

function addAmend(program: Command, workplace: Workplace, ended: Ended): void {
  program
    .command('amend')
    .description('correct the words or the time of an event; its line stays in the record')
    .addArgument(incident())
    .argument('<EVENT>', "an event's id, as show --json gives it")
    .option('--at <TIME>', 'when it was: ISO 8601, or HH:MM for the last such time')
    .option('--text <TEXT>', 'the right words')
    .option('--why <TEXT>', 'why')
    .addOption(journal())
    .addOption(json('print the event'))
    .action(async (named: string, event: string, options: AmendTyped, command: Command) => {
      const why = demand(options.why?.trim(), command, '--why TEXT');
      demand(options.at ?? options.text, command, '--at TIME or --text TEXT');
      const { amendEvent } = await import('./verbs/tell.ts');
      ended(await amendEvent(workplace, named, { ...options, event, why }));
    });
}

type AmendTyped = InJournal & Printing & { at?: string; text?: string; why?: string };

const statuses = [...statusSchema.options, 'closed'] as const;
