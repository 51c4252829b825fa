import { pictureType } from '../core/postmortem/pictures.ts';
import type { RedactionStream } from '../core/run/secrets.ts';
import type { OpenIncident } from './open.ts';

/** What came of attaching something. */
export type AttachResult =
  | {
      kind: 'attached';
      event: string;
      /** How many secrets were taken out of it. */
      redacted: number;
    }
  | { kind: 'refused'; reason: string };

/** The record is carried around by git: a dump of the memory is not evidence for it. */
const mostBytes = 50_000_000;

export interface AttachedFile {
  /** Its own name, with no folder. */
  name: string;
  bytes: Uint8Array;
  /** What it shows; its name where nobody says. */
  title?: string;
  /** When what it shows happened. */
  occurredAt?: string;
}

/**
 * Copies a file into the record. Like everything else it passes redaction: secrets are taken out of a text. What is no text
 * is kept as it is, for nothing can be read in it.
 */
export async function attachFile(
  { live, redactor }: OpenIncident,
  { name, bytes, title = name, occurredAt }: AttachedFile,
): Promise<AttachResult> {
  if (live.readOnly) return newerRecord;
  if (bytes.length > mostBytes)
    return { kind: 'refused', reason: `${name} is too large for the record: attach a link to it.` };
  const marked = { count: 0 };
  const kept = isText(bytes)
    ? withoutSecrets(bytes, redactor.stream({ onMark: () => marked.count++ }))
    : bytes;
  const { file, sha256 } = await live.journal.attach(redactor.redactText(name).text, kept);
  const event = await live.record({
    type: 'attached',
    kind: pictureType(kept) === undefined ? 'file' : 'picture',
    title,
    file,
    sha256,
    ...(occurredAt !== undefined && { occurredAt }),
  });
  return { kind: 'attached', event: event.id, redacted: marked.count };
}

/** Puts the address of something into the record: a dashboard, a ticket. Nothing is fetched. */
export async function attachLink(
  { live }: OpenIncident,
  { link, title, occurredAt }: { link: string; title?: string; occurredAt?: string },
): Promise<AttachResult> {
  if (live.readOnly) return newerRecord;
  if (!/^https?:\/\/\S+$/i.test(link))
    return { kind: 'refused', reason: 'A link begins with http:// or https:// and has no blanks.' };
  const event = await live.record({
    type: 'attached',
    kind: 'link',
    title: title?.trim() ? title : link,
    link,
    ...(occurredAt !== undefined && { occurredAt }),
  });
  return { kind: 'attached', event: event.id, redacted: 0 };
}

const newerRecord: AttachResult = {
  kind: 'refused',
  reason: 'This record was written by a newer version: it is only read here.',
};

function withoutSecrets(bytes: Uint8Array, stream: RedactionStream): Uint8Array {
  const pieces = [stream.push(bytes), stream.end()];
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** UTF-8 without a NUL. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // the one way a decoder has to say "not UTF-8"
  }
}
