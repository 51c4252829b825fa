import type { ShellLanguage } from '../guide/guide.ts';
import type { Grammar, SyntaxNode } from '../shell/syntax.ts';
import type { ShellKind } from './script.ts';

/** Which shell runs a text. */
export type ShellChoice =
  /** The person's own; zsh reads bash text as bash would. */
  | { kind: 'own'; likeBash: boolean }
  /** Another program, because the own shell would read the text differently: what state it sets stays there. */
  | { kind: 'other'; program: 'bash' | 'zsh' | 'fish' | 'pwsh'; why: string }
  | { kind: 'none'; why: string };

export interface ShellText {
  language: ShellLanguage;
  commands: readonly string[];
}

/** Which wrapper a shell needs, by its path; undefined for shells that have none (nu, tcsh, PowerShell). */
export function shellKind(path: string): ShellKind | undefined {
  const name =
    path
      .split(/[\\/]/)
      .pop()
      ?.replace(/^-/, '')
      .replace(/\.exe$/, '') ?? '';
  return kinds.find(([pattern]) => pattern.test(name))?.[1];
}

const kinds: readonly (readonly [RegExp, ShellKind])[] = [
  [/^bash(-?\d.*)?$/, 'bash'],
  [/^zsh(-?\d.*)?$/, 'zsh'],
  [/^fish$/, 'fish'],
  [/^(sh|dash|ash|ksh|ksh93|mksh|posh|yash)$/, 'sh'],
];

/**
 * The shell that runs a text as it was written for, the person's own wherever it can.
 * zsh reads most bash when it emulates; a POSIX shell reads bash text that uses nothing of bash's own.
 */
export function chooseShell(text: ShellText, own: ShellKind | undefined, grammar: Grammar): ShellChoice {
  switch (text.language) {
    case 'bash':
    case 'sh':
      return bourne(text, own, grammar);
    case 'zsh':
      return own === 'zsh' ? as('own') : other('zsh', 'it is written for zsh');
    case 'fish':
      return own === 'fish' ? as('own') : other('fish', 'it is written for fish');
    case 'powershell':
      return other('pwsh', 'it is written for PowerShell');
    case 'cmd':
      return {
        kind: 'none',
        why: 'it is written for the Windows command prompt, and no shell here reads that',
      };
  }
}

function bourne(
  { language, commands }: ShellText,
  own: ShellKind | undefined,
  grammar: Grammar,
): ShellChoice {
  switch (own) {
    case 'bash':
      return as('own');
    case 'zsh': {
      const found = firstConstruct(commands, grammar, notInZsh);
      return found === undefined ? as('like-bash') : other('bash', `zsh does not read ${found} as bash does`);
    }
    case 'sh': {
      const found = language === 'sh' ? undefined : firstConstruct(commands, grammar, notInPosix);
      return found === undefined ? as('own') : other('bash', `this shell does not know ${found}`);
    }
    case 'fish':
      return other('bash', 'fish does not read bash');
    case undefined:
      return other('bash', 'your shell does not read bash');
  }
}

function as(how: 'own' | 'like-bash'): ShellChoice {
  return { kind: 'own', likeBash: how === 'like-bash' };
}

function other(program: 'bash' | 'zsh' | 'fish' | 'pwsh', why: string): ShellChoice {
  return { kind: 'other', program, why };
}

/** What a node of the syntax tree is of bash's own, in words; undefined when it is common to all. */
type Construct = (node: SyntaxNode) => string | undefined;

function firstConstruct(
  commands: readonly string[],
  grammar: Grammar,
  construct: Construct,
): string | undefined {
  const tree = grammar.parse(commands.join('\n'));
  const found = search(tree.rootNode, construct);
  tree.delete();
  return found;
}

function search(root: SyntaxNode, construct: Construct): string | undefined {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const found = construct(node);
    if (found !== undefined) return found;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push(child);
    }
  }
  return undefined;
}

