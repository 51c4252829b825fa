import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { eventTypes, lineSchema, SCHEMA, schemaOf } from './event.ts';
import type { Actor, Fact, IncidentEvent } from './event.ts';
import type { Head } from './order.ts';

/** What the journal adds to a fact. */
export interface LineContext {
  id: string;
  incident: string;
  writer: string;
  /** 1 for a writer's first line. */
  seq: number;
  hlc: string;
  /** When it is recorded: ISO 8601, UTC. */
  at: string;
  /** Who, where the fact does not say. */
  actor: Actor;
  /** The hash of the writer's line before, `""` for the first. */
  prev: string;
  seen: Readonly<Record<string, Head>>;
}

/** `text` is the line with its newline. */
export type NewLine =
  { kind: 'line'; text: string; event: IncidentEvent } | { kind: 'invalid'; reason: string };

/** A line of a file in `events/`, as it was found. */
export type RecordLine = { file: string; line: number } & (
  | {
      kind: 'event';
      event: IncidentEvent;
      /** Whether its own hash fits its bytes. */
      intact: boolean;
    }
  /** What it claims to be is kept where it can be read: the lines around it are judged by it. */
  | { kind: 'damaged'; as: 'altered' | 'unreadable'; reason: string; claims: LineClaims }
  | { kind: 'torn'; reason: string; bytes: number; claims: LineClaims }
);

export interface LineClaims {
  id?: string;
  seq?: number;
  hash?: string;
}

const newline = 0x0a;
/** More arguments than this a function may not get. */
const longestAscii = 4096;
const hashTail = /,"hash":"([0-9a-f]{64})"\}$/;
const hashTailLength = ',"hash":""}'.length + 64;
const schemas: ReadonlyMap<string, v.GenericSchema> = new Map(
  eventTypes.map((type) => [type, schemaOf(type)]),
);

/**
 * A fact as the line that goes to disk: common fields, then what the type says, `hash` last.
 * A fact that no reader would accept is not written: what is acknowledged can be read.
 */
export function lineOf(fact: Fact, context: LineContext): NewLine {
  const { type, occurredAt, actor, ...payload } = fact;
  const { id, incident, writer, seq, hlc, at, prev, seen } = context;
  const unhashed = JSON.stringify({
    ...{ id, incident, writer, seq, hlc, at },
    ...(occurredAt !== undefined && { occurredAt }),
    ...{ actor: actor ?? context.actor, type, schema: SCHEMA, prev, seen },
    ...payload,
  }).slice(0, -1);
  const text = `${unhashed},"hash":"${bytesToHex(sha256(utf8ToBytes(unhashed)))}"}`;
  const parsed = JSON.parse(text) as Record<string, unknown>;
  const reason = invalid(parsed);
  return reason === undefined
    ? { kind: 'line', text: `${text}\n`, event: parsed as unknown as IncidentEvent }
    : { kind: 'invalid', reason };
}

/**
 * The lines of a file, or of a part of it that begins with a line. Any bytes give lines.
 * The last one is torn when it has no newline or holds a NUL: what a power cut leaves of a write that nobody was told of.
 */
export function linesOf(file: string, bytes: Uint8Array, firstLine = 1): RecordLine[] {
  const lines: RecordLine[] = [];
  let line = firstLine;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found;
    const content = bytes.subarray(start, end);
    const torn = end + 1 >= bytes.length ? tornReason(content, found === -1 ? 'cut' : 'whole') : undefined;
    lines.push({
      file,
      line,
      ...(torn === undefined
        ? readLine(content)
        : { kind: 'torn', reason: torn, bytes: bytes.length - start, claims: claimsIn(content) }),
    });
    start = end + 1;
  }
  return lines;
}

function tornReason(content: Uint8Array, end: 'cut' | 'whole'): string | undefined {
  if (content.includes(0))
    return 'is filled with NULs: it was being written when the power or the machine went';
  if (end === 'cut') return 'has no end: it was being written when its writer stopped';
  return undefined;
}

