// Writes what follows from src/editor/contributions.ts: package.json's `contributes` and docs/settings.md; docs/lint from the rules;
// and the README's figures from what the last benchmark found.
// With --check it writes nothing and fails when one of them differs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { readerProblems } from '../src/core/lint/reader.ts';
import type { RuleText } from '../src/core/lint/rule.ts';
import { rules } from '../src/core/lint/rules.ts';
import {
  commandId,
  commands,
  editorMenu,
  itemMenu,
  settings,
  titleMenu,
  views,
} from '../src/editor/contributions.ts';
import type { CommandEntry, CommandName, MenuEntry, SettingEntry } from '../src/editor/contributions.ts';

const entries = Object.entries(commands) as [CommandName, CommandEntry][];
const settingEntries = Object.entries(settings) as [string, SettingEntry][];

const menu = ({ command, view, group, item, when }: MenuEntry): object => ({
  command: commandId(command),
  when: [`view == ${views[view]}`, item && `viewItem =~ ${item}`, when].filter(Boolean).join(' && '),
  group,
});

const contributes = {
  commands: entries.map(([name, { title, icon, enablement }]) => ({
    command: commandId(name),
    title,
    category: 'Incident',
    ...(icon !== undefined && { icon }),
    ...(enablement !== undefined && { enablement }),
  })),
  menus: {
    commandPalette: entries
      .filter(([, { palette }]) => palette === 'hidden')
      .map(([name]) => ({ command: commandId(name), when: 'false' })),
    'view/title': titleMenu.map(menu),
    'view/item/context': itemMenu.map(menu),
    'editor/context': editorMenu.map((entry) => ({ ...entry, command: commandId(entry.command) })),
  },
  viewsContainers: {
    activitybar: [{ id: 'incidentRunbook', title: 'Incident', icon: 'media/incident.svg' }],
  },
  views: {
    incidentRunbook: [
      { id: views.incident, name: 'Incident', icon: 'media/incident.svg' },
      { id: views.timeline, name: 'Timeline', icon: 'media/incident.svg' },
      { id: views.history, name: 'History', icon: 'media/incident.svg', visibility: 'collapsed' },
    ],
  },
  viewsWelcome: [
    {
      view: views.incident,
      contents:
        'No incident is open.\n\nOpen a guide (a Markdown file with steps) and click Run over a step.\n[Go to Playbook](command:incidentRunbook.goToPlaybook)\n[Open the Practice Guide](command:incidentRunbook.openPractice)',
    },
  ],
  configuration: {
    title: 'Incident Runbook',
    properties: Object.fromEntries(
      settingEntries.map(([name, { restricted: _, enum: choices, ...entry }]) => [
        `incidentRunbook.${name}`,
        {
          type: entry.type,
          default: entry.default,
          markdownDescription: entry.description,
          scope: entry.scope,
          ...(entry.type === 'array' && { items: { type: 'string' } }),
          ...(entry.type === 'object' && { additionalProperties: { type: 'string' } }),
          ...(choices && { enum: choices }),
        },
      ]),
    ),
  },
  keybindings: [
    {
      command: commandId('runStep'),
      key: 'ctrl+alt+enter',
      mac: 'cmd+alt+enter',
      when: 'editorTextFocus && editorLangId == markdown',
    },
  ],
  walkthroughs: [
    {
      id: 'first',
      title: 'Your first incident, in two minutes',
      description: 'Run a practice guide whose commands are safe on any machine.',
      steps: [
        [
          'open',
          'Open the practice guide',
          'A guide is a Markdown file you already have.\n[Open it](command:incidentRunbook.openPractice)',
          'onCommand:incidentRunbook.openPractice',
        ],
        [
          'run',
          'Run a step',
          'Click **▷ Run** over a step, or press Ctrl+Alt+Enter in it.',
          'onCommand:incidentRunbook.runStep',
        ],
        [
          'note',
          'Add a note',
          'What people know is written down too.\n[Add a note](command:incidentRunbook.addNote)',
          'onCommand:incidentRunbook.addNote',
        ],
        [
          'export',
          'Export the post-mortem',
          'Its facts are already there.\n[Export it](command:incidentRunbook.exportPostMortem)',
          'onCommand:incidentRunbook.exportPostMortem',
        ],
      ].map(([id, title, description, done]) => ({
        id,
        title,
        description,
        media: { image: 'media/incident.svg', altText: 'Incident' },
        completionEvents: [done],
      })),
    },
  ],
};

