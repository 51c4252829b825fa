import { appendFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Where } from '../core/run/where.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import { isThere, pickUpRun, supervise } from '../node/execution.ts';
import { familyOf, identify } from '../node/processes.ts';
import type { ProcessIdentity } from '../node/processes.ts';
import { followRun } from '../node/follow.ts';
import {
  describeRun,
  hasBegun,
  makeRunFolder,
  removeRunFolder,
  shellOf,
  writeStop,
} from '../node/run-files.ts';
import type { RunFile } from '../node/run-files.ts';
import { openSpool } from '../node/spool.ts';
import { setAside } from '../node/terminal-folder.ts';
import { writeTerminalStep } from '../node/terminal-step.ts';
import { saysWhere, whereIn, writeLook } from '../node/terminal-where.ts';
import type { Disposable, RunRequest, Shell, StartResult, TypedCommand } from '../ports.ts';
import { inTheWayOf, refusedBy, sendInside, whatIsInTheWay } from './in-the-way.ts';
import type { Seen } from './in-the-way.ts';
import { createTerminal, endShell, sendLine, takeUpTerminal } from './incident-terminal.ts';
import type { IncidentTerminal } from './incident-terminal.ts';
import { setting } from './settings.ts';
import { stopInTerminal } from './stop-step.ts';
import { onTypedIn } from './typed.ts';

export interface TerminalShellOptions {
  /** The incident's id. */
  incident: string;
  /** The incident's title, when the terminal is opened. */
  title: () => string;
  cwd: string;
  env: Readonly<Record<string, string>>;
  location: 'panel' | 'editor';
  /** Empty: the shell of the default profile. */
  shellPath: string;
  loadGrammar: () => Promise<Grammar>;
  report: (error: unknown) => void;
}

type Lane = RunRequest['lane'];

/** What lives as long as the incident is open in this window. */
interface Lanes {
  options: TerminalShellOptions;
  terminals: Map<Lane, IncidentTerminal>;
  /** Folders of prepared runs, and of those that run in a terminal. */
  folders: Map<string, string>;
  running: Map<vscode.Terminal, string>;
  /** The line that each terminal was sent last: it is ours, nobody typed it. */
  lines: Map<vscode.Terminal, string>;
  nothingComesBack: AbortSignal;
}

/** How long the terminals of a reloaded window may take to come back (measured: about 4 s after activation, more on a busy machine). */
const COMES_BACK_WITHIN_MS = 20_000;

/** The `Shell` of an incident in the editor: one terminal for its steps, another for those that do not end by themselves. */
export function terminalShell(options: TerminalShellOptions): Shell & Disposable {
  const lanes: Lanes = {
    options,
    terminals: new Map(),
    folders: new Map(),
    running: new Map(),
    lines: new Map(),
    nothingComesBack: AbortSignal.timeout(COMES_BACK_WITHIN_MS),
  };
  const closing = vscode.window.onDidCloseTerminal((terminal) => {
    onClosed(lanes, terminal).catch(options.report);
  });
  return {
    async prepare(request) {
      const folder = await makeRunFolder(await openSpool(), request.run);
      lanes.folders.set(request.run, folder);
      return { spool: folder };
    },
    start: (request, signal) => start(lanes, request, signal),
    pickUp: (run) => pickUpRun(run, (folder, file, shell) => stopInTerminal({ folder, file, shell })),
    async inTheWay(request) {
      const at = await knownTerminal(lanes, request.lane);
      const seen = at && (await whatIsInTheWay(at));
      return at && seen && inTheWayOf(at, seen, request);
    },
    environment: options.env,
    where: () => whereNow(lanes),
    typing: () => {
      const at = lanes.terminals.get('main');
      if (!at) return undefined;
      if (!setting('adhoc.record')) return 'off';
      return at.folder.recorded && at.terminal.shellIntegration ? undefined : 'impossible';
    },
    onTyped: (listener) => followTyped(lanes, listener),
    dispose() {
      closing.dispose();
    },
  };
}

/** What is typed between steps; the lines that we send are none. */
function followTyped(
  { terminals, running, lines, options }: Lanes,
  listener: (typed: TypedCommand) => Promise<void>,
): Disposable {
  const { loadGrammar, report } = options;
  return onTypedIn({
    terminalOf(terminal, line) {
      const at = [...terminals.values()].find((one) => one.terminal === terminal);
      // bash may tell the first command of our line alone
      const isOurs = lines.get(terminal)?.startsWith(line.trim()) ?? false;
      if (running.has(terminal) || isOurs) return undefined;
      if (at) at.whereIsKnown = false; // it may have been an `export` or a `cd`
      return at;
    },
    listener,
    loadGrammar,
    report,
  });
}