const bashNodes: ReadonlyMap<string, string> = new Map([
  ['array', 'arrays'],
  ['subscript', 'arrays'],
  ['process_substitution', '<( … )'],
  ['herestring_redirect', '<<<'],
  ['ansi_c_string', "$'…'"],
  ['translated_string', '$"…"'],
  ['brace_expression', '{1..9}'],
  ['c_style_for_statement', 'for (( … ))'],
  ['extglob_pattern', 'extended patterns'],
]);

const bashTokens: ReadonlyMap<string, string> = new Map([
  ['[[', '[[ … ]]'],
  ['((', '(( … ))'],
  ['&>', '&>'],
  ['&>>', '&>>'],
  ['|&', '|&'],
  ['function', 'function'],
  ['select', 'select'],
  ['+=', '+='],
  [';;&', ';;&'],
  [';&', ';&'],
]);

const bashPrograms = new Set(
  'source declare typeset let shopt mapfile readarray pushd popd dirs disown enable builtin caller compgen complete coproc help history suspend'.split(
    ' ',
  ),
);
const bashVariable =
  /^(BASH\w*|FUNCNAME|PIPESTATUS|RANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|UID|EUID|GROUPS|DIRSTACK|SHELLOPTS|BASHOPTS|REPLY)$/;

function notInPosix(node: SyntaxNode): string | undefined {
  const { type } = node;
  if (!node.isNamed) return bashTokens.get(type);
  if (type === 'variable_name' && bashVariable.test(node.text)) return `$${node.text}`;
  if (type === 'expansion' && /^\$\{(!|[^}]*?(\^|,,|\/|:[-+]?\d|:\$|@[A-Z]\}))/.test(node.text))
    return node.text;
  if (type === 'word' && /\{[^{}\s]*(,|\.\.)[^{}\s]*\}/.test(node.text)) return 'braces with alternatives';
  return bashNodes.get(type) ?? programConstruct(node, posixOptions, bashPrograms);
}

function notInZsh(node: SyntaxNode): string | undefined {
  if (node.type === 'variable_name' && /^(BASH\w*|PIPESTATUS|FUNCNAME|GROUPS|DIRSTACK)$/.test(node.text)) {
    return `$${node.text}`;
  }
  if (node.type === 'variable_assignment' && /^(status|pipestatus|argv|path|fpath)=/.test(node.text)) {
    return `a variable named ${node.text.split('=')[0] ?? ''}`;
  }
  if (node.type === 'expansion' && /^\$\{(![\w]+\}|[^}]*(\^|,,))/.test(node.text)) return node.text;
  return programConstruct(node, zshOptions, zshLacks);
}

const zshLacks = new Set([
  'shopt',
  'mapfile',
  'readarray',
  'compgen',
  'complete',
  'help',
  'caller',
  'enable',
]);

/** Options that only bash's own commands know, as the words of a command are written. */
const posixOptions: readonly (readonly [program: string, words: RegExp])[] = [
  ['read', /^-\w*[adeinNpstu]/],
  ['echo', /^-\w*[eE]/],
  ['printf', /^-v/],
  ['set', /pipefail/],
  ['trap', /^(ERR|DEBUG|RETURN|SIG\w+)$/],
  ['type', /^-/],
  ['export', /^-f/],
  ['wait', /^-n/],
];
const zshOptions: typeof posixOptions = [
  ['read', /^-\w*[aptnN]/],
  ['type', /^-[tp]/],
  ['export', /^-f/],
  ['printf', /^%\(/],
  ['trap', /^(ERR|RETURN)$/],
  ['wait', /^-n/],
];

function programConstruct(
  node: SyntaxNode,
  options: typeof posixOptions,
  programs: ReadonlySet<string>,
): string | undefined {
  if (node.type !== 'command' && node.type !== 'declaration_command') return undefined;
  const [program = '', ...words] = node.text.split(/\s+/);
  if (programs.has(program)) return program;
  const option = options.find(
    ([name, pattern]) => name === program && words.some((word) => pattern.test(word)),
  );
  return option && `this use of ${option[0]}`;
}
