import assert from 'node:assert/strict';
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { root } from '../../tools/setup.mjs';
import { packageExtension } from '../../tools/vsix.ts';

const mayBeIn = [
  /^(package|package\.nls)\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(extension\.cjs|timeline\.js|[\w-]+\.wasm|programs\/[\w-]+\.rows)$/,
  /^media\/.*\.(css|png|svg|md)$/,
  /^runbooks\/.*\.md$/,
  /^docs\/images\/.*\.png$/,
  /^docs\/lint\/[\w-]+\.md$/,
];
const mustBeIn = [
  'package.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/extension.cjs',
  'dist/tree-sitter-bash.wasm',
  'dist/web-tree-sitter.wasm',
  ...globSync('src/core/shell/programs/*.rows', { cwd: root }).map(
    (file) => `dist/programs/${basename(file)}`,
  ),
  'runbooks/practice-guide.md',
];

const bytesOf = (file: string): number => statSync(file).size;

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  let vsix: string;
  let files: string[];
  before(async () => {
    vsix = await packageExtension(folder);
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is at most 3 MB, so that it installs over a phone', () => {
    assert.ok(bytesOf(vsix) <= 3_000_000, `${bytesOf(vsix)} bytes`);
  });

  it('has at most 900 KB of JavaScript, so that a window starts at once', () => {
    const scripts = files.filter((file) => /\.[cm]?js$/.test(file));
    const bytes = scripts.reduce((sum, file) => sum + bytesOf(join(root, file)), 0);
    assert.ok(bytes <= 900_000, `${bytes} bytes in ${scripts.join(', ')}`);
  });

  it('has nothing in it but what a person needs', () => {
    assert.deepEqual(
      files.filter((file) => !mayBeIn.some((pattern) => pattern.test(file))),
      [],
    );
  });

  for (const file of mustBeIn) {
    it(`has ${file} in it`, () => {
      assert.ok(files.includes(file), files.join('\n'));
    });
  }
});
