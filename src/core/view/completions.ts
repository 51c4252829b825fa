import type { Block, Guide, Phase, PhaseKind } from '../guide/guide.ts';
import { stepsOf } from '../guide/walk.ts';
import { languageOf } from '../guide/fences.ts';

/** Words that can be put at the cursor. */
export interface Completion {
  label: string;
  detail: string;
  /** What is put there; `$1` and `${1:word}` are places to fill in. */
  snippet: string;
  /** From this offset of the line on it takes the place of what is typed already. */
  from: number;
}

/** Where the cursor stands: its line, from 1, and what stands before it there. */
export interface Cursor {
  line: number;
  before: string;
}

/** What a writer of a guide may want at the cursor. In prose that nobody begins with a sign or a blank line it is nothing. */
export function completionsAt(guide: Guide, { line, before }: Cursor): Completion[] {
  const fence = guide.fences.find((one) => one.line < line && line <= one.endLine);
  if (fence) return /^\s*#?\s*$/.test(before) && isShell(fence.info) ? stepsAt(guide, line, before) : [];
  const label = /^\s*(?:[-*]\s+)?\*\*(?:severity|priority):?\*\*:?\s*(\w*)$/i.exec(before);
  if (label) return levels(guide, before.length - (label[1] ?? '').length);
  if (before.trim() === '')
    return [...(line === 1 ? [frontMatter] : []), playbook(guide), ...phases(guide, line, 0)];
  if (/^#{1,6}\s*$/.test(before)) return [playbook(guide)];
  return before === '**' ? phases(guide, line, 0) : [];
}

function isShell(info: string): boolean {
  return /^(?:|bash|sh|zsh|shell|console|terminal|shell-session)$/.test(languageOf(info));
}

const frontMatter: Completion = {
  label: 'Front matter',
  detail: 'title, severity and owner at the top of a guide',
  snippet: '---\ntitle: ${1:Title}\nseverity: ${2:High}\nowner: ${3:Team}\n---\n$0',
  from: 0,
};

const fence = (steps: string): string => `\n\`\`\`bash\n${steps}\n\`\`\`\n`;

/** A playbook as deep as the guide's others, with the phases that one needs at night. */
function playbook({ playbooks, severities }: Guide): Completion {
  const marks = playbooks.length > 0 || severities.length > 0 ? '###' : '##';
  const body = [
    `${marks} \${1:What is broken}`,
    '',
    '**Detection:** ${2:What the alert says}',
    '',
    '**Immediate Action (First ${3:5} minutes):**',
    fence('# 1. ${4:Look at the service}\n${5:systemctl status api}'),
    '**Recovery Steps:**',
    fence(
      '# Option 1: ${6:Restart}\n${7:systemctl restart api}\n\n# Verify recovery\n${8:curl -fsS http://localhost/health}',
    ),
    '$0',
  ];
  return {
    label: 'Playbook',
    detail: 'detection, first look, a recovery option and its verification',
    snippet: body.join('\n'),
    from: 0,
  };
}

const phaseTexts: readonly [kind: PhaseKind, title: string, step: string][] = [
  ['immediate', 'Immediate Action (First ${1:5} minutes)', '# 1. ${2:Look at the service}\n$0'],
  ['diagnose', 'Root Cause Analysis', '# ${1:Is the disk full}?\n$0'],
  ['recover', 'Recovery Steps', '# Option 1: ${1:Restart}\n$0\n\n# Verify recovery\n'],
  ['verify', 'Verification', '# Verify ${1:recovery}\n$0'],
  ['monitor', 'Post-Recovery', '# Monitor for ${1:10} minutes\n$0'],
];

/** The phases that the playbook around the line does not have yet. */
function phases({ playbooks }: Guide, line: number, from: number): Completion[] {
  const around = playbooks.findLast((one) => one.line < line);
  if (!around) return [];
  const there = new Set(around.phases.map(({ kind }) => kind));
  return phaseTexts
    .filter(([kind]) => !there.has(kind))
    .map(([, title, step]) => ({
      label: `Phase: ${title.replace(/ \(.*/, '')}`,
      detail: 'a label, and a block with its first step',
      snippet: `**${title}:**\n${fence(step)}`,
      from,
    }));
}

function levels({ severities }: Guide, from: number): Completion[] {
  return severities.map(({ name, impact = '' }) => ({
    label: name,
    detail: impact,
    snippet: asText(name),
    from,
  }));
}

/** Steps of a block, numbered on from those of its phase. */
function stepsAt(guide: Guide, line: number, before: string): Completion[] {
  const phase = phaseAround(guide, line);
  const steps = phase ? stepsOf(phase).map(({ step }) => step) : [];
  const number = Math.max(0, ...steps.map(({ ordinal = 0 }) => ordinal)) + 1;
  const options = steps.map(({ option }) => (typeof option?.number === 'number' ? option.number : 0));
  const option = Math.max(0, ...options) + 1;
  const from = before.length - before.trimStart().length;
  return [
    [`Step ${number}`, 'a numbered step', `# ${number}. \${1:Look at the service}\n$0`],
    [`Option ${option}`, 'one of the phase’s alternatives', `# Option ${option}: \${1:Restart}\n$0`],
    ['Verification', 'says whether it is over: its exit code must tell', '# Verify ${1:recovery}\n$0'],
    ['Question', 'its output is the answer', '# ${1:Is the disk full}?\n$0'],
    ['Monitoring', 'ends by itself', '# Monitor for ${1:10} minutes\n$0'],
    ['By hand', 'a person edits or visits something', '# Edit ${1:.env}:\n# ${2:POOL_MAX=30}\n$0'],
  ].map(([label = '', detail = '', snippet = '']) => ({ label, detail, snippet, from }));
}

function phaseAround({ playbooks }: Guide, line: number): Phase | undefined {
  const holds = (block: Block): boolean => block.line < line && line <= block.endLine;
  return playbooks.flatMap((one) => one.phases).find(({ blocks }) => blocks.some(holds));
}

/** A text of the guide in a snippet: its signs are only signs. */
const asText = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
