import type { Execution, PickUp, RunRequest, Shell, StartResult } from '../src/ports.ts';
import type { RunEnd } from '../src/core/run/outcome.ts';

/** What a command of a scripted shell prints and how it ends. */
export interface ScriptedAnswer {
  output?: string;
  exitCode?: number;
}

export interface ScriptedShell extends Shell {
  dispose(): void;
  /** What was asked of it, in order. */
  readonly asked: readonly string[];
}

/** A shell that answers from a table of commands; one that is not in it prints nothing and succeeds. Tells `log` what it does. */
export function scriptedShell(
  answers: Readonly<Record<string, ScriptedAnswer>>,
  log: (what: string) => void = () => undefined,
): ScriptedShell {
  const asked: string[] = [];
  const execution = (
    request: Pick<RunRequest, 'commands'> & { onFailure?: RunRequest['onFailure'] },
  ): Execution => {
    const { chunks, end } = play(request, answers);
    return {
      output: chunksOf(chunks),
      ended: Promise.resolve(end),
      notices: [],
      release: () => {
        log('release');
        return Promise.resolve();
      },
      stop: () => undefined,
    };
  };
  return {
    asked,
    prepare: () => Promise.resolve({ spool: '/spool/run' }),
    start(request): Promise<StartResult> {
      asked.push(...request.commands);
      log('shell');
      if (request.commands.includes('refuse'))
        return Promise.resolve({ kind: 'refused', reason: 'an editor is in the foreground' });
      return Promise.resolve({ kind: 'started', execution: execution(request), spool: '/spool/run' });
    },
    pickUp: ({ commands }): Promise<PickUp> =>
      Promise.resolve(
        commands.includes('lost')
          ? { kind: 'lost', reason: 'its files are gone' }
          : { kind: 'found', execution: execution({ commands }) },
      ),
    onTyped: () => ({ dispose: () => undefined }),
    dispose: () => undefined,
  };
}

function play(
  { commands, onFailure = 'go-on' }: Pick<RunRequest, 'commands'> & { onFailure?: RunRequest['onFailure'] },
  answers: Readonly<Record<string, ScriptedAnswer>>,
): { chunks: string[]; end: RunEnd } {
  const chunks: string[] = [];
  const ended: RunEnd['commands'] = [];
  for (const text of commands) {
    const { output = '', exitCode = 0 } = answers[text] ?? {};
    if (output !== '') chunks.push(output);
    ended.push({ text, outcome: exitCode === 0 ? 'succeeded' : 'failed', exitCode, durationMs: 1 });
    if (exitCode !== 0 && onFailure === 'stop') break;
  }
  const failed = ended.find(({ exitCode }) => exitCode !== 0)?.exitCode;
  const end: RunEnd = {
    outcome: failed === undefined ? { outcome: 'succeeded' } : { outcome: 'failed', exitCode: failed },
    durationMs: ended.length,
    commands: ended,
    notRun: commands.length - ended.length,
  };
  return { chunks, end };
}

async function* chunksOf(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
}
