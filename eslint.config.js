import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** @typedef {{ selector: string, message: string }} Restriction */

/** Holds everywhere in src. @type {Restriction[]} */
const publicEdges = [
  {
    selector:
      'ExportNamedDeclaration > FunctionDeclaration > .params TSTypeAnnotation > TSBooleanKeyword.typeAnnotation',
    message: 'Two readers of a boolean argument would guess: take a union of words or an options object.',
  },
];

/** What is true without a computer waits for nothing, asks no clock, throws no dice and never fails. @type {Restriction[]} */
const pure = [
  { selector: ':function[async=true]', message: 'The core is synchronous: what waits is an action.' },
  { selector: 'AwaitExpression', message: 'The core is synchronous: what waits is an action.' },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'The core has no clock: take the time as an argument.',
  },
  {
    selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
    message: 'The core has no clock: take the time as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'The core throws no dice: take the id or number as an argument.',
  },
  { selector: 'ThrowStatement', message: 'The core is total: an expected outcome is a value.' },
];

/** A test states what holds; it is never left out, tried again or made to wait for a while. @type {Restriction[]} */
const honestTests = [
  {
    selector:
      'MemberExpression[object.name=/^(describe|context|it|specify)$/][property.name=/^(only|skip)$/]',
    message: 'No test is left out.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xdescribe|xcontext|xspecify)$/]',
    message: 'No test is left out.',
  },
  {
    selector: 'CallExpression[callee.object.type="ThisExpression"][callee.property.name=/^(skip|retries)$/]',
    message: 'No test is left out or tried again.',
  },
  {
    selector: 'CallExpression[callee.property.name="waitForTimeout"]',
    message: 'Wait for a state, not for a while.',
  },
  { selector: 'CallExpression[callee.name="setTimeout"]', message: 'Wait for a state, not for a while.' },
  {
    selector: 'ImportDeclaration[source.value="node:timers/promises"]',
    message: 'Wait for a state, not for a while.',
  },
];

/** @param {Restriction[]} restrictions @returns {['error', ...Restriction[]]} */
const forbid = (...restrictions) => ['error', ...restrictions];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'test/results/', 'test/data/', '.vscode-test/', '.incidents/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-syntax': forbid(...publicEdges),
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      // A string spread is its code points, which is what counting and cutting text here means.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/**', 'media/**'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  { files: ['src/cli/**', 'src/cli.ts'], rules: { 'no-console': 'off' } },
  {
    // Tables of data are as long as what they know.
    files: ['src/core/guide/vocabulary.ts'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['src/core/**'], rules: { 'no-restricted-syntax': forbid(...publicEdges, ...pure) } },
  { files: ['test/**'], rules: { 'no-restricted-syntax': forbid(...honestTests) } },
  {
    files: ['test/until.ts'],
    rules: { 'no-restricted-syntax': 'off' }, // the one place that waits for a while, between two looks
  },
  {
    // Settings and start files that Node reads as they are: types come from JSDoc.
    files: ['**/*.{js,mjs,cjs}'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off', 'no-undef': 'off' }, // tsc knows what is defined
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