type Read = RecordLine extends infer Line
  ? Line extends unknown
    ? Omit<Line, 'file' | 'line'>
    : never
  : never;

function readLine(content: Uint8Array): Read {
  const text = decode(content);
  if (text === undefined) return unreadable('is not UTF-8', claimsIn(content));
  const parsed = parse(text);
  if (!isObject(parsed))
    return unreadable(text === '' ? 'is empty' : 'is not a JSON object', claimsIn(content));
  const hash = hashTail.exec(text)?.[1];
  const intact =
    hash !== undefined &&
    hash === parsed['hash'] &&
    hash === bytesToHex(sha256(content.subarray(0, content.length - hashTailLength)));
  const reason = invalid(parsed);
  if (reason === undefined) return { kind: 'event', event: parsed as unknown as IncidentEvent, intact };
  if (intact) return unreadable(reason, claimsOf(parsed));
  return {
    kind: 'damaged',
    as: 'altered',
    reason: `its hash does not fit, and ${reason}`,
    claims: claimsOf(parsed),
  };
}

function unreadable(reason: string, claims: LineClaims): Read {
  return { kind: 'damaged', as: 'unreadable', reason, claims };
}

/** Why a parsed line is no event; undefined for one that is, also of a type or a schema this version does not know. */
function invalid(parsed: Record<string, unknown>): string | undefined {
  const { schema, type } = parsed;
  const isNewer = typeof schema === 'number' && schema > SCHEMA;
  const known = typeof type === 'string' && !isNewer ? schemas.get(type) : undefined;
  const checked = v.safeParse(known ?? lineSchema, parsed);
  return checked.success ? undefined : problem(checked.issues);
}

function problem([issue]: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `"${path}": ${issue.message}`;
}

/**
 * UTF-8, strictly: bytes that are none give undefined, never a replacement, which would hide that they were changed.
 * The language alone has a decoder only for percent signs; the spans that need it are short.
 */
function decode(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let start = 0; start < bytes.length;) {
    const end = endOfSpan(bytes, start);
    const span = bytes.subarray(start, end);
    const decoded = isAscii(bytes[start]) ? textOfAscii(span) : decodeSpan(span);
    if (decoded === undefined) return undefined;
    text += decoded;
    start = end;
  }
  return text;
}

/** Where bytes of one kind end: ASCII (at most a few thousand of it, for `textOfAscii`), or all that is not. */
function endOfSpan(bytes: Uint8Array, start: number): number {
  const ascii = isAscii(bytes[start]);
  const limit = ascii ? Math.min(bytes.length, start + longestAscii) : bytes.length;
  let end = start + 1;
  while (end < limit && isAscii(bytes[end]) === ascii) end++;
  return end;
}

function isAscii(byte = 0): boolean {
  return byte < 0x80;
}

/** Each byte a character. (Spread into a call, the same bytes take ten times as long.) */
function textOfAscii(bytes: Uint8Array): string {
  return String(Reflect.apply(String.fromCharCode, undefined, bytes));
}

function decodeSpan(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(bytesToHex(bytes).replace(/../g, '%$&'));
  } catch {
    return undefined; // the one way this function of the language has to say "not UTF-8"
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the one way this function of the language has to say "not JSON"
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function claimsOf({ id, seq, hash }: Record<string, unknown>): LineClaims {
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof seq === 'number' && { seq }),
    ...(typeof hash === 'string' && { hash }),
  };
}

/** What can be made out of bytes that are no JSON: enough to name the event. */
function claimsIn(content: Uint8Array): LineClaims {
  const text = textOfAscii(content.subarray(0, 512));
  const id = /"id":"([\w-]{1,64})"/.exec(text)?.[1];
  const seq = /"seq":(\d{1,9}),/.exec(text)?.[1];
  const end = textOfAscii(content.subarray(-hashTailLength));
  const hash = hashTail.exec(end)?.[1];
  return {
    ...(id !== undefined && { id }),
    ...(seq !== undefined && { seq: Number(seq) }),
    ...(hash !== undefined && { hash }),
  };
}
