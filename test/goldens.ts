import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compares a text with the file that holds what it should be, below `test/data`; `UPDATE_GOLDENS=1` rewrites it. */
export function assertGolden(actual: string, file: string): void {
  assertFile(actual, new URL(`data/${file}`, import.meta.url));
}

/** The same for a file of the documentation that is made from the code. */
export function assertGenerated(actual: string, file: string): void {
  assertFile(actual, new URL(`../docs/${file}`, import.meta.url));
}

function assertFile(actual: string, url: URL): void {
  const path = fileURLToPath(url);
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  assert.equal(actual, readFileSync(path, 'utf8'));
}
