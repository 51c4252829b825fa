import { createPictureLog, mayRedraw } from '../core/run/pictures.ts';
import type { PictureLog, RunScreen } from '../core/run/pictures.ts';
import { usualSize } from '../core/run/screen.ts';
import type { Redactor } from '../core/run/secrets.ts';
import type { Clock, Execution } from '../ports.ts';

/** What a run prints, handed on as it comes, while its pictures are looked at. */
export interface Pictured {
  output: AsyncIterable<Uint8Array>;
  /** Once the output has ended. Its words are without secrets; undefined when nothing was drawn over. */
  screen(): RunScreen | undefined;
}

/** A piece of output may end in the middle of a sequence. */
const longestMove = 16;

/** How much of an output's beginning is drawn, when it begins to redraw only later: more than any screen holds. */
const mostHeld = 64 * 1024;

/**
 * Looks at a run's pictures before redaction, which waits for the ends of lines that a drawing program never prints: only so
 * are their times true.
 */
export function pictured(
  execution: Execution,
  clock: Clock,
  { redactor, commands }: { redactor: Redactor; commands: readonly string[] },
): Pictured {
  const decoder = new TextDecoder();
  const startedMs = clock.monotonicMs();
  let held = '';
  let pictures: PictureLog | undefined;
  async function* watched(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of execution.output) {
      const text = decoder.decode(chunk, { stream: true });
      if (!pictures && mayRedraw(held.slice(-longestMove) + text))
        pictures = createPictureLog((await execution.size?.()) ?? usualSize);
      if (pictures) pictures.write(held + text, clock.monotonicMs() - startedMs);
      held = pictures ? '' : (held + text).slice(-mostHeld);
      yield chunk;
    }
  }
  return {
    output: watched(),
    screen() {
      const screen = pictures?.end();
      if (!screen?.log) return screen;
      const log = screen.log.map(({ afterMs, lines }) => ({
        afterMs,
        lines: withoutSecrets(lines.join('\n'), redactor, commands).split('\n'),
      }));
      return { ...screen, log };
    },
  };
}

function withoutSecrets(text: string, redactor: Redactor, commands: readonly string[]): string {
  const stream = redactor.stream({ commands });
  const decoder = new TextDecoder();
  const certain = decoder.decode(stream.push(new TextEncoder().encode(text)), { stream: true });
  return certain + decoder.decode(stream.end());
}
