import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call } from './call.ts';
import { brief } from './rows.ts';
import { writes } from './writes.ts';

/** A request over HTTP, whichever program sends it. */
interface Request {
  method: string;
  url: string;
  body: string;
}

/** Paths that decide what a request does, whatever its words; the first that fits. Asked for all methods but GET, HEAD and OPTIONS. */
const pathRows: readonly [RegExp, (url: string) => Assessment][] = [
  [
    /\/(?:_search|_msearch|_count|_mget|_validate|_analyze|_explain|_field_caps|_sql|_eql|_render|_rank_eval|_termvectors|_simulate)(?:[/?]|$)/,
    () => reads,
  ],
  [
    /\/api\/v1\/(?:query|query_range|series|labels|format_query|parse_query)(?:[?]|$)|\/loki\/api\/v1\/query|\/api\/ds\/query/,
    () => reads,
  ],
  [
    /\/_delete_by_query|\/delete_series|\/api\/v1\/admin\/tsdb\/clean_tombstones/,
    (url) => destroys(`deletes data on the server: ${brief(url)}`),
  ],
  [
    /\/_(?:close|shutdown|rollover\/delete)(?:[/?]|$)/,
    (url) => destroys(`closes or stops something on the server: ${brief(url)}`),
  ],
  [
    /\/-\/(?:quit|shutdown)|\/actuator\/shutdown|\/(?:shutdown|stop|kill|quit|quitquitquit|terminate|halt|poweroff|drain_listeners|destroy|purge|flush_all|flushall|safeExit|exit|quietDown|force-leave)(?:[/?]|$)/i,
    (url) => destroys(`stops something on the server or deletes from it: ${brief(url)}`),
  ],
  [/\/v1\/agent\/leave/, (url) => destroys(`takes a server out of the cluster: ${brief(url)}`)],
  [
    /\/(?:delete|remove|drop|wipe|truncate)(?:[-_/?]|$)/i,
    (url) => destroys(`deletes on the server: ${brief(url)}`),
  ],
];

