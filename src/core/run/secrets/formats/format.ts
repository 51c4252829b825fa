/** A token that its issuer made recognisable: how it starts, what follows, and where the issuer says so. */
export interface Format {
  readonly kind: string;
  readonly starts: readonly string[];
  /** An expression for what follows the start, always bounded. */
  readonly rest: string;
  readonly source: string;
}

/** A row of a table of formats. Adding one: a row here, and a row in the set of the tests. */
export function format(
  kind: string,
  starts: string | readonly string[],
  rest: string,
  source: string,
): Format {
  return { kind, starts: typeof starts === 'string' ? [starts] : starts, rest, source };
}

export const word = '[A-Za-z0-9]';
export const wordy = '[A-Za-z0-9_-]';
export const end = '(?![A-Za-z0-9])';
export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
