import type { Redactor, StreamOptions } from '../core/run/secrets.ts';

export type { Redactor } from '../core/run/secrets.ts';

/** Output on its way to the record, without its secrets. Each piece comes as soon as its lines are certain. */
export async function* redacted(
  output: AsyncIterable<Uint8Array>,
  redactor: Redactor,
  options: StreamOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = redactor.stream(options);
  for await (const chunk of output) {
    const certain = stream.push(chunk);
    if (certain.length > 0) yield certain;
  }
  const rest = stream.end();
  if (rest.length > 0) yield rest;
}
