/** A run of this process that has not ended. */
export interface RunningStep {
  /** Stops it; called again, it is not asked a second time but ended. */
  stop(): void;
  /** Whether it was asked to stop. */
  readonly stopping: boolean;
}

/** A run that is stopped by aborting; `again` is called for every stop after the first. */
export function stoppable(controller: AbortController, again: () => void): RunningStep {
  return {
    stop() {
      if (controller.signal.aborted) again();
      else controller.abort();
    },
    get stopping() {
      return controller.signal.aborted;
    },
  };
}
