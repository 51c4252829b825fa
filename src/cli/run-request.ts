import { preparePlan } from '../actions/run-all.ts';
import type { ReadyPlan } from '../actions/run-all.ts';
import type { GuideSource } from '../actions/open.ts';
import type { RunContext, RunLimit } from '../actions/run.ts';
import type { Guide, Playbook } from '../core/guide/guide.ts';
import { composeFileOf, isComposeProgram } from '../core/guide/compose.ts';
import { lastTarget } from '../core/incident/last-target.ts';
import type { IncidentState } from '../core/incident/state.ts';
import { suggestion } from '../core/run/nearest.ts';
import type { Where } from '../core/run/where.ts';
import { planRun } from '../core/run/plan.ts';
import { stepsOf } from '../core/guide/walk.ts';
import { pathInRecord } from '../node/guide-path.ts';
import { otherCompose } from '../node/other-compose.ts';
import { readTarget } from '../node/target.ts';
import type { Journals, Place } from '../ports.ts';
import { askByFlags, nobodyAt, refusalWords } from './ask.ts';
import type { Answerer } from './ask.ts';
import { notWritten, refused, unknownWords } from './exit.ts';
import type { Refusal } from './exit.ts';
import { openGuide } from './guides.ts';
import { findRecord, journalsFor } from './records.ts';
import type { FoundRecord, InJournal } from './records.ts';
import type { Workplace } from './workplace.ts';

/** What a `run` command line says. */
export interface RunRequested extends InJournal {
  playbook?: string;
  phase?: readonly string[];
  step?: readonly string[];
  option?: string;
  set?: ReadonlyMap<string, string>;
  allow?: 'changes' | 'destructive';
  incident?: string;
  shell?: string;
  timeout?: number;
  json?: true;
}

/** A run that may begin: everything is known, allowed and filled in, and nothing has been written yet. */
export interface CheckedRun {
  kind: 'checked';
  source: GuideSource;
  playbook: Playbook;
  plan: ReadyPlan;
  journals: Journals;
  /** The id of the incident that it joins; without one it opens its own. */
  joins?: string;
  limit?: RunLimit;
}

/** What a run that is going on knows. */
export interface LiveRun {
  interrupted: AbortSignal;
  /** Where its last step left its shell. */
  where: () => Promise<Where | undefined>;
}

/** Checks a `run` command line against the guide, the incident that it joins, and what its flags allow. */
export async function checkRun(
  workplace: Workplace,
  file: string,
  requested: RunRequested,
  live: LiveRun,
): Promise<CheckedRun | Refusal> {
  const opened = await openGuide(workplace, file);
  if (opened.kind === 'refusal') return opened;
  const { guide, path, bytes } = opened;
  const playbook = guide.playbooks.find(({ id }) => id === requested.playbook);
  if (!playbook) return noPlaybook(guide, requested.playbook);
  const selection = {
    phases: requested.phase ?? [],
    steps: requested.step ?? [],
    ...(requested.option !== undefined && { option: requested.option }),
  };
  const planned = planRun(playbook, selection);
  if (planned.kind !== 'plan') {
    return planned.kind === 'unknown' ? unknownWords(planned.message) : refused(planned.message);
  }
  const unknownName = unknownPlaceholder(playbook, requested.set ?? new Map());
  if (unknownName) return unknownName;

  const found = await recordFor(workplace, path, requested);
  if (found.kind === 'refusal') return found;
  const { journals, record } = found;
  const source: GuideSource = { guide, text: bytes, path: pathInRecord(journals.folder, path) };
  const inTheWay = record && joining(record, source, playbook);
  if (inTheWay) return inTheWay;

  const context = contextOf(workplace, requested, await workplace.place(), {
    ...live,
    state: record?.state,
    composeFile: composeFileOf(guide),
  });
  const tool = playbook.kind === 'tool' ? playbook.id : undefined;
  const prepared = await preparePlan(planned.steps, context, tool);
  if (prepared.kind === 'declined') return refused(refusalWords(prepared.question));
  return {
    kind: 'checked',
    source,
    playbook,
    plan: prepared.plan,
    journals,
    ...(record && { joins: record.id }),
    ...(requested.timeout !== undefined && { limit: { seconds: requested.timeout, reason: 'timeout' } }),
  };
}

