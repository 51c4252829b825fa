import type { Guide, Phase, Playbook, Step } from '../../core/guide/guide.ts';
import { inspectGuide } from '../../core/guide/inspect.ts';
import { lastedSeconds } from '../../core/incident/time.ts';
import { stepsOf } from '../../core/guide/walk.ts';
import type { ExitCode } from '../exit.ts';
import { openGuide } from '../guides.ts';
import { dangerWords, dotted, jsonLine, problemLine } from '../print.ts';
import type { Paint } from '../terminal.ts';
import type { Workplace } from '../workplace.ts';

/** `inspect GUIDE… [--json]`: each guide as it was understood. One that can't be read doesn't keep the others from being shown. */
export async function inspect(
  workplace: Workplace,
  files: readonly string[],
  options: { json?: true },
): Promise<ExitCode> {
  const { terminal } = workplace;
  let exitCode: ExitCode = 0;
  for (const file of files) {
    const opened = await openGuide(workplace, file);
    if (opened.kind === 'refusal') {
      exitCode = 2;
      terminal.tell(opened.message);
      if (options.json) terminal.write(jsonLine({ schema: 1, file, error: opened.message }));
      continue;
    }
    const { guide, problems } = opened;
    if (options.json) {
      terminal.write(jsonLine(inspectGuide(opened)));
    } else {
      const lines = [
        ...outline(guide, terminal.paint),
        ...problems.map((problem) => problemLine(file, problem)),
      ];
      terminal.write(`${lines.join('\n')}\n`);
    }
  }
  return exitCode;
}

function outline(guide: Guide, paint: Paint): string[] {
  const version = guide.version && `version ${guide.version}`;
  const updated = guide.lastUpdated && `updated ${guide.lastUpdated}`;
  return [
    dotted(paint.bold(guide.title), guide.file, version, guide.status, updated),
    ...guide.severities.map(
      ({ name, impact, responseSeconds }) =>
        `  ${dotted(name, impact, responseSeconds !== undefined && `response in ${lastedSeconds(responseSeconds)}`)}`,
    ),
    ...guide.playbooks.flatMap((playbook) => playbookLines(playbook, paint)),
    '',
  ];
}

function playbookLines(playbook: Playbook, paint: Paint): string[] {
  const { title, id, kind, severity, line, endLine, detection } = playbook;
  return [
    '',
    dotted(paint.bold(title), id, severity, kind === 'tool' && 'tool', `lines ${line}–${endLine}`),
    ...(detection ? [`  detected by: ${detection.text}`] : []),
    ...playbook.phases.flatMap((phase) => phaseLines(phase, paint)),
  ];
}

function phaseLines(phase: Phase, paint: Paint): string[] {
  return [
    `  ${phase.title === '' ? phase.id : phase.title} ${paint.dim(`(${phase.kind})`)}`,
    ...stepsOf(phase).map(({ step }) => `    ${stepLine(phase, step, paint)}`),
  ];
}

function stepLine(phase: Phase, step: Step, paint: Paint): string {
  const marks = dotted(
    step.danger.level !== 'safe' && dangerWords(step.danger),
    step.interactive && 'interactive',
    step.longRunning && 'long-running',
    step.commands.length === 0 && 'by hand',
    ...step.placeholders.map(({ name }) => `needs ${name}`),
  );
  return dotted(`${phase.id}/${step.id}`, step.title, marks && paint.dim(marks));
}
