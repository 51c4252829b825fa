import type { CommandOutcome, Outcome } from '../run/outcome.ts';
import type { RunState } from '../incident/state.ts';

/** "0.4 s", "12 s", "3 min", "1 h 05 min": short enough for a lens. Milliseconds in. */
export function shortDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** "3:12" or "1:03:12": a running clock. Seconds in. */
export function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** "✓ 0", "✗ 1", "⚡ SIGKILL", "■ stopped", "? unknown": an outcome as a lens and a tree show it. */
export function outcomeSign(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'succeeded':
      return '✓ 0';
    case 'failed':
      return outcome.exitCode === undefined ? '✗ failed' : `✗ ${outcome.exitCode}`;
    case 'signalled':
      return `✗ ${outcome.signal}`;
    case 'stopped':
      return outcome.reason === 'time'
        ? '■ time is up'
        : outcome.reason === 'timeout'
          ? '■ timed out'
          : '■ stopped';
    case 'unknown':
      return '? unknown';
  }
}

/** An outcome as a sentence's end: "exit 1", "killed by SIGKILL", "unknown: the shell ended". */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return [outcome.exitCode === undefined ? 'failed' : `exit ${outcome.exitCode}`, outcome.reason]
        .filter(Boolean)
        .join(': ');
    case 'signalled':
      return `ended by ${outcome.signal}`;
    case 'stopped':
      return outcome.reason === 'time'
        ? 'ended at its time'
        : outcome.reason === 'timeout'
          ? 'timed out'
          : 'stopped';
    case 'unknown':
      return `unknown: ${outcome.reason}`;
  }
}

/** The parts of pipes whose own exit code was not 0 although the command's was: what a last `wc` hides. */
export function hiddenFailures(
  commands: readonly CommandOutcome[],
): { command: string; pipeStatus: readonly number[] }[] {
  return commands.flatMap(({ text, exitCode, pipeStatus }) =>
    exitCode === 0 && pipeStatus?.some((part) => part !== 0 && part !== sigpipe)
      ? [{ command: text, pipeStatus }]
      : [],
  );
}

/** A part of a pipe that was cut off by a later one (`… | head`) ends with this: no failure. 128 + SIGPIPE. */
const sigpipe = 141;

/** "✗ 1 · 2.3 s", with a mark when a pipe hides a failure. */
export function runResult({ end }: RunState): string {
  if (!end) return '';
  const hidden = hiddenFailures(end.commands).length > 0 ? ' · a pipe part failed' : '';
  return `${outcomeSign(end.outcome)} · ${shortDuration(end.durationMs)}${hidden}`;
}
