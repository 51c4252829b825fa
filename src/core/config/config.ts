import * as v from 'valibot';
import { LineCounter, isMap, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { readerProblems } from '../lint/reader.ts';
import { rules } from '../lint/rules.ts';
import { noTeamWords } from '../guide/team.ts';
import type { TeamWords } from '../guide/team.ts';
import type { TeamRule } from '../shell/team.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const names = v.array(name);
const ruleIds = [...readerProblems, ...rules].map(({ id }) => id);

const severity = v.picklist(['off', 'info', 'warning', 'error']);

const dangerRule = v.strictObject({
  program: v.pipe(name, v.description('Name of a program; `*` stands for any letters.')),
  words: v.exactOptional(
    v.pipe(names, v.description('Words that the call begins with, options left out.')),
    [],
  ),
  level: v.picklist(['safe', 'changes', 'destructive']),
  reason: v.pipe(name, v.description('Why, in words that stand behind the level: "rolls the shop back".')),
  lower: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description('`true`: also where the danger is known to be higher. It is shown as the team’s word.'),
    ),
  ),
});

/** What `.incidents/config.yaml` may say. The file's check, its type and the published JSON schema are made from this. */
export const configSchema = v.strictObject({
  phases: v.exactOptional(
    v.pipe(
      v.strictObject({
        immediate: v.exactOptional(names),
        diagnose: v.exactOptional(names),
        recover: v.exactOptional(names),
        verify: v.exactOptional(names),
        monitor: v.exactOptional(names),
      }),
      v.description('More names of phases, by their kind.'),
    ),
  ),
  severities: v.exactOptional(
    v.pipe(
      names,
      v.description('Names of levels, the most urgent first, for guides without a severity matrix.'),
    ),
  ),
  danger: v.exactOptional(
    v.pipe(
      v.array(dangerRule),
      v.description('What the team knows of programs. The first that fits decides.'),
    ),
  ),
  lint: v.exactOptional(
    v.pipe(
      v.strictObject(Object.fromEntries(ruleIds.map((id) => [id, v.exactOptional(severity)]))),
      v.description('Severities of lint rules by id, or `off`.'),
    ),
  ),
  environment: v.exactOptional(
    v.pipe(
      v.record(name, v.string()),
      v.description(
        'Variables of the incident’s terminal. In a trusted workspace only; the command line ignores it.',
      ),
    ),
  ),
  profile: v.exactOptional(
    v.pipe(
      name,
      v.description(
        'Path of the shell for incidents. In a trusted workspace only; the command line ignores it.',
      ),
    ),
  ),
  journal: v.exactOptional(
    v.pipe(
      name,
      v.description(
        'Folder that holds the incidents. In a trusted workspace only; the command line ignores it.',
      ),
    ),
  ),
});

type Written = v.InferOutput<typeof configSchema>;

/** What a team agreed on, ready for use. */
export interface TeamConfig {
  words: TeamWords;
  danger: readonly TeamRule[];
  lint: Readonly<Record<string, v.InferOutput<typeof severity> | undefined>>;
  /** What only a trusted workspace may say. */
  trusted: Pick<Written, 'environment' | 'profile' | 'journal'>;
}

export interface ConfigProblem {
  /** From 1. */
  line: number;
  message: string;
}

export const noConfig: TeamConfig = { words: noTeamWords, danger: [], lint: {}, trusted: {} };

/** Longer files are not read: `yaml` takes seconds for hundreds of thousands of characters. */
const limit = 64 * 1024;

/** Reads a `config.yaml`. Never throws: what is wrong is left out and told, by line, and the rest counts. */
export function readConfig(text: string): { config: TeamConfig; problems: ConfigProblem[] } {
  if (text.length > limit)
    return {
      config: noConfig,
      problems: [{ line: 1, message: 'The file is too long: nothing of it is used.' }],
    };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const told = trouble(document);
  if (told !== undefined) {
    const { line } = lines.linePos(document.errors[0]?.pos[0] ?? 0);
    return {
      config: noConfig,
      problems: [{ line: line || 1, message: `${told}: nothing of the file is used.` }],
    };
  }
  const problems: ConfigProblem[] = [];
  const written = parse(valueOf(document), (path, message) => {
    problems.push({ line: lineOf(document, path, lines), message: `${path.join('.')}: ${message}` });
  });
  return { config: asConfig(written), problems };
}

/** Why a document can't be read at all. */
function trouble(document: Document): string | undefined {
  const [error] = document.errors;
  if (error) return `This is no valid YAML (${error.message.split('\n', 1)[0] ?? ''})`;
  try {
    valueOf(document);
  } catch (unresolved) {
    return `This is no valid YAML (${String(unresolved)})`;
  }
  const isEmpty = document.contents === null || valueOf(document) === null;
  return isEmpty || isMap(document.contents) ? undefined : 'This should be keys with values';
}

/** Throws where an alias has no anchor, or too many places. */
function valueOf(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 });
}

type Path = readonly (string | number)[];

/** Checks; takes out what is wrong, the last part first so that places before it stay; and checks the rest. */
function parse(read: unknown, tell: (path: Path, message: string) => void): Written {
  const value = read ?? {};
  const first = v.safeParse(configSchema, value);
  if (first.success) return first.output;
  const wrong = first.issues.map((issue) => ({ path: pathOf(issue), words: wordsOf(issue) }));
  for (const { path, words } of wrong) tell(path, words);
  const parts = new Map(wrong.map(({ path }) => [JSON.stringify(partOf(path)), partOf(path)]));
  for (const part of [...parts.values()].reverse()) takeOut(value, part);
  const rest = v.safeParse(configSchema, value);
  return rest.success ? rest.output : {};
}

function pathOf({ path }: v.BaseIssue<unknown>): Path {
  return (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function wordsOf({ expected, received }: v.BaseIssue<unknown>): string {
  if (expected === 'never' || (expected?.length ?? 0) > 200)
    return 'this is not known here, and is left out.';
  return `this should be ${expected ?? 'something else'}, and is ${received}: it is left out.`;
}

/** The smallest part of the file that stands for itself: a danger rule, a word, a variable. */
function partOf(path: Path): Path {
  return path.slice(0, path[0] === 'phases' ? 3 : 2);
}

function takeOut(value: unknown, part: Path): void {
  const holder = part.slice(0, -1).reduce(member, value);
  const key = part.at(-1);
  if (key === undefined || typeof holder !== 'object' || holder === null) return;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function member(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

/** The line of the deepest part of a path that stands in the file. */
function lineOf(document: Document, path: Path, lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap(node) ? node.items.find((item) => String(item.key) === String(key)) : undefined;
    const part: unknown = pair ? pair.key : isSeq(node) ? node.items[Number(key)] : undefined;
    const range = member(part, 'range');
    if (!Array.isArray(range)) break;
    offset = Number(range[0]);
    node = pair ? pair.value : part;
  }
  return lines.linePos(offset).line || 1;
}

function asConfig({
  phases = {},
  severities = [],
  danger = [],
  lint = {},
  environment,
  profile,
  journal,
}: Written): TeamConfig {
  return {
    words: { phases, severities },
    danger: danger.map(({ lower, ...rule }) => ({ ...rule, force: lower === true ? 'lowers' : 'raises' })),
    lint,
    trusted: {
      ...(environment && { environment }),
      ...(profile !== undefined && { profile }),
      ...(journal !== undefined && { journal }),
    },
  };
}
