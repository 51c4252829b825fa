import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Fact } from '../core/incident/event.ts';
import type { RunEnd } from '../core/run/outcome.ts';
import type { RunScreen } from '../core/run/pictures.ts';
import type { Ask, Clock, Execution, Stored } from '../ports.ts';
import type { OpenIncident } from './open.ts';
import { pictured } from './pictures.ts';
import { redacted } from './redact.ts';

/** A long run's output is stored in parts as it goes, so that a power cut takes at most the last of them. */
const partBytes = 8 * 1024 * 1024;
const partMs = 60_000;

/** The run that is kept. */
export interface KeptRun {
  run: string;
  step: string;
  title: string;
  playbook?: string;
  /** What was run: `echo $JWT_SECRET` tells what its output is. */
  commands: readonly string[];
  /** Whether its end is a verification. */
  verifies: boolean;
  /** Who says whether it passed, where exit code 0 can't tell. */
  judge?: Ask;
  /** Parts that another process had stored before it was gone: they are not stored again. */
  stored?: readonly Stored[];
}

export type KeepResult =
  | { kind: 'kept'; end: RunEnd; verification?: 'passed' | 'failed' }
  | { kind: 'not-recorded'; reason: string };

/**
 * Keeps a run to its end: output, redacted, into the record as it comes; then how it ended. The same for a run of ours
 * and for one that went on while nobody looked. When the disk says no, the run is let finish and nothing is thrown away.
 */
export async function keepRun(
  { live, redactor, heard }: OpenIncident,
  execution: Execution,
  kept: KeptRun,
  clock: Clock,
): Promise<KeepResult> {
  const parts = partsOf(live.journal, kept, clock);
  const troubles: string[] = [];
  let said: Uint8Array = new Uint8Array();
  const attempt = async (write: () => Promise<unknown>): Promise<void> => {
    if (troubles.length > 0) return;
    try {
      await write();
    } catch (error) {
      troubles.push(error instanceof Error ? error.message : String(error));
    }
  };
  const { run, step, title, commands } = kept;
  const output = listened(execution.output, () => heard.set(kept.run, clock.monotonicMs()));
  const seen = pictured({ ...execution, output }, clock, { redactor, commands });
  for await (const chunk of redacted(seen.output, redactor, { commands })) {
    said = lastBytes(said, chunk);
    await attempt(async () => {
      const sealed = await parts.add(chunk);
      if (sealed) await live.record(sealed);
    });
  }
  const end = await execution.ended;
  heard.delete(kept.run);
  await attempt(async () => {
    const sealed = await parts.seal();
    const facts = [
      ...(sealed ? [sealed] : []),
      endFact(kept, end, { output: parts.whole(), screen: seen.screen() }),
    ];
    await Promise.all(facts.map((fact) => live.record(fact))); // in this order, and with one wait for the disk
  });
  if (troubles.length === 0) await execution.release();
  const verification = troubles.length === 0 ? await verdictOf(kept, end, said) : undefined;
  if (verification)
    await attempt(() => live.record({ type: 'verification', run, step, title, result: verification }));
  const [reason] = troubles;
  if (reason !== undefined) return { kind: 'not-recorded', reason };
  return { kind: 'kept', end, ...(verification && { verification }) };
}

/** Says when it begins to listen, and whenever something comes. */
async function* listened(
  output: AsyncIterable<Uint8Array>,
  heard: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  heard();
  for await (const chunk of output) {
    heard();
    yield chunk;
  }
}

interface Parts {
  /** Keeps a chunk; a fact comes back when a part is full. */
  add(chunk: Uint8Array): Promise<Fact | undefined>;
  /** The last part. A run that printed nothing has one too: "nothing" is a result. */
  seal(): Promise<Fact | undefined>;
  /** The whole output, parts joined. */
  whole(): Stored;
}

function partsOf(
  journal: OpenIncident['live']['journal'],
  { run, stored = [] }: KeptRun,
  clock: Clock,
): Parts {
  const hash = sha256.create();
  let total = 0;
  let inPart = 0;
  let part = stored.length;
  let behind = stored.reduce((sum, { bytes }) => sum + bytes, 0);
  let since = clock.monotonicMs();
  return {
    async add(chunk) {
      hash.update(chunk);
      total += chunk.length;
      const fresh = chunk.subarray(Math.min(behind, chunk.length));
      behind -= chunk.length - fresh.length;
      if (fresh.length === 0) return undefined;
      await journal.keep(run, fresh);
      inPart += fresh.length;
      if (inPart < partBytes && clock.monotonicMs() - since < partMs) return undefined;
      inPart = 0;
      since = clock.monotonicMs();
      const sealed = await journal.seal(run);
      return sealed && { type: 'output', run, part: ++part, ...sealed };
    },
    async seal() {
      const sealed =
        (await journal.seal(run)) ?? (part === 0 ? await journal.store(new Uint8Array()) : undefined);
      return sealed && { type: 'output', run, ...(part > 0 && { part: ++part }), ...sealed };
    },
    whole: () => ({ bytes: total, sha256: bytesToHex(hash.digest()) }),
  };
}

interface Printed {
  output: Stored;
  screen: RunScreen | undefined;
}

function endFact({ run, step, title, playbook, stored }: KeptRun, end: RunEnd, printed: Printed): Fact {
  const { output, screen } = printed;
  const { outcome, durationMs, commands, notRun } = end;
  return {
    type: 'run-ended',
    run,
    step,
    title,
    ...(playbook !== undefined && { playbook }),
    ...outcome,
    durationMs,
    ...(notRun !== undefined && notRun > 0 && { notRun }),
    commands,
    output,
    // Of a run that was picked up all output comes at once: nobody saw when its picture changed.
    ...(screen && { screen: stored ? { columns: screen.columns, rows: screen.rows } : screen }),
  };
}

/** Whether a verification passed: by its exit code, and where 0 can't tell, by who has read what it printed. */
async function verdictOf(
  { verifies, judge, title }: KeptRun,
  { outcome }: RunEnd,
  said: Uint8Array,
): Promise<'passed' | 'failed' | undefined> {
  if (!verifies || outcome.outcome === 'unknown') return undefined;
  if (outcome.outcome !== 'succeeded') return 'failed';
  if (!judge) return 'passed';
  const answer = await judge({ kind: 'passed', title, output: new TextDecoder().decode(said) });
  return answer.kind === 'yes' ? 'passed' : 'failed';
}

/** As much of an output's end as a person reads in a question. */
const SAID_BYTES = 2000;

function lastBytes(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.length >= SAID_BYTES) return chunk.slice(-SAID_BYTES);
  const joined = new Uint8Array(before.length + chunk.length);
  joined.set(before);
  joined.set(chunk, before.length);
  return joined.slice(-SAID_BYTES);
}
