import * as v from 'valibot';
import { createScreen, usualSize } from './screen.ts';
import type { ScreenSize } from './screen.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What is kept of a run that drew over what it had printed, beside its bytes: the size of its terminal, so that its last picture
 * can be drawn again, how often its picture changed, and when (ms after its start) to what. Of a run that nobody watched to its end
 * only the size.
 */
export const runScreenSchema = v.object({
  columns: count,
  rows: count,
  changes: v.exactOptional(count),
  log: v.exactOptional(v.array(v.object({ afterMs: count, lines: v.array(v.string()) }))),
});
export type RunScreen = v.InferOutput<typeof runScreenSchema>;

/** Follows what a run draws. Times are milliseconds since its start. */
export interface PictureLog {
  write(text: string, atMs: number): void;
  /** Undefined when nothing was drawn over: the output reads well as it is. */
  end(): RunScreen | undefined;
}

/** A picture that stands this long is one; before, it is still being drawn. */
const stands = 150;
/** Of `top` every picture is another: the first ones tell how, the number tells the rest. */
const mostLogged = 50;
const mostLines = 3;
const longestLine = 160;

/** Compares pictures as they come to stand still, and keeps when one differs from the one before. */
export function createPictureLog(size: ScreenSize): PictureLog {
  const screen = createScreen(size);
  const log: { afterMs: number; lines: string[] }[] = [];
  let changes = 0;
  let before: readonly string[] | undefined;
  let drawnAt: number | undefined;
  const compare = (): void => {
    const now = withoutClock(screen.picture());
    if (drawnAt === undefined || now.length === 0) return;
    if (before && now.join('\n') !== before.join('\n')) {
      changes++;
      if (log.length < mostLogged)
        log.push({ afterMs: Math.round(drawnAt), lines: changedLines(before, now) });
    }
    before = now;
  };
  return {
    write(text, atMs) {
      if (drawnAt !== undefined && atMs - drawnAt >= stands) compare();
      screen.write(text);
      drawnAt = atMs;
    },
    end() {
      compare();
      return screen.redraws() ? { ...size, changes, log } : undefined;
    },
  };
}

/** `watch` tells the time in its first line, and the terminal shows the key that stopped it: neither is news. */
function withoutClock(picture: readonly string[]): string[] {
  const lines = picture.map((line) => line.replace(/\s*\^C$/, ''));
  return /^Every \d+([.,]\d+)?s: /.test(lines[0] ?? '') ? lines.slice(1) : lines;
}

function changedLines(before: readonly string[], now: readonly string[]): string[] {
  const changed = now.filter((line, row) => line !== '' && line !== before[row]);
  const told = changed.length > 0 ? changed : ['(lines are gone)'];
  return told.slice(0, mostLines).map((line) => line.trim().slice(0, longestLine).toWellFormed());
}

/** Cursor moves, a page of its own, a line begun anew: without any of them nothing is drawn over. */
const ESC = '\u001b';
const moves = new RegExp(`${ESC}\\[[?\\d;]*[A-HJLMdfhl]|${ESC}M|\\r(?![\\r\\n]|$)`);

/** Whether text may draw over what stands there; cheap enough to be asked of every piece of an output. */
export function mayRedraw(text: string): boolean {
  return moves.test(text);
}

/** What a run that redraws looked like in the end, with what scrolled off before; undefined for all other output. */
export function drawnLines(text: string, size: ScreenSize = usualSize): string[] | undefined {
  if (!mayRedraw(text)) return undefined;
  const screen = createScreen(size);
  screen.write(text);
  return screen.redraws() ? screen.text() : undefined;
}