/** Where the next step would run. The shell is asked when something was typed since it last said so; while it is busy, that holds. */
async function whereNow(lanes: Lanes): Promise<Where | undefined> {
  const at = lanes.terminals.get('main');
  if (!at || at.terminal.exitStatus) return undefined;
  const isKnown = at.whereIsKnown && at.terminal.shellIntegration; // without which nobody tells what is typed
  const isFree = at.shellPid !== undefined && !lanes.running.has(at.terminal);
  if (!isKnown && isFree && (await whatIsInTheWay(at)) === undefined) {
    const line = await writeLook(at.folder);
    lanes.lines.set(at.terminal, line.trim());
    await sendLine(at, line);
    at.whereIsKnown = await saysWhere(at.folder);
  }
  return whereIn(at.folder);
}

function nameOf({ title }: TerminalShellOptions, lane: Lane): string {
  return lane === 'watch' ? `Incident: ${title()} · watch` : `Incident: ${title()}`;
}

/** The lane's terminal that is there, or that a reload left behind; nothing is opened. */
async function knownTerminal(lanes: Lanes, lane: Lane): Promise<IncidentTerminal | undefined> {
  const known = lanes.terminals.get(lane);
  if (known && !known.terminal.exitStatus && vscode.window.terminals.includes(known.terminal)) return known;
  const { options, nothingComesBack } = lanes;
  const { incident } = options;
  const left = await takeUpTerminal({ incident, lane, nothingComesBack, spool: await openSpool() });
  if (left) lanes.terminals.set(lane, left);
  return left;
}

async function terminalOf(lanes: Lanes, { lane, past }: RunRequest): Promise<IncidentTerminal> {
  const known = await knownTerminal(lanes, lane);
  if (known && past?.kind === 'fresh') await setAside(known.folder);
  else if (known) {
    known.terminal.show(true);
    return known;
  }
  const { options, nothingComesBack } = lanes;
  const name = nameOf(options, lane);
  const opened = await createTerminal({ ...options, lane, name, nothingComesBack, spool: await openSpool() });
  lanes.terminals.set(lane, opened);
  opened.terminal.show(true);
  return opened;
}

async function start(lanes: Lanes, request: RunRequest, signal: AbortSignal): Promise<StartResult> {
  const folder = lanes.folders.get(request.run);
  lanes.folders.delete(request.run);
  if (folder === undefined) return refused('it was not prepared');
  const result = await startIn(lanes, folder, request, signal);
  if (result.kind === 'refused') await removeRunFolder(folder);
  return result;
}

const refused = (reason: string): { kind: 'refused'; reason: string } => ({ kind: 'refused', reason });

/** How long a shell at its prompt may take to begin a step; a new one still reads its start files. */
const BEGINS_WITHIN_MS = 3000;
const FRESH_BEGINS_WITHIN_MS = 10_000;

async function startIn(
  lanes: Lanes,
  folder: string,
  request: RunRequest,
  signal: AbortSignal,
): Promise<StartResult> {
  if ([...request.commands, request.script?.text ?? ''].some((text) => text.includes('\0'))) {
    return refused('its text holds a NUL character, which no shell can read');
  }
  const at = await terminalOf(lanes, request);
  const [seen, before] = await Promise.all([
    whatIsInTheWay(at),
    at.shellPid === undefined ? [] : familyOf(at.shellPid),
  ]);
  if (request.past?.kind === 'inline') return startInside(lanes, at, seen, folder, request, signal);
  if (seen) return refusedBy(inTheWayOf(at, seen, request));
  const written = await writeTerminalStep(folder, request, {
    shell: at.folder.shell,
    record: at.folder.record,
    grammar: await lanes.options.loadGrammar(),
  });
  if (written.kind === 'refused') return written;
  const leaveAlone = before.map(({ pid }) => pid);
  await at.typed.empty('step');
  lanes.lines.set(at.terminal, written.line.trim());
  lanes.running.set(at.terminal, folder);
  const sent = await sendLine(at, written.line);
  if (!at.folder.recorded && sent) copyToRecord(sent, at.folder.record, lanes.options.report);
  const begun = await beginsWithin(folder, at.fresh ? FRESH_BEGINS_WITHIN_MS : BEGINS_WITHIN_MS);
  const pid = begun ? await shellOf(folder) : undefined;
  if (pid === undefined) {
    lanes.running.delete(at.terminal);
    at.fresh = false;
    const instead = await whatIsInTheWay(at);
    const inTheWay = instead ? inTheWayOf(at, instead, request) : NOT_READ;
    return { ...refused('the terminal’s shell did not read it'), inTheWay };
  }
  const identity = (await identify(pid)) ?? { pid, start: '', boot: '' }; // it began, and is gone already
  at.fresh = false;
  at.shellPid = identity.pid;
  const file = await describeRun(folder, {
    ...written.about,
    shell: identity,
    startedMs: Date.now(),
    leaveAlone,
  });
  return {
    kind: 'started',
    spool: folder,
    execution: supervised(lanes, at, { folder, file, request, identity, signal, notices: written.notices }),
  };
}

