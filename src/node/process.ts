import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stepFiles } from '../core/run/script.ts';
import type { ShellKind } from '../core/run/script.ts';
import { chooseShell, shellKind } from '../core/run/shell-choice.ts';
import type { ShellText } from '../core/run/shell-choice.ts';
import { readWhere } from '../core/run/where.ts';
import type { Where } from '../core/run/where.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { RunRequest, Shell, StartResult } from '../ports.ts';
import { startPipedShell } from './driven-shell.ts';
import type { Beginnings, DrivenShell, ShellStart, StepRecord } from './driven-shell.ts';
import { endByShell, pickUpRun, supervise } from './execution.ts';
import { findProgram } from './find-program.ts';
import { familyOf, identify, send } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';
import { pipeRecordOf, startPipeRecorders } from './pipe-recorder.ts';
import type { PipeRecorders } from './pipe-recorder.ts';
import { findRecorder } from './recorder.ts';
import { followRun } from './follow.ts';
import {
  describeRun,
  hasBegun,
  makeRunFolder,
  newNonce,
  removeRunFolder,
  WHERE,
  writePrivate,
} from './run-files.ts';
import type { RunFile } from './run-files.ts';
import { startTtyShell } from './tty-shell.ts';
import type { PersonsTerminal } from './tty-shell.ts';
import { commandsOf, isWhole } from './step-text.ts';

export interface ProcessShellOptions {
  /** The person's shell: a path or a name. */
  shell: string;
  /** Where the first step runs. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Of `openSpool`. */
  spool: string;
  grammar: Grammar;
  /** All that will run, as far as it is known: if the person's shell can't read some of it, one bash runs all its kind. */
  planned: readonly ShellText[];
  /** Where a person sits: steps run on it, as far as it can be recorded. Without it they have no terminal. */
  terminal?: PersonsTerminal;
}

/** A `Shell` whose owner ends it. */
export interface ProcessShell extends Shell {
  /** Where the last step left its shell; undefined before the first. */
  where(): Promise<Where | undefined>;
  /** Ends the shells; what steps left in the background goes on. */
  close(): void;
  /** Ends at once, by SIGKILL, the shells and what runs in them. */
  kill(): Promise<void>;
}

/**
 * Runs steps without a prompt: one shell for all of them, fed step by step, so that what a step sets carries over.
 * Steps run one after another, in the order of the calls.
 */
export function processShell(options: ProcessShellOptions): ProcessShell {
  const run: Running = {
    options,
    lanes: new Map(),
    folders: new Map(),
    where: undefined,
    recorders: undefined,
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    prepare: async (request) => ({ spool: await prepare(request, run) }),
    start(request, signal) {
      const starting = turn.then(() => start(request, signal, run));
      turn = starting
        .then((result) => (result.kind === 'started' ? result.execution.ended : undefined))
        .catch(() => undefined); // whoever waits for that run hears of it; the next one runs all the same
      return starting;
    },
    pickUp: pickUpRun,
    onTyped: () => ({ dispose: () => undefined }), // there is no prompt to type at
    where: () => Promise.resolve(run.where),
    close() {
      for (const { shell } of run.lanes.values()) shell?.close();
      run.recorders?.close();
    },
    async kill() {
      for (const { shell } of run.lanes.values()) {
        if (shell?.pid !== undefined) send(await familyOf(shell.pid), 'SIGKILL');
      }
    },
  };
}

/** What lives as long as the shells. */
interface Running {
  options: ProcessShellOptions;
  /** By the shell's path. */
  lanes: Map<string, Lane>;
  /** Of prepared runs. */
  folders: Map<string, string>;
  /** Where the last step left its shell. */
  where: Where | undefined;
  /** Of the shells without a terminal, once there is one. */
  recorders: PipeRecorders | undefined;
}

/** One shell program: its process, when it has one, and where the next one begins. */
interface Lane {
  path: string;
  kind: ShellKind;
  shell: DrivenShell | undefined;
  beginnings: Beginnings;
  /** What a person is told with the next step. */
  notice: string | undefined;
}

async function prepare(request: RunRequest, { options, folders }: Running): Promise<string> {
  const folder = await makeRunFolder(options.spool, request.run);
  await describeRun(folder, aboutRun(request, folder));
  folders.set(request.run, folder);
  return folder;
}

