import { holdsShell } from '../core/run/nested.ts';
import { nestedStep, notInOneLine } from '../node/nested.ts';
import { identify, shellUnder } from '../node/processes.ts';
import type { ProcessIdentity } from '../node/processes.ts';
import { describeRun, newNonce } from '../node/run-files.ts';
import type { RunFile } from '../node/run-files.ts';
import { foregroundOf } from '../node/tty.ts';
import type { Grammar } from '../core/shell/syntax.ts';
import type { InTheWay, RunRequest } from '../ports.ts';
import type { IncidentTerminal } from './incident-terminal.ts';

/** A program that has the terminal: what is typed would go to it, not to the terminal's shell. */
export interface Seen {
  words: readonly string[];
  process: ProcessIdentity;
}

/** Programs of the prompt itself (git, a theme) have the terminal for a moment. */
const PROMPT_TAKES_MS = 500;
const LOOK_AGAIN_MS = 50;

/** What has a terminal. A fresh one still reads its start files: it has nothing else yet. */
export async function whatIsInTheWay(at: IncidentTerminal): Promise<Seen | undefined> {
  if (at.fresh) return undefined;
  const shell = await shellPidOf(at);
  if (shell === undefined) return undefined;
  const until = performance.now() + PROMPT_TAKES_MS;
  for (;;) {
    const foreground = await foregroundOf(shell);
    if (foreground.kind !== 'program') return undefined;
    const process = performance.now() < until ? undefined : await identify(foreground.pid);
    if (process) return { words: foreground.words, process };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** Known once a step began there; after a reload it is found behind the terminal's process. */
async function shellPidOf(at: IncidentTerminal): Promise<number | undefined> {
  const terminal = at.shellPid === undefined ? await at.terminal.processId : undefined;
  if (terminal !== undefined)
    at.shellPid = await shellUnder(terminal, at.folder.recorded ? 'recorded' : 'bare');
  return at.shellPid;
}

type Sendable = Pick<RunRequest, 'commands' | 'language' | 'script'>;

/** What a person is told of it, and whether the step can be sent into it. */
export function inTheWayOf(at: IncidentTerminal, { words, process }: Seen, step: Sendable): InTheWay {
  const holds = holdsShell(words);
  const notInline =
    (holds.kind === 'impossible' ? holds.why : notInOneLine(step)) ??
    (at.folder.recorded ? undefined : 'without script(1) what it prints there can’t be read');
  at.offered = process.pid;
  return { program: programWords(words), ...(notInline !== undefined && { notInline }) };
}

const LONGEST = 60;

function programWords([path = '', ...rest]: readonly string[]): string {
  const words = [path.split('/').pop() ?? path, ...rest].join(' ').replaceAll(/\s+/g, ' ');
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1)}…`;
}

export const refusedBy = (inTheWay: InTheWay): { kind: 'refused'; reason: string; inTheWay: InTheWay } => ({
  kind: 'refused',
  reason: `"${inTheWay.program ?? 'something else'}" has the incident’s terminal`,
  inTheWay,
});

/** Sends a step into what has the terminal; only into what the person was asked about. */
export async function sendInside(
  at: IncidentTerminal,
  seen: Seen,
  folder: string,
  request: RunRequest,
  grammar: Grammar,
): Promise<{ kind: 'sent'; file: RunFile; shell: ProcessIdentity } | ReturnType<typeof refusedBy>> {
  const inTheWay = inTheWayOf(at, seen, request);
  const shell = at.shellPid === undefined ? undefined : await identify(at.shellPid);
  if (!shell || inTheWay.notInline !== undefined) return refusedBy(inTheWay);
  const { record } = at.folder;
  const nonce = newNonce();
  const send = (line: string): void => {
    at.terminal.sendText(line, true);
  };
  const step = await nestedStep(request, { record, nonce, grammar, send });
  if (step.kind === 'refused') return refusedBy({ ...inTheWay, notInline: step.reason });
  const file = await describeRun(folder, {
    run: request.run,
    nonce,
    record,
    source: 'terminal',
    within: seen.process,
    shell,
    startedMs: Date.now(),
    ...(request.limit && { limit: request.limit }),
  });
  send(step.line);
  return { kind: 'sent', file, shell };
}