/** Bodies that say themselves what they delete: Solr's updates, Elasticsearch's bulk actions. */
const deletesByBody = /^\s*<delete\b|^\s*\{\s*"delete"\s*:/;

function assessRequest({ method, url, body }: Request): Assessment {
  if (/^(?:GET|HEAD|OPTIONS|TRACE)$/.test(method)) return reads;
  if (/^(?:DELETE|PURGE|BAN)$/.test(method))
    return method === 'DELETE' && /\/api\/v\d\/silence|_search\/scroll/.test(url)
      ? changes(`deletes ${brief(url)}`)
      : destroys(`deletes ${brief(url)}`);
  if (deletesByBody.test(body)) return destroys(`deletes on the server: ${brief(url)}`);
  const row = pathRows.find(([pattern]) => pattern.test(url));
  if (row) return row[1](url);
  if (/^\s*\{\s*"query"\s*:\s*"\s*(?:\{|query\b)/.test(body)) return reads;
  return changes(`sends a change to ${brief(url)}`);
}

const curlStyle = optionStyle(
  '-X --request -d --data --data-raw --data-binary --data-urlencode --data-ascii --json -F --form --form-string -H --header -o --output -u --user -A --user-agent -b --cookie -c --cookie-jar -e --referer -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -w --write-out -x --proxy -T --upload-file -E --cert --cert-type --key --cacert --capath -K --config -r --range --resolve --connect-to -Q --quote -D --dump-header -C --continue-at --limit-rate -y -Y -z --time-cond --unix-socket --interface --max-redirs -P --ftp-port -t --telnet-option --url --stderr --output-dir --ciphers --tls-max --oauth2-bearer --aws-sigv4 --trace --trace-ascii --dns-servers --noproxy --proto --request-target --pinnedpubkey --local-port --keepalive-time --url-query',
);

const curlData = [
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--data-urlencode',
  '--json',
];

/** curl: a method, or data that makes one; and what it writes here. */
export function curl({ args }: Call): Assessment {
  const { operands, options } = readArguments(args, curlStyle);
  const values = (...names: string[]): string[] => names.flatMap((name) => options.get(name) ?? []);
  const has = (...names: string[]): boolean => names.some((name) => options.has(name));
  const body = values(...curlData, '-F', '--form').join('&');
  const asked = values('-X', '--request').at(-1)?.toUpperCase();
  const implied = has('-G', '--get')
    ? 'GET'
    : has('-I', '--head')
      ? 'HEAD'
      : has('-T', '--upload-file')
        ? 'PUT'
        : has(...curlData, '-F', '--form', '--form-string')
          ? 'POST'
          : 'GET';
  const method = has('-G', '--get') && !asked ? 'GET' : (asked ?? implied);
  const urls = [...operands.map(({ text }) => text), ...values('--url')];
  const found = urls.map((url) => assessRequest({ method, url, body }));
  if (urls.length > 1 && operands.some(({ text, known }) => !known && /^\$\{?\w+\}?$/.test(text))) {
    found.push(notKnown('sends a request with options that are not known'));
  }
  for (const file of values(
    '-o',
    '--output',
    '-D',
    '--dump-header',
    '-c',
    '--cookie-jar',
    '--trace',
    '--trace-ascii',
  ))
    found.push(writes(file, 'overwrite'));
  if (has('-O', '--remote-name', '-J', '--remote-name-all')) found.push(changes('downloads a file'));
  for (const quote of values('-Q', '--quote'))
    found.push(
      /^[-+]?\s*(?:DELE|RMD|rm|rmdir)\b/.test(quote)
        ? destroys('deletes a file on the server')
        : changes('sends a command to the server'),
    );
  if (has('-K', '--config') && urls.length === 0) found.push(changes('sends a request from a file'));
  return highest([reads, ...found]);
}

const wgetStyle = optionStyle(
  '-O --output-document -o --output-file -a -P --directory-prefix -T --timeout -t --tries -U --user-agent --header --post-data --post-file --method --body-data --body-file --user --password -i --input-file -e -Q -w --wait --connect-timeout --read-timeout -A -R -D -l --level --ca-certificate --limit-rate -B',
);

/** wget keeps what it loads, unless told to print or to look only. */
export function wget({ args }: Call): Assessment {
  const { operands, options } = readArguments(args, wgetStyle);
  const value = (...names: string[]): string | undefined =>
    names.flatMap((name) => options.get(name) ?? []).at(-1);
  const method =
    value('--method')?.toUpperCase() ??
    (options.has('--post-data') || options.has('--post-file') ? 'POST' : 'GET');
  const requests = operands.map(({ text }) =>
    assessRequest({ method, url: text, body: value('--post-data', '--body-data') ?? '' }),
  );
  const target = value('-O', '--output-document');
  if (options.has('--spider') || options.has('-V')) return highest([reads, ...requests]);
  const kept = target === undefined ? changes('downloads a file') : writes(target, 'overwrite');
  return highest([...requests, kept]);
}

/** httpie: a method in capitals, or items with `=` that make a POST. */
export function httpie({ args }: Call): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-a --auth -o --output --session --timeout -A --verify -s --style -p --print'),
  );
  const texts = operands.map(({ text }) => text);
  const named = /^[A-Z]+$/.test(texts[0] ?? '') ? texts[0] : undefined;
  const [url = '', ...items] = named === undefined ? texts : texts.slice(1);
  const sends = items.some((item) => /^[^=:]+(?::?=)[^=]/.test(item) && !/^[^=]+==/.test(item));
  const file = options.get('-o')?.[0] ?? options.get('--output')?.[0];
  return highest([
    assessRequest({ method: named ?? (sends ? 'POST' : 'GET'), url, body: '' }),
    ...(file === undefined ? [] : [writes(file, 'overwrite')]),
    ...(options.has('-d') || options.has('--download') ? [changes('downloads a file')] : []),
  ]);
}
