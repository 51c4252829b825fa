import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Actor, EventOf, Fact, IncidentEvent } from '../src/core/incident/event.ts';
import { SCHEMA } from '../src/core/incident/event.ts';

/** A fact, the seconds after the start at which it was recorded, and by whom when not by the usual person. */
export type TimedFact = readonly [seconds: number, fact: Fact];

export interface EventsOptions {
  incident?: string;
  writer?: string;
  /** ISO, UTC: second 0. */
  start?: string;
  actor?: Actor;
}

export const ana: Actor = { name: 'ana', host: 'web-1', via: 'editor' };

/**
 * Facts as one writer's journal would hold them: ids `e1`, `e2` …, `seq`, `hlc` and `at` going up, each line chained to the
 * one before. The hashes are real digests, but not those of lines on disk.
 */
export function eventsOf(facts: readonly TimedFact[], options: EventsOptions = {}): IncidentEvent[] {
  const {
    incident = '2026-11-24-api-service-completely-down-k3x9',
    writer = 'writer-one',
    start = '2026-11-24T02:14:07.000Z',
    actor = ana,
  } = options;
  const startMs = Date.parse(start);
  let prev = '';
  let lastMs = 0;
  let counter = 0;
  return facts.map(([seconds, fact], index) => {
    const ms = Math.max(lastMs, startMs + Math.round(seconds * 1000));
    counter = ms === lastMs ? counter + 1 : 0;
    lastMs = ms;
    const event = {
      id: `e${index + 1}`,
      incident,
      writer,
      seq: index,
      hlc: `${String(ms).padStart(15, '0')}-${String(counter).padStart(4, '0')}`,
      at: new Date(ms).toISOString(),
      actor,
      ...fact,
      schema: SCHEMA,
      prev,
      seen: {},
    };
    prev = sha256Of(JSON.stringify(event));
    return { ...event, hash: prev };
  });
}

export function sha256Of(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** An `opened` fact of the practice incident. */
export function opened(over: Partial<FactOf<'opened'>> = {}): FactOf<'opened'> {
  return {
    type: 'opened',
    playbook: 'api-service-completely-down',
    title: 'API Service Completely Down',
    severity: 'Critical',
    guide: 'runbooks/incident-guide.md',
    guideSha256: sha256Of('guide'),
    responseSeconds: 300,
    impact: 'Total outage, no users can access',
    detection: 'No response from http://localhost:3001/api/health',
    target: { host: 'web-1', user: 'ana', folder: '/srv/shop' },
    timezone: 'Europe/Berlin',
    ...over,
  };
}

export interface RunParts {
  run: string;
  step: string;
  title: string;
  commands: readonly string[];
  phase?: EventOf<'run-started'>['phase'];
  kind?: EventOf<'run-started'>['kind'];
  danger?: EventOf<'run-started'>['danger'];
  /** Succeeded when there is none. */
  ended?: Partial<Omit<FactOf<'run-ended'>, 'type' | 'run' | 'step' | 'title'>>;
  durationSeconds?: number;
  /** What it printed; kept by its hash. */
  output?: string;
  /** Recorded behind its end. */
  verification?: 'passed' | 'failed';
}

/** The facts of one whole run that starts at a second: started, output, ended, and its verification. */
export function ran(seconds: number, parts: RunParts): TimedFact[] {
  const { run, step, title, commands, durationSeconds = 0.4, output, verification } = parts;
  const end = seconds + durationSeconds;
  const outcome = parts.ended?.outcome ?? 'succeeded';
  const { exitCode } = parts.ended ?? {};
  const started: FactOf<'run-started'> = {
    type: 'run-started',
    run,
    step,
    title,
    ...(parts.phase && { phase: parts.phase }),
    ...(parts.kind && { kind: parts.kind }),
    ...(parts.danger && { danger: parts.danger }),
    commands: [...commands],
    stepSha256: sha256Of(commands.join('\n')),
  };
  const stored =
    output === undefined ? undefined : { bytes: utf8ToBytes(output).length, sha256: sha256Of(output) };
  const facts: TimedFact[] = [[seconds, started]];
  if (stored) facts.push([end, { type: 'output', run, ...stored }]);
  facts.push([
    end,
    {
      type: 'run-ended',
      run,
      step,
      title,
      outcome,
      durationMs: durationSeconds * 1000,
      commands: commands.map((text, index) => ({
        text,
        outcome: index === commands.length - 1 ? outcome : 'succeeded',
        ...(index === commands.length - 1 && exitCode !== undefined && { exitCode }),
      })),
      ...(stored && { output: stored }),
      ...parts.ended,
    },
  ]);
  if (verification) facts.push([end, { type: 'verification', run, step, title, result: verification }]);
  return facts;
}
