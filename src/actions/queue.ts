/** One thing at a time: a step is never typed into another one that is still running. */
export interface Queue {
  /** What waits, in order, by the label it was added with. */
  readonly waiting: readonly string[];
  /** Takes what was added with this label out of the queue; false when nothing of it waits. */
  cancel(label: string): boolean;
  /** Runs the task when all before it have ended. An aborted signal takes it out while it waits; then `undefined` comes back. */
  add<T>(label: string, task: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
}

/** Makes an empty queue; `onChange` is told whenever what waits changes. */
export function createQueue(onChange: () => void): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: { label: string; cancelled: AbortController }[] = [];
  return {
    get waiting() {
      return waiting.map(({ label }) => label);
    },
    cancel(label) {
      const entry = waiting.find((one) => one.label === label);
      entry?.cancelled.abort();
      return entry !== undefined;
    },
    add(label, task, signal) {
      const cancelled = new AbortController();
      const entry = { label, cancelled };
      const over = AbortSignal.any([signal, cancelled.signal]);
      const leave = (): void => {
        waiting = waiting.filter((one) => one !== entry);
        onChange();
      };
      waiting = [...waiting, entry];
      onChange();
      over.addEventListener('abort', leave, { once: true });
      const turn = last.then(() => {
        if (over.aborted) return undefined;
        over.removeEventListener('abort', leave);
        leave();
        return task();
      });
      // The next one waits for the end of this one, however it ends; who added it hears of a failure.
      last = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
  };
}