const NOT_READ = { notInline: 'nothing was seen in the terminal that could read it' };

/** Starts a step in the shell of what has the terminal: by the one line, and its outcome by what that tells in the record. */
async function startInside(
  lanes: Lanes,
  at: IncidentTerminal,
  seen: Seen | undefined,
  folder: string,
  request: RunRequest,
  signal: AbortSignal,
): Promise<StartResult> {
  if (!seen || seen.process.pid !== at.offered)
    return refused('what it was to be sent into is no longer there');
  at.terminal.show(true);
  await at.typed.empty('step');
  lanes.running.set(at.terminal, folder);
  const sent = await sendInside(at, seen, folder, request, await lanes.options.loadGrammar());
  if (sent.kind === 'refused') {
    lanes.running.delete(at.terminal);
    return sent;
  }
  const { file, shell } = sent;
  const begun = { folder, file, request, identity: shell, signal, notices: [] };
  return { kind: 'started', spool: folder, execution: supervised(lanes, at, begun) };
}

interface Begun {
  folder: string;
  file: RunFile;
  request: RunRequest;
  identity: ProcessIdentity;
  signal: AbortSignal;
  notices: string[];
}

function supervised(lanes: Lanes, at: IncidentTerminal, begun: Begun): ReturnType<typeof supervise> {
  const { folder, file, request, identity, signal, notices } = begun;
  if (!at.folder.recorded)
    notices.push(
      'This machine has no script(1): the output is read from VS Code and is not safe from a crash.',
    );
  const life = {
    gone: async () => ((await isThere(identity, file)) ? undefined : {}),
    endAfterStep: () => undefined, // the person's own shell
  };
  const execution = supervise({
    folder,
    followed: followRun({ folder, file, texts: request.commands, notices }, life),
    notices,
    signal,
    end: stopInTerminal({ folder, file, shell: identity, terminal: at.terminal }),
    release: () => {
      at.typed.empty('prompt').catch(lanes.options.report);
      return undefined;
    },
    ...(file.limit && { limit: file.limit }),
  });
  const ended = execution.ended.finally(() => {
    if (lanes.running.get(at.terminal) === folder) lanes.running.delete(at.terminal);
    at.whereIsKnown = true;
  });
  return { ...execution, ended };
}

/** Whether the shell began the step in time. A step that is given up can't begin later: its files are taken away. */
async function beginsWithin(folder: string, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await hasBegun(folder, late);
  } finally {
    clearTimeout(timer);
  }
}

/** Without a recorder: what VS Code hands over goes into the same record, so that it is read in the same way. */
function copyToRecord(
  execution: vscode.TerminalShellExecution,
  record: string,
  report: (error: unknown) => void,
): void {
  const copy = async (): Promise<void> => {
    for await (const text of execution.read()) await appendFile(record, text);
  };
  copy().catch(report);
}

/** A terminal that a person closes ends its step. One that goes with its window (reason Shutdown) does not: the step goes on. */
async function onClosed(lanes: Lanes, terminal: vscode.Terminal): Promise<void> {
  const folder = lanes.running.get(terminal);
  for (const [lane, known] of lanes.terminals) {
    if (known.terminal === terminal) lanes.terminals.delete(lane);
  }
  if (folder === undefined || terminal.exitStatus?.reason === vscode.TerminalExitReason.Shutdown) return;
  if (terminal.exitStatus?.reason === vscode.TerminalExitReason.Process) return; // the step ended the shell itself
  lanes.running.delete(terminal);
  await writeStop(folder, undefined);
  await endShell(folder);
}
