/** What a shell tells of what its commands are pointed at. */
export interface Where {
  folder: string;
  /** The telling ones of its exported variables; of a URL no more than its host, so no password. */
  env: Readonly<Record<string, string>>;
}

/** Variables by which programs find what they act on. None of them holds a secret. */
const telling = 'KUBECONFIG|DOCKER_CONTEXT|DOCKER_CONFIG|COMPOSE_FILE|COMPOSE_PROJECT_NAME|COMPOSE_PATH_SEPARATOR|PGHOST|MYSQL_HOST|DB_HOST|DATABASE_HOST|HOME'; // prettier-ignore

/** URLs hold passwords: nothing is told of one but its host, and nothing at all where that can't be told from a password. */
const urls = 'DATABASE_URL|DOCKER_HOST';
const ofUrl = `s,^(${urls})=([A-Za-z][A-Za-z0-9+.-]*://)([^/?#@]*@)?([^/?#@]*)([/?#][^@]*)?$,\\1=\\2\\4,p`;
const select = `${ofUrl};/^(${telling})=/p`;

const LAST_LINE = '.';

/** A command that makes the shell say where it is, into a file: one word of that shell. What it says is read by `readWhere`. */
export function tellWhere(syntax: 'posix' | 'fish', file: string): string {
  const said = `pwd; command env | command sed -nE '${select}'; echo ${LAST_LINE}`;
  return syntax === 'fish'
    ? `begin; ${said}; end >${file} 2>/dev/null`
    : `{ ${said}; } >|${file} 2>/dev/null`;
}

/** Undefined while it is not written to its end. */
export function readWhere(text: string): Where | undefined {
  const lines = text.split('\n');
  const folder = lines.shift();
  if (folder === undefined || !text.endsWith(`\n${LAST_LINE}\n`)) return undefined;
  const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)).filter((pair) => pair !== null);
  return { folder, env: Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value])) };
}
