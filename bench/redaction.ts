import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { stripVTControlCharacters } from 'node:util';
import { createRedactor, type Mark } from '../src/core/run/secrets.ts';
import { casesOf, readSet, seeded } from '../test/secret-set.ts';
import { ordinaryLines } from './ordinary-logs.ts';

/** What the redaction figures of the docs are made from. */
export interface RedactionFigures {
  readonly secrets: number;
  readonly kinds: number;
  readonly found: number;
  readonly ordinaryLines: number;
  readonly falseMarks: number;
  readonly megabytesPerSecond: number;
  readonly longLineMegabytesPerSecond: number;
  readonly buildMs: number;
}

const SEEDS = 5;
const LINES = 100_000;

/** Measures recall on both sets, false marks on ordinary logs, and speed. */
export function measureRedaction(): RedactionFigures {
  const started = performance.now();
  const redactor = createRedactor({ learnt: [], extraPatterns: [], fingerprint });
  const buildMs = performance.now() - started;
  const redact = (chunks: readonly Uint8Array[]): { output: Buffer; marks: readonly Mark[] } => {
    const marks: Mark[] = [];
    const stream = redactor.stream({ onMark: (mark) => marks.push(mark) });
    const parts = chunks.map((chunk) => stream.push(chunk));
    return { output: Buffer.concat([...parts, stream.end()]), marks };
  };

  const templates = ['secrets-sample.yaml', 'secrets-own.yaml'].flatMap(readSet);
  const seeds = Array.from({ length: SEEDS }, (_, seed) => seed);
  const cases = templates.flatMap((template) => seeds.flatMap((seed) => casesOf(template, seed)));
  const found = cases.filter(({ chunks, secret }) => !withoutEscapes(redact(chunks).output).includes(secret));

  const lines = ordinaryLines(LINES, seeded(1));
  const log = Buffer.from(`${lines.join('\n')}\n`);
  redact(pieces(log));
  const { ms, marks } = timed(() => redact(pieces(log)).marks);
  const long = timed(() => redact(pieces(Buffer.from(lines.join(' ').slice(0, 10_000_000)))).marks);
  return {
    secrets: cases.length,
    kinds: new Set(templates.map(({ kind }) => kind)).size,
    found: found.length,
    ordinaryLines: LINES,
    falseMarks: marks.length,
    megabytesPerSecond: log.length / 1000 / ms,
    longLineMegabytesPerSecond: 10_000 / long.ms,
    buildMs,
  };
}

/** In time of the processor: others at work on the machine do not make it slower. */
function timed(work: () => readonly Mark[]): { ms: number; marks: readonly Mark[] } {
  const started = process.cpuUsage();
  const marks = work();
  const { user, system } = process.cpuUsage(started);
  return { ms: (user + system) / 1000, marks };
}

function fingerprint(value: string): string {
  return createHmac('sha256', 'bench').update(value).digest('hex').slice(0, 6);
}

function pieces(bytes: Buffer): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) =>
    bytes.subarray(at * 65_536, (at + 1) * 65_536),
  );
}

function withoutEscapes(bytes: Buffer): string {
  return stripVTControlCharacters(bytes.toString());
}

if (process.argv[1]?.endsWith('redaction.ts') === true) console.log(measureRedaction());
