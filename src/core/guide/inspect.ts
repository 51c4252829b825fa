import type { Block, Command, Playbook, Problem, Step } from './guide.ts';
import type { Reading } from './read.ts';

/** A plain JSON value's object. */
type Json = Record<string, unknown>;

/** The version of the published contract. */
const schema = 1;

/** A reading as `inspect --json` publishes it: fields in the contract's order, absent ones left out, texts only where the contract has them. */
export function inspectGuide({ guide, problems }: Reading): Json {
  const { file, sha256, title, severities, contacts, playbooks, fences } = guide;
  return {
    schema,
    file,
    sha256,
    title,
    ...present({
      raw: guide.raw,
      titleLine: guide.titleLine,
      version: guide.version,
      status: guide.status,
      lastUpdated: guide.lastUpdated,
      nextUpdate: guide.nextUpdate,
      reviewSchedule: guide.reviewSchedule,
    }),
    severities,
    contacts,
    playbooks: playbooks.map(playbookJson),
    fences,
    problems: problems.map(problemJson),
  };
}

/** The fields that have a value: `undefined`, and a list without elements, is left out. */
function present(fields: Json): Json {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function playbookJson({
  id,
  title,
  kind,
  severity,
  line,
  endLine,
  detection,
  contact,
  phases,
}: Playbook): Json {
  return {
    id,
    title,
    kind,
    ...present({ severity }),
    line,
    endLine,
    ...present({
      detection: detection && {
        text: detection.text,
        ...present({ urls: detection.urls }),
        line: detection.line,
      },
      contact,
    }),
    phases: phases.map((phase) => ({
      id: phase.id,
      title: phase.title,
      kind: phase.kind,
      ...present({ timeLimitSeconds: phase.timeLimitSeconds }),
      line: phase.line,
      blocks: phase.blocks.map(blockJson),
    })),
  };
}

function blockJson({ line, endLine, info, runnable, sha256, steps }: Block): Json {
  return { line, endLine, info, runnable, sha256, steps: steps.map(stepJson) };
}

function stepJson(step: Step): Json {
  return {
    id: step.id,
    kind: step.kind,
    ...present({ ordinal: step.ordinal, option: step.option }),
    title: step.title,
    line: step.line,
    endLine: step.endLine,
    sha256: step.sha256,
    commands: step.commands.map(commandJson),
    ...present({ manual: step.manual, notes: step.notes, placeholders: step.placeholders }),
    danger: step.danger,
    interactive: step.interactive,
    longRunning: step.longRunning,
    ...present({ durationSeconds: step.durationSeconds, script: step.script }),
  };
}

function commandJson({ text, line, endLine, danger, note }: Command): Json {
  return { text, line, endLine, danger, ...present({ note }) };
}

function problemJson({ line, endLine, column, rule, severity, message, fix }: Problem): Json {
  return { line, endLine, column, rule, severity, message, ...(fix && { fix: true }) };
}
