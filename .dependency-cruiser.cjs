/**
 * Who may import whom. The two tables are the map of ARCHITECTURE.md; the rules are made from them.
 * What a table does not allow is forbidden, and a new place or room has to be added here first.
 */

/** Folders (or files) directly under src, and what each may see beside itself. */
const places = {
  core: [],
  ports: ['core'],
  actions: ['core', 'ports'],
  node: ['core', 'ports'],
  editor: ['core', 'ports', 'actions', 'node'],
  cli: ['core', 'ports', 'actions', 'node'],
};

/** Folders of src/core, and what each may see beside itself and the base. */
const rooms = {
  shell: [],
  guide: ['shell'],
  lint: ['shell', 'guide'],
  config: ['shell', 'guide', 'lint'],
  run: ['shell', 'guide'],
  incident: ['shell', 'guide', 'run'],
  view: ['shell', 'guide', 'run', 'incident'],
  postmortem: ['shell', 'guide', 'run', 'incident'],
};

/** Files of src/core that every room may see; they see only each other. */
const base = ['text', 'duration'];

/** Libraries that are true without a computer. */
const pureLibraries = ['markdown-it', 'yaml', 'valibot', '@noble/hashes', 'diff'];

const doors = { 'extension.ts': 'cli', 'cli.ts': 'editor' }; // each with the place it must not see

/** @param {string[]} list */
const names = (list) => `(${list.join('|')})`;
/** @param {string} name */
const place = (name) => `^src/${name}(/|\\.ts$)`;
/** @param {string} name */
const room = (name) => `^src/core/${name}/`;
const inBase = `^src/core/${names(base)}\\.ts$`;

const betweenPlaces = Object.entries(places).map(([name, allowed]) => ({
  name: `${name}-sees-only-${['itself', ...allowed].join('-')}`,
  severity: 'error',
  // The doors lie beside the places and may see all of them, so `cli.ts` is not part of the place `cli`.
  from: { path: place(name), pathNot: '^src/cli\\.ts$' },
  to: { path: '^src/', pathNot: [name, ...allowed].map(place) },
}));

const betweenRooms = Object.entries(rooms).map(([name, allowed]) => ({
  name: `core-${name}-sees-only-${['itself', ...allowed].join('-')}`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/core/', pathNot: [...[name, ...allowed].map(room), inBase] },
}));

const fromDoors = Object.entries(doors).map(([door, forbidden]) => ({
  name: `${door}-does-not-see-${forbidden}`,
  severity: 'error',
  from: { path: `^src/${door.replace('.', '\\.')}$` },
  to: { path: `^src/${forbidden}/` },
}));

module.exports = {
  forbidden: [
    ...betweenPlaces,
    ...betweenRooms,
    ...fromDoors,
    {
      name: 'core-base-sees-only-the-base',
      severity: 'error',
      from: { path: inBase },
      to: { path: '^src/', pathNot: inBase },
    },
    {
      name: 'only-known-places',
      comment: 'Add the new place to the table above and say what it may see.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...Object.keys(places).map(place), '^src/extension\\.ts$'] },
      to: {},
    },
    {
      name: 'only-known-rooms',
      comment: 'Add the new room to the table above and say what it may see.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: [...Object.keys(rooms).map(room), inBase] },
      to: {},
    },
    {
      name: 'nobody-imports-a-door',
      severity: 'error',
      from: {},
      to: { path: `^src/${names(Object.keys(doors)).replaceAll('.', '\\.')}$` },
    },
    {
      name: 'nothing-shipped-imports-tests-or-tools',
      severity: 'error',
      from: { path: '^(src|media)/' },
      to: { path: '^(test|tools|bench)/' },
    },
    {
      name: 'vscode-only-in-the-editor',
      severity: 'error',
      from: { path: '^(src|media)/', pathNot: ['^src/editor/', '^src/extension\\.ts$'] },
      to: { path: '^vscode$|/@types/vscode/' },
    },
    {
      name: 'node-only-where-there-is-a-computer',
      severity: 'error',
      from: { path: '^src/(core|actions)/|^src/ports\\.ts$|^media/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-uses-only-pure-libraries',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: 'node_modules/', pathNot: `node_modules/(@types/)?${names(pureLibraries)}/` },
    },
    {
      name: 'what-is-shipped-is-a-dependency',
      severity: 'error',
      from: { path: '^(src|media)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg'],
        dependencyTypesNot: ['type-only'],
        pathNot: '/@types/',
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
