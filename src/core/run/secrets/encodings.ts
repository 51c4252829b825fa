/**
 * Byte strings: one character a byte (0–255). Output is no text until someone reads it, so rules look at bytes;
 * what is no secret, valid UTF-8 or not, passes unchanged.
 */

const BLOCK_BYTES = 8192;

/** Bytes as a byte string. */
export function byteString(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    text += String(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + BLOCK_BYTES)));
  }
  return text;
}

/** A byte string as bytes. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** A text's UTF-8 as a byte string. A lone surrogate becomes U+FFFD, as every encoder has it. */
export function utf8(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The text of a byte string; what is no UTF-8 stays as it is, a character a byte. */
export function textOf(bytes: string): string {
  const escaped = bytes.replace(/[^\w.~-]/g, percent);
  return validUtf8(bytes) ? decodeURIComponent(escaped) : bytes;
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}

/** Whether a byte string is UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
function validUtf8(bytes: string): boolean {
  return /^(?:[^\x80-\xff]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*$/.test(
    bytes,
  );
}

/** Every byte as `%XX` but letters, digits and `-_.~` (RFC 3986). */
export function urlEncoded(bytes: string): string {
  return bytes.replace(/[^\w.~-]/g, percent);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 without padding. */
export function base64(bytes: string): string {
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const bits = (bytes.charCodeAt(at) << 16) | (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2);
    for (let digit = 0; digit <= left; digit += 1) encoded += BASE64.charAt((bits >> (18 - 6 * digit)) & 63);
  }
  return encoded;
}

function byteAt(bytes: string, at: number): number {
  return at < bytes.length ? bytes.charCodeAt(at) : 0;
}

/**
 * What is the same in the base 64 of every text that holds these bytes: one form for each of the three places
 * a byte can have in a group of three. Characters shared with unknown neighbours are left out.
 */
export function base64Anywhere(bytes: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const shared = before === 0 ? 0 : before + 1;
    return base64('\0'.repeat(before) + bytes).slice(shared, Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/** The bytes behind base 64, either alphabet, padded or not; undefined when it is none. */
export function base64Decoded(text: string): string | undefined {
  const digits = text
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (digits.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(digits)) return undefined;
  let bytes = '';
  for (let at = 0; at < digits.length; at += 4) {
    const group = digits.slice(at, at + 4);
    const bits = [0, 1, 2, 3].reduce((sum, digit) => (sum << 6) | valueOf(group.charAt(digit)), 0);
    const decoded = String.fromCharCode((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
    bytes += decoded.slice(0, group.length - 1);
  }
  return bytes;
}

function valueOf(digit: string): number {
  return digit === '' ? 0 : BASE64.indexOf(digit);
}

/** Two hexadecimal digits a byte, lower case. */
export function hexOf(bytes: string): string {
  return [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