const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description: 'Guides are read and shown; nothing runs until the workspace is trusted.',
    restrictedConfigurations: settingEntries
      .filter(([, { restricted }]) => restricted === 'yes')
      .map(([name]) => `incidentRunbook.${name}`),
  },
  virtualWorkspaces: false,
};

const settingsPage = [
  '# Settings',
  '',
  'Made from the table that package.json is made from. All begin with `incidentRunbook.`.',
  '',
  '| Setting | Default | What for |',
  '|---|---|---|',
  ...settingEntries.map(
    ([name, entry]) =>
      `| \`${name}\` | \`${JSON.stringify(entry.default).replaceAll('|', '\\|')}\` | ${entry.description}${entry.enum ? ` One of ${entry.enum.map((one) => `\`${one}\``).join(', ')}.` : ''}${entry.restricted ? ' Not taken from a workspace that is not trusted.' : ''} |`,
  ),
  '',
].join('\n');

const ruleTexts: readonly RuleText[] = [...readerProblems, ...rules];

const lintPage = [
  '# Lint',
  '',
  'What `lint` and the Problems panel say about a guide. Made from the rules in `src/core/lint`; each has a page with examples.',
  'A team turns a rule off, or gives it another severity, in `.incidents/config.yaml` ([how](config.md)).',
  '',
  '| Rule | Severity | What is wrong, and what to do | Fix |',
  '|---|---|---|---|',
  ...ruleTexts.map(
    ({ id, severity, doc, mends = '' }) => `| [\`${id}\`](lint/${id}.md) | ${severity} | ${doc} | ${mends} |`,
  ),
  '',
].join('\n');

/** Examples are fenced as Markdown, so that the page itself is no guide. */
const example = (text: string): string[] => ['````markdown', text.trimEnd(), '````', ''];

function rulePage({ id, severity, doc, bad, good, mends }: RuleText): string {
  return [
    `# ${id}`,
    '',
    `A problem of severity ${severity}. ${doc}`,
    '',
    ...(mends === undefined ? [] : [`The fix (light bulb, or \`lint --fix\`) ${mends}.`, '']),
    '## Found',
    '',
    ...example(bad),
    '## Left alone',
    '',
    ...example(good),
    '## Turned off',
    '',
    'In `.incidents/config.yaml`; or `error`, `warning`, `info` for another severity:',
    '',
    '```yaml',
    'lint:',
    `  ${id}: off`,
    '```',
    '',
  ].join('\n');
}

interface Figure {
  what: string;
  promised: string;
  today: string;
  holds: boolean;
}

/** The README with what `npm run bench` has found between its two marks. */
function withFigures(readme: string): string {
  const tables = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Record<string, Figure[]>;
  const rows = Object.values(tables)
    .flat()
    .map(
      ({ what, promised, today, holds }) =>
        `| ${what} | ${promised} | ${today} | ${holds ? '✓' : 'not yet'} |`,
    );
  const table = ['| What | Promised | Measured | Holds |', '|---|---|---|---|', ...rows].join('\n');
  return readme.replace(/(<!-- figures -->\n)[^]*(<!-- end of figures -->)/, `$1\n${table}\n\n$2`);
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
const activationEvents = ['onLanguage:markdown', 'workspaceContains:.incidents'];
const made: [string, string][] = [
  [
    'package.json',
    await format(JSON.stringify({ ...manifest, activationEvents, capabilities, contributes }), {
      parser: 'json-stringify',
    }),
  ],
  ['docs/settings.md', await format(settingsPage, { parser: 'markdown' })],
  ['README.md', await format(withFigures(readFileSync('README.md', 'utf8')), { parser: 'markdown' })],
  ['docs/lint.md', await format(lintPage, { parser: 'markdown' })],
  ...(await Promise.all(
    ruleTexts.map(async (rule): Promise<[string, string]> => [
      `docs/lint/${rule.id}.md`,
      await format(rulePage(rule), { parser: 'markdown', embeddedLanguageFormatting: 'off' }),
    ]),
  )),
];
mkdirSync('docs/lint', { recursive: true });
const stale = made.filter(([file, text]) => readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is not what its source says: run npm run docs.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(file, text);
}
