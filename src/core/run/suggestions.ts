/** What stands under a heading of a table that a tool prints, and what such a thing is called in a guide. */
interface Column {
  /** The last telling word of a placeholder's name. */
  nouns: readonly string[];
  heading: string;
  /** Headings that tell this table from others with the same one. */
  beside: readonly string[];
}

/** A noun that stands in none of these rows is looked for as a heading of its own: `NAMESPACE`, `IMAGE`. */
const columns: readonly Column[] = [
  { nouns: ['pod'], heading: 'NAME', beside: ['READY', 'RESTARTS'] }, // kubectl get pods
  { nouns: ['deployment', 'deploy'], heading: 'NAME', beside: ['UP-TO-DATE'] },
  { nouns: ['service', 'svc'], heading: 'NAME', beside: ['CLUSTER-IP'] },
  { nouns: ['service'], heading: 'SERVICE', beside: ['IMAGE'] }, // docker compose ps
  { nouns: ['service', 'unit'], heading: 'UNIT', beside: ['LOAD', 'ACTIVE'] }, // systemctl
  { nouns: ['node', 'host', 'hostname', 'server'], heading: 'NAME', beside: ['ROLES'] }, // kubectl get nodes
  { nouns: ['node', 'host', 'hostname', 'server'], heading: 'NODE', beside: ['READY'] }, // kubectl get pods -o wide
  { nouns: ['node', 'server'], heading: 'HOSTNAME', beside: ['AVAILABILITY'] }, // docker node ls
  { nouns: ['host', 'hostname'], heading: 'HOSTNAME', beside: [] },
  { nouns: ['host', 'hostname'], heading: 'HOST', beside: [] },
  { nouns: ['release'], heading: 'NAME', beside: ['REVISION', 'CHART'] }, // helm list
  { nouns: ['container'], heading: 'NAMES', beside: ['IMAGE'] }, // docker ps
  { nouns: ['container'], heading: 'NAME', beside: ['IMAGE', 'SERVICE'] }, // docker compose ps
  { nouns: ['container'], heading: 'NAME', beside: ['CONTAINER ID'] }, // docker stats
  { nouns: ['volume'], heading: 'VOLUME NAME', beside: [] },
  { nouns: ['pid', 'process'], heading: 'PID', beside: [] }, // ps, lsof, top
  { nouns: ['database', 'db'], heading: 'NAME', beside: ['OWNER', 'ENCODING'] }, // psql -l
];

/** Words of a placeholder's name that do not say what it is of. */
const fillers = new Set(['your', 'the', 'a', 'an', 'name', 'id', 'number', 'here', 'of', 'from', 'above']);

/** Of a row that somebody in an incident most likely means. */
const inTrouble =
  /\b(?:CrashLoopBackOff|\w*Error|ErrImagePull|ImagePullBackOff|OOMKilled|Evicted|Pending|NotReady|Exited|Restarting|unhealthy|failed)\b/;

/** What can be a name or a number; `…` ends one that was cut, `<none>` is none, and what was redacted is no value. */
const isValue = /^[\p{L}\p{N}_][\p{L}\p{N}_.:@/-]*$/u;
const isNumber = /^\d+$/;

const MOST = 5;
/** A listing longer than this is no list that a person picks from: its beginning serves. */
const MOST_LINES = 500;

/**
 * What a placeholder may stand for, by what was printed before: names under the headings of `kubectl get`, `docker ps`, `ps` and
 * their like. `outputs` are plain text, the newest first; so are the suggestions, and within one output what is in trouble
 * comes first. Few and right: a name that no heading answers to gets none.
 */
export function suggestionsFor(name: string, outputs: readonly string[]): string[] {
  const noun = nounOf(name);
  if (noun === undefined) return [];
  const found = new Set<string>();
  for (const output of outputs) {
    for (const value of valuesIn(output, noun)) {
      found.add(value);
      if (found.size === MOST) return [...found];
    }
  }
  return [...found];
}

/** `YOUR_POD_NAME`, `pod-id`, `name of the pod`: all of them a `pod`. */
function nounOf(name: string): string | undefined {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '' && !fillers.has(word)).at(-1);
}

function valuesIn(output: string, noun: string): string[] {
  const known = columns.filter(({ nouns }) => nouns.includes(noun));
  const wanted = known.length > 0 ? known : [{ heading: noun.toUpperCase(), beside: [] }];
  const isWanted = noun === 'pid' || noun === 'process' ? isNumber : isValue;
  const lines = output.split(/\r?\n/, MOST_LINES);
  const rows: { value: string; line: string }[] = [];
  let column: Heading | undefined;
  for (const line of lines) {
    const head = headingIn(line, wanted);
    if (head !== undefined) column = head;
    else if (line.trim() === '' || isHead(line)) column = undefined;
    else if (column) {
      const value = cellUnder(line, column);
      if (isWanted.test(value)) rows.push({ value, line });
    } else if (isWanted === isNumber) {
      for (const [, pid = ''] of line.matchAll(/\bpid=(\d+)/g)) rows.push({ value: pid, line }); // ss -p
    }
  }
  return rows
    .sort((a, b) => Number(inTrouble.test(b.line)) - Number(inTrouble.test(a.line)))
    .map(({ value }) => value);
}

/** Where a heading stands in its line. */
interface Heading {
  from: number;
  to: number;
  /** Of a table with bars between its cells: which of them it is. */
  cell?: number;
}

/** A line of headings without bars between them: all in capitals (`PORT(S)`, `%CPU`). */
function isHead(line: string): boolean {
  return !line.includes('|') && /\p{Lu}{2}/u.test(line) && /\S\s+\S/.test(line) && !/\p{Ll}/u.test(line);
}

/** Psql and mysql put bars between their cells, and write headings small. */
function headingIn(line: string, wanted: readonly Pick<Column, 'heading' | 'beside'>[]): Heading | undefined {
  const bars = line.includes('|');
  if (!bars && !isHead(line)) return undefined;
  const cells = bars ? line.split('|').map((cell) => cell.trim().toUpperCase()) : headingsOf(line);
  const column = wanted.find((one) => [one.heading, ...one.beside].every((word) => cells.includes(word)));
  if (!column) return undefined;
  if (bars) return { from: 0, to: 0, cell: cells.indexOf(column.heading) };
  const from = ` ${line} `.search(new RegExp(`\\s${column.heading}\\s`));
  return { from, to: from + column.heading.length };
}

/** The words of a line, and what two of them would be as one heading (`CONTAINER ID`). */
function headingsOf(line: string): string[] {
  const words = line.trim().split(/\s+/);
  return [...words, ...words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)];
}

/** The word under a heading: one that is set to the left begins with it, one that is set to the right ends with it. */
function cellUnder(line: string, { from, to, cell }: Heading): string {
  if (cell !== undefined) return line.split('|')[cell]?.trim() ?? '';
  for (const { 0: word, index } of line.matchAll(/\S+/g)) {
    if (index < to && index + word.length > from) return word;
  }
  return '';
}