function noPlaybook(guide: Guide, id: string | undefined): Refusal {
  const known = guide.playbooks.map((playbook) => playbook.id);
  if (known.length === 0) return unknownWords(`There is no playbook in ${guide.file}.`);
  if (id === undefined) return unknownWords(`--playbook says which is run; there is ${known.join(', ')}`);
  return unknownWords(`There is no playbook "${id}" in ${guide.file}${suggestion(id, known)}`);
}

/** A name may belong to a step that doesn't run this time, so that one command line serves a whole playbook. */
function unknownPlaceholder(playbook: Playbook, values: ReadonlyMap<string, string>): Refusal | undefined {
  const steps = playbook.phases.flatMap((phase) => stepsOf(phase).map(({ step }) => step));
  const known = [...new Set(steps.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)))];
  const unknown = [...values.keys()].find((name) => !known.includes(name) && !isComposeProgram(name));
  if (unknown === undefined) return undefined;
  return unknownWords(
    `There is no placeholder "${unknown}" in "${playbook.title}"${suggestion(unknown, known)}`,
  );
}

async function recordFor(
  workplace: Workplace,
  guidePath: string,
  requested: RunRequested,
): Promise<{ kind: 'found'; journals: Journals; record?: FoundRecord } | Refusal> {
  if (requested.incident === undefined) {
    return { kind: 'found', journals: await journalsFor(workplace, requested, { guidePath }) };
  }
  const record = await findRecord(workplace, requested, requested.incident, { guidePath });
  return record.kind === 'refusal' ? record : { kind: 'found', journals: record.journals, record };
}

/** What keeps a run out of an incident. A tool of the same guide joins any of its incidents. */
function joining(
  { id, state, contents }: FoundRecord,
  source: GuideSource,
  playbook: Playbook,
): Refusal | undefined {
  const isTool = playbook.kind === 'tool' && state.opened?.guide === source.path;
  if (state.playbook !== playbook.id && !isTool) {
    return unknownWords(`${id} is an incident of "${state.playbook}", not of "${playbook.id}".`);
  }
  if (contents.newer) return notWritten(`${id} was written by a newer version: it is only read here.`);
  if (state.rehearsal) return refused(`${id} is a rehearsal: nothing runs in it.`);
  if (state.closedAt !== undefined) {
    return refused(`${id} is closed: nothing runs in it. \`status ${id} investigating\` opens it again.`);
  }
  return undefined;
}

interface RunSource {
  /** Of the incident that it joins. */
  state: IncidentState | undefined;
  composeFile: string | undefined;
}

function contextOf(
  { terminal }: Workplace,
  requested: RunRequested,
  { user, host }: Place,
  { interrupted, where, state, composeFile }: LiveRun & RunSource,
): RunContext {
  const values = requested.set ?? new Map<string, string>();
  const answerer: Answerer =
    terminal.person && !requested.json
      ? { paint: terminal.paint, askLine: (question) => terminal.askLine(question, interrupted) }
      : nobodyAt(terminal);
  return {
    ask: askByFlags({ values, ...(requested.allow && { allow: requested.allow }) }, answerer),
    confirmFrom: 'changes',
    async readTarget() {
      const { folder, env } = (await where()) ?? { folder: terminal.cwd, env: terminal.env };
      return readTarget({ user, host, folder, env, ...(composeFile !== undefined && { composeFile }) });
    },
    lastTarget: state && lastTarget(state, host),
    otherCompose: (written) => otherCompose(written, terminal.env),
    values: new Map(
      [...(state?.placeholders ?? [])].filter(([name, value]) => !values.has(name) && isWhole(value)),
    ),
  };
}

/** A value that redaction took something out of can't be used again. */
function isWhole(value: string): boolean {
  return !value.includes('[secret ');
}
