import { lasted } from '../incident/time.ts';
import type { RunState } from '../incident/state.ts';
import { drawnLines } from '../run/pictures.ts';

/**
 * What a program that redraws (`watch`, `less`, a progress bar) left for a person to read: its last picture, and before it when the
 * picture changed and to what. Undefined for all other output: that reads as it was printed.
 */
export function drawnText(text: string, { end }: Pick<RunState, 'end'>): string | undefined {
  const lines = drawnLines(text, end?.screen);
  if (!lines) return undefined;
  const { changes, log = [] } = end?.screen ?? {};
  const more = (changes ?? 0) - log.length;
  const head = [
    end
      ? 'It drew over what it had printed. Its last picture is below.'
      : 'It draws over what it printed. This is its picture now.',
    ...(changes === undefined ? [] : [`The picture changed ${changes === 1 ? 'once' : `${changes} times`}.`]),
    ...log.map(({ afterMs, lines: changed }) => `  after ${lasted(afterMs)}: ${changed.join(' / ')}`),
    ...(more > 0 ? [`  and ${more} times more`] : []),
  ];
  return [...head, '', ...lines, ''].join('\n');
}
