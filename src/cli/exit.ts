/**
 * How the command line ends; where several apply, the first of this order:
 * 2 words that mean nothing here (decided before anything runs) · 5 the record could not be written · 130 stopped by a person ·
 * 4 refused · 3 a verification failed · 1 a step failed, or problems were found · 0.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

/** Why a verb does not do what it was told: one line of words, and the code that says what kind of no it is. */
export interface Refusal {
  kind: 'refusal';
  exitCode: 2 | 4 | 5;
  message: string;
}

/** The words mean nothing here. */
export function unknownWords(message: string): Refusal {
  return { kind: 'refusal', exitCode: 2, message };
}

/** They are understood, and it is not done. */
export function refused(message: string): Refusal {
  return { kind: 'refusal', exitCode: 4, message };
}

/** The record can't be written. */
export function notWritten(message: string): Refusal {
  return { kind: 'refusal', exitCode: 5, message };
}