function aboutRun(request: RunRequest, folder: string): Omit<RunFile, 'owner'> {
  return {
    run: request.run,
    nonce: newNonce(),
    record: pipeRecordOf(folder),
    source: 'pipe',
    ...(isWhole(request) && { whole: true }),
    ...(request.limit && { limit: request.limit }),
    ...(request.lane === 'watch' && { whenAlone: 'end' }),
  };
}

async function start(request: RunRequest, signal: AbortSignal, run: Running): Promise<StartResult> {
  const folder = run.folders.get(request.run) ?? (await prepare(request, run));
  run.folders.delete(request.run);
  const result = await startIn(folder, request, signal, run);
  if (result.kind === 'refused') await removeRunFolder(folder);
  return result;
}

async function startIn(
  folder: string,
  request: RunRequest,
  signal: AbortSignal,
  run: Running,
): Promise<StartResult> {
  if ([...request.commands, request.script?.text ?? ''].some((text) => text.includes('\0'))) {
    return refused('its text holds a NUL character, which no shell can read');
  }
  const assigned = await assign(request, run);
  if (assigned.kind === 'refused') return assigned;
  const { lane } = assigned;
  const begun = await feed(folder, request, assigned, run);
  if (!begun) return refused(`${lane.path} could not be started in ${lane.beginnings.cwd}`);
  const { file, shell, identity, record } = begun;
  const { notices } = assigned;
  if (lane.notice !== undefined) notices.push(lane.notice);
  lane.notice = undefined;
  const life = { gone: () => Promise.resolve(shell.gone()), endAfterStep: shell.close };
  const execution = supervise({
    folder,
    followed: followRun({ folder, file, texts: request.commands, notices }, life),
    notices,
    signal,
    end: (atOnce) => endByShell(folder, identity, new Set(file.leaveAlone), atOnce),
    release: record.release,
    ...(file.limit && { limit: file.limit }),
  });
  const ended = execution.ended.finally(async () => {
    record.over();
    run.where = (await remember(lane, shell, folder)) ?? run.where;
  });
  return { kind: 'started', execution: { ...execution, ended }, spool: folder };
}

const refused = (reason: string): { kind: 'refused'; reason: string } => ({ kind: 'refused', reason });

interface Begun {
  file: RunFile;
  shell: DrivenShell;
  identity: ProcessIdentity;
  record: StepRecord;
}

/** Hands the step to the lane's shell. One that died since the step before began nothing: a new one gets it, once. */
async function feed(
  folder: string,
  request: RunRequest,
  { lane, likeBash, notices }: Assignment,
  run: Running,
): Promise<Begun | undefined> {
  for (const known of [lane.shell, undefined]) {
    const shell = known ?? (await startShell(lane, run, notices));
    const identity = shell.pid === undefined ? undefined : await identify(shell.pid);
    if (!identity) continue;
    lane.shell = shell;
    const how = { kind: lane.kind, likeBash, stdio: shell.stdio };
    const [record, before] = await Promise.all([
      shell.record(folder),
      known ? familyOf(identity.pid) : [], // a new one has none yet
    ]);
    const leaveAlone = before.map(({ pid }) => pid).filter((pid) => pid !== identity.pid);
    const about = { ...aboutRun(request, folder), record: record.path, source: record.source };
    const file = await describeRun(folder, { ...about, shell: identity, startedMs: Date.now(), leaveAlone });
    shell.feed(await writeStep(folder, request, file, how));
    if (await hasBegun(folder, shell.whenGone)) return { file, shell, identity, record };
    record.over();
    await record.release();
  }
  lane.shell = undefined;
  return undefined;
}

async function startShell(
  { path, kind, beginnings }: Lane,
  run: Running,
  notices: string[],
): Promise<DrivenShell> {
  const { env, terminal, spool } = run.options;
  const start: ShellStart = { path, kind, env, ...beginnings };
  const piped = (): DrivenShell => startPipedShell(start, (run.recorders ??= startPipeRecorders()));
  if (!terminal) return piped();
  const program = await findRecorder(env);
  if (program)
    return startTtyShell(start, terminal, { program, folder: await makeRunFolder(spool, 'terminal') });
  notices.push('There is no script(1) here to record a terminal: the step has none.');
  return piped();
}

