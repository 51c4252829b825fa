/**
 * What the extension adds to VS Code: the one table of commands and settings. package.json says the same, and a test holds
 * the two together. Imports nothing of VS Code, so that the test can read it.
 */

/** A command as package.json knows it. */
export interface CommandEntry {
  title: string;
  icon?: string;
  /** Where it makes sense; without it, everywhere. */
  enablement?: string;
  /** Helpers that need an argument are not in the palette. */
  palette?: 'hidden';
}

const inGuide = 'editorLangId == markdown';
const withIncident = 'incidentRunbook.hasIncident';

export const commands = {
  runStep: { title: 'Run Step at Cursor', icon: '$(play)' },
  stepActions: { title: 'Step Actions…', enablement: inGuide },
  nextStep: { title: 'Go to Next Step', enablement: inGuide },
  previousStep: { title: 'Go to Previous Step', enablement: inGuide },
  runNextStep: { title: 'Run Next Step', icon: '$(debug-continue)' },
  runAll: { title: 'Run All Steps of the Phase', icon: '$(run-all)' },
  startIncident: { title: 'Start Incident' },
  rehearse: { title: 'Rehearse Playbook', enablement: inGuide },
  stop: { title: 'Stop the Running Step', icon: '$(debug-stop)' },
  markDone: { title: 'Mark Done', icon: '$(check)' },
  addNote: { title: 'Add Note', icon: '$(note)', enablement: withIncident },
  backFill: { title: 'Add What Happened Before…', icon: '$(history)', enablement: withIncident },
  amend: { title: 'Amend…', icon: '$(edit)', enablement: withIncident },
  pinOutput: { title: 'Pin Output as Evidence', icon: '$(pin)', enablement: withIncident },
  attachFile: { title: 'Attach File…', icon: '$(file-add)', enablement: withIncident },
  attachPicture: {
    title: 'Attach Picture from the Clipboard',
    icon: '$(file-media)',
    enablement: withIncident,
  },
  attachLink: { title: 'Attach Link…', icon: '$(link)', enablement: withIncident },
  openAttachment: { title: 'Open What Was Attached', icon: '$(go-to-file)', palette: 'hidden' },
  changeStatus: { title: 'Change Status', enablement: withIncident },
  changeSeverity: { title: 'Change Severity', enablement: withIncident },
  copyUpdate: { title: 'Copy Update for the Chat', icon: '$(copy)', enablement: withIncident },
  handOver: { title: 'Hand Over', enablement: withIncident },
  escalate: { title: 'Record a Call', icon: '$(call-outgoing)', enablement: withIncident },
  exportPostMortem: { title: 'Export Post-mortem', icon: '$(export)', enablement: withIncident },
  exportWhole: { title: 'Export the Whole Incident…', icon: '$(archive)', enablement: withIncident },
  importWhole: { title: 'Import an Incident…', icon: '$(cloud-download)' },
  makeStep: { title: 'Make This a Step', enablement: withIncident },
  showOutput: { title: 'Show Output', icon: '$(output)', enablement: withIncident },
  saveOutputBytes: { title: 'Save Output Bytes…', enablement: withIncident },
  removeOutput: { title: 'Remove Output for Privacy…', icon: '$(trash)', enablement: withIncident },
  verify: { title: 'Verify the Record', icon: '$(verified)', enablement: withIncident },
  previewRedaction: { title: 'Preview Redaction', icon: '$(eye-closed)' },
  removeOldOutputs: { title: 'Remove Outputs of Old Incidents…' },
  checkDetection: { title: 'Check Detection' },
  goToPlaybook: { title: 'Go to Playbook…' },
  useAsGuide: { title: 'Use as Guide', enablement: inGuide },
  openIncident: { title: 'Open Past Incident', icon: '$(folder-opened)' },
  showTimelineAll: { title: 'Show All Events', icon: '$(list-flat)' },
  showTimelineStory: { title: 'Show the Story', icon: '$(list-selection)' },
  openTimeline: { title: 'Open Timeline', icon: '$(graph-line)', enablement: withIncident },
  showInStory: { title: 'Show in Story', palette: 'hidden' },
  leaveOut: { title: 'Leave Out of the Story', palette: 'hidden' },
  openPractice: { title: 'Open the Practice Guide' },
  chooseOption: { title: 'Choose an Option…', palette: 'hidden' },
  openManual: { title: 'Open What the Step Names', icon: '$(link-external)', palette: 'hidden' },
  showIncident: { title: 'Show Incident', palette: 'hidden' },
  showStep: { title: 'Show in Guide', icon: '$(go-to-file)', palette: 'hidden' },
  manageTrust: { title: 'Manage Workspace Trust', palette: 'hidden' },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof commands;

/** The full id: what package.json, keybindings and other extensions use. */
export function commandId(name: CommandName): string {
  return `incidentRunbook.${name}`;
}

export const views = {
  incident: 'incidentRunbook.incident',
  timeline: 'incidentRunbook.timeline',
  history: 'incidentRunbook.history',
} as const;

/** Names set with `setContext`, which menus and commands ask for. */
export const contexts = {
  hasIncident: 'incidentRunbook.hasIncident',
  timelineAll: 'incidentRunbook.timelineAll',
} as const;

/** A setting as package.json knows it; docs/settings.md is made from it. */
export interface SettingEntry {
  type: 'string' | 'boolean' | 'array' | 'object' | 'number';
  default: unknown;
  description: string;
  enum?: readonly string[];
  /** `machine-overridable`: dangerous in a workspace's hands, asks for trust. */
  scope: 'window' | 'resource' | 'machine-overridable';
  restricted?: 'yes';
}

export const settings = {
  guides: {
    type: 'array',
    default: [
      '**/*{runbook,playbook,incident,on-call,oncall}*/**/*.md',
      '**/*{runbook,playbook,incident,on-call,oncall}*.md',
    ],
    description:
      'Which Markdown files are guides, as globs. A file in which an incident’s playbook is found is one too.',
    scope: 'resource',
  },
  'terminal.location': {
    type: 'string',
    default: 'panel',
    enum: ['panel', 'editor'],
    description: 'Where the incident’s terminal opens.',
    scope: 'window',
  },
  'terminal.profile': {
    type: 'string',
    default: '',
    description: 'Path of the shell for incidents. Empty: the shell of VS Code’s default terminal profile.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  confirm: {
    type: 'string',
    default: 'destructive',
    enum: ['destructive', 'changes'],
    description: 'From which danger on a step is confirmed first.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  environment: {
    type: 'object',
    default: { GIT_PAGER: 'cat', PAGER: 'cat', PSQL_PAGER: 'cat' },
    description:
      'Variables that the incident’s terminal starts with; the Incident view shows them. Pagers would wait for a key; `COMPOSE_FILE` names the file that a guide leaves out.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  'journal.location': {
    type: 'string',
    default: '',
    description: 'Folder that holds the incidents. Empty: `.incidents` beside the guide’s repository.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  'journal.keepOutputsDays': {
    type: 'number',
    default: 0,
    description:
      'For how many days after its closing an incident’s outputs are kept; then they are removed, and the record says so. 0: for good.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  'adhoc.record': {
    type: 'boolean',
    default: true,
    description:
      'Whether what is typed at the prompt of an incident’s terminal is kept in its record, under “Off the guide”. A line that begins with a space never is.',
    scope: 'machine-overridable',
    restricted: 'yes',
  },
  'redaction.extraPatterns': {
    type: 'array',
    default: [],
    description: 'Regular expressions of more secrets, beside those that are known.',
    scope: 'resource',
  },
} as const satisfies Record<string, SettingEntry>;

export type SettingName = keyof typeof settings;

/** A line of a menu. `item` is the `viewItem` pattern of a tree's lines. */
export interface MenuEntry {
  command: CommandName;
  view: keyof typeof views;
  /** `inline` shows a button; a number orders within a group. */
  group: string;
  item?: string;
  when?: string;
}

/** Buttons over the views. */
export const titleMenu: readonly MenuEntry[] = [
  { command: 'runNextStep', view: 'incident', group: 'navigation@1', when: contexts.hasIncident },
  { command: 'addNote', view: 'incident', group: 'navigation@2', when: contexts.hasIncident },
  { command: 'changeStatus', view: 'incident', group: '1_tell@1', when: contexts.hasIncident },
  { command: 'changeSeverity', view: 'incident', group: '1_tell@2', when: contexts.hasIncident },
  { command: 'copyUpdate', view: 'incident', group: '1_tell@3', when: contexts.hasIncident },
  { command: 'escalate', view: 'incident', group: '1_tell@4', when: contexts.hasIncident },
  { command: 'handOver', view: 'incident', group: '1_tell@5', when: contexts.hasIncident },
  { command: 'attachFile', view: 'incident', group: '2_attach@1', when: contexts.hasIncident },
  { command: 'attachPicture', view: 'incident', group: '2_attach@2', when: contexts.hasIncident },
  { command: 'attachLink', view: 'incident', group: '2_attach@3', when: contexts.hasIncident },
  { command: 'exportPostMortem', view: 'incident', group: '3_export@1', when: contexts.hasIncident },
  { command: 'verify', view: 'incident', group: '3_export@9', when: contexts.hasIncident },
  { command: 'exportWhole', view: 'incident', group: '3_export@2', when: contexts.hasIncident },
  { command: 'openIncident', view: 'history', group: 'navigation@1' },
  { command: 'importWhole', view: 'history', group: '1_import@1' },
  { command: 'openTimeline', view: 'timeline', group: 'navigation@1', when: contexts.hasIncident },
  { command: 'backFill', view: 'timeline', group: '1_tell@1', when: contexts.hasIncident },
  { command: 'showTimelineAll', view: 'timeline', group: 'navigation@2', when: `!${contexts.timelineAll}` },
  { command: 'showTimelineStory', view: 'timeline', group: 'navigation@2', when: contexts.timelineAll },
];

/** A line of an editor's own menu: for documents of ours. */
export const editorMenu = [
  { command: 'pinOutput', when: 'resourceScheme == incident-run', group: '1_incident@1' },
  { command: 'previewRedaction', when: 'resourceScheme == incident-run', group: '1_incident@2' },
] as const satisfies readonly { command: CommandName; when: string; group: string }[];

/** Buttons and menus on the views' lines. */
export const itemMenu: readonly MenuEntry[] = [
  { command: 'runStep', view: 'incident', group: 'inline@1', item: '/^(step|endedStep)$/' },
  { command: 'stop', view: 'incident', group: 'inline@1', item: '/^runningStep$/' },
  { command: 'markDone', view: 'incident', group: 'inline@1', item: '/^manualStep$/' },
  { command: 'openManual', view: 'incident', group: 'inline@2', item: '/^manualStep$/' },
  { command: 'showOutput', view: 'incident', group: 'inline@2', item: '/^(endedStep|runningStep|run)$/' },
  { command: 'pinOutput', view: 'incident', group: 'inline@3', item: '/^(endedStep|run)$/' },
  { command: 'showStep', view: 'incident', group: '1_go@1', item: '/[sS]tep$/' },
  { command: 'markDone', view: 'incident', group: '1_go@2', item: '/^(step|endedStep)$/' },
  { command: 'saveOutputBytes', view: 'incident', group: '1_go@3', item: '/^(endedStep|run)$/' },
  { command: 'removeOutput', view: 'incident', group: '9_remove@1', item: '/^(endedStep|run|attachment)$/' },
  { command: 'runAll', view: 'incident', group: 'inline@1', item: '/^phase$/' },
  { command: 'addNote', view: 'incident', group: 'inline@1', item: '/^incident$/' },
  { command: 'changeStatus', view: 'incident', group: '1_tell@1', item: '/^(incident|closedIncident)$/' },
  { command: 'exportPostMortem', view: 'incident', group: '1_tell@2', item: '/^(incident|closedIncident)$/' },
  { command: 'escalate', view: 'incident', group: 'inline@1', item: '/^contact$/' },
  { command: 'showInStory', view: 'timeline', group: '1_story@1', item: '/^leftOut$/' },
  { command: 'leaveOut', view: 'timeline', group: '1_story@1', item: '/^shown$/' },
  { command: 'amend', view: 'timeline', group: '1_story@2', item: '/^(shown|leftOut)$/' },
  { command: 'openIncident', view: 'history', group: 'inline@1' },
];
