import type { ReadyPlan } from '../actions/run-all.ts';
import type { ShellText } from '../core/run/shell-choice.ts';
import { processShell } from '../node/process.ts';
import type { ProcessShell } from '../node/process.ts';
import { findRecorder } from '../node/recorder.ts';
import { openSpool } from '../node/spool.ts';
import type { Shell } from '../ports.ts';
import type { RunRequested } from './run-request.ts';
import type { Workplace } from './workplace.ts';

/** The one shell of a `run`: as it was typed, else the person's own, else `/bin/sh`. */
export async function shellForRun(
  workplace: Workplace,
  plan: ReadyPlan,
  { shell, json }: RunRequested,
): Promise<ProcessShell> {
  const { env, cwd, person } = workplace.terminal;
  return processShell({
    shell: shell ?? (env['SHELL'] || '/bin/sh'),
    cwd,
    env,
    spool: await openSpool(env),
    grammar: await workplace.grammar(),
    ...(person && !json && { terminal: person }),
    planned: plan.flatMap(({ block, ready }): ShellText[] =>
      ready && block.shell ? [{ language: block.shell, commands: ready.commands }] : [],
    ),
  });
}

/** Who puts a step's output before the person: the step itself, where it runs on a terminal that can be recorded. */
export async function outputOf({ terminal }: Workplace): Promise<'printed' | 'on-screen'> {
  return terminal.person && (await findRecorder(terminal.env)) ? 'on-screen' : 'printed';
}

/** The same shell, telling what a person should know about the way a step runs: as it starts, and what came up until its end. */
export function toldShell<Wrapped extends Shell>(shell: Wrapped, notice: (words: string) => void): Wrapped {
  return {
    ...shell,
    async start(request, signal) {
      const result = await shell.start(request, signal);
      if (result.kind === 'refused') return result;
      const { execution } = result;
      const told = execution.notices.length;
      for (const words of execution.notices) notice(words);
      const ended = execution.ended.finally(() => {
        for (const words of execution.notices.slice(told)) notice(words);
      });
      return { ...result, execution: { ...execution, ended } };
    },
  };
}
