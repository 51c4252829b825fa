import { base64, byteString } from '../run/secrets/encodings.ts';

const kinds: readonly [begins: RegExp, type: string][] = [
  [/^\x89PNG\r\n/, 'png'],
  [/^\xff\xd8\xff/, 'jpeg'],
  [/^GIF8[79]a/, 'gif'],
  [/^RIFF[\s\S]{4}WEBP/, 'webp'],
];

/** A larger one makes a page that no mail carries. */
const MOST_BYTES = 5_000_000;

/** What kind of picture bytes are, whatever their name says; undefined for what is none that every browser shows. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const head = byteString(bytes.subarray(0, 16));
  return kinds.find(([begins]) => begins.test(head))?.[1];
}

/** A picture's bytes as a `data:` address; undefined for what is no picture that every browser shows, whatever its name says. */
export function pictureAddress(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_BYTES) return undefined;
  const type = pictureType(bytes);
  return type === undefined ? undefined : `data:image/${type};base64,${base64(byteString(bytes))}`;
}
