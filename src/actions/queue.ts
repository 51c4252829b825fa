/** One thing at a time: a step is never typed into another one that is still running. */
export interface Queue {
  /** What waits, in order, by the label it was added with. */
  readonly waiting: readonly string[];
  /** Runs the task when all before it have ended. An aborted signal takes it out while it waits; then `undefined` comes back. */
  add<T>(label: string, task: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>;
}

/** Makes an empty queue; `onChange` is told whenever what waits changes. */
export function createQueue(onChange: () => void): Queue {
  let last: Promise<unknown> = Promise.resolve();
  let waiting: { label: string }[] = [];
  return {
    get waiting() {
      return waiting.map(({ label }) => label);
    },
    add(label, task, signal) {
      const entry = { label };
      waiting = [...waiting, entry];
      onChange();
      const leave = (): void => {
        waiting = waiting.filter((one) => one !== entry);
        onChange();
      };
      signal.addEventListener('abort', leave, { once: true });
      const turn = last.then(async () => {
        signal.removeEventListener('abort', leave);
        if (signal.aborted) return undefined;
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