/** Writes the step's files; gives the line that runs them. */
async function writeStep(
  folder: string,
  request: RunRequest,
  { nonce }: RunFile,
  { kind, likeBash, stdio }: { kind: ShellKind; likeBash: boolean; stdio: 'pipe' | 'tty' },
): Promise<string> {
  const { files, line } = stepFiles({
    shell: kind,
    folder,
    nonce,
    commands: await commandsOf(folder, request),
    onFailure: request.onFailure,
    likeBash,
    front: { kind: 'driven', stdio },
    where: join(folder, WHERE),
  });
  for (const [name, text] of Object.entries(files)) await writePrivate(join(folder, name), text);
  return line;
}

// ---------------------------------------------------------------- which shell

interface Assignment {
  kind: 'assigned';
  lane: Lane;
  likeBash: boolean;
  notices: string[];
}

async function assign(
  request: RunRequest,
  run: Running,
): Promise<Assignment | { kind: 'refused'; reason: string }> {
  const { options } = run;
  const own = shellKind(options.shell);
  if (isWhole(request)) {
    if (request.language === 'powershell' && !(await findProgram('pwsh', options.env))) {
      return refused('it is written for PowerShell, and there is no pwsh on PATH');
    }
    return laneOf(own ? options.shell : 'sh', run, { likeBash: false, notices: [] });
  }
  const choice = chooseShell(request, own, options.grammar);
  const forAll = choice.kind === 'own' ? bashForAll(request, own, run) : undefined;
  switch (choice.kind) {
    case 'none':
      return refused(choice.why);
    case 'own':
      return forAll ?? laneOf(options.shell, run, { likeBash: choice.likeBash, notices: [] });
    case 'other': {
      const notice = `It runs in ${choice.program}, because ${choice.why}: what it sets stays there.`;
      return laneOf(choice.program, run, { likeBash: false, notices: [notice] });
    }
  }
}

/** Steps of one run share their state: where bash must run one of them, it runs all that are written for a shell like it. */
function bashForAll(
  request: RunRequest,
  own: ShellKind | undefined,
  run: Running,
): ReturnType<typeof laneOf> | undefined {
  const { grammar, planned } = run.options;
  if (request.language !== 'bash' && request.language !== 'sh') return undefined;
  const needed = planned.map((text) => chooseShell(text, own, grammar));
  const first = needed.find((choice) => choice.kind === 'other' && choice.program === 'bash');
  if (first?.kind !== 'other') return undefined;
  const notice = `It runs in bash with the other steps of this run, because of one of them ${first.why}.`;
  return laneOf('bash', run, { likeBash: false, notices: [notice] });
}

async function laneOf(
  program: string,
  { lanes, options }: Running,
  how: { likeBash: boolean; notices: string[] },
): Promise<Assignment | { kind: 'refused'; reason: string }> {
  const path = await findProgram(program, options.env);
  if (path === undefined) return refused(`there is no ${program} here`);
  const kind = shellKind(path);
  if (kind === undefined) return refused(`${path} is no shell that can be used here`);
  const known = lanes.get(path);
  const lane: Lane = known ?? {
    path,
    kind,
    shell: undefined,
    beginnings: { cwd: options.cwd, exports: '' },
    notice: undefined,
  };
  lanes.set(path, lane);
  return { kind: 'assigned', lane, ...how };
}

/** Remembers where the shell is and what it has exported: if it ends with a step, the next one begins there. Gives what it said last. */
async function remember(lane: Lane, shell: DrivenShell, folder: string): Promise<Where | undefined> {
  const read = (name: string): Promise<string | undefined> =>
    readFile(join(folder, name), 'utf8').catch(() => undefined);
  const cwd = (await read('cwd'))?.replace(/\n$/, '');
  const isFolder = cwd !== undefined && (await stat(cwd).catch(() => undefined))?.isDirectory();
  lane.beginnings = {
    cwd: isFolder ? cwd : lane.beginnings.cwd,
    exports: (await read('env')) ?? lane.beginnings.exports,
  };
  const where = readWhere((await read(WHERE)) ?? '');
  if (!shell.gone() || lane.shell !== shell) return where;
  lane.shell = undefined;
  lane.notice =
    'The step before ended its shell: a new one started in the same folder with the exported variables; all else that was set is gone.';
  return where;
}
