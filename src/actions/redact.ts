import type { RedactionStream } from '../core/run/secrets.ts';

/** Output on its way to the record, without its secrets. Each piece is out as soon as its lines are certain. */
export async function* redacted(
  output: AsyncIterable<Uint8Array>,
  stream: RedactionStream,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of output) {
    const certain = stream.push(chunk);
    if (certain.length > 0) yield certain;
  }
  const rest = stream.end();
  if (rest.length > 0) yield rest;
}
