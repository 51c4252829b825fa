// Writes what follows from src/editor/contributions.ts: package.json's `contributes` and docs/settings.md; and docs/lint.md from the rules.
// With --check it writes nothing and fails when one of them differs.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { rules } from '../src/core/lint/rules.ts';
import { commandId, commands, itemMenu, settings, titleMenu, views } from '../src/editor/contributions.ts';
import type { CommandEntry, CommandName, MenuEntry, SettingEntry } from '../src/editor/contributions.ts';

const entries = Object.entries(commands) as [CommandName, CommandEntry][];
const settingEntries = Object.entries(settings) as [string, SettingEntry][];

/** What reading itself reports, beside the rules. */
const readerProblems = [
  {
    id: 'not-shell',
    severity: 'warning',
    doc: 'A block tagged as a shell does not read as one: it is shown, and never run. Tag sample output as `text`.',
  },
  {
    id: 'hidden-character',
    severity: 'warning',
    doc: 'A character in a command that can’t be seen, or that looks like another one. The step asks before it runs.',
  },
  {
    id: 'unclosed-fence',
    severity: 'warning',
    doc: 'A fence is never closed: all that follows is its text.',
  },
  { id: 'front-matter', severity: 'warning', doc: 'The front matter is no valid YAML and is skipped.' },
  {
    id: 'mojibake',
    severity: 'warning',
    doc: 'The text was read in a wrong encoding once. The fix repairs all of it.',
  },
];

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
        'No incident is open.\n\nOpen a guide (a Markdown file with steps) and click *Run* over a step.\n[Go to Playbook](command:incidentRunbook.goToPlaybook)\n[Open the Practice Guide](command:incidentRunbook.openPractice)',
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

const lintPage = [
  '# Lint',
  '',
  'What `lint` and the Problems panel say about a guide. Made from the rules in `src/core/lint/rules`.',
  '',
  '| Rule | Severity | What is wrong, and what to do |',
  '|---|---|---|',
  ...readerProblems.map(({ id, severity, doc }) => `| \`${id}\` | ${severity} | ${doc} |`),
  ...rules.map(({ id, severity, doc }) => `| \`${id}\` | ${severity} | ${doc} |`),
  '',
].join('\n');

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
  ['docs/lint.md', await format(lintPage, { parser: 'markdown' })],
];
const stale = made.filter(([file, text]) => readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    console.error(`${file} is not what src/editor/contributions.ts says: run npm run docs.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) writeFileSync(file, text);
}
