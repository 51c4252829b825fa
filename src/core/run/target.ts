/**
 * What a command is pointed at, as `target-seen` keeps it: `host`, `user`, `folder`, `branch`, `commit`, `docker` (its host or
 * context, where it is another than this machine's own), `compose` (its project),
 * `composeFile`, `kubeContext`, `namespace`, `database` (its host). What could not be read is not there. Never a secret.
 */
export type Target = Readonly<Record<string, string>>;

/** What each part is called when it is told by itself; others' records may hold parts that this version does not know. */
const names: Readonly<Record<string, string>> = {
  compose: 'compose project',
  composeFile: 'compose file',
  kubeContext: 'kube context',
};

/** `web-1 · main @ 3f2c1ab · compose: shop · database: localhost`: short enough for a line of the tree. */
export function targetWords(target: Target): string {
  return placeAnd(target).join(' · ');
}

/** `as ana on web-1, in /srv/shop (main @ 3f2c1ab, compose: shop)`: what a confirmation names. */
export function targetPhrase(target: Target): string {
  const { host, user, folder } = target;
  const where = [
    [user === undefined ? undefined : `as ${user}`, host === undefined ? undefined : `on ${host}`]
      .filter((part) => part !== undefined)
      .join(' '),
    folder === undefined ? '' : `in ${folder}`,
  ];
  const rest = pointedAt(target);
  const place = where.filter((part) => part !== '').join(', ');
  return rest.length === 0 ? place : `${place} (${rest.join(', ')})`.trimStart();
}

function placeAnd(target: Target): string[] {
  const { host, user } = target;
  const place = user !== undefined && host !== undefined ? `${user} on ${host}` : (host ?? user);
  return [...(place === undefined ? [] : [place]), ...pointedAt(target)];
}

/** All but where the shell itself is. */
function pointedAt({ host: _host, user: _user, folder: _folder, ...target }: Target): string[] {
  const { branch, commit, docker, compose, composeFile, kubeContext, namespace, database, ...others } =
    target;
  const parts = [
    together(branch, ' @ ', commit),
    labelled('docker', docker),
    labelled('compose', compose === undefined ? composeFile : together(compose, ', ', composeFile)),
    labelled('kube', together(kubeContext, '/', namespace)),
    labelled('database', database),
    ...Object.entries(others).map(([name, value]) => labelled(name, value)),
  ];
  return parts.filter((part) => part !== undefined);
}

function together(a: string | undefined, joint: string, b: string | undefined): string | undefined {
  return a !== undefined && b !== undefined ? a + joint + b : (a ?? b);
}

function labelled(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${name}: ${value}`;
}

/** One part that is not what it was; undefined where there was, or is, none. */
export interface TargetChange {
  part: string;
  before: string | undefined;
  now: string | undefined;
}

/** What has changed since a target was seen. Another folder by itself is none: what lies there is compared. */
export function targetChanges(before: Target, now: Target): TargetChange[] {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return parts
    .filter((part) => part !== 'folder' && before[part] !== now[part])
    .map((part) => ({ part, before: before[part], now: now[part] }));
}

/** `branch: main, now release`; a line for each change. */
export function changeWords({ part, before, now }: TargetChange): string {
  return `${names[part] ?? part}: ${before ?? 'none'}, now ${now ?? 'none'}`;
}

/** What a program acts on beside its host: only a name there can make its target look like production. */
const reach: readonly (readonly [program: RegExp, parts: readonly string[]])[] = [
  [/\b(kubectl|helm|oc|kustomize|argocd|flux|skaffold)\b/, ['kubeContext', 'namespace']],
  [/\b(docker|docker-compose|podman|podman-compose|nerdctl)\b/, ['docker', 'compose']],
  [/\bgit\b/, ['branch']],
  [/\b(psql|pg_\w+|createdb|dropdb|mysql\w*|mariadb\w*|mongo\w*)\b/, ['database']],
];

/**
 * The name that makes a step's target look like production: of its host, and of what its programs act on; of everything when
 * no program is known (a script may touch all of it). A compose file's name counts as little as a folder's: `docker-compose.production.yml`
 * is started on many a laptop.
 */
export function productionName(target: Target, commands: readonly string[]): string | undefined {
  const text = commands.join('\n');
  const reached = reach.filter(([program]) => program.test(text)).flatMap(([, parts]) => parts);
  const parts = reached.length > 0 ? reached : reach.flatMap(([, all]) => all);
  return [...parts, 'host']
    .map((part) => target[part])
    .find((name) => name !== undefined && looksLikeProduction(name));
}

/** `prod`, `production`, `prd` or `live` as a word of its own: `prod-eu`, `shop_production`; not `product`, `preprod`, `non-prod`. */
function looksLikeProduction(name: string): boolean {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.some(
    (word, at) =>
      /^(prod|production|prd|live)$/.test(word) && !/^(non|not|no|pre)$/.test(words[at - 1] ?? ''),
  );
}
