import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** After which it is an error. */
  limitMs?: number;
}

/**
 * Waits for a state: asks again and again until the answer is neither undefined nor false, and returns it. The only pause in the
 * tests; a test itself never waits for a while, only for something.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  { limitMs = 60_000 }: Patience = {},
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s until ${what}, in vain.`);
    await pause(50);
  }
}
