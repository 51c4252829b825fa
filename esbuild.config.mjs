/**
 * Builds what is shipped into dist/: the extension, the command line, the timeline's page, and beside them the shell grammar
 * and what programs do.
 *
 *   node esbuild.config.mjs            as shipped: minified, no source maps
 *   node esbuild.config.mjs --dev      readable, with source maps, for F5
 *
 * Needs nothing but the installed packages, and runs on Node 20.
 */
import { chmod, copyFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
/** Built here and moved when all is well: a build that fails leaves the last good one. */
const fresh = join(root, `dist.${process.pid}`);
const dev = process.argv.includes('--dev');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  // Its build for Node is CommonJS, of which nothing can be left out; this one is the same in modules.
  alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  // One file of CommonJS: VS Code loads that faster than modules in parts (measured).
  {
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: join(fresh, 'extension.cjs'),
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
    // Libraries that look for their own file; the wasm files' places come from the doors, not from here.
    define: { 'import.meta.url': '__importMetaUrl' },
    banner: { js: 'const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;' },
  },
  // Modules in parts: a verb loads what it needs.
  {
    ...shared,
    entryPoints: ['src/cli.ts'],
    outdir: fresh,
    chunkNames: 'cli/[name]-[hash]',
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // CommonJS libraries inside an ES module ask for Node's modules with require().
    banner: {
      js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
  },
];

if (existsSync(join(root, 'media/timeline.ts'))) {
  bundles.push({
    ...shared,
    entryPoints: ['media/timeline.ts'],
    outfile: join(fresh, 'timeline.js'),
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
  });
}

async function buildAll() {
  const results = await Promise.all(bundles.map((options) => build(options)));
  for (const wasm of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm']) {
    await copyFile(fileURLToPath(import.meta.resolve(wasm)), join(fresh, wasm.replace(/^.*\//, '')));
  }
  await cp(join(root, 'src/core/shell/programs'), join(fresh, 'programs'), {
    recursive: true,
    filter: (from) => !from.endsWith('.ts'),
  });
  await chmod(join(fresh, 'cli.js'), 0o755);
  await writeFile(join(fresh, 'bundles.json'), JSON.stringify(results.map((result) => result.metafile)));
  await rm(dist, { recursive: true, force: true });
  await rename(fresh, dist);
}

await mkdir(fresh);
try {
  await buildAll();
} catch (error) {
  // What does not bundle esbuild has shown itself, with its place.
  if (!(error instanceof Error && 'errors' in error)) throw error;
  process.exitCode = 1;
} finally {
  await rm(fresh, { recursive: true, force: true });
}
