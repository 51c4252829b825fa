import type { Guide, Step } from '../guide/guide.ts';
import { manualTarget } from '../guide/manual.ts';
import { stepsOf } from '../guide/walk.ts';
import type { Grammar } from '../shell/syntax.ts';
import { indexLines, lineText } from '../text.ts';
import { commandsOf } from './calls.ts';
import type { Call, CommandInGuide } from './calls.ts';
import type { Looked } from './rule.ts';

/** A path that the guide names. A link counts from the guide's folder, a command's file from where steps run. */
export interface NamedPath {
  kind: 'link' | 'file';
  path: string;
  line: number;
  column: number;
}

/** The paths in a guide that could be looked up: relative ones of links, of commands that read a file, of "Edit FILE:". */
export function namedPaths(guide: Guide, text: string, grammar: Grammar): NamedPath[] {
  return pathsIn({ guide, text, commands: commandsOf(guide, grammar) });
}

/** The same, where the commands are read already. */
export function pathsIn({ guide, text, commands }: Pick<Looked, 'guide' | 'text' | 'commands'>): NamedPath[] {
  const links = linksOf(guide, text).flatMap(({ target, ...at }): NamedPath[] => {
    const path = pathOfLink(target);
    return path === undefined ? [] : [{ kind: 'link', path, ...at }];
  });
  return [...links, ...namedFiles(guide, text, commands)];
}

/** A link or image of the guide's Markdown, as it is written. */
export interface Link {
  target: string;
  line: number;
  column: number;
}

const inlineLink = /\]\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))+)/g;
const definedLink = /^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)/g;

/** The links of a guide's prose. What stands in blocks, code and comments is no link. */
export function linksOf({ fences }: Guide, text: string): Link[] {
  const shown = text
    .replace(/<!--[^]*?(?:-->|$)/g, blanked)
    .replace(/^---[ \t]*\r?\n[^]*?\n(?:---|\.\.\.)[ \t]*$/m, (matter, at) =>
      at === 0 ? blanked(matter) : matter,
    );
  const index = indexLines(shown);
  const links: Link[] = [];
  let next = 0;
  for (let line = 1; line <= index.starts.length; line++) {
    while ((fences[next]?.endLine ?? Infinity) < line) next++;
    const fence = fences[next];
    if (fence && fence.line <= line) continue;
    const prose = lineText(index, line).replace(/`[^`]*`/g, blanked);
    for (const pattern of [inlineLink, definedLink])
      for (const match of prose.matchAll(pattern)) {
        const target = match[1] ?? '';
        links.push({ target, line, column: match.index + match[0].length - target.length + 1 });
      }
  }
  return links;
}

const blanked = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** The file that a link names, when it is one beside the guide: pages that a site makes have no ending, or `.html`. */
function pathOfLink(target: string): string | undefined {
  const path = (target.split(/[?#]/, 1)[0] ?? '').replaceAll('%20', ' ');
  const isElsewhere = /^(?:[a-z][\w+.-]*:|\/)/i.test(path) || /[{}$%]/.test(path);
  return !isElsewhere && /[^/]\.(?!html?$|php$)[A-Za-z]\w{0,4}$/.test(path) ? path : undefined;
}

/** Programs behind which a path is one of another machine, or of another folder. */
const elsewhere = /^(?:ssh|docker|podman|nerdctl|kubectl|oc|vagrant|ansible|chroot|cd|pushd)$/;
/** What makes files, or goes where they are. */
const moves = /\b(?:cd|pushd|git clone|ssh|scp|rsync|tar|unzip|wget|curl -[a-zA-Z]*[oO])\b/;

/** Each file once, where it is first named. */
function namedFiles(guide: Guide, text: string, commands: readonly CommandInGuide[]): NamedPath[] {
  const prose = proseOf(guide, text);
  const found = guide.playbooks
    .flatMap((playbook) => [
      ...filesHere(commands.filter((at) => at.playbook === playbook)),
      ...filesToEdit(playbook.phases.flatMap(stepsOf).map(({ step }) => step)),
    ])
    .filter(({ path }) => isPlainPath(path) && !prose.includes(path.slice(path.lastIndexOf('/') + 1)))
    .sort((a, b) => a.line - b.line);
  return found.filter(({ path }, at) => found.findIndex((one) => one.path === path) === at);
}

/** What a playbook's commands read before one of them goes elsewhere. */
function filesHere(commands: readonly CommandInGuide[]): NamedPath[] {
  const away = commands.findIndex(({ command }) => moves.test(command.text));
  return commands
    .slice(0, away < 0 ? undefined : away)
    .flatMap((at) =>
      filesOf(at).map((path): NamedPath => ({ kind: 'file', path, line: at.command.line, column: 1 })),
    );
}

function filesToEdit(steps: readonly Step[]): NamedPath[] {
  return steps.flatMap(({ manual }) =>
    manual.flatMap((one): NamedPath[] => {
      const target = manualTarget(one);
      return target?.kind === 'file' ? [{ kind: 'file', path: target.path, line: one.line, column: 1 }] : [];
    }),
  );
}

/** A path that stands in the text as it is, and belongs to the folder that steps run in. */
function isPlainPath(path: string): boolean {
  return /^(?:\.{1,2}\/)?[\w.][\w./@+-]*$/.test(path) && /[./]/.test(path.replace(/^\.{1,2}\//, ''));
}

/** The guide's lines outside its blocks: what they say of a file ("save it as x.yaml") nobody here understands. */
function proseOf({ fences }: Guide, text: string): string {
  const lines = text.split('\n');
  for (const { line, endLine } of fences) lines.fill('', line - 1, endLine);
  return lines.join('\n');
}

/** The files that a command reads before it goes elsewhere. A file that it names twice it makes itself. */
function filesOf({ command, calls }: CommandInGuide): string[] {
  const found: string[] = [];
  if (!/(?:compose|source|\.|sh|python3?)\s/.test(command.text)) return [];
  for (const call of calls()) {
    found.push(...readBy(call));
    if (elsewhere.test(call.program)) break;
  }
  return found.filter((path) => command.text.split(path).length === 2);
}

const scripts = /\.(?:sh|bash|py|rb|js|pl)$/;

/** What a call needs to be there. Files for kubectl and helm are mostly shown in the guide, to be saved first. */
function readBy({ program, operands, options }: Call): readonly string[] {
  const [first = ''] = operands;
  switch (program) {
    case 'docker-compose':
      return [...(options.get('-f') ?? []), ...(options.get('--file') ?? [])];
    case 'source':
    case '.':
      return [first];
    case 'bash':
    case 'sh':
    case 'zsh':
    case 'python':
    case 'python3':
      return options.has('-c') || !scripts.test(first) ? [] : [first];
    default:
      return [];
  }
}
