import type { RunEnd } from '../core/run/outcome.ts';
import type { Disposable, Execution, Shell } from '../ports.ts';

/** What came of a step, by a record or a person, and where that is known from, in words. */
export interface Answered {
  end: RunEnd;
  said: string;
}

/** A `Shell` that starts no process: what a step comes to is answered. Without an answer the step is refused. */
export function shellOfAnswers(answer: () => Answered | undefined): Shell & Disposable {
  return {
    prepare: () => Promise.resolve({}),
    start() {
      const answered = answer();
      if (!answered) return Promise.resolve({ kind: 'refused', reason: 'this is a rehearsal' });
      return Promise.resolve({ kind: 'started', execution: executionOf(answered) });
    },
    pickUp: () => Promise.resolve({ kind: 'lost', reason: 'this is a rehearsal' }),
    onTyped: () => ({ dispose: () => undefined }),
    dispose: () => undefined,
  };
}

function executionOf({ end, said }: Answered): Execution {
  return {
    output: chunkOf(`Rehearsal: nothing was run. ${said}\n`),
    ended: Promise.resolve(end),
    notices: [],
    release: () => Promise.resolve(),
    stop: () => undefined,
  };
}

async function* chunkOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}
