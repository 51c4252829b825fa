import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';
import type { Target } from './target.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The files in which compose looks when it is told none, in its order. */
export const composeFileNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;

/** What compose finds in a folder. */
export interface ComposePlace {
  /** The file's name, as it is told. */
  file: string;
  /** The name of the folder that the file lies in. */
  folder: string;
  text: string;
  /** The `.env` beside it, when there is one: of it one line is read. */
  dotEnv?: string;
}

/** Compose's project and file; the project by compose's own rule: the environment, `.env`, the file's `name:`, its folder. */
export function composeTarget(env: Environment, { file, folder, text, dotEnv = '' }: ComposePlace): Target {
  const inDotEnv = /^[ \t]*(?:export[ \t]+)?COMPOSE_PROJECT_NAME[ \t]*=[ \t]*["']?([^"'\s#]+)/m.exec(
    dotEnv,
  )?.[1];
  const name = /^name:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1];
  const [project] = [env['COMPOSE_PROJECT_NAME'], inDotEnv, name, folder]
    .map((one) => projectName(one ?? ''))
    .filter((one) => one !== '');
  return { ...(project !== undefined && { compose: project }), composeFile: file };
}

/** As compose writes it: lower case, no other characters than these, none but a letter or digit first. */
function projectName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');
}

/** The longest kube configuration that is read: with its certificates one of a hundred clusters is shorter. */
const kubeLimit = 1024 * 1024;

/** Where kubectl points by these files, in the order of KUBECONFIG: the first that says something holds. */
export function kubeTarget(texts: readonly string[]): Target {
  const files = texts.map(readConfig);
  const kubeContext = files.map((file) => textAt(file, 'current-context')).find((name) => name !== undefined);
  if (kubeContext === undefined) return {};
  const context = files.flatMap(contextsOf).find((one) => textAt(one, 'name') === kubeContext);
  return { kubeContext, namespace: textAt(nodeAt(context, 'context'), 'namespace') ?? 'default' };
}

function readConfig(text: string): Node | undefined {
  if (text.length > kubeLimit) return undefined;
  return parseDocument(text, { logLevel: 'silent' }).contents ?? undefined;
}

function contextsOf(file: Node | undefined): Node[] {
  const contexts = nodeAt(file, 'contexts');
  return isSeq<Node>(contexts) ? contexts.items : [];
}

function nodeAt(node: Node | undefined, key: string): Node | undefined {
  return isMap<unknown, Node>(node) ? node.get(key, true) : undefined;
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = nodeAt(node, key);
  return isScalar(value) && typeof value.value === 'string' && value.value !== '' ? value.value : undefined;
}

/** Where the environment says that the database is: the host alone, without the user, password and name beside it. */
export function databaseHost(env: Environment): string | undefined {
  const named = [env['PGHOST'], env['MYSQL_HOST'], env['DB_HOST'], env['DATABASE_HOST']];
  return [hostOf(env['DATABASE_URL'] ?? ''), ...named].find((host) => host !== undefined && host !== '');
}

/**
 * Which docker a command talks to, by docker's own rule: DOCKER_HOST, DOCKER_CONTEXT, the config's context. Undefined: this
 * machine's own.
 */
export function dockerTarget(env: Environment, config = ''): string | undefined {
  const host = hostOf(env['DOCKER_HOST'] ?? '');
  if (host !== undefined && host !== '') return host;
  const inConfig = /"currentContext"\s*:\s*"([^"\\]+)"/.exec(config)?.[1];
  const context = env['DOCKER_CONTEXT'] || inConfig;
  return env['DOCKER_HOST'] || context === 'default' ? undefined : context;
}

/** A URL's host. Where a password holds characters that nobody escaped it can't be told from one: then none. */
function hostOf(url: string): string | undefined {
  const [, authority = '', rest = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]*)(.*)$/is.exec(url) ?? [];
  if (!authority.includes('@') && rest.includes('@')) return undefined;
  return /^(\[[^\]]+\]|[^:]*)/.exec(authority.replace(/^.*@/, ''))?.[0];
}
